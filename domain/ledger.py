"""Ledger: the balance of every account, section by section and month by month.

What a decision may know of the books beyond its own stream: what an activity still has, what
VAT is due, what a year leaves. A ledger is a value; one more entry gives another ledger.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from rpds import HashTrieMap

from domain.identifiers import Auxiliary, LedgerAccount, Month, Section
from domain.journal import Posting
from domain.money import ZERO
from domain.period import month_of


class Cell(NamedTuple):
    """Where a balance stands: an account, of one party where it has parties, in a month."""

    account: LedgerAccount
    auxiliary: Auxiliary | None
    month: Month


Cells: TypeAlias = "HashTrieMap[Cell, Decimal]"
NO_CELLS: Cells = HashTrieMap()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The books until a position of the log: debit less credit of every cell."""

    position: int = 0
    sections: "HashTrieMap[Section, Cells]" = field(default_factory=HashTrieMap)

    def at(self, position: int) -> "Ledger":
        """The same balances, known to be those of a later position."""
        return replace(self, position=position)

    def with_postings(self, day: date, postings: Iterable[Posting]) -> "Ledger":
        """The ledger after more postings, counted on a day."""
        sections = self.sections
        for line in postings:
            cells = sections.get(line.section, NO_CELLS)
            cell = Cell(line.account, line.auxiliary, month_of(day))
            cells = cells.insert(cell, cells.get(cell, ZERO) + line.amount)
            sections = sections.insert(line.section, cells)
        return replace(self, sections=sections)

    def balance(
        self,
        section: Section,
        *prefixes: str,
        since: Month = "0000-01",
        until: Month = "9999-12",
    ) -> Decimal:
        """Debit less credit of the accounts that begin so, from a month to another."""
        found = self.cells(section, since=since, until=until)
        return sum(
            (amount for cell, amount in found if cell.account.startswith(prefixes)), ZERO
        )

    def result(self, section: Section, *, since: Month, until: Month) -> Decimal:
        """Products less charges of a section, those between sections included."""
        return -self.balance(section, "6", "7", "186", "187", since=since, until=until)

    def cells(
        self, section: Section, *, since: Month = "0000-01", until: Month = "9999-12"
    ) -> Iterator[tuple[Cell, Decimal]]:
        """The balances of a section, each month that moved them apart."""
        for cell, amount in self.sections.get(section, NO_CELLS).items():
            if since <= cell.month <= until:
                yield cell, amount
