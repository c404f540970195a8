"""Carry-forward: how earnings that are not paid out by a year's end are kept."""

from typing import Literal

from domain.money import ZERO, Rate
from domain.value import Value

Vehicle = Literal["provision", "accrued-pay", "none"]
"""A provision for charges (1527), pay still due (4286, 4386), or nothing: they are taxed."""


class CarryForwardPolicy(Value):
    """The vehicle that keeps earnings for later pay.

    No text settles which vehicle an auditor prefers, so that it is a setting; the default is
    accrued pay, the balance of the variable part being due by contract (C. trav. L7332-3).
    """

    kind: Literal["carry-forward"] = "carry-forward"
    vehicle: Vehicle = "accrued-pay"
    employer_rate: Rate = ZERO
