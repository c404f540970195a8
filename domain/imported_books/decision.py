"""The decision to take books over: whole months, next in order, that nothing native holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.cooperative.closing import MonthNotOver, first_open_month
from domain.cooperative.cooperative import Cooperative, CooperativeNotFounded
from domain.identifiers import Month
from domain.imported_books.totals import SourceTotals
from domain.period import FiscalYear, first_day, last_day, month_after, month_of
from domain.refusal import Refusal

# Refusals


class NothingToImport(Refusal):
    """The file holds no entry."""


class SeveralFiscalYears(Refusal):
    """The entries of a file must fall in one fiscal year."""


class MonthAlreadyClosed(Refusal):
    """A month of the file is closed: its books are here already."""


class EarlierYearOpen(Refusal):
    """The fiscal years before the file's must be closed first."""


class CutOverMisplaced(Refusal):
    """The cut-over is a month after the file's last entry, at most the one after its year."""


class NativeEntriesBeforeCutOver(Refusal):
    """Entries were booked here in months the file would take over."""


class SourceChanged(Refusal):
    """The file is no longer what it was when the import was planned."""


# Decisions


@dataclass(frozen=True, slots=True)
class Takeover:
    """What an import does beside recording entries: it closes these months, in order."""

    months: tuple[Month, ...]
    cut_over: Month

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day it takes over."""
        return first_day(self.months[0]), last_day(self.months[-1])


def take_over(
    state: Cooperative, totals: SourceTotals, cut_over: Month | None, today: date
) -> Takeover:
    """The months a file takes over: from the first open one to the cut-over.

    Unless it is given, the cut-over is the month after the file's last entry.
    """
    if state.legal_form is None:
        raise CooperativeNotFounded
    if not totals.entries:
        raise NothingToImport
    year = _year(state, totals)
    cut_over = cut_over or month_after(month_of(totals.last))
    if cut_over not in _months(month_after(month_of(totals.last)), _second_month_after(year)):
        raise CutOverMisplaced(cut_over)
    months = tuple(_months(_first_month(state, totals, year), cut_over))
    if today <= last_day(months[-1]):
        raise MonthNotOver(months[-1])
    return Takeover(months, cut_over)


def _second_month_after(year: FiscalYear) -> Month:
    return month_after(month_after(month_of(year.last)))


def _year(state: Cooperative, totals: SourceTotals) -> FiscalYear:
    year = state.rulebook.year_of(totals.first)
    if not year.holds(totals.last):
        raise SeveralFiscalYears(totals.first, totals.last)
    return year


def _first_month(state: Cooperative, totals: SourceTotals, year: FiscalYear) -> Month:
    month = first_open_month(state.rulebook)
    assert month, "a fiscal year is open: it holds the file's first entry"
    if month_of(totals.first) < month:
        raise MonthAlreadyClosed(month_of(totals.first))
    if month < month_of(year.first):
        raise EarlierYearOpen(month)
    return month


def _months(first: Month, until: Month) -> Iterator[Month]:
    while first < until:
        yield first
        first = month_after(first)
