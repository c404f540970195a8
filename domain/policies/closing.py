"""Closing: what must be clear before a year closes, and when its results go up."""

from typing import Literal

from domain.identifiers import AccountNumber
from domain.value import Value

SUSPENSE: tuple[AccountNumber, ...] = ("471", "472", "473", "58")
"""Accounts that wait for an explanation, and transfers on their way: nothing stays there."""


class ClosingPolicy(Value):
    """What a year's closing demands of the balances it leaves.

    In no section may an account of `clear` keep a balance, nor may one party in an account of
    `matched`; subdivisions are meant too. No text names these accounts: the defaults are those
    an auditor asks about, and a cooperative waives one by naming the others.
    `results_go_up` tells when the results of the activities are brought to COOP: with the final
    opening entries, or at the general meeting, before which nobody has approved them.
    """

    kind: Literal["closing"] = "closing"
    clear: tuple[AccountNumber, ...] = SUSPENSE
    matched: tuple[AccountNumber, ...] = ()
    results_go_up: Literal["opening", "meeting"] = "meeting"
