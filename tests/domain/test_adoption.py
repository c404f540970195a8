"""What a cooperative adopts holds from its day on, on accounts that exist."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.circumstances import Circumstances, UnknownSection
from domain.cooperative.adoption import (
    AccountAlreadyOpened,
    AccountsInUse,
    AccountWrittenTheSame,
    AdoptAccountRoles,
    AdoptContributionPolicy,
    AdoptContributionPreset,
    AdoptExpenseType,
    AdoptNumberSeries,
    AdoptPolicy,
    ContributionBaseOfPastMonth,
    ContributionFromMidMonth,
    FiscalYearNotNext,
    LiaisonNotInternal,
    NotAQuartersFirstDay,
    NotASubdivision,
    OpenAccount,
    OpenFiscalYear,
    VatAccountMisplaced,
)
from domain.cooperative.cooperative import COOPERATIVE
from domain.decider import Command
from domain.events.adoption import AccountOpened, ContributionPolicyAdopted
from domain.events.event import Event
from domain.journal import credit, debit
from domain.ledger import Ledger
from domain.money import euros
from domain.policies.account_roles import AccountRoles
from domain.policies.carry_forward import CarryForwardPolicy
from domain.policies.contribution import ContributionPolicy
from domain.policies.expense_type import ExpenseType
from domain.policies.number_series import NumberSeries
from domain.policies.presets import CONTRIBUTION_PRESETS, ContributionPreset
from domain.policies.smoothing import SmoothingPolicy
from domain.policies.vat_regime import VatRegimePolicy
from domain.refusal import Refusal
from domain.rulebook import InternalAccount, Rulebook, UnknownAccount
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    FOUNDED,
    NEW_YEAR,
    YEAR_OPENED,
    label,
)
from tests.domain.specification import given

JULY = date(2026, 7, 1)


def year(first: date, last: date) -> OpenFiscalYear:
    return OpenFiscalYear(occurred_on=NEW_YEAR, first=first, last=last)


def account(number: str) -> OpenAccount:
    return OpenAccount(occurred_on=NEW_YEAR, account=number, label=label("Divers"))


def opened(number: str) -> AccountOpened:
    return AccountOpened(occurred_on=NEW_YEAR, account=number, label=label("Divers").digest)


def roles(**fields: Any) -> AdoptAccountRoles:
    return AdoptAccountRoles(
        occurred_on=NEW_YEAR, effective_from=JULY, roles=AccountRoles.model_validate(fields)
    )


def expense_type(number: str) -> AdoptExpenseType:
    return AdoptExpenseType(
        occurred_on=NEW_YEAR,
        effective_from=JULY,
        type=ExpenseType(code="meal", account=number),
    )


def contribution(since: date = JULY, **fields: Any) -> AdoptContributionPolicy:
    return AdoptContributionPolicy(
        occurred_on=NEW_YEAR,
        effective_from=since,
        policy=ContributionPolicy.model_validate({"rate": "0.11"} | fields),
    )


CONTRIBUTION = contribution()
OF_ONE = CONTRIBUTION.model_copy(update={"activity": "E001"})
SERIES = AdoptNumberSeries(
    occurred_on=NEW_YEAR,
    effective_from=JULY,
    series=NumberSeries(series="invoice", template="F{year}-{number:04d}", first=118),
)
SMOOTHING = SmoothingPolicy(target_gross="1200.00", fixed_part="400.00", employer_rate="0.35")
COMMANDS: list[Command] = [
    year(date(2026, 1, 1), date(2026, 12, 31)),
    CONTRIBUTION,
    OF_ONE,
    SERIES,
    roles(vat_collected_waiting="44587"),
    expense_type("6251"),
    account("70601"),
    AdoptPolicy(occurred_on=NEW_YEAR, effective_from=JULY, policy=SMOOTHING),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_adopted_as_it_was_asked_and_moves_the_rulebook(command: Command) -> None:
    past = given(COOPERATIVE, FOUNDED)
    event = past.when(command, CIRCUMSTANCES).decided()
    label_given = {"label": getattr(event, "label", None)}
    assert dict(event) == dict(command) | {k: v for k, v in label_given.items() if v}
    after = given(COOPERATIVE, FOUNDED, event).state.rulebook
    assert (after.version, after == past.state.rulebook) == (1, False)


def rulebook_after(*commands: Command) -> Rulebook:
    facts: list[Event] = [FOUNDED]
    for command in commands:
        facts.append(given(COOPERATIVE, *facts).when(command, CIRCUMSTANCES).decided())
    rules: Rulebook = given(COOPERATIVE, *facts).state.rulebook
    return rules


def test_it_holds_from_its_day_and_not_before() -> None:
    rules = rulebook_after(*COMMANDS)
    june = date(2026, 6, 30)
    assert rules.contribution(june) is None
    assert rules.contribution(JULY) == CONTRIBUTION.policy
    assert rules.number_series("invoice", june) != SERIES.series
    assert rules.number_series("invoice", JULY) == SERIES.series
    assert rules.account_roles(june) == AccountRoles()
    assert rules.account_roles(JULY).vat_collected_waiting == "44587"
    assert rules.expense_type("meal", JULY).account == "6251"


@pytest.mark.parametrize("name", CONTRIBUTION_PRESETS)
@pytest.mark.parametrize("activity", [None, "E001"])
def test_a_preset_is_adopted_as_the_policy_that_it_is(
    name: ContributionPreset, activity: str | None
) -> None:
    command = AdoptContributionPreset(
        occurred_on=NEW_YEAR, effective_from=JULY, preset=name, activity=activity
    )
    given(COOPERATIVE, FOUNDED).when(command, CIRCUMSTANCES).then(
        ContributionPolicyAdopted(
            occurred_on=NEW_YEAR,
            effective_from=JULY,
            policy=CONTRIBUTION_PRESETS[name],
            activity=activity,
        )
    )


def test_a_contribution_of_one_activity_is_nobody_else_s() -> None:
    rules = rulebook_after(contribution(rate="0.05"), OF_ONE)
    for activity, rate in (("E001", "0.11"), ("E002", "0.05"), (None, "0.05")):
        found = rules.contribution(JULY, activity)
        assert found
        assert found.rate == Decimal(rate)


MID_JULY = date(2026, 7, 15)
MONTHLY: dict[str, Any] = {"base": "margin"}


def test_a_contribution_charged_by_the_month_changes_between_two_months() -> None:
    past = given(COOPERATIVE, FOUNDED)
    past.when(contribution(MID_JULY), CIRCUMSTANCES).then_says(effective_from=MID_JULY)
    past.when(contribution(**MONTHLY), CIRCUMSTANCES).then_says(effective_from=JULY)
    for monthly in (MONTHLY, {"monthly_fee": "30.00"}):
        past.when(contribution(MID_JULY, **monthly), CIRCUMSTANCES).then_refused(
            ContributionFromMidMonth
        )
    by_month = past.when(contribution(**MONTHLY), CIRCUMSTANCES).decided()
    after = given(COOPERATIVE, FOUNDED, by_month)
    after.when(contribution(MID_JULY), CIRCUMSTANCES).then_refused(ContributionFromMidMonth)
    in_august = replace(CIRCUMSTANCES, today=date(2026, 8, 20))
    after.when(contribution(date(2026, 8, 1)), in_august).then_says(policy=CONTRIBUTION.policy)


def test_what_bears_a_contribution_does_not_change_in_months_gone_by() -> None:
    flat = given(COOPERATIVE, FOUNDED).when(CONTRIBUTION, CIRCUMSTANCES).decided()
    past = given(COOPERATIVE, FOUNDED, flat)
    august = date(2026, 8, 1)
    in_august = replace(CIRCUMSTANCES, today=date(2026, 8, 20))
    for since in (JULY, august):
        refused = past.when(contribution(since, **MONTHLY), CIRCUMSTANCES)
        refused.then_refused(ContributionBaseOfPastMonth)
    past.when(contribution(JULY, **MONTHLY), in_august).then_refused(
        ContributionBaseOfPastMonth
    )
    past.when(contribution(august, **MONTHLY), in_august).then_says(effective_from=august)
    past.when(contribution(JULY, rate="0.12"), CIRCUMSTANCES).then_says(effective_from=JULY)


def smoothing(target: str, **scope: Any) -> AdoptPolicy:
    policy = SMOOTHING.model_copy(update={"target_gross": Decimal(target)})
    return AdoptPolicy(occurred_on=NEW_YEAR, effective_from=JULY, policy=policy, **scope)


def test_the_policy_of_an_activity_comes_before_everyone_s() -> None:
    rules = rulebook_after(smoothing("1500.00", activity="E001"), smoothing("1000.00"))
    for activity, target in (("E001", "1500.00"), ("E002", "1000.00"), (None, "1000.00")):
        found = rules.policy(SmoothingPolicy, JULY, activity)
        assert found
        assert str(found.target_gross) == target
    assert rules.policy(SmoothingPolicy, date(2026, 6, 30), "E001") is None
    assert rules.policy(CarryForwardPolicy, JULY) is None


def test_a_policy_is_not_adopted_for_an_activity_nobody_opened() -> None:
    past = given(COOPERATIVE, FOUNDED)
    past.when(smoothing("1500.00", activity="E404"), CIRCUMSTANCES).then_refused(UnknownSection)


# Fiscal years

FIRST_YEARS = [
    (date(2026, 1, 1), date(2026, 12, 31)),
    (date(2025, 11, 1), date(2026, 12, 31)),
    (date(2026, 7, 1), date(2028, 6, 30)),
    (date(2028, 2, 1), date(2028, 2, 29)),
]


@pytest.mark.parametrize(("first", "last"), FIRST_YEARS)
def test_a_first_year_holds_one_to_24_whole_months(first: date, last: date) -> None:
    outcome = given(COOPERATIVE, FOUNDED).when(year(first, last), CIRCUMSTANCES)
    outcome.then_says(first=first, last=last)


NEXT_YEAR = date(2027, 1, 1)
"""The day after the circumstances' own: nothing can be dated then yet."""


def in_use(since: date) -> Circumstances:
    booked = (debit("411", "E001", euros("1.00")), credit("706", "E001", euros("1.00")))
    return replace(CIRCUMSTANCES, ledger=Ledger().with_postings(since, booked))


def test_accounts_change_where_nothing_is_booked_on_the_former_ones() -> None:
    past = given(COOPERATIVE, FOUNDED)
    june = in_use(date(2026, 6, 30))
    past.when(roles(customers="416"), june).then_says(effective_from=JULY)
    july = in_use(date(2026, 7, 31))
    past.when(roles(customers="416"), july).then_refused(AccountsInUse)
    later = roles(customers="416").model_copy(update={"effective_from": NEXT_YEAR})
    past.when(later, july).then_says(effective_from=NEXT_YEAR)


@pytest.mark.parametrize(("day", "lawful"), [("2026-07-01", True), ("2026-08-01", False)])
def test_vat_is_declared_otherwise_from_a_quarter_on(day: str, *, lawful: bool) -> None:
    regime = AdoptPolicy(
        occurred_on=NEW_YEAR,
        effective_from=day,
        policy=VatRegimePolicy(periodicity="quarterly"),
    )
    outcome = given(COOPERATIVE, FOUNDED).when(regime, CIRCUMSTANCES)
    if lawful:
        outcome.then_says(policy=regime.policy)
    else:
        outcome.then_refused(NotAQuartersFirstDay)


YEARS_REFUSED: list[tuple[list[Event], date, date]] = [
    ([], date(2026, 1, 2), date(2026, 12, 31)),
    ([], date(2026, 1, 1), date(2026, 12, 30)),
    ([], date(2028, 2, 1), date(2028, 2, 28)),
    ([], date(2026, 7, 1), date(2028, 7, 31)),
    ([], date(2026, 12, 1), date(2026, 1, 31)),
    ([], date(1900, 1, 1), date(2199, 12, 31)),
    ([YEAR_OPENED], date(2026, 1, 1), date(2026, 12, 31)),
    ([YEAR_OPENED], date(2027, 2, 1), date(2027, 12, 31)),
    ([YEAR_OPENED], date(2025, 1, 1), date(2025, 12, 31)),
]


@pytest.mark.parametrize(("before", "first", "last"), YEARS_REFUSED)
def test_a_year_is_refused(before: list[Event], first: date, last: date) -> None:
    outcome = given(COOPERATIVE, FOUNDED, *before).when(year(first, last), CIRCUMSTANCES)
    outcome.then_refused(FiscalYearNotNext)


def test_the_next_year_begins_the_day_after() -> None:
    following = year(date(2027, 1, 1), date(2027, 12, 31))
    outcome = given(COOPERATIVE, FOUNDED, YEAR_OPENED).when(following, CIRCUMSTANCES)
    outcome.then_says(first=date(2027, 1, 1))


# Accounts

REFUSED: list[tuple[list[Event], Command, type[Refusal]]] = [
    ([], account("706"), AccountAlreadyOpened),
    ([opened("70601")], account("70601"), AccountAlreadyOpened),
    ([], account("7999"), NotASubdivision),
    ([], account("70"), NotASubdivision),
    ([], account("7060"), AccountWrittenTheSame),
    ([], account("706000"), AccountWrittenTheSame),
    ([opened("70601")], account("706010"), AccountWrittenTheSame),
    ([], roles(bank="5999"), UnknownAccount),
    ([], roles(bank="181"), InternalAccount),
    ([], roles(liaison="5999"), UnknownAccount),
    ([], roles(liaison="512"), LiaisonNotInternal),
    ([], roles(vat_collected="4458"), VatAccountMisplaced),
    ([], roles(vat_deductible_on_assets="44566"), VatAccountMisplaced),
    ([], roles(internal_products="706"), LiaisonNotInternal),
    ([], expense_type("6999"), UnknownAccount),
    ([], expense_type("186"), InternalAccount),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_it_is_refused(before: list[Event], command: Command, refusal: type[Refusal]) -> None:
    outcome = given(COOPERATIVE, FOUNDED, *before).when(command, CIRCUMSTANCES)
    outcome.then_refused(refusal)


def test_an_account_of_one_s_own_can_then_be_used() -> None:
    past = given(COOPERATIVE, FOUNDED, opened("51201"))
    past.when(roles(bank="51201"), CIRCUMSTANCES).then_says(effective_from=JULY)


def test_an_account_of_one_s_own_can_be_subdivided() -> None:
    past = given(COOPERATIVE, FOUNDED, opened("51201"))
    past.when(account("512011"), CIRCUMSTANCES).then_says(account="512011")
