"""Recording: the events of one import as appends, in order, their memory bounded.

The first append looks at the log under its lock, which is then held to the end: positions are
known from there on, and nobody books in the months taken over.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from psycopg import Cursor

from domain.cooperative.cooperative import Cooperative
from domain.events.closing import MonthClosed
from domain.events.cooperative import BooksImported
from domain.events.event import Event
from domain.identifiers import Sha256
from domain.imported_books.decision import SourceChanged, Takeover
from domain.imported_books.entry import ImportedEntry, imported
from domain.imported_books.months import ImportedMonths
from domain.imported_books.source import SourceEntry
from domain.imported_books.standing import Standing
from domain.imported_books.totals import SourceTotals
from domain.log.append import Append, Draft, Fact, Stamp, VaultRow
from domain.posting.rules import entries_of
from domain.privacy import SALT_BYTES
from domain.proposal import NONCE_BYTES, period_fact
from domain.recorded import Author, Noted, Place, encode
from domain.rulebook import POLICIES, Rulebook
from domain.streams import THE_COOPERATIVE, Stream, stream_id

EVENTS_MAX = 100
"""Events one append gathers: enough to share its cost, few enough to hold in memory."""

Settle = Callable[[Cursor[tuple[Any, ...]]], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is imported: the file, what it moves, the months it takes over, who asks and when.

    `seen` is the cooperative on which that was decided.
    """

    source: Sha256
    totals: SourceTotals
    takeover: Takeover
    author: Author
    today: date
    seen: Stream[Cooperative]


class Drafted(NamedTuple):
    """An event that lacks only its moment."""

    stream: UUID
    place: Place
    nonce: bytes
    accounting_date: date | None
    event: Event

    @property
    def draft(self) -> Draft:
        """Its place in the log."""
        return Draft(self.stream, self.place.version, self.event.topic, self.accounting_date)

    def finished(self, stamp: Stamp, author: Author) -> bytes:
        """Its bytes; the entries of former books depend on no policy of this cooperative."""
        posted = (self.event, entries_of(self.event, Rulebook()))
        noted = Noted(stamp.recorded_at, self.nonce)
        return encode(self.place, author, noted, self.accounting_date, posted)


class Recording:
    """One import on its way to the log; `appends` is read once."""

    def __init__(
        self, order: Order, standing: Standing, entropy: Callable[[int], bytes]
    ) -> None:
        self._order = order
        self._standing = standing
        self._entropy = entropy
        self._stream = uuid5(stream_id(THE_COOPERATIVE), f"import/{order.source}")
        self._version = 0
        self._before = 0
        self._tally = SourceTotals()
        self._months = ImportedMonths()

    def appends(self, entries: Iterable[SourceEntry]) -> Iterator[Append]:
        """The entries of the file, then what the cooperative says of it, under its key.

        Raises `SourceChanged` when the entries are not those the order was made for.
        """
        settle: Settle | None = self._settle
        for batch in _batches(self._imported(entries)):
            yield self._append(batch, settle)
            settle = None
        if self._tally != self._order.totals:
            raise SourceChanged(self._order.source)
        yield self._conclusion()

    def _settle(self, cursor: Cursor[tuple[Any, ...]]) -> None:
        self._before = self._standing.last_position(cursor, self._order.seen)
        self._standing.demand_no_entry(cursor, self._order.takeover)

    def _imported(self, entries: Iterable[SourceEntry]) -> Iterator[ImportedEntry]:
        for entry in entries:
            self._tally.add(entry)
            yield imported(self._order.source, entry, lambda: self._entropy(SALT_BYTES))

    def _append(self, batch: Sequence[ImportedEntry], settle: Settle | None) -> Append:
        before = self._version
        drafted = [self._drafted(entry, event) for entry in batch for event in entry.events]

        def finish(stamp: Stamp) -> list[bytes]:
            self._count(before, batch)
            return [it.finished(stamp, self._order.author) for it in drafted]

        return Append(
            drafts=tuple(it.draft for it in drafted),
            finish=finish,
            vault=tuple(_vault_rows(batch)),
            settle=settle,
        )

    def _drafted(self, entry: ImportedEntry, event: Event) -> Drafted:
        self._version += 1
        place = Place(f"import/{self._order.source}", self._version)
        nonce = self._entropy(NONCE_BYTES)
        return Drafted(self._stream, place, nonce, entry.accounting_date, event)

    # The lock is held, so no stamp comes late: each append is finished once, in its turn.
    def _count(self, before: int, batch: Iterable[ImportedEntry]) -> None:
        position = self._before + before
        for entry in batch:
            position += len(entry.events)
            self._months.add(position, entry)

    def _conclusion(self) -> Append:
        order, version = self._order, self._order.seen.version
        months = tuple(map(period_fact, order.takeover.months))
        topics = (BooksImported.topic, *(MonthClosed.topic for _ in months))
        policies = Fact(POLICIES, order.seen.state.rulebook.version)
        return Append(
            drafts=tuple(
                Draft(stream_id(THE_COOPERATIVE), version + rank, topic, None)
                for rank, topic in enumerate(topics, 1)
            ),
            finish=self._concluded,
            key=bytes.fromhex(order.author.key or ""),
            requires=(policies, *(Fact(month, 0) for month in months)),
            raises=months,
        )

    def _concluded(self, stamp: Stamp) -> list[bytes]:
        order = self._order
        perpetual = order.seen.state.closings
        closings = self._months.closings(order.takeover, perpetual, order.today)
        return [
            self._cooperative(rank, event).finished(stamp, order.author)
            for rank, event in enumerate((_books_imported(order), *closings), 1)
        ]

    def _cooperative(self, rank: int, event: Event) -> Drafted:
        place = Place(str(THE_COOPERATIVE), self._order.seen.version + rank)
        nonce = self._entropy(NONCE_BYTES)
        return Drafted(stream_id(THE_COOPERATIVE), place, nonce, None, event)


def _books_imported(order: Order) -> BooksImported:
    totals = order.totals
    return BooksImported(
        occurred_on=order.today,
        source=order.source,
        lines=totals.lines,
        entries=totals.entries,
        debit=totals.whole.debit,
        credit=totals.whole.credit,
        first=totals.first,
        last=totals.last,
        cut_over=order.takeover.cut_over,
    )


def _batches(entries: Iterable[ImportedEntry]) -> Iterator[list[ImportedEntry]]:
    batch: list[ImportedEntry] = []
    events = 0
    for entry in entries:
        batch.append(entry)
        events += len(entry.events)
        if events >= EVENTS_MAX:
            yield batch
            batch, events = [], 0
    if batch:
        yield batch


def _vault_rows(batch: Iterable[ImportedEntry]) -> Iterator[VaultRow]:
    for entry in batch:
        for it in entry.texts:
            yield VaultRow(bytes.fromhex(it.digest), it.kind, it.salt, it.value)
