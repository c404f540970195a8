"""The statement of an activity: what its entrepreneur earned, what it cost, what is left.

The measures add up: turnover and other products, less charges, pay, contribution, levies and
what the cooperative keeps aside, with what was sold to and bought from other activities, is the
result of the section (C. trav. R7331-5).
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from domain.identifiers import Section
from domain.journal import Purpose
from domain.money import ZERO
from projections.accounts import labels
from projections.movements import Movement, movements
from projections.snapshot import Snapshot
from projections.trial_balance import AccountBalance, by_account

_NAMED: Final = ("contribution", "levy", "retention", "internal-sale")
_CASH: Final = ("5", "181")


class ActivityStatement(NamedTuple):
    """The measures of one section, in euros; charges and costs are positive when they cost."""

    section: Section
    turnover: Decimal
    other_products: Decimal
    charges: Decimal
    pay_cost: Decimal
    contribution: Decimal
    levies: Decimal
    retention: Decimal
    internal_sales: Decimal
    internal_purchases: Decimal
    other_internal: Decimal
    cash: Decimal
    balances: tuple[AccountBalance, ...]

    @property
    def available(self) -> Decimal:
        """What is left to the activity: the result of its section."""
        earned = self.turnover + self.other_products + self.internal_sales + self.other_internal
        kept = self.contribution + self.levies + self.retention
        return earned - self.charges - self.pay_cost - kept - self.internal_purchases


def statement(
    snapshot: Snapshot, section: Section, *, since: date | None = None
) -> ActivityStatement:
    """The statement of a section from `since`, or else from the last opening entries."""
    moved = movements(snapshot, section=section, since=since)
    return ActivityStatement(
        section=section,
        turnover=-_amount(moved, _is_turnover),
        other_products=-_amount(moved, _is_other_product),
        charges=_amount(moved, lambda one: one.is_charge),
        pay_cost=_amount(moved, lambda one: one.is_pay),
        contribution=_amount(moved, _kept_for("contribution")),
        levies=_amount(moved, _kept_for("levy")),
        retention=_amount(moved, _kept_for("retention")),
        internal_sales=-_amount(moved, _is_internal_sale),
        internal_purchases=_amount(moved, _is_internal_purchase),
        other_internal=-_amount(moved, _is_other_internal),
        cash=_amount(moved, _is_cash),
        balances=by_account(moved, labels(snapshot)),
    )


def _amount(moved: Iterable[Movement], counts: Callable[[Movement], bool]) -> Decimal:
    return sum((one.amount for one in moved if counts(one)), ZERO)


def _is_turnover(one: Movement) -> bool:
    return one.account.startswith("70")


def _is_other_product(one: Movement) -> bool:
    return one.account.startswith("7") and not _is_turnover(one)


def _kept_for(purpose: Purpose) -> Callable[[Movement], bool]:
    return lambda one: one.is_internal and one.purpose == purpose


def _is_internal_sale(one: Movement) -> bool:
    return one.account.startswith("187") and one.purpose == "internal-sale"


def _is_internal_purchase(one: Movement) -> bool:
    return one.account.startswith("186") and one.purpose == "internal-sale"


def _is_other_internal(one: Movement) -> bool:
    return one.is_internal and one.purpose not in _NAMED


def _is_cash(one: Movement) -> bool:
    return one.account.startswith(_CASH)
