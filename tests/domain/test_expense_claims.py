"""An expense claim is owed by its types: its VAT, its share, what it spares."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.expense_claims import (
    ClaimAlreadyPaid,
    ClaimExpenses,
    Expense,
    ExpenseAfterClaim,
    ExpensesAlreadyClaimed,
    NothingClaimed,
    PaidBeforeClaim,
    PayExpenses,
    UnknownClaim,
    VatAboveExpense,
    WrongBasis,
)
from domain.circumstances import Circumstances, NotCovered
from domain.events.event import Event
from domain.events.expense_claims import ExpensesClaimed, ExpensesPaid
from domain.money import ZERO, AmountTooLarge, euros
from domain.policies.account_roles import AccountRoles
from domain.policies.contribution import ContributionPolicy
from domain.policies.expense_type import ExpenseType
from domain.refusal import Refusal
from domain.rulebook import Dated, UnknownExpenseType
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    MARCH,
    NEW_YEAR,
    OPENED,
    RULEBOOK,
    with_rules,
)
from tests.domain.specification import given

TRAIN = {"type": "train", "gross": "120.00"}
TRIP = {"type": "car", "kilometres": "12.345", "on": "2026-03-02"}


def claim(*lines: dict[str, str], **fields: Any) -> ClaimExpenses:
    usual = {
        "occurred_on": MARCH,
        "reference": "NDF-1",
        "lines": tuple(Expense.model_validate(line) for line in lines or (TRAIN,)),
    }
    return ClaimExpenses.model_validate(usual | fields)


def payment(**fields: Any) -> PayExpenses:
    return PayExpenses.model_validate({"occurred_on": MARCH, "claim": "NDF-1"} | fields)


def claimed(*lines: dict[str, str]) -> ExpensesClaimed:
    decided = given(ACTIVITY, OPENED).when(claim(*lines), CIRCUMSTANCES).decided()
    assert isinstance(decided, ExpensesClaimed)
    return decided


LINES: list[tuple[dict[str, str], str, str]] = [
    (TRAIN, "120.00", "0.00"),
    # VAT that cannot be deducted is a part of the charge.
    ({"type": "train", "gross": "120.00", "vat": "10.91"}, "120.00", "0.00"),
    ({"type": "stationery", "gross": "60.00", "vat": "10.00"}, "50.00", "10.00"),
    ({"type": "car", "kilometres": "200"}, "120.00", "0.00"),
    ({"type": "car", "kilometres": "12.345"}, "7.41", "0.00"),
    ({"type": "phone", "gross": "30.00", "vat": "5.00"}, "12.50", "2.50"),
    ({"type": "phone", "gross": "29.99", "vat": "4.99"}, "12.50", "2.50"),
    ({"type": "phone", "gross": "0.01"}, "0.01", "0.00"),
]


@pytest.mark.parametrize(("expense", "net", "vat"), LINES)
def test_a_line_is_owed_by_its_type(expense: dict[str, str], net: str, vat: str) -> None:
    event = claimed(expense)
    assert [(str(it.net), str(it.vat)) for it in event.lines] == [(net, vat)]
    assert event.total == euros(net) + euros(vat)


def test_only_what_is_flagged_spares_a_contribution() -> None:
    event = claimed(TRAIN, {"type": "stationery", "gross": "60.06", "vat": "10.01"})
    assert event.contribution_credit == euros("5.01")


def test_the_terms_and_the_contribution_are_those_of_the_claim_s_day() -> None:
    car = ExpenseType(
        code="car",
        account="6251",
        basis="kilometres",
        rate_per_kilometre="0.70",
        lowers_contribution=True,
    )
    rules = with_rules(
        expense_types=(*RULEBOOK.expense_types, Dated(date(2026, 7, 1), car)),
        contributions=(
            *RULEBOOK.contributions,
            Dated(date(2026, 7, 1), ContributionPolicy(rate="0.11")),
        ),
    )
    driven = {"type": "car", "kilometres": "100"}
    before = given(ACTIVITY, OPENED).when(claim(driven), rules)
    before.then_says(total=euros("60.00"), contribution_credit=ZERO)
    later = claim(driven, occurred_on=date(2026, 7, 1))
    after = given(ACTIVITY, OPENED).when(later, rules)
    after.then_says(total=euros("70.00"), contribution_credit=euros("7.70"))


def test_no_policy_spares_no_contribution() -> None:
    paper = claim({"type": "stationery", "gross": "60.00", "vat": "10.00"})
    bare = with_rules(contributions=())
    given(ACTIVITY, OPENED).when(paper, bare).then_says(contribution_credit=ZERO)


CLAIMS_REFUSED: list[tuple[list[Event], ClaimExpenses, Circumstances, type[Refusal]]] = [
    ([], claim(), replace(CIRCUMSTANCES, coverage=()), NotCovered),
    ([claimed()], claim(), CIRCUMSTANCES, ExpensesAlreadyClaimed),
    ([], claim({"type": "taxi", "gross": "1.00"}), CIRCUMSTANCES, UnknownExpenseType),
    ([], claim(occurred_on=date(2025, 12, 31)), CIRCUMSTANCES, NotCovered),
    ([], claim({"type": "train", "kilometres": "1"}), CIRCUMSTANCES, WrongBasis),
    ([], claim({"type": "train"}), CIRCUMSTANCES, WrongBasis),
    ([], claim({"type": "car", "gross": "1.00"}), CIRCUMSTANCES, WrongBasis),
    ([], claim(TRAIN | {"kilometres": "1"}), CIRCUMSTANCES, WrongBasis),
    ([], claim({"type": "car", "gross": "1.00", "kilometres": "1"}), CIRCUMSTANCES, WrongBasis),
    ([], claim(TRAIN | {"vat": "20.02"}), CIRCUMSTANCES, VatAboveExpense),
    (
        [],
        claim({"type": "car", "kilometres": "9", "vat": "0.01"}),
        CIRCUMSTANCES,
        VatAboveExpense,
    ),
    ([], claim({"type": "car", "kilometres": "0"}), CIRCUMSTANCES, NothingClaimed),
    ([], claim(TRAIN | {"on": "2026-03-11"}), CIRCUMSTANCES, ExpenseAfterClaim),
    ([], claim(TRAIN | {"on": "2025-12-31"}), CIRCUMSTANCES, UnknownExpenseType),
    ([], claim({"type": "train", "gross": "1000000000.00"}), CIRCUMSTANCES, AmountTooLarge),
    (
        [],
        claim({"type": "car", "kilometres": "999999999"}),
        with_rules(
            expense_types=(
                Dated(
                    NEW_YEAR,
                    ExpenseType(
                        code="car",
                        account="6251",
                        basis="kilometres",
                        rate_per_kilometre="999999999",
                    ),
                ),
            )
        ),
        AmountTooLarge,
    ),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), CLAIMS_REFUSED)
def test_a_claim_is_refused(
    before: list[Event],
    command: ClaimExpenses,
    circumstances: Circumstances,
    refusal: type[Refusal],
) -> None:
    given(ACTIVITY, OPENED, *before).when(command, circumstances).then_refused(refusal)


def test_kilometres_are_paid_at_the_rate_of_the_day_they_were_driven() -> None:
    dearer = ExpenseType(
        code="car", account="6251", basis="kilometres", rate_per_kilometre="0.70"
    )
    raised = with_rules(expense_types=(*RULEBOOK.expense_types, Dated(MARCH, dearer)))
    trips = [TRIP | {"on": day} for day in ("2026-03-09", "2026-03-10")]
    undated = {"type": "car", "kilometres": "12.345"}
    event = given(ACTIVITY, OPENED).when(claim(*trips, undated), raised).decided()
    assert isinstance(event, ExpensesClaimed)
    assert [str(it.net) for it in event.lines] == ["7.41", "8.64", "8.64"]


def test_a_payment_settles_the_account_its_claim_was_booked_on() -> None:
    changed = AccountRoles(expenses_due="42581")
    later = with_rules(
        roles=(Dated(NEW_YEAR, AccountRoles()), Dated(date(2026, 4, 1), changed)),
        accounts=frozenset({"42581"}),
    )
    paying = payment(occurred_on=date(2026, 4, 5))
    given(ACTIVITY, OPENED, claimed()).when(paying, later).then_books(
        "BQ NDF-1/P 4258 E001 120.00 0.00", "BQ NDF-1/P 512 E001 0.00 120.00"
    )


def test_vat_may_be_a_cent_above_the_highest_rate() -> None:
    outcome = given(ACTIVITY, OPENED).when(claim(TRAIN | {"vat": "20.01"}), CIRCUMSTANCES)
    outcome.then_says(total=euros("120.00"))


def test_a_claim_is_paid_whole() -> None:
    given(ACTIVITY, OPENED, claimed()).when(payment(), CIRCUMSTANCES).then_books(
        "BQ NDF-1/P 4258 E001 120.00 0.00",
        "BQ NDF-1/P 512 E001 0.00 120.00",
    )


def paid() -> ExpensesPaid:
    decided = given(ACTIVITY, OPENED, claimed()).when(payment(), CIRCUMSTANCES).decided()
    assert isinstance(decided, ExpensesPaid)
    return decided


PAYMENTS_REFUSED: list[tuple[list[Event], PayExpenses, type[Refusal]]] = [
    ([], payment(), UnknownClaim),
    ([claimed(), paid()], payment(reference="V2"), ClaimAlreadyPaid),
    ([claimed()], payment(occurred_on=date(2026, 3, 9)), PaidBeforeClaim),
]


@pytest.mark.parametrize(("before", "command", "refusal"), PAYMENTS_REFUSED)
def test_a_payment_is_refused(
    before: list[Event], command: PayExpenses, refusal: type[Refusal]
) -> None:
    given(ACTIVITY, OPENED, *before).when(command, CIRCUMSTANCES).then_refused(refusal)
