"""Entries of books kept elsewhere, and the cooperative they are imported into."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256

from domain.events.imported_books import EntryImported, EntryPartImported
from domain.identifiers import Month, Sha256
from domain.imported_books.books_import import BooksImport, TakenOver
from domain.imported_books.fragments import joined
from domain.imported_books.source import SourceEntry, SourceLine
from domain.imported_books.totals import SourceTotals
from domain.journal import JournalEntry
from domain.money import euros
from domain.recorded import Recorded
from tests.scenario import SECRET, Scenario

CLOSING = date(2026, 12, 31)
A_FILE: Sha256 = sha256(b"a file").hexdigest()
ANOTHER_FILE: Sha256 = sha256(b"another file").hexdigest()


def line(account: str, debit: str = "0.00", credit: str = "0.00") -> SourceLine:
    """A line with the texts no line of a FEC lacks."""
    texts = {"label": f"Ligne {account}", "account_label": "Compte", "journal_label": "Ventes"}
    return SourceLine(account, euros(debit), euros(credit), texts)


def entry(number: str, day: date, *lines: SourceLine, journal: str = "VE") -> SourceEntry:
    """An entry validated when its year closed; a sale of 120.00 unless lines are given."""
    sale = (line("411000", "120.00"), line("706000", credit="100.00"), line("4457", "-20.00"))
    return SourceEntry(
        line=2,
        journal=journal,
        number=number,
        accounting_date=day,
        document_date=day,
        validated_on=CLOSING,
        opening=False,
        lines=lines or sale,
    )


def long_entry(number: str, day: date, lines: int) -> SourceEntry:
    """One debit for each of many credits."""
    each = [line("706000", credit="0.01") for _ in range(lines - 1)]
    whole = line("411000", str(Decimal("0.01") * (lines - 1)))
    return entry(number, day, whole, *each)


def totals_of(entries: Iterable[SourceEntry]) -> SourceTotals:
    """What they move."""
    totals = SourceTotals()
    for it in entries:
        totals.add(it)
    return totals


class FormerBooks(Scenario):
    """A cooperative of 2026 that takes over books kept elsewhere."""

    def __init__(self, conninfo: str) -> None:
        super().__init__(conninfo)
        self.books_import = BooksImport(self.books, self.entropy, SECRET)
        self.founded(2026)
        self.today(date(2027, 1, 15))

    def imported(
        self, *entries: SourceEntry, source: Sha256 = A_FILE, cut_over: Month | None = None
    ) -> TakenOver:
        """Import entries as those of a file."""
        return self.books_import.record(
            source, totals_of(entries), lambda: entries, cut_over, "test"
        )


def taken_over(log: Iterable[Recorded]) -> Iterator[tuple[str, date, JournalEntry]]:
    """The entries of a log by their names and dates, those in parts put together."""
    parts: list[EntryPartImported] = []
    for recorded in log:
        day = recorded.accounting_date or date.min
        for index, whole in enumerate(recorded.entries):
            yield recorded.entry_name(index), day, whole
        if isinstance(recorded.event, EntryPartImported):
            parts.append(recorded.event)
            if len(parts) == recorded.event.fragment.parts:
                yield recorded.entry_name(0), day, joined(parts)
                parts.clear()


def imported_events(log: Iterable[Recorded]) -> list[Recorded]:
    """What was recorded of files' entries."""
    kinds = EntryImported | EntryPartImported
    return [recorded for recorded in log if isinstance(recorded.event, kinds)]
