"""Written contents: whether a contract is recorded with the clauses the law asks of it."""

from typing import Literal

from pydantic import Field

from domain.value import Value


class WrittenContentsPolicy(Value):
    """Refuse a contract or its amendment without its written contents, or take it.

    The law asks for them (C. com. R127-1, C. trav. L7331-2), but contracts signed before the
    books came here may lack them: they are taken by default, and listed among the deadlines.
    """

    kind: Literal["written-contents"] = "written-contents"
    demanded: bool = Field(default=True, strict=True)
