"""Entries by hand."""

from typing import ClassVar

from domain.events.event import Event
from domain.identifiers import EntryId, Reference, Sha256
from domain.journal import Journal, Posting, Purpose


class EntryBooked(Event):
    """Someone books an entry by hand."""

    topic: ClassVar = "cooperative.entry-booked"

    journal: Journal
    reference: Reference
    label: Sha256
    postings: tuple[Posting, ...]
    corrects: EntryId | None = None


class EntryReversed(Event):
    """An entry booked by hand was wrong: another undoes it (PCG art. 1031-3)."""

    topic: ClassVar = "cooperative.entry-reversed"

    entry: EntryId
    reference: Reference
    purpose: Purpose
    postings: tuple[Posting, ...]


HandEntryEvent = EntryBooked | EntryReversed
"""Everything booked by hand."""
