"""What closes a month."""

from typing import ClassVar

from domain.events.event import Event
from domain.identifiers import JournalCode, Month, Sha256
from domain.money import TotalEuros
from domain.value import Value


class JournalTotal(Value):
    """What a month moved in one journal."""

    journal: JournalCode
    entries: int
    debit: TotalEuros
    credit: TotalEuros


class MonthClosed(Event):
    """A month closes: nothing is dated in it any more (PCG art. 1031-4)."""

    topic: ClassVar = "cooperative.month-closed"

    month: Month
    entries: int
    journals: tuple[JournalTotal, ...]
    perpetual_debit: TotalEuros
    perpetual_credit: TotalEuros
    digest: Sha256


ClosingEvent = MonthClosed
"""Everything that closes a stretch of the books."""
