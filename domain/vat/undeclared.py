"""VAT not declared yet: what the next return holds, as of a position of the log."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.events.event import Event
from domain.events.vat_returns import VatEmptied, VatOperation, VatSum
from domain.identifiers import COOP, LedgerAccount, Section
from domain.journal import JournalEntry
from domain.money import ZERO
from domain.vat.items import moved, vat_items


class _Kind(NamedTuple):
    operation: VatOperation
    rate: Decimal | None


@dataclass(slots=True)
class UndeclaredVat:
    """Sums by kind of operation and by account, added event by event."""

    position: int = 0
    earliest: date | None = None
    _sums: dict[_Kind, tuple[Decimal, Decimal]] = field(default_factory=dict)
    _emptied: dict[tuple[Section, LedgerAccount], Decimal] = field(default_factory=dict)

    def add(self, counted_on: date, event: Event, entries: tuple[JournalEntry, ...]) -> None:
        """Count an event in, by its accounting date."""
        for item in vat_items(event, entries):
            self.earliest = min(counted_on, self.earliest or counted_on)
            kind = _Kind(item.operation, item.rate)
            base, tax = self._sums.get(kind, (ZERO, ZERO))
            self._sums[kind] = (base + item.base, tax + item.tax)
        for line in moved(event, entries):
            place = (line.section, line.account)
            self._emptied[place] = self._emptied.get(place, ZERO) + line.amount

    def sums(self) -> tuple[VatSum, ...]:
        """The VAT of the return, by kind of operation and rate."""
        return tuple(
            VatSum(operation=kind.operation, rate=kind.rate, base=base, tax=tax)
            for kind, (base, tax) in sorted(self._sums.items(), key=_by_kind)
            if base or tax
        )

    def emptied(self) -> tuple[VatEmptied, ...]:
        """What the return takes off each account, the shared structure's last."""
        return tuple(
            VatEmptied(section=section, account=account, amount=amount)
            for (section, account), amount in sorted(self._emptied.items(), key=_by_place)
            if amount
        )


def _by_kind(found: tuple[_Kind, object]) -> tuple[str, Decimal]:
    kind, _ = found
    return kind.operation, ZERO if kind.rate is None else -kind.rate


def _by_place(found: tuple[tuple[Section, LedgerAccount], object]) -> tuple[bool, str, str]:
    (section, account), _ = found
    # VAT due stands before VAT deducted, as a return counts them.
    return section == COOP, section, account.replace("4456", "4459")
