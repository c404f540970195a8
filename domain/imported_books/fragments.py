"""Fragments: a balanced entry cut into parts that fit an event each, and put together again."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from domain.events.imported_books import EntryFragment, EntryPartImported
from domain.identifiers import EntryId
from domain.journal import JournalEntry
from domain.posting.imported_books import taken_over


class IncompleteEntryError(ValueError):
    """The parts are not all those of one entry, in their order."""


def cut(whole: JournalEntry, sizes: Sequence[int]) -> Iterator[EntryFragment]:
    """The parts of an entry, of so many postings each; raises when any would be left out."""
    starts = [0, *accumulate(sizes)]
    if starts[-1] != len(whole.postings):
        raise IncompleteEntryError(whole.reference)
    for part, (first, size) in enumerate(zip(starts, sizes, strict=False), 1):
        postings = whole.postings[first : first + size]
        yield EntryFragment(part=part, parts=len(sizes), first=first, postings=postings)


def joined(parts: Sequence[EntryPartImported]) -> JournalEntry:
    """The entry those parts make; raises unless all are there, and unless it balances."""
    fragments = [event.fragment for event in parts]
    places = [(fragment.part, fragment.parts) for fragment in fragments]
    if not parts or places != [(rank, len(parts)) for rank in range(1, len(parts) + 1)]:
        raise IncompleteEntryError(places)
    postings = (line for fragment in fragments for line in fragment.postings)
    return taken_over(parts[0].journal, parts[0].number, postings)


def entry_name(position: int, fragment: EntryFragment) -> EntryId:
    """The permanent name of the entry a part belongs to: that of its last part."""
    return f"{position + fragment.parts - fragment.part}.1"
