"""Adoption: fiscal years, policies and accounts, each from a day on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar, assert_never

from typing_extensions import override

from domain.chart_of_accounts import exported, is_internal, standard_chart
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.adoption import (
    AccountOpened,
    AccountRolesAdopted,
    AdoptionEvent,
    ContributionPolicyAdopted,
    ExpenseTypeAdopted,
    FiscalYearOpened,
    NumberSeriesAdopted,
    PolicyAdopted,
)
from domain.identifiers import AccountNumber, ActivityCode, Day, Section
from domain.period import FiscalYear, last_day, month_of
from domain.policies.account_roles import AccountRoles
from domain.policies.contribution import ContributionPolicy
from domain.policies.expense_type import ExpenseType
from domain.policies.number_series import NumberSeries
from domain.policies.policy import Policy
from domain.policies.presets import CONTRIBUTION_PRESETS, ContributionPreset
from domain.policies.vat_regime import VatRegimePolicy
from domain.privacy import Label
from domain.refusal import Refusal
from domain.rulebook import Adopted, Dated, Rulebook

YEAR_MONTHS_MAX = 24
VAT_PLACES = {
    "vat_collected": "4457",
    "vat_collected_waiting": "4458",
    "vat_deductible": "4456",
    "vat_deductible_waiting": "4458",
    "vat_due_reverse_charge": "4457",
    "vat_deductible_reverse_charge": "4456",
    "vat_due_from_eu": "4452",
    "vat_deductible_on_assets": "44562",
    "vat_payable": "4455",
    "vat_credit": "44567",
}
"""Which accounts of the chart each part of VAT stands on (PCG, 445)."""
BETWEEN_SECTIONS = ("liaison", "internal_charges", "internal_products")

# Commands


class OpenFiscalYear(Command):
    """Open the fiscal year that follows the last one."""

    first: Day
    last: Day


class _AdoptForOneOrAll(Command):
    effective_from: Day
    activity: ActivityCode | None = None

    @override
    def named_sections(self) -> frozenset[Section]:
        return frozenset({self.activity} if self.activity else ())


class AdoptContributionPolicy(_AdoptForOneOrAll):
    """Adopt the contribution that holds from a day on, for all activities or for one."""

    policy: ContributionPolicy


class AdoptContributionPreset(_AdoptForOneOrAll):
    """Adopt the contribution that a cooperative has published, as it is known here."""

    preset: ContributionPreset


class AdoptAccountRoles(Command):
    """Choose which account plays which part from a day on."""

    needs_ledger: ClassVar[bool] = True

    effective_from: Day
    roles: AccountRoles


class AdoptNumberSeries(Command):
    """Declare how documents of a kind are numbered from a day on."""

    effective_from: Day
    series: NumberSeries


class AdoptExpenseType(Command):
    """Adopt a type of expense, or its terms from a day on."""

    effective_from: Day
    type: ExpenseType


class AdoptPolicy(_AdoptForOneOrAll):
    """Adopt a policy from a day on, for the cooperative or for one activity."""

    policy: Policy


class OpenAccount(Command):
    """Subdivide an account of the chart."""

    account: AccountNumber
    label: Label


AdoptionCommand = (
    OpenFiscalYear
    | AdoptContributionPolicy
    | AdoptContributionPreset
    | AdoptAccountRoles
    | AdoptNumberSeries
    | AdoptExpenseType
    | AdoptPolicy
    | OpenAccount
)


# Refusals


class FiscalYearNotNext(Refusal):
    """A fiscal year holds whole months, 24 at most, and follows the last one."""


class NotAQuartersFirstDay(Refusal):
    """How often VAT is declared changes on the first day of a quarter: no month is left out."""


class AccountsInUse(Refusal):
    """Documents since that month are booked on other accounts: accounts change after today."""


class VatAccountMisplaced(Refusal):
    """A part of VAT stands where the chart has it: a return would not see another account."""


class LiaisonNotInternal(Refusal):
    """Sections pay each other by accounts 181, 186 and 187, or subdivisions of them."""


class ContributionFromMidMonth(Refusal):
    """A contribution charged by the month begins, and is replaced, on the first of a month."""


class ContributionBaseOfPastMonth(Refusal):
    """What bears the contribution changes this month at the earliest: others are charged."""


class AccountAlreadyOpened(Refusal):
    """The account already stands in the chart."""


class NotASubdivision(Refusal):
    """A new account must subdivide one of the chart."""


class AccountWrittenTheSame(Refusal):
    """In a FEC the account would be written as another one is."""


# State


def evolve(rules: Rulebook, event: AdoptionEvent) -> Rulebook:
    """The rulebook with one more page."""
    rules = replace(rules, version=rules.version + 1)
    match event:
        case FiscalYearOpened():
            year = FiscalYear(first=event.first, last=event.last)
            return replace(rules, years=(*rules.years, year))
        case ContributionPolicyAdopted():
            contribution = Dated(event.effective_from, event.policy, event.activity)
            return replace(rules, contributions=(*rules.contributions, contribution))
        case AccountRolesAdopted():
            roles = Dated(event.effective_from, event.roles)
            return replace(rules, roles=(*rules.roles, roles))
        case NumberSeriesAdopted():
            series = Dated(event.effective_from, event.series)
            return replace(rules, series=(*rules.series, series))
        case ExpenseTypeAdopted():
            terms = Dated(event.effective_from, event.type)
            return replace(rules, expense_types=(*rules.expense_types, terms))
        case PolicyAdopted():
            policy = Adopted(event.effective_from, event.activity, event.policy)
            return replace(rules, policies=(*rules.policies, policy))
        case AccountOpened():
            return replace(rules, accounts=rules.accounts | {event.account})
        case _:
            assert_never(event)


# Decisions


def decide(
    rules: Rulebook, command: AdoptionCommand, circumstances: Circumstances
) -> AdoptionEvent:
    """The event that writes a command's page in the rulebook."""
    match command:
        case OpenFiscalYear():
            return open_fiscal_year(rules, command)
        case AdoptContributionPolicy():
            return adopt_contribution_policy(rules, command, circumstances)
        case AdoptContributionPreset():
            return adopt_contribution_preset(rules, command, circumstances)
        case AdoptAccountRoles():
            _demand_roles(rules, command.roles)
            _demand_unused(command.effective_from, circumstances)
            return AccountRolesAdopted(**dict(command))
        case AdoptNumberSeries():
            return NumberSeriesAdopted(**dict(command))
        case AdoptExpenseType():
            rules.demand_accounts_of_documents((command.type.account,))
            return ExpenseTypeAdopted(**dict(command))
        case AdoptPolicy():
            _demand_activity(command, circumstances)
            _demand_quarter(command)
            return PolicyAdopted(**dict(command))
        case OpenAccount():
            return open_account(rules, command)
        case _:
            assert_never(command)


def adopt_contribution_policy(
    rules: Rulebook, command: AdoptContributionPolicy, circumstances: Circumstances
) -> ContributionPolicyAdopted:
    """The contribution; one that is charged by the month changes between two months."""
    return _adopted(rules, command, command.policy, circumstances)


def adopt_contribution_preset(
    rules: Rulebook, command: AdoptContributionPreset, circumstances: Circumstances
) -> ContributionPolicyAdopted:
    """The published contribution, as a policy like any other."""
    return _adopted(rules, command, CONTRIBUTION_PRESETS[command.preset], circumstances)


def _adopted(
    rules: Rulebook,
    command: _AdoptForOneOrAll,
    policy: ContributionPolicy,
    circumstances: Circumstances,
) -> ContributionPolicyAdopted:
    _demand_activity(command, circumstances)
    since = command.effective_from
    replaced = [
        found
        for day in (since - timedelta(days=1), since)
        if (found := rules.contribution(day, command.activity))
    ]
    if since.day != 1 and any(it.monthly for it in (policy, *replaced)):
        raise ContributionFromMidMonth(since)
    # Sales of months gone by were charged, or not, by what bore the contribution then.
    past = month_of(since) < month_of(circumstances.today)
    if past and any(it.base != policy.base for it in replaced):
        raise ContributionBaseOfPastMonth(since)
    return ContributionPolicyAdopted(
        occurred_on=command.occurred_on,
        effective_from=since,
        policy=policy,
        activity=command.activity,
    )


def open_fiscal_year(rules: Rulebook, command: OpenFiscalYear) -> FiscalYearOpened:
    """The year, of whole months, that follows the last one."""
    year = FiscalYear(first=command.first, last=command.last)
    whole = command.first.day == 1 and command.last == last_day(month_of(command.last))
    if not whole or not 1 <= len(list(year.months())) <= YEAR_MONTHS_MAX:
        raise FiscalYearNotNext(command.first, command.last)
    if rules.years and command.first != rules.years[-1].last + timedelta(days=1):
        raise FiscalYearNotNext(command.first, rules.years[-1].last)
    return FiscalYearOpened(**dict(command))


def open_account(rules: Rulebook, command: OpenAccount) -> AccountOpened:
    """The account, as a subdivision that a FEC can tell from every other."""
    chart = standard_chart().keys() | rules.accounts
    if command.account in chart:
        raise AccountAlreadyOpened(command.account)
    if not any(command.account[:length] in chart for length in range(2, len(command.account))):
        raise NotASubdivision(command.account)
    if exported(command.account) in {exported(number) for number in chart}:
        raise AccountWrittenTheSame(command.account)
    return AccountOpened(
        occurred_on=command.occurred_on,
        account=command.account,
        label=command.label.digest,
    )


def _demand_activity(command: _AdoptForOneOrAll, circumstances: Circumstances) -> None:
    if command.activity:
        circumstances.demand_section(command.activity)


def _demand_quarter(command: AdoptPolicy) -> None:
    first = command.effective_from
    if isinstance(command.policy, VatRegimePolicy) and (first.day > 1 or first.month % 3 != 1):
        raise NotAQuartersFirstDay(first)


def _demand_unused(since: date, circumstances: Circumstances) -> None:
    # What settles a document finds its accounts by its date: they cannot change behind it.
    if since <= circumstances.today and circumstances.ledger.moved_since(month_of(since)):
        raise AccountsInUse(since)


def _demand_roles(rules: Rulebook, roles: AccountRoles) -> None:
    between = [number for part, number in roles if part in BETWEEN_SECTIONS]
    rules.demand_accounts(between)
    rules.demand_accounts_of_documents(
        number for part, number in roles if part not in BETWEEN_SECTIONS
    )
    for number in between:
        if not is_internal(number):
            raise LiaisonNotInternal(number)
    for part, places in VAT_PLACES.items():
        if not getattr(roles, part).startswith(places):
            raise VatAccountMisplaced(getattr(roles, part))
