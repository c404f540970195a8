"""What ends a year: its closing, the balances it leaves to the next, its results brought up."""

from typing import ClassVar, Literal

from domain.events.closing import JournalTotal
from domain.events.event import Event
from domain.identifiers import Day, Reference, Section, Sha256
from domain.journal import Posting
from domain.money import Euros, TotalEuros
from domain.value import Value

OpeningStatus = Literal["provisional", "final"]
"""Opening entries of a year still open, or of one that is closed."""


class SectionResult(Value):
    """Products less charges of a section over a year; a loss is negative."""

    section: Section
    amount: Euros


class YearClosed(Event):
    """A fiscal year closes with all its months (C. com. L123-12, PCG art. 1031-4)."""

    topic: ClassVar = "cooperative.year-closed"

    first: Day
    last: Day
    entries: int
    journals: tuple[JournalTotal, ...]
    perpetual_debit: TotalEuros
    perpetual_credit: TotalEuros
    digest: Sha256
    results: tuple[SectionResult, ...]


class BalancesOpened(Event):
    """Every section opens a year with its own balance sheet, or with what is missing of it.

    `brought_up` are the results that go up to COOP at once, where the cooperative says so.
    """

    topic: ClassVar = "cooperative.balances-opened"

    status: OpeningStatus
    reference: Reference
    postings: tuple[Posting, ...]
    brought_up: tuple[Posting, ...] = ()


class ResultsBroughtUp(Event):
    """The results of the activities go up to COOP, to which the surplus belongs."""

    topic: ClassVar = "cooperative.results-brought-up"

    reference: Reference
    postings: tuple[Posting, ...]


YearEndEvent = YearClosed | BalancesOpened | ResultsBroughtUp
"""Everything that ends a year."""
