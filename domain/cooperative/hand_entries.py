"""Entries by hand: what no document of ours books, and how a wrong one is undone."""

from dataclasses import dataclass
from typing import Literal, assert_never

from pydantic import Field
from typing_extensions import override

from domain.chart_of_accounts import is_internal
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.hand_entries import EntryBooked, EntryReversed, HandEntryEvent
from domain.identifiers import EntryId, Reference, Section
from domain.journal import Posting, balance_by_section
from domain.money import ZERO, bounded
from domain.privacy import Label
from domain.refusal import Refusal
from domain.rulebook import Rulebook

# Commands


class BookEntry(Command):
    """Book an entry by hand, balanced as a whole and inside each section."""

    journal: Literal["OD", "BQ", "AN"] = "OD"
    reference: Reference
    label: Label
    postings: tuple[Posting, ...] = Field(min_length=2, max_length=200)
    corrects: EntryId | None = None

    @override
    def named_sections(self) -> frozenset[Section]:
        return frozenset(line.section for line in self.postings)

    @override
    def named_entry(self) -> EntryId | None:
        return self.corrects


class ReverseEntry(Command):
    """Undo an entry booked by hand with an entry of its own."""

    entry: EntryId
    reference: Reference

    @override
    def named_entry(self) -> EntryId:
        return self.entry


HandEntryCommand = BookEntry | ReverseEntry


# Refusals


class OpeningMisplaced(Refusal):
    """By hand only the first fiscal year is opened, with entries dated on its first day."""


class UnbalancedEntry(Refusal):
    """The lines do not balance, as a whole or inside a section."""


class LineOnBothSides(Refusal):
    """A line stands on the debit side or on the credit side, and moves something."""


class TransferLeftOpen(Refusal):
    """What goes out of a section by 181, 186 or 187 must come in elsewhere in the entry."""


class EntryNotByHand(Refusal):
    """No entry of that name was booked by hand: a document is corrected by a document."""


class CorrectedEntryUnknown(Refusal):
    """The entry to correct is not recorded."""


class EntryAlreadyReversed(Refusal):
    """The entry is already reversed: an entry is reversed once."""


# State


@dataclass(frozen=True, slots=True)
class HandEntries:
    """Which entries are undone already."""

    reversed: frozenset[EntryId] = frozenset()


def evolve(entries: HandEntries, event: HandEntryEvent) -> HandEntries:
    """An entry undone is remembered as such."""
    if isinstance(event, EntryBooked):
        return entries
    return HandEntries(entries.reversed | {event.entry})


# Decisions


def decide(
    rules: Rulebook,
    entries: HandEntries,
    command: HandEntryCommand,
    circumstances: Circumstances,
) -> HandEntryEvent:
    """The event a command by hand causes."""
    match command:
        case BookEntry():
            return book_entry(rules, command, circumstances)
        case ReverseEntry():
            return reverse_entry(entries, command, circumstances)
        case _:
            assert_never(command)


def book_entry(
    rules: Rulebook, command: BookEntry, circumstances: Circumstances
) -> EntryBooked:
    """The entry, balanced, on known accounts of known sections."""
    if command.corrects and circumstances.entry is None:
        raise CorrectedEntryUnknown(command.corrects)
    beginning = rules.years[0].first if rules.years else None
    if command.journal == "AN" and command.occurred_on != beginning:
        raise OpeningMisplaced(command.occurred_on)
    _demand_lines(rules, command.postings, circumstances)
    return EntryBooked(
        occurred_on=command.occurred_on,
        journal=command.journal,
        reference=command.reference,
        label=command.label.digest,
        postings=command.postings,
        corrects=command.corrects,
    )


def reverse_entry(
    entries: HandEntries, command: ReverseEntry, circumstances: Circumstances
) -> EntryReversed:
    """The entry that undoes another, line by line, once (PCG art. 1031-3)."""
    if command.entry in entries.reversed:
        raise EntryAlreadyReversed(command.entry)
    filed = circumstances.entry
    if filed is None or not isinstance(filed.event, EntryBooked):
        raise EntryNotByHand(command.entry)
    return EntryReversed(
        occurred_on=command.occurred_on,
        entry=command.entry,
        reference=command.reference,
        purpose=filed.entry.purpose,
        postings=tuple(line.reversed() for line in filed.entry.postings),
    )


def _demand_lines(
    rules: Rulebook, postings: tuple[Posting, ...], circumstances: Circumstances
) -> None:
    rules.demand_accounts(line.account for line in postings)
    for line in postings:
        circumstances.demand_section(line.section)
        if (line.debit > 0) == (line.credit > 0):
            raise LineOnBothSides(line.account)
        if line.auxiliary:
            rules.demand_party(line.auxiliary)
    bounded(sum((line.debit for line in postings), ZERO))
    for section, balance in balance_by_section(postings).items():
        if balance:
            raise UnbalancedEntry(section, balance)
    # The company's own ledger leaves these lines out: what is left must balance.
    if open_ := sum(line.amount for line in postings if is_internal(line.account)):
        raise TransferLeftOpen(open_)
