"""An import takes over whole months: the next open ones, until a cut-over, all of them past."""

from datetime import date

import pytest

from domain.cooperative.closing import MonthNotOver
from domain.cooperative.cooperative import Cooperative, CooperativeNotFounded
from domain.identifiers import Month
from domain.imported_books.decision import (
    CutOverMisplaced,
    EarlierYearOpen,
    MonthAlreadyClosed,
    NothingToImport,
    SeveralFiscalYears,
    take_over,
)
from domain.imported_books.totals import Moved, SourceTotals
from domain.money import euros
from domain.period import FiscalYear
from domain.refusal import Refusal
from domain.rulebook import OutsideOpenYears, Rulebook
from tests.domain.former_books import entry, line, totals_of

TODAY = date(2027, 1, 15)


def cooperative(closed_through: Month | None = None) -> Cooperative:
    years = tuple(FiscalYear(first=date(y, 1, 1), last=date(y, 12, 31)) for y in (2025, 2026))
    rulebook = Rulebook(years=years, closed_through=closed_through)
    return Cooperative(legal_form="scop-sarl", rulebook=rulebook)


def moved(*days: date) -> SourceTotals:
    return totals_of(entry(str(rank), day) for rank, day in enumerate(days, 1))


@pytest.mark.parametrize(
    ("closed_through", "days", "cut_over", "months"),
    [
        (None, [date(2025, 1, 1), date(2025, 3, 31)], None, ["2025-01", "2025-02", "2025-03"]),
        (None, [date(2025, 2, 1)], None, ["2025-01", "2025-02"]),
        (None, [date(2025, 1, 1)], "2025-03", ["2025-01", "2025-02"]),
        ("2025-10", [date(2025, 11, 2)], "2026-01", ["2025-11", "2025-12"]),
        ("2025-12", [date(2026, 1, 31)], None, ["2026-01"]),
    ],
)
def test_the_months_run_from_the_first_open_one_to_the_cut_over(
    closed_through: Month | None, days: list[date], cut_over: Month | None, months: list[Month]
) -> None:
    takeover = take_over(cooperative(closed_through), moved(*days), cut_over, TODAY)
    assert list(takeover.months) == months


@pytest.mark.parametrize(
    ("state", "days", "cut_over", "refusal"),
    [
        (Cooperative(), [date(2025, 1, 1)], None, CooperativeNotFounded),
        (cooperative(), [], None, NothingToImport),
        (cooperative(), [date(2024, 12, 31)], None, OutsideOpenYears),
        (cooperative(), [date(2025, 1, 1), date(2026, 1, 1)], None, SeveralFiscalYears),
        (cooperative(), [date(2026, 1, 1)], None, EarlierYearOpen),
        (cooperative("2025-11"), [date(2026, 1, 1)], None, EarlierYearOpen),
        (cooperative("2025-03"), [date(2025, 3, 31)], None, MonthAlreadyClosed),
        (cooperative(), [date(2025, 3, 1)], "2025-03", CutOverMisplaced),
        (cooperative(), [date(2025, 3, 1)], "2026-02", CutOverMisplaced),
        (cooperative("2025-12"), [date(2026, 12, 31)], "2027-02", CutOverMisplaced),
        (cooperative(), [date(2025, 3, 1)], "2025-06-15", CutOverMisplaced),
    ],
)
def test_what_may_not_be_taken_over_is_refused(
    state: Cooperative, days: list[date], cut_over: Month | None, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        take_over(state, moved(*days), cut_over, TODAY)


def test_a_month_is_taken_over_once_it_is_over() -> None:
    totals = moved(date(2025, 1, 10))
    with pytest.raises(MonthNotOver):
        take_over(cooperative(), totals, None, date(2025, 1, 31))
    assert take_over(cooperative(), totals, None, date(2025, 2, 1)).cut_over == "2025-02"


def test_a_negative_amount_counts_on_the_other_side() -> None:
    back = (line("411", credit="-3.00"), line("706", "-3.00"))
    totals = totals_of([entry("1", TODAY), entry("2", TODAY, *back)])
    assert (totals.lines, totals.entries) == (5, 2)
    assert totals.whole == Moved(euros("123.00"), euros("123.00"))
    assert totals.accounts["706"] == Moved(euros("0.00"), euros("3.00"))
    assert totals.journals == {"VE": totals.whole}
