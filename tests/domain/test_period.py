"""Months follow each other through years' ends and leap years."""

from datetime import date

import pytest

from domain.period import (
    FiscalYear,
    day_after_months,
    first_day,
    last_day,
    month_after,
    month_of,
    months_later,
)

MONTHS = [
    ("2026-01", date(2026, 1, 31), "2026-02"),
    ("2026-02", date(2026, 2, 28), "2026-03"),
    ("2028-02", date(2028, 2, 29), "2028-03"),
    ("2100-02", date(2100, 2, 28), "2100-03"),
    ("2026-12", date(2026, 12, 31), "2027-01"),
]


@pytest.mark.parametrize(("month", "last", "following"), MONTHS)
def test_a_month_ends_where_the_next_begins(month: str, last: date, following: str) -> None:
    assert last_day(month) == last
    assert month_after(month) == following
    assert month_of(first_day(month)) == month_of(last) == month


def test_a_year_of_its_own_has_its_months_in_order() -> None:
    year = FiscalYear(first=date(2027, 11, 1), last=date(2028, 3, 31))
    assert list(year.months()) == ["2027-11", "2027-12", "2028-01", "2028-02", "2028-03"]


def test_a_year_holds_its_first_and_its_last_day() -> None:
    year = FiscalYear(first=date(2026, 1, 1), last=date(2026, 12, 31))
    days = [date(2025, 12, 31), year.first, year.last, date(2027, 1, 1)]
    assert [year.holds(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("day", "months", "same", "after"),
    [
        ("2026-06-15", 1, "2026-07-15", "2026-07-15"),
        ("2026-01-31", 1, "2026-02-28", "2026-03-01"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2026-12-31", 2, "2027-02-28", "2027-03-01"),
        ("2026-03-31", -1, "2026-02-28", "2026-03-01"),
        ("2026-01-15", -13, "2024-12-15", "2024-12-15"),
        ("2026-08-31", 0, "2026-08-31", "2026-08-31"),
    ],
)
def test_a_stay_in_months_ends_on_the_same_day_or_the_last(
    day: str, months: int, same: str, after: str
) -> None:
    begins = date.fromisoformat(day)
    assert months_later(begins, months) == date.fromisoformat(same)
    assert day_after_months(begins, months) == date.fromisoformat(after)
