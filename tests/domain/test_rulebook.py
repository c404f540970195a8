"""The rulebook says what was in force on any day, whatever the order of adoption."""

from datetime import date

import pytest

from domain.policies.account_roles import AccountRoles
from domain.policies.contribution import ContributionPolicy
from domain.policies.expense_type import ExpenseType
from domain.policies.number_series import DEFAULT_SERIES, NumberSeries
from domain.rulebook import (
    Dated,
    Rulebook,
    UnknownAccount,
    UnknownExpenseType,
    UnknownParty,
    customer_number,
    supplier_number,
)
from tests.domain.cooperative_of_2026 import RULEBOOK

SPRING, JULY = date(2026, 4, 1), date(2026, 7, 1)
TEN, ELEVEN, TWELVE = (ContributionPolicy(rate=rate) for rate in ("0.10", "0.11", "0.12"))


@pytest.mark.parametrize(
    ("adopted", "day", "rate"),
    [
        ([(SPRING, TEN)], date(2026, 3, 31), None),
        ([(SPRING, TEN)], SPRING, TEN),
        ([(SPRING, TEN), (JULY, ELEVEN)], date(2026, 6, 30), TEN),
        ([(SPRING, TEN), (JULY, ELEVEN)], JULY, ELEVEN),
        ([(JULY, ELEVEN), (SPRING, TEN)], JULY, ELEVEN),
        ([(SPRING, TEN), (SPRING, TWELVE)], SPRING, TWELVE),
    ],
)
def test_the_latest_day_of_effect_wins_then_the_latest_adoption(
    adopted: list[tuple[date, ContributionPolicy]], day: date, rate: ContributionPolicy | None
) -> None:
    rules = Rulebook(contributions=tuple(Dated(*it) for it in adopted))
    assert rules.contribution(day) == rate


def test_what_was_not_adopted_is_the_default() -> None:
    assert Rulebook().account_roles(JULY) == AccountRoles()
    assert Rulebook().number_series("credit-note", JULY) == DEFAULT_SERIES["credit-note"]


def test_each_kind_of_document_has_its_own_series() -> None:
    invoices = NumberSeries(series="invoice", template="F{year}-{number}")
    rules = Rulebook(series=(Dated(SPRING, invoices),))
    assert rules.number_series("invoice", JULY) == invoices
    assert rules.number_series("credit-note", JULY) == DEFAULT_SERIES["credit-note"]


def test_an_expense_type_not_adopted_yet_is_refused() -> None:
    meal = ExpenseType(code="meal", account="6257")
    rules = Rulebook(expense_types=(Dated(JULY, meal),))
    assert rules.expense_type("meal", JULY) == meal
    with pytest.raises(UnknownExpenseType):
        rules.expense_type("meal", SPRING)


def test_a_party_is_known_by_its_very_number() -> None:
    RULEBOOK.demand_party("C0002")
    RULEBOOK.demand_party("F0001")
    for wrong in ("C0003", "C0000", "C00002", "F0003"):
        with pytest.raises(UnknownParty):
            RULEBOOK.demand_party(wrong)


def test_numbers_of_parties_grow_beyond_four_digits() -> None:
    numbers = [customer_number(7), customer_number(12345), supplier_number(9999)]
    assert numbers == ["C0007", "C12345", "F9999"]
    Rulebook(customers=12345).demand_customer("C12345")


def test_an_account_is_in_the_chart_or_opened() -> None:
    Rulebook(accounts=frozenset({"51201"})).demand_accounts(["512", "51201"])
    with pytest.raises(UnknownAccount):
        Rulebook().demand_accounts(["512", "51201"])
