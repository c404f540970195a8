"""Mutualisation: what the cooperative bears of its activities' losses."""

from typing import Literal

from domain.money import PositiveEuros
from domain.value import Value


class MutualisationPolicy(Value):
    """What the cooperative bears of one activity's losses in a fiscal year, at most.

    It is liable to third parties (C. trav. L7332-5), so that without a ceiling it bears all.
    """

    kind: Literal["mutualisation"] = "mutualisation"
    ceiling: PositiveEuros | None = None
