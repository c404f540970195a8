"""Months close in order, once over, with what they moved."""

from dataclasses import replace
from datetime import date

import pytest

from domain.cooperative.closing import (
    CloseMonth,
    MonthNotOver,
    MonthsCloseInOrder,
    MonthTotals,
    canonical_line,
)
from domain.cooperative.cooperative import COOPERATIVE
from domain.events.adoption import FiscalYearOpened
from domain.events.closing import MonthClosed
from domain.events.event import Event
from domain.journal import credit, debit, entry
from domain.money import ZERO, euros
from domain.refusal import Refusal
from domain.rulebook import OutsideOpenYears
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, FOUNDED, NEW_YEAR, YEAR_OPENED
from tests.domain.specification import given

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def closing(month: str) -> CloseMonth:
    return CloseMonth(occurred_on=NEW_YEAR, month=month)


def closed(month: str, moved: str = "0.00") -> MonthClosed:
    return MonthClosed(
        occurred_on=NEW_YEAR,
        month=month,
        entries=0,
        journals=(),
        perpetual_debit=moved,
        perpetual_credit=moved,
        digest=EMPTY,
    )


def test_the_first_month_of_the_first_year_closes_first() -> None:
    past = given(COOPERATIVE, FOUNDED, YEAR_OPENED)
    past.when(closing("2026-01"), CIRCUMSTANCES).then(closed("2026-01"))


def test_perpetual_totals_are_carried_on() -> None:
    past = given(COOPERATIVE, FOUNDED, YEAR_OPENED, closed("2026-01", "12.34"))
    past.when(closing("2026-02"), CIRCUMSTANCES).then(closed("2026-02", "12.34"))


ALL_YEAR = [closed(f"2026-{month:02d}") for month in range(1, 13)]
NEXT_YEAR = FiscalYearOpened(
    occurred_on=NEW_YEAR, first=date(2027, 1, 1), last=date(2027, 12, 31)
)
REFUSED: list[tuple[list[Event], str, type[Refusal]]] = [
    ([], "2026-01", MonthsCloseInOrder),
    ([YEAR_OPENED], "2026-02", MonthsCloseInOrder),
    ([YEAR_OPENED], "2025-12", MonthsCloseInOrder),
    ([YEAR_OPENED, closed("2026-01")], "2026-01", MonthsCloseInOrder),
    ([YEAR_OPENED, *ALL_YEAR[:11]], "2026-12", MonthNotOver),
    ([YEAR_OPENED, *ALL_YEAR], "2027-01", MonthNotOver),
]


@pytest.mark.parametrize(("before", "month", "refusal"), REFUSED)
def test_a_closing_is_refused(before: list[Event], month: str, refusal: type[Refusal]) -> None:
    outcome = given(COOPERATIVE, FOUNDED, *before).when(closing(month), CIRCUMSTANCES)
    outcome.then_refused(refusal)


LATER = replace(CIRCUMSTANCES, today=date(2027, 2, 1))


def test_a_month_of_no_open_year_does_not_close() -> None:
    past = given(COOPERATIVE, FOUNDED, YEAR_OPENED, *ALL_YEAR)
    past.when(closing("2027-01"), LATER).then_refused(OutsideOpenYears)


def test_a_year_s_end_is_no_end() -> None:
    past = given(COOPERATIVE, FOUNDED, YEAR_OPENED, *ALL_YEAR, NEXT_YEAR)
    past.when(closing("2027-01"), LATER).then_says(month="2027-01")


def test_a_month_closes_the_day_after_its_last() -> None:
    past = given(COOPERATIVE, FOUNDED, YEAR_OPENED, closed("2026-01"))
    on_the_last = replace(CIRCUMSTANCES, today=date(2026, 2, 28))
    past.when(closing("2026-02"), on_the_last).then_refused(MonthNotOver)
    the_day_after = replace(CIRCUMSTANCES, today=date(2026, 3, 1))
    past.when(closing("2026-02"), the_day_after).then_says(month="2026-02")


# Totals and digest


def sale(amount: str) -> tuple[date, str, str]:
    return date(2026, 3, 10), "VT", amount


def totals_of(*sales: tuple[date, str, str]) -> MonthTotals:
    totals = MonthTotals()
    for rank, (day, journal, amount) in enumerate(sales, 1):
        booked = entry(
            journal,  # type: ignore[arg-type]  # A table holds plain text.
            "F1",
            "Facture F1",
            debit("411", "E001", euros(amount)),
            credit("706", "E001", euros(amount)),
        )
        totals.add(f"{rank}.1", day, booked)
    return totals


def test_totals_are_counted_by_journal_and_carried_on() -> None:
    totals = totals_of(sale("10.00"), (date(2026, 3, 11), "OD", "0.01"), sale("5.05"))
    event = totals.closing(closed("2026-03", "1000.00"))
    assert [(it.journal, it.entries, it.debit, it.credit) for it in event.journals] == [
        ("OD", 1, euros("0.01"), euros("0.01")),
        ("VT", 2, euros("15.05"), euros("15.05")),
    ]
    assert (event.entries, event.perpetual_debit) == (3, euros("1015.06"))
    assert event.perpetual_credit == event.perpetual_debit


def test_a_month_without_entries_has_the_digest_of_nothing() -> None:
    event = MonthTotals().closing(closed("2026-03"))
    assert (event.entries, event.perpetual_debit, event.digest) == (0, ZERO, EMPTY)


def test_an_entry_is_one_line_of_canonical_json() -> None:
    booked = entry(
        "VT",
        "F1",
        "Facture F1",
        debit("411", "E001", euros("10.00")),
        credit("706", "E001", euros("10.00")),
    )
    assert canonical_line("7.1", date(2026, 3, 10), booked) == (
        b'{"accounting_date":"2026-03-10","entry":"7.1","journal":"VT","label":"Facture F1",'
        b'"postings":[{"account":"411","credit":"0.00","debit":"10.00","section":"E001"},'
        b'{"account":"706","credit":"10.00","debit":"0.00","section":"E001"}],'
        b'"purpose":"other","reference":"F1"}\n'
    )


@pytest.mark.parametrize(
    "other",
    [
        totals_of(sale("10.00"), sale("5.06")),
        totals_of(sale("5.05"), sale("10.00")),
        totals_of(sale("10.00"), (date(2026, 3, 11), "VT", "5.05")),
        totals_of(sale("10.00")),
    ],
)
def test_the_digest_tells_one_month_from_another(other: MonthTotals) -> None:
    month = closed("2026-03")
    this = totals_of(sale("10.00"), sale("5.05")).closing(month)
    assert this.digest == totals_of(sale("10.00"), sale("5.05")).closing(month).digest
    assert this.digest != other.closing(month).digest
