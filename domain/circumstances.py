"""Circumstances: what a decision may know that its own stream does not tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from domain.events.event import Event
from domain.identifiers import COOP, ActivityCode, ContractId, Section
from domain.journal import JournalEntry
from domain.ledger import Ledger
from domain.money import ZERO
from domain.period import month_of
from domain.refusal import Refusal
from domain.rulebook import Rulebook
from domain.vat.undeclared import UndeclaredVat


class UnknownSection(Refusal):
    """No activity of that code has been opened."""


class NotCovered(Refusal):
    """No contract of the activity's entrepreneurs covers the date."""


class DatedInTheFuture(Refusal):
    """What has not happened yet cannot be booked: the date is after today."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Days on which a contract lets an activity trade; `until` is the last of them."""

    kind: Literal["cape", "cesa"]
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether a day is covered."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class FiledEntry:
    """An entry a command names, and the event that posted it."""

    event: Event
    entry: JournalEntry


@dataclass(frozen=True, slots=True)
class WagesDue:
    """The payslip a command names: its net pay, and whether it is transferred."""

    activity: ActivityCode
    booked_on: date
    net: Decimal
    paid: bool


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Looked up by the shell and handed to `decide`: the core asks nobody.

    `retained` is what was kept for shares from the payslip that a command names.
    """

    rulebook: Rulebook
    today: date
    coverage: tuple[Coverage, ...] = ()
    contracts: Mapping[ContractId, tuple[Coverage, ...]] = field(default_factory=dict)
    sections: frozenset[Section] = field(default_factory=frozenset)
    entry: FiledEntry | None = None
    ledger: Ledger = field(default_factory=Ledger)
    vat: UndeclaredVat = field(default_factory=UndeclaredVat)
    wages: WagesDue | None = None
    retained: Decimal = ZERO

    def accounting_date(self, day: date) -> date:
        """Where a document counts in the books; refused when it is dated after today."""
        self.demand_past(day)
        return self.rulebook.accounting_date(day)

    def demand_past(self, day: date) -> None:
        """Refuse a document dated after today."""
        if day > self.today:
            raise DatedInTheFuture(day)

    def demand_cover(self, day: date) -> None:
        """Refuse a day on which no contract covers the activity (C. trav. L7331-2)."""
        if not any(coverage.holds(day) for coverage in self.coverage):
            raise NotCovered(day)

    def available(self, section: Section, day: date) -> Decimal:
        """What a section has left of the fiscal year in which a document of that day counts."""
        year = self.rulebook.year_of(self.accounting_date(day))
        return self.ledger.result(
            section, since=month_of(year.first), until=month_of(year.last)
        )

    def demand_section(self, section: Section) -> None:
        """Refuse a section that is neither COOP nor an activity opened before."""
        if section != COOP and section not in self.sections:
            raise UnknownSection(section)
