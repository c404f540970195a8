"""Years closed: what each year's closing recorded, section by section."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from domain.events.year_end import YearClosed
from domain.identifiers import Section, Sha256
from domain.money import ZERO
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

YEARS_CLOSED = Table(
    "years_closed",
    {
        "position": "bigint",
        "first": "date",
        "last": "date",
        "entries": "bigint",
        "debit": "numeric(18,2)",
        "credit": "numeric(18,2)",
        "perpetual_debit": "numeric(18,2)",
        "perpetual_credit": "numeric(18,2)",
        "digest": "text",
    },
    key="last",
)
YEAR_RESULTS = Table(
    "year_results",
    {
        "position": "bigint",
        "last": "date",
        "section": 'text COLLATE "C"',
        "amount": "numeric(18,2)",
    },
    key="last, section",
)

_CLOSED = """
SELECT first, last, entries, debit, credit, perpetual_debit, perpetual_credit, digest, position
FROM {years_closed} WHERE position <= %(position)s ORDER BY last
"""
_RESULTS = """
SELECT last, section, amount FROM {year_results}
WHERE position <= %(position)s ORDER BY last, section
"""


class SectionResult(NamedTuple):
    """Products less charges of a section over the year, in euros; a loss is negative."""

    section: Section
    amount: Decimal


class ClosedYear(NamedTuple):
    """A year nothing is dated in any more: its totals, the perpetual ones, its results."""

    first: date
    last: date
    entries: int
    debit: Decimal
    credit: Decimal
    perpetual_debit: Decimal
    perpetual_credit: Decimal
    digest: Sha256
    position: int
    results: tuple[SectionResult, ...]

    @property
    def result(self) -> Decimal:
        """The company's result."""
        return sum((it.amount for it in self.results), ZERO)


def years_closed(snapshot: Snapshot) -> tuple[ClosedYear, ...]:
    """The closed years in order."""
    found = groupby(snapshot.rows(_RESULTS), key=itemgetter(0))
    results = {last: tuple(SectionResult(*row[1:]) for row in rows) for last, rows in found}
    closed = snapshot.rows(_CLOSED)
    return tuple(ClosedYear._make((*row, results.get(row[1], ()))) for row in closed)


def _project(recorded: Recorded) -> Iterator[Write]:
    if not isinstance(recorded.event, YearClosed):
        return
    position, closed = recorded.position, recorded.event
    debit = sum((total.debit for total in closed.journals), ZERO)
    credit = sum((total.credit for total in closed.journals), ZERO)
    perpetual = closed.perpetual_debit, closed.perpetual_credit
    counted = (closed.entries, debit, credit, *perpetual, closed.digest)
    yield Write(YEARS_CLOSED, (position, closed.first, closed.last, *counted))
    for result in closed.results:
        yield Write(YEAR_RESULTS, (position, closed.last, result.section, result.amount))


YEARS_CLOSED_MODEL = ReadModel((YEARS_CLOSED, YEAR_RESULTS), without_memory(_project))
"""A row for each closing, and for the result of each section."""
