"""Totals: what a file moves, by account, by journal and in all, in memory that stays small."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.identifiers import JournalCode, LedgerAccount
from domain.imported_books.source import SourceEntry
from domain.money import ZERO


class Moved(NamedTuple):
    """A debit and a credit, in euros."""

    debit: Decimal = ZERO
    credit: Decimal = ZERO

    def and_also(self, debit: Decimal, credit: Decimal) -> "Moved":
        """Both, and so much more."""
        return Moved(self.debit + debit, self.credit + credit)


@dataclass(slots=True)
class SourceTotals:
    """The running totals of a file; a negative amount counts on the other side."""

    lines: int = 0
    entries: int = 0
    first: date = date.max
    last: date = date.min
    whole: Moved = field(default_factory=Moved)
    accounts: dict[LedgerAccount, Moved] = field(default_factory=dict)
    journals: dict[JournalCode, Moved] = field(default_factory=dict)

    def add(self, entry: SourceEntry) -> None:
        """Count an entry in."""
        self.entries += 1
        self.first = min(self.first, entry.accounting_date)
        self.last = max(self.last, entry.accounting_date)
        for line in entry.lines:
            self._add(entry.journal, line.account, *line.moved())

    def _add(
        self, journal: JournalCode, account: LedgerAccount, debit: Decimal, credit: Decimal
    ) -> None:
        self.lines += 1
        self.whole = self.whole.and_also(debit, credit)
        for book, name in ((self.accounts, account), (self.journals, journal)):
            book[name] = book.get(name, Moved()).and_also(debit, credit)
