"""Internal retention: what the cooperative keeps of an invoice until its risks are over."""

from typing import Literal

from domain.money import Rate
from domain.value import Value


class InternalRetentionPolicy(Value):
    """The part of each invoice, all taxes included, that the cooperative keeps aside.

    A usage of the building trade, for as long as an activity answers for its works; what was
    kept is released by decision. A rate of zero ends it.
    """

    kind: Literal["internal-retention"] = "internal-retention"
    rate: Rate
