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


class Balance(NamedTuple):
    """Debit less credit of an account, of one party where it has parties."""

    account: LedgerAccount
    auxiliary: Auxiliary | None
    amount: Decimal
    moved: Month
    """The first month that moved it since balances began."""


Cells: TypeAlias = "HashTrieMap[Cell, Decimal]"
NO_CELLS: Cells = HashTrieMap()
RESULT_ACCOUNTS = ("6", "7", "186", "187")
"""Accounts that a year's result closes: all others stand in a balance sheet."""

_EVER = "0000-01"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The books until a position of the log: debit less credit of every cell."""

    position: int = 0
    sections: "HashTrieMap[Section, Cells]" = field(default_factory=HashTrieMap)
    openings: frozenset[Month] = frozenset()

    @classmethod
    def known(
        cls, position: int, balances: Iterable[tuple[Section, Cell, Decimal]]
    ) -> "Ledger":
        """The ledger of balances added up elsewhere, until a position."""
        sections: dict[Section, dict[Cell, Decimal]] = {}
        for section, cell, amount in balances:
            sections.setdefault(section, {})[cell] = amount
        cells = {section: HashTrieMap(found) for section, found in sections.items()}
        return cls(position, HashTrieMap(cells))

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

    def with_opening(self, day: date) -> "Ledger":
        """The ledger in which a year begins with whole opening entries, counted on a day."""
        return replace(self, openings=self.openings | {month_of(day)})

    def begins(self, until: Month) -> Month:
        """Where the balances of a month begin: the last year with opening entries by then."""
        return max((it for it in self.openings if it <= until), default=_EVER)

    def balance_sheet(self, section: Section, until: Month) -> tuple[Balance, ...]:
        """The balance sheet of a section at a month's end: all but the accounts of results.

        What opening entries carried over is counted once.
        """
        moved: dict[tuple[LedgerAccount, Auxiliary | None], tuple[Decimal, Month]] = {}
        for cell, amount in self.cells(section, since=self.begins(until), until=until):
            if not cell.account.startswith(RESULT_ACCOUNTS):
                key = cell.account, cell.auxiliary
                balance, month = moved.get(key, (ZERO, cell.month))
                moved[key] = balance + amount, min(month, cell.month)
        return tuple(
            Balance(*key, amount, month) for key, (amount, month) in moved.items() if amount
        )

    def unclosed_result(self, section: Section, until: Month) -> Decimal:
        """Products less charges that no opening entries have carried to a result account."""
        return self.result(section, since=self.begins(until), until=until)

    def balance(
        self,
        section: Section,
        *prefixes: str,
        since: Month = _EVER,
        until: Month = "9999-12",
    ) -> Decimal:
        """Debit less credit of the accounts that begin so, from a month to another.

        Opening entries count as any other: a balance that stands over years is asked of
        `balance_sheet`, or from the first month of a year that has them.
        """
        found = self.cells(section, since=since, until=until)
        return sum(
            (amount for cell, amount in found if cell.account.startswith(prefixes)), ZERO
        )

    def result(self, section: Section, *, since: Month, until: Month) -> Decimal:
        """Products less charges of a section, with what other sections paid it or cost it."""
        return -self.balance(section, *RESULT_ACCOUNTS, since=since, until=until)

    def moved_since(self, month: Month) -> bool:
        """Whether anything is booked in a month or after it."""
        return any(cell.month >= month for cells in self.sections.values() for cell in cells)

    def cells(
        self, section: Section, *, since: Month = _EVER, until: Month = "9999-12"
    ) -> Iterator[tuple[Cell, Decimal]]:
        """The balances of a section, each month that moved them apart."""
        for cell, amount in self.sections.get(section, NO_CELLS).items():
            if since <= cell.month <= until:
                yield cell, amount
