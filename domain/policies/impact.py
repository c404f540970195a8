"""Impact: what the report of a cooperative's impact leaves to its choice."""

from typing import Literal

from pydantic import Field

from domain.value import Value


class ImpactPolicy(Value):
    """How long after a test a CESA is still its outcome, in days; the smallest number told.

    No text fixes either; ninety days, and five persons as public statistics have it.
    """

    kind: Literal["impact"] = "impact"
    cesa_within_days: int = Field(default=90, ge=0, le=730, strict=True)
    smallest_cell: int = Field(default=5, ge=1, le=100, strict=True)
