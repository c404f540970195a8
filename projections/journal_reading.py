"""Reading the journal: entries under their numbers, and the lines of each."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple

from psycopg.rows import TupleRow
from psycopg.sql import SQL

from domain.identifiers import (
    Auxiliary,
    EntryId,
    EntryReference,
    JournalCode,
    LedgerAccount,
    Section,
    Sha256,
)
from domain.journal import Purpose
from projections.snapshot import Snapshot

# An entry is shown whole when one of its lines is asked for.
_ENTRIES: Final = """
SELECT position, rank, journal, number, reference, label, text, accounting_date, occurred_on,
    recorded_at, purpose, reverses, corrects, topic, stream
FROM {entries} AS e
WHERE (position, rank) > (%(after_position)s, %(after_rank)s) AND position <= %(position)s
  AND accounting_date BETWEEN coalesce(%(since)s, '-infinity'::date)
                          AND coalesce(%(as_of)s, 'infinity'::date)
  AND (%(journal)s::text IS NULL OR journal = %(journal)s)
  AND ({no_line_asked} OR EXISTS (
      SELECT FROM {postings} AS p WHERE p.position = e.position AND p.rank = e.rank
        AND (%(account)s::text IS NULL OR starts_with(p.account, %(account)s))
        AND (%(section)s::text IS NULL OR p.section = %(section)s)
        AND (%(auxiliary)s::text IS NULL OR p.auxiliary = %(auxiliary)s)))
ORDER BY position, rank LIMIT %(limit)s
"""
_ENTRY: Final = """
SELECT position, rank, journal, number, reference, label, text, accounting_date, occurred_on,
    recorded_at, purpose, reverses, corrects, topic, stream
FROM {entries}
WHERE position = %(entry_position)s AND rank = %(rank)s AND position <= %(position)s
"""
_LINES: Final = """
SELECT position, rank, account, section, auxiliary, debit, credit
FROM {postings} JOIN unnest(%(positions)s::bigint[], %(ranks)s::smallint[])
    AS asked (position, rank) USING (position, rank)
ORDER BY position, rank, line
"""


class Filter(NamedTuple):
    """Which entries to read; an account stands for those it begins."""

    journal: JournalCode | None = None
    account: LedgerAccount | None = None
    section: Section | None = None
    auxiliary: Auxiliary | None = None
    since: date | None = None


class Line(NamedTuple):
    """A line of an entry, in euros."""

    account: LedgerAccount
    section: Section
    auxiliary: Auxiliary | None
    debit: Decimal
    credit: Decimal


class FiledEntry(NamedTuple):
    """An entry as the journal shows it."""

    position: int
    rank: int
    journal: JournalCode
    number: str
    reference: EntryReference
    label: str
    text: Sha256 | None
    accounting_date: date
    occurred_on: date
    recorded_at: datetime
    purpose: Purpose
    reverses: EntryId | None
    corrects: EntryId | None
    topic: str
    stream: str
    lines: tuple[Line, ...]

    @property
    def id(self) -> EntryId:
        """The permanent name of the entry."""
        return f"{self.position}.{self.rank}"


_ALL: Final = Filter()


def entries(
    snapshot: Snapshot,
    asked: Filter = _ALL,
    *,
    after: EntryId | None = None,
    limit: int = 100,
) -> tuple[FiledEntry, ...]:
    """A page of the journal in the order of the log; the next begins `after` its last id."""
    position, rank = _parsed(after) if after else (0, 0)
    no_line_asked = not (asked.account or asked.section or asked.auxiliary)
    rows = snapshot.rows(
        _ENTRIES,
        {"no_line_asked": SQL("true" if no_line_asked else "false")},
        after_position=position,
        after_rank=rank,
        limit=limit,
        **asked._asdict(),
    )
    return _with_lines(snapshot, rows)


def entry(snapshot: Snapshot, name: EntryId) -> FiledEntry | None:
    """The entry of that name, if it is known."""
    position, rank = _parsed(name)
    rows = snapshot.rows(_ENTRY, entry_position=position, rank=rank)
    return next(iter(_with_lines(snapshot, rows)), None)


def _with_lines(snapshot: Snapshot, rows: list[TupleRow]) -> tuple[FiledEntry, ...]:
    lines: dict[tuple[int, int], list[Line]] = {(row[0], row[1]): [] for row in rows}
    positions, ranks = [key[0] for key in lines], [key[1] for key in lines]
    for position, rank, *line in snapshot.rows(_LINES, positions=positions, ranks=ranks):
        lines[position, rank].append(Line(*line))
    return tuple(FiledEntry._make((*row, tuple(lines[row[0], row[1]]))) for row in rows)


def _parsed(name: EntryId) -> tuple[int, int]:
    position, _, rank = name.partition(".")
    return int(position), int(rank)
