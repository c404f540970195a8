"""Closing: a month is closed once, in order, with what it moved and a digest of it.

The digest is the SHA-256 of the month's entries, one line of canonical JSON each, in log order:
a projection that disagrees with the log cannot give it.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import orjson

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.closing import ClosingEvent, JournalTotal, MonthClosed
from domain.identifiers import EntryId, JournalCode, Month
from domain.journal import JournalEntry
from domain.money import ZERO
from domain.period import last_day, month_after, month_of
from domain.refusal import Refusal
from domain.rulebook import Rulebook

# Commands


class CloseMonth(Command):
    """Close the first open month: what comes later is dated after it."""

    month: Month


ClosingCommand = CloseMonth


# Refusals


class MonthsCloseInOrder(Refusal):
    """Only the first open month can be closed, and it must be in an open year."""


class MonthNotOver(Refusal):
    """A month can be closed once it is over."""


class OpeningsStillProvisional(Refusal):
    """The year was opened with provisional balances: write its final opening entries first."""


# State


@dataclass(frozen=True, slots=True)
class Closings:
    """The closed months, and what all moved, never reset (BOI-TVA-DECLA-30-10-30 § 170)."""

    debit: Decimal = ZERO
    credit: Decimal = ZERO
    months: tuple[MonthClosed, ...] = ()


def evolve(closings: Closings, event: ClosingEvent) -> Closings:
    """The perpetual totals after a closing."""
    debit, credit = event.perpetual_debit, event.perpetual_credit
    return replace(closings, debit=debit, credit=credit, months=(*closings.months, event))


def closed(rules: Rulebook, event: ClosingEvent) -> Rulebook:
    """The rulebook in which the month is closed."""
    return replace(rules, closed_through=event.month)


def first_open_month(rules: Rulebook) -> Month | None:
    """The month to close next, if a fiscal year is open at all."""
    if rules.closed_through:
        return month_after(rules.closed_through)
    return month_of(rules.years[0].first) if rules.years else None


@dataclass(slots=True)
class MonthTotals:
    """The running totals and digest of a month's entries, added in log order."""

    journals: dict[JournalCode, tuple[int, Decimal, Decimal]] = field(default_factory=dict)
    lines: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, name: EntryId, accounting_date: date, entry: JournalEntry) -> None:
        """Count an entry in."""
        count, debit, credit = self.journals.get(entry.journal, (0, ZERO, ZERO))
        self.journals[entry.journal] = (
            count + 1,
            debit + sum(line.debit for line in entry.postings),
            credit + sum(line.credit for line in entry.postings),
        )
        self.lines.update(canonical_line(name, accounting_date, entry))

    def closing(self, month: MonthClosed) -> MonthClosed:
        """The closing of the month with these totals, the perpetual ones carried on."""
        totals = tuple(
            JournalTotal(journal=journal, entries=count, debit=debit, credit=credit)
            for journal, (count, debit, credit) in sorted(self.journals.items())
        )
        return month.model_copy(
            update={
                "entries": sum(total.entries for total in totals),
                "journals": totals,
                "perpetual_debit": month.perpetual_debit + sum(t.debit for t in totals),
                "perpetual_credit": month.perpetual_credit + sum(t.credit for t in totals),
                "digest": self.lines.hexdigest(),
            }
        )


def canonical_line(name: EntryId, accounting_date: date, entry: JournalEntry) -> bytes:
    """An entry as one line of canonical JSON, for the digest of its month."""
    fields = entry.model_dump(mode="json", exclude_none=True)
    fields |= {"entry": name, "accounting_date": accounting_date.isoformat()}
    return orjson.dumps(fields, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


# Decisions


def decide(
    rules: Rulebook,
    closings: Closings,
    provisional: date | None,
    command: ClosingCommand,
    circumstances: Circumstances,
) -> ClosingEvent:
    """The event a command to close causes; `provisional` is a year not opened for good yet."""
    return close_month(rules, closings, provisional, command, circumstances)


def close_month(
    rules: Rulebook,
    closings: Closings,
    provisional: date | None,
    command: CloseMonth,
    circumstances: Circumstances,
) -> MonthClosed:
    """The closing, its totals still to be added under the lock of the append."""
    if command.month != first_open_month(rules):
        raise MonthsCloseInOrder(command.month)
    if circumstances.today <= last_day(command.month):
        raise MonthNotOver(command.month)
    year = rules.year_of(last_day(command.month))
    # Its final openings stand in the year itself: once all of it is closed, nowhere.
    if provisional == year.first and month_of(year.last) == command.month:
        raise OpeningsStillProvisional(year.first)
    return MonthClosed(
        occurred_on=command.occurred_on,
        month=command.month,
        entries=0,
        journals=(),
        perpetual_debit=closings.debit,
        perpetual_credit=closings.credit,
        digest=hashlib.sha256().hexdigest(),
    )
