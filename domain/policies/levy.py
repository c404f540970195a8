"""Levies: what an activity pays on its turnover besides the contribution, such as insurance."""

from typing import Literal

from domain.identifiers import Code
from domain.money import Rate
from domain.value import Value


class LevyPolicy(Value):
    """A levy on what is invoiced, before tax; several may hold at once, each by its code.

    It ends when it is adopted again at a rate of zero.
    """

    kind: Literal["levy"] = "levy"
    code: Code
    rate: Rate
