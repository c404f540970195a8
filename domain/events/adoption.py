"""What the cooperative adopts: years, policies and accounts, each from a day on."""

from typing import ClassVar

from domain.events.event import Event
from domain.identifiers import AccountNumber, ActivityCode, Day, Sha256
from domain.policies.account_roles import AccountRoles
from domain.policies.contribution import ContributionPolicy
from domain.policies.expense_type import ExpenseType
from domain.policies.number_series import NumberSeries
from domain.policies.policy import Policy


class FiscalYearOpened(Event):
    """A fiscal year opens for entries."""

    topic: ClassVar = "cooperative.fiscal-year-opened"

    first: Day
    last: Day


class ContributionPolicyAdopted(Event):
    """The cooperative adopts a contribution policy, for itself or for one activity."""

    topic: ClassVar = "cooperative.contribution-policy-adopted"

    effective_from: Day
    policy: ContributionPolicy
    activity: ActivityCode | None = None


class AccountRolesAdopted(Event):
    """The cooperative chooses which account plays which part."""

    topic: ClassVar = "cooperative.account-roles-adopted"

    effective_from: Day
    roles: AccountRoles


class NumberSeriesAdopted(Event):
    """The cooperative declares how documents of a kind are numbered."""

    topic: ClassVar = "cooperative.number-series-adopted"

    effective_from: Day
    series: NumberSeries


class ExpenseTypeAdopted(Event):
    """The cooperative adopts a type of expense, or its terms from a day on."""

    topic: ClassVar = "cooperative.expense-type-adopted"

    effective_from: Day
    type: ExpenseType


class AccountOpened(Event):
    """The cooperative subdivides an account of the chart (PCG art. 1121-1)."""

    topic: ClassVar = "cooperative.account-opened"

    account: AccountNumber
    label: Sha256


class PolicyAdopted(Event):
    """The cooperative adopts a policy, for itself or for one activity."""

    topic: ClassVar = "cooperative.policy-adopted"

    effective_from: Day
    activity: ActivityCode | None = None
    policy: Policy


AdoptionEvent = (
    PolicyAdopted
    | FiscalYearOpened
    | ContributionPolicyAdopted
    | AccountRolesAdopted
    | NumberSeriesAdopted
    | ExpenseTypeAdopted
    | AccountOpened
)
"""Everything the rulebook is made of."""
