"""The fold of the journal: entries as an event posts them, under their numbers.

A number is the entry's rank in log order within its journal and the fiscal year it counts in:
unbroken, and the same on every rebuild (PCG art. 1031-2). An entry that comes from books kept
elsewhere keeps the number it had there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple, TypeVar

from domain.events.adoption import FiscalYearOpened
from domain.events.imported_books import EntryPartImported, ImportedLines
from domain.identifiers import (
    EntryId,
    EntryReference,
    JournalCode,
    LedgerAccount,
    Section,
    Sha256,
)
from domain.journal import Posting, Purpose
from domain.ledger_reader import counted_on
from domain.money import ZERO
from domain.period import FiscalYear
from domain.posting.imported_books import label_of
from domain.recorded import Recorded
from domain.rulebook import OutsideOpenYears
from projections.journal_tables import (
    COMPANY_TOTALS,
    ENTRIES,
    FISCAL_YEARS,
    POSTINGS,
    SECTION_TOTALS,
)
from projections.read_model import Memory, Write

OPENING_JOURNAL = "AN"
_YEARS = "SELECT first, last FROM {fiscal_years} ORDER BY position"
_NUMBERS = "SELECT fiscal_year, journal, max(sequence) FROM {entries} GROUP BY 1, 2"
_LATEST = "SELECT recorded_at FROM {entries} ORDER BY position DESC, rank DESC LIMIT 1"
_PENDING = """
SELECT date_trunc('month', accounting_date)::date, section, account, purpose,
       sum(debit), sum(credit)
FROM {postings} WHERE position > (SELECT coalesce(max(position), 0) FROM {section_totals})
GROUP BY 1, 2, 3, 4
"""


_Amounts = tuple[Decimal, Decimal]
_Key = TypeVar("_Key")


class _Cell(NamedTuple):
    month: date
    section: Section
    account: LedgerAccount
    purpose: str


class _Heading(NamedTuple):
    reference: EntryReference
    label: str
    text: Sha256 | None = None
    purpose: Purpose = "other"
    opening: bool = False
    reverses: EntryId | None = None
    corrects: EntryId | None = None


class _Piece(NamedTuple):
    """An entry, or the part of one that an event holds; its heading stands on the last."""

    position: int
    rank: int
    journal: JournalCode
    heading: _Heading
    postings: tuple[Posting, ...]
    first: int = 0


@dataclass(slots=True)
class JournalFold:
    """The journal as far as it is written: years, last numbers, totals in the making."""

    years: list[FiscalYear] = field(default_factory=list)
    numbers: dict[tuple[date, JournalCode], int] = field(default_factory=dict)
    pending: dict[_Cell, _Amounts] = field(default_factory=dict)
    latest: datetime | None = None

    def __call__(self, recorded: Recorded) -> Iterator[Write]:
        """The rows of an event: a year, or entries under their numbers."""
        if isinstance(recorded.event, FiscalYearOpened):
            yield self._opened(recorded.position, recorded.event)
        for piece in _pieces(recorded):
            yield from self._totalled(recorded)
            yield from self._postings(_dated(counted_on(recorded)), piece)
            if piece.position == recorded.position:
                yield self._entry(recorded, _dated(recorded.accounting_date), piece)

    def _opened(self, position: int, event: FiscalYearOpened) -> Write:
        self.years.append(FiscalYear(first=event.first, last=event.last))
        return Write(FISCAL_YEARS, (position, event.first, event.last))

    def _totalled(self, recorded: Recorded) -> Iterator[Write]:
        if self.latest and _month(self.latest) < _month(recorded.recorded_at):
            yield from _totals(recorded.position - 1, self.pending)
            self.pending.clear()
        self.latest = recorded.recorded_at

    def _entry(self, recorded: Recorded, day: date, piece: _Piece) -> Write:
        year = self._year_of(day)
        sequence, number = self._numbered(recorded, year, piece.journal)
        reference, label, text, *told = piece.heading
        numbered = (piece.position, piece.rank, piece.journal, year, sequence, number)
        dated = (day, recorded.event.occurred_on, recorded.recorded_at)
        origin = (recorded.event.topic, recorded.place.stream)
        return Write(ENTRIES, (*numbered, reference, label, text, *dated, *told, *origin))

    def _postings(self, day: date, piece: _Piece) -> Iterator[Write]:
        purpose = piece.heading.purpose
        for line, it in enumerate(piece.postings, start=piece.first + 1):
            self._count(day, purpose, it)
            name = (piece.position, piece.rank, line)
            moved = (it.section, it.account, it.auxiliary, purpose, it.debit, it.credit)
            yield Write(POSTINGS, (*name, day, *moved))

    def _count(self, day: date, purpose: str, posting: Posting) -> None:
        cell = _Cell(day.replace(day=1), posting.section, posting.account, purpose)
        _add(self.pending, cell, (posting.debit, posting.credit))

    def _numbered(
        self, recorded: Recorded, year: date, journal: JournalCode
    ) -> tuple[int | None, str]:
        if isinstance(recorded.event, ImportedLines):
            return self._kept(recorded.event, year), recorded.event.number
        sequence = self.numbers.get((year, journal), 0) + 1
        self.numbers[year, journal] = sequence
        return sequence, f"{journal}-{sequence:06d}"

    def _kept(self, event: ImportedLines, year: date) -> int | None:
        # Books in our own form are gone on with: no number of theirs is given again.
        ours = re.fullmatch(rf"{re.escape(event.journal)}-([0-9]{{1,9}})", event.number)
        if ours is None:
            return None
        last = max(self.numbers.get((year, event.journal), 0), int(ours[1]))
        self.numbers[year, event.journal] = last
        return last

    def _year_of(self, day: date) -> date:
        for year in self.years:
            if year.holds(day):
                return year.first
        raise OutsideOpenYears(day)


def begin(memory: Memory) -> JournalFold:
    """The fold that goes on from what is written."""
    numbers = {(year, journal): last or 0 for year, journal, last in memory(_NUMBERS)}
    pending = {_Cell(*row[:4]): (row[4], row[5]) for row in memory(_PENDING)}
    years = [FiscalYear(first=first, last=last) for first, last in memory(_YEARS)]
    latest = [row[0] for row in memory(_LATEST)]
    return JournalFold(years, numbers, pending, latest[0] if latest else None)


def _totals(position: int, pending: Mapping[_Cell, _Amounts]) -> Iterator[Write]:
    company: dict[tuple[date, LedgerAccount], _Amounts] = {}
    for cell, amounts in sorted(pending.items()):
        yield Write(SECTION_TOTALS, (position, *cell, *amounts))
        _add(company, (cell.month, cell.account), amounts)
    for key, amounts in sorted(company.items()):
        yield Write(COMPANY_TOTALS, (position, *key, *amounts))


def _add(totals: dict[_Key, _Amounts], key: _Key, amounts: _Amounts) -> None:
    debit, credit = totals.get(key, (ZERO, ZERO))
    totals[key] = debit + amounts[0], credit + amounts[1]


def _pieces(recorded: Recorded) -> Iterator[_Piece]:
    if isinstance(recorded.event, EntryPartImported):
        yield _part(recorded.position, recorded.event)
    for rank, entry in enumerate(recorded.entries, start=1):
        heading = _Heading(
            entry.reference,
            entry.label,
            entry.text,
            entry.purpose,
            _opens(recorded, entry.journal),
            entry.reverses,
            entry.corrects,
        )
        yield _Piece(recorded.position, rank, entry.journal, heading, entry.postings)


def _part(position: int, event: EntryPartImported) -> _Piece:
    fragment = event.fragment
    # An entry in parts is known when its last part is: no reading sees half of one.
    known = position + fragment.parts - fragment.part
    heading = _Heading(event.number, label_of(event.number), opening=event.opening)
    return _Piece(known, 1, event.journal, heading, fragment.postings, fragment.first)


def _opens(recorded: Recorded, journal: JournalCode) -> bool:
    if isinstance(recorded.event, ImportedLines):
        return recorded.event.opening
    return journal == OPENING_JOURNAL


def _dated(day: date | None) -> date:
    assert day, "an event that posts has an accounting date"
    return day


def _month(moment: datetime) -> tuple[int, int]:
    moment = moment.astimezone(UTC)
    return moment.year, moment.month
