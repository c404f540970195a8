"""The months an import takes over, closed with what the file moved in each."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from domain.cooperative.closing import Closings, MonthTotals
from domain.events.closing import MonthClosed
from domain.identifiers import Month
from domain.imported_books.decision import Takeover
from domain.imported_books.entry import ImportedEntry
from domain.period import month_of


@dataclass(slots=True)
class ImportedMonths:
    """The running totals and digest of each month, its entries added in log order."""

    totals: dict[Month, MonthTotals] = field(default_factory=dict)

    def add(self, position: int, entry: ImportedEntry) -> None:
        """Count an entry in, under the name its last event's position gives it."""
        if entry.whole:
            month = self.totals.setdefault(month_of(entry.accounting_date), MonthTotals())
            month.add(f"{position}.1", entry.accounting_date, entry.whole)

    def closings(
        self, takeover: Takeover, perpetual: Closings, day: date
    ) -> Iterator[MonthClosed]:
        """A closing for each month taken over, the perpetual totals carried on."""
        for month in takeover.months:
            opened = MonthClosed(
                occurred_on=day,
                month=month,
                entries=0,
                journals=(),
                perpetual_debit=perpetual.debit,
                perpetual_credit=perpetual.credit,
                digest=hashlib.sha256().hexdigest(),
            )
            closed = self.totals.get(month, MonthTotals()).closing(opened)
            perpetual = Closings(closed.perpetual_debit, closed.perpetual_credit)
            yield closed
