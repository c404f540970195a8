"""The journal: every entry with its number, every posting, and their totals by month.

Totals are added once the month in which their postings were recorded is over, so that a balance
sums few rows; what was recorded since is summed from the postings themselves.
"""

from domain.period import FiscalYear
from projections.journal_fold import begin
from projections.journal_tables import (
    COMPANY_TOTALS,
    ENTRIES,
    FISCAL_YEARS,
    POSTINGS,
    SECTION_TOTALS,
)
from projections.read_model import ReadModel
from projections.snapshot import Snapshot

_YEARS = "SELECT first, last FROM {fiscal_years} WHERE position <= %(position)s ORDER BY first"


def fiscal_years(snapshot: Snapshot) -> tuple[FiscalYear, ...]:
    """The fiscal years opened, in order."""
    return tuple(FiscalYear(first=first, last=last) for first, last in snapshot.rows(_YEARS))


JOURNAL = ReadModel((FISCAL_YEARS, ENTRIES, POSTINGS, SECTION_TOTALS, COMPANY_TOTALS), begin)
"""Entries, postings, totals, and the fiscal years they are numbered in."""
