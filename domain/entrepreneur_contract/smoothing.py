"""Smoothing: what can be paid this month for pay to be the same every month, if it may be."""

from decimal import Decimal
from typing import NamedTuple

from domain.money import ZERO, rounded, without_charges
from domain.policies.smoothing import SmoothingPolicy
from domain.statutory import FULL_TIME_HOURS


class Payable(NamedTuple):
    """A month's pay in euros: gross, employer's charges, what it leaves; its hours if told."""

    gross: Decimal
    employer: Decimal
    balance: Decimal
    hours: Decimal | None = None

    @property
    def cost(self) -> Decimal:
        """What the pay costs the activity."""
        return self.gross + self.employer


def payable(policy: SmoothingPolicy, available: Decimal) -> Payable:
    """The target when it is available beyond the reserve, less when not, the fixed part anyway.

    The fixed part is due every month, whatever the month's sales (C. trav. R7331-11).
    """
    target = _costing(policy, max(policy.target_gross, policy.fixed_part))
    spendable = available - policy.reserve - _kept_ahead(policy)
    if sum(target, ZERO) <= spendable:
        pay = target
    else:
        pay = without_charges(max(spendable, ZERO), policy.employer_rate)
    if pay[0] < policy.fixed_part:
        pay = _costing(policy, policy.fixed_part)
    wage = policy.minimum_wage
    hours = equivalent_hours(pay[0], wage) if wage else None
    return Payable(*pay, available - sum(pay, ZERO), hours)


def equivalent_hours(gross: Decimal, minimum_wage: Decimal) -> Decimal:
    """The hours that pay stands for, of a person whose hours nobody counts.

    In proportion to a full month at the minimum wage, and no more than that month: the
    reckoning for the general reduction of contributions (CSS art. D241-27, 2016 text).
    """
    full_time = FULL_TIME_HOURS.value
    return min(full_time, rounded(full_time * gross / minimum_wage))


def _kept_ahead(policy: SmoothingPolicy) -> Decimal:
    return sum(_costing(policy, policy.fixed_part), ZERO) * policy.months_ahead


def _costing(policy: SmoothingPolicy, gross: Decimal) -> tuple[Decimal, Decimal]:
    return gross, rounded(gross * policy.employer_rate)
