"""The rulebook: what a cooperative has adopted, and what it said on any day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from domain.chart_of_accounts import is_internal, standard_chart
from domain.identifiers import AccountNumber, ActivityCode, Auxiliary, Month
from domain.period import FiscalYear, first_day, month_after, month_of
from domain.policies.account_roles import AccountRoles
from domain.policies.contribution import ContributionExemption, ContributionPolicy
from domain.policies.expense_type import ExpenseType
from domain.policies.levy import LevyPolicy
from domain.policies.number_series import DEFAULT_SERIES, NumberSeries, Series
from domain.policies.policy import Policy
from domain.refusal import Refusal

Setting = TypeVar("Setting")
Kind = TypeVar("Kind")
POLICIES = "policies"
"""The fact that moves whenever a policy, an account or a fiscal year is adopted."""


class OutsideOpenYears(Refusal):
    """The date falls in no open fiscal year of the cooperative."""


class UnknownAccount(Refusal):
    """The account stands neither in the chart nor among the cooperative's own."""


class InternalAccount(Refusal):
    """The account only carries transfers between sections: no document is booked on it."""


class UnknownParty(Refusal):
    """No such customer or supplier is registered."""


class UnknownExpenseType(Refusal):
    """The cooperative has adopted no such expense type on that date."""


@dataclass(frozen=True, slots=True)
class Dated(Generic[Setting]):
    """A policy, the day from which it holds, and the one activity it is for, if any."""

    since: date
    policy: Setting
    activity: ActivityCode | None = None


class Adopted(NamedTuple):
    """A policy, the day from which it holds, and the one activity it is for, if any."""

    since: date
    activity: ActivityCode | None
    policy: Policy


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Years, months closed, policies, accounts and parties, as recorded so far."""

    version: int = 0
    years: tuple[FiscalYear, ...] = ()
    closed_through: Month | None = None
    contributions: tuple[Dated[ContributionPolicy], ...] = ()
    roles: tuple[Dated[AccountRoles], ...] = ()
    series: tuple[Dated[NumberSeries], ...] = ()
    expense_types: tuple[Dated[ExpenseType], ...] = ()
    policies: tuple[Adopted, ...] = ()
    accounts: frozenset[AccountNumber] = field(default_factory=frozenset)
    customers: int = 0
    suppliers: int = 0

    def year_of(self, day: date) -> FiscalYear:
        """The fiscal year that holds a day; refused when none does."""
        for year in self.years:
            if year.holds(day):
                return year
        raise OutsideOpenYears(day)

    def year_ending(self, last: date) -> FiscalYear | None:
        """The fiscal year that ends on a day, if one does."""
        return next((year for year in self.years if year.last == last), None)

    def accounting_date(self, day: date) -> date:
        """Where a document's date counts: itself, or the first open day after a closing.

        A late document goes to the first day of the first open period (PCG art. 1031-4).
        """
        self.year_of(day)
        if self.closed_through is None or month_of(day) > self.closed_through:
            return day
        opening = first_day(month_after(self.closed_through))
        self.year_of(opening)
        return opening

    def contribution(
        self, day: date, activity: ActivityCode | None = None
    ) -> ContributionPolicy | None:
        """The contribution in force on a day: the activity's own, else everyone's.

        Less what the activity is exempted from on that day.
        """
        adopted = _for_one_or_all(self.contributions, day, activity)
        exemption = self.policy(ContributionExemption, day, activity)
        return adopted.without(exemption.spared) if adopted and exemption else adopted

    def levies(self, day: date, activity: ActivityCode) -> tuple[LevyPolicy, ...]:
        """The levies in force on a day, by code: the activity's own, else everyone's."""
        by_code: dict[str, list[Dated[LevyPolicy]]] = {}
        for since, scope, policy in self.policies:
            if isinstance(policy, LevyPolicy):
                by_code.setdefault(policy.code, []).append(Dated(since, policy, scope))
        found = (_for_one_or_all(by_code[code], day, activity) for code in sorted(by_code))
        return tuple(levy for levy in found if levy)

    def policy(
        self, kind: type[Kind], day: date, activity: ActivityCode | None = None
    ) -> Kind | None:
        """The policy of a kind in force on a day: the activity's own, else everyone's."""
        adopted = [
            Dated(since, policy, scope)
            for since, scope, policy in self.policies
            if isinstance(policy, kind)
        ]
        return _for_one_or_all(adopted, day, activity)

    def account_roles(self, day: date) -> AccountRoles:
        """Which account plays which part on a day."""
        return _in_force(self.roles, day) or AccountRoles()

    def number_series(self, kind: Series, day: date) -> NumberSeries:
        """How documents of a kind are numbered on a day."""
        declared = [dated for dated in self.series if dated.policy.series == kind]
        return _in_force(declared, day) or DEFAULT_SERIES[kind]

    def expense_type(self, code: str, day: date) -> ExpenseType:
        """The expense type of that code on a day; refused when there is none."""
        adopted = [dated for dated in self.expense_types if dated.policy.code == code]
        if found := _in_force(adopted, day):
            return found
        raise UnknownExpenseType(code)

    def demand_accounts(self, numbers: Iterable[AccountNumber]) -> None:
        """Refuse an account that stands nowhere in the chart."""
        for number in numbers:
            if number not in standard_chart() and number not in self.accounts:
                raise UnknownAccount(number)

    def demand_accounts_of_documents(self, numbers: Iterable[AccountNumber]) -> None:
        """Refuse an account unknown, or one that only carries transfers between sections."""
        known = tuple(numbers)
        self.demand_accounts(known)
        for number in known:
            if is_internal(number):
                raise InternalAccount(number)

    def demand_party(self, party: Auxiliary) -> None:
        """Refuse a customer or a supplier that is not registered."""
        demand = self.demand_customer if party.startswith("C") else self.demand_supplier
        demand(party)

    def demand_customer(self, party: Auxiliary) -> None:
        """Refuse a customer that is not registered."""
        _demand_party(party, "C", self.customers)

    def demand_supplier(self, party: Auxiliary) -> None:
        """Refuse a supplier that is not registered."""
        _demand_party(party, "F", self.suppliers)


def customer_number(rank: int) -> Auxiliary:
    """The subsidiary account of the customer registered in that rank."""
    return f"C{rank:04d}"


def supplier_number(rank: int) -> Auxiliary:
    """The subsidiary account of the supplier registered in that rank."""
    return f"F{rank:04d}"


def _demand_party(party: Auxiliary, letter: str, registered: int) -> None:
    rank = int(party[1:])
    if party != f"{letter}{rank:04d}" or not 1 <= rank <= registered:
        raise UnknownParty(party)


def _for_one_or_all(
    history: Sequence[Dated[Setting]], day: date, activity: ActivityCode | None
) -> Setting | None:
    for scope in (activity, None) if activity else (None,):
        if found := _in_force((it for it in history if it.activity == scope), day):
            return found
    return None


def _in_force(history: Iterable[Dated[Setting]], day: date) -> Setting | None:
    """The latest policy by its day of effect; of two with one day, the one adopted last."""
    found: Dated[Setting] | None = None
    for dated in history:
        if dated.since <= day and (found is None or dated.since >= found.since):
            found = dated
    return found.policy if found else None
