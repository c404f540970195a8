"""An entry of the file as the events that record it: one, or its parts when it is too large."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import orjson

from domain.events.imported_books import (
    EntryImported,
    EntryPartImported,
    ImportedBooksEvent,
    OddLine,
)
from domain.identifiers import Sha256
from domain.imported_books.fragments import cut
from domain.imported_books.source import SourceEntry, SourceLine
from domain.journal import JournalEntry, Posting
from domain.posting.imported_books import taken_over
from domain.privacy import Private

PIECES_MAX = 300
"""Postings and odd lines of one event: at their widest they stay below 60,000 bytes."""


class FecTexts(Private):
    """The texts of an event's lines as canonical JSON: one object a line, in order."""

    kind = "fec-texts"


class ImportedEntry(NamedTuple):
    """An entry ready to be recorded; `whole` is none when it moves nothing."""

    accounting_date: date
    whole: JournalEntry | None
    events: tuple[ImportedBooksEvent, ...]
    texts: tuple[FecTexts, ...]


def imported(source: Sha256, entry: SourceEntry, salts: Callable[[], bytes]) -> ImportedEntry:
    """What is recorded of an entry; `ValueError` when it does not balance."""
    groups = tuple(_groups(entry.lines))
    texts = tuple(FecTexts(_canonical(group), salts()) for group in groups)
    heads = [
        _head(source, entry, group, text.digest)
        for group, text in zip(groups, texts, strict=True)
    ]
    postings = [line.postings() for line in entry.lines]
    moving = [posting for several in postings for posting in several]
    whole = taken_over(entry.journal, entry.number, moving) if moving else None
    events = tuple(_events(whole, heads, groups))
    return ImportedEntry(entry.accounting_date, whole, events, texts)


def original_lines(event: ImportedBooksEvent, texts: str) -> Iterator[SourceLine]:
    """The lines of the file an event records, with their texts from the vault."""
    postings = iter(_postings(event))
    odd_lines = {odd.rank: odd for odd in event.odd_lines}
    for rank, texts_of_line in enumerate(orjson.loads(texts), 1):
        if odd := odd_lines.get(rank):
            line = SourceLine(odd.account, odd.debit, odd.credit, texts_of_line)
            deque(islice(postings, len(line.postings())), maxlen=0)
        else:
            own = next(postings)
            line = SourceLine(own.account, own.debit, own.credit, texts_of_line)
        yield line


def _postings(event: ImportedBooksEvent) -> tuple[Posting, ...]:
    match event:
        case EntryImported():
            return event.postings
        case EntryPartImported():
            return event.fragment.postings


def _events(
    whole: JournalEntry | None,
    heads: Sequence[dict[str, Any]],
    groups: Sequence[Sequence[SourceLine]],
) -> Iterator[ImportedBooksEvent]:
    if whole is None or len(groups) == 1:
        postings = whole.postings if whole else ()
        yield from (EntryImported(**head, postings=postings) for head in heads)
        return
    sizes = [sum(len(line.postings()) for line in group) for group in groups]
    for head, fragment in zip(heads, cut(whole, sizes), strict=True):
        yield EntryPartImported(**head, fragment=fragment)


def _groups(lines: Sequence[SourceLine]) -> Iterator[tuple[SourceLine, ...]]:
    """The lines in order, as few groups as an event each allows."""
    group: list[SourceLine] = []
    pieces = 0
    for line in lines:
        weight = len(line.postings()) + 1 if line.is_odd else 1
        if pieces + weight > PIECES_MAX:
            yield tuple(group)
            group, pieces = [], 0
        group.append(line)
        pieces += weight
    yield tuple(group)


def _head(
    source: Sha256, entry: SourceEntry, group: Sequence[SourceLine], texts: Sha256
) -> dict[str, Any]:
    return {
        "occurred_on": entry.document_date,
        "source": source,
        "line": entry.line,
        "journal": entry.journal,
        "number": entry.number,
        "validated_on": entry.validated_on,
        "texts": texts,
        "opening": entry.opening,
        "odd_lines": tuple(_odd_lines(group)),
    }


def _odd_lines(group: Sequence[SourceLine]) -> Iterator[OddLine]:
    for rank, line in enumerate(group, 1):
        if line.is_odd:
            yield OddLine(rank=rank, account=line.account, debit=line.debit, credit=line.credit)


def _canonical(group: Sequence[SourceLine]) -> str:
    texts = [line.texts for line in group]
    return orjson.dumps(texts, option=orjson.OPT_SORT_KEYS).decode()
