"""An entry balances, has one date, one validation and one journal, and closes no result."""

from datetime import date
from decimal import Decimal

from projections.fec.columns import FecLine
from tests.projections.fec.lawful import REFERENCE, file_of, lines_of, refused_by_check

LINES = lines_of(REFERENCE)
SALE = slice(2, 5)


def judged(lines: list[FecLine]) -> list[tuple[int | None, str]]:
    return refused_by_check(file_of(lines))


def with_sale(*sale: FecLine) -> list[FecLine]:
    return [*LINES[:2], *sale, *LINES[5:]]


def test_an_entry_whose_sides_differ_by_a_cent_is_refused() -> None:
    first, second, third = LINES[SALE]
    light = second._replace(credit=Decimal("999.99"))
    assert judged(with_sale(first, light, third)) == [(4, "FEC-07")]
    assert judged(LINES) == []


def test_two_entries_that_balance_only_together_are_both_refused() -> None:
    lines = [line._replace(credit=line.credit + 1) if line.credit else line for line in LINES]
    assert (4, "FEC-07") in judged(lines)
    assert (7, "FEC-07") in judged(lines)


def test_an_entry_in_two_journals_is_refused() -> None:
    first, *others = LINES[SALE]
    assert judged(with_sale(first, *(line._replace(journal_code="OD") for line in others))) == [
        (4, "FEC-08"),
        (5, "FEC-09"),
    ]


def test_an_entry_of_two_dates_is_refused() -> None:
    first, *others = LINES[SALE]
    moved = [line._replace(entry_date=date(2026, 1, 11)) for line in others]
    assert judged(with_sale(first, *moved)) == [(4, "FEC-08")]


def test_an_entry_of_two_validations_is_refused() -> None:
    first, *others = LINES[SALE]
    moved = [line._replace(validated_on=date(2026, 2, 1)) for line in others]
    assert (4, "FEC-08") in judged(with_sale(first, *moved))


def test_an_entry_that_empties_income_into_the_result_is_refused() -> None:
    last = LINES[-1]
    income = last._replace(
        journal_code="OD",
        entry_number="5",
        account="706000",
        account_label="Prestations de services",
        debit=Decimal("1000.00"),
        credit=Decimal("0.00"),
    )
    result = income._replace(
        account="120000", account_label="Résultat", debit=income.credit, credit=income.debit
    )
    assert judged([*LINES, income, result]) == [(11, "FEC-14")]
    capital = result._replace(account="1013000", account_label=LINES[0].account_label)
    assert judged([*LINES, income, capital]) == []
