"""What entrepreneurs spent for an activity."""

from typing import ClassVar

from domain.events.event import Event, Settlement
from domain.identifiers import (
    AccountNumber,
    ActivityCode,
    Code,
    Day,
    EntryReference,
    Reference,
)
from domain.money import ZERO, Exact, PositiveEuros, SomeEuros
from domain.policies.contribution import ContributionBasis
from domain.value import Value


class ClaimedExpense(Value):
    """A line of an expense claim as the cooperative owes it."""

    type: Code
    account: AccountNumber
    net: SomeEuros
    vat: SomeEuros
    kilometres: Exact | None = None
    on: Day | None = None


class ExpensesClaimed(Event):
    """An entrepreneur claims the expenses of a period.

    Those that lower the base of the contribution come to `lowers_base` before tax: some
    contribution is given back, unless the month's margin tells what is owed.
    """

    topic: ClassVar = "activity.expenses-claimed"

    activity: ActivityCode
    reference: Reference
    lines: tuple[ClaimedExpense, ...]
    total: PositiveEuros
    contribution_credit: SomeEuros
    contribution_basis: ContributionBasis = "invoiced"
    lowers_base: SomeEuros = ZERO


class ExpensesPaid(Settlement):
    """The cooperative pays an expense claim back."""

    topic: ClassVar = "activity.expenses-paid"

    activity: ActivityCode
    claim: Reference
    reference: EntryReference
    amount: PositiveEuros


ExpenseClaimsEvent = ExpensesClaimed | ExpensesPaid
"""Everything that happens to expense claims."""
