"""The import of books kept elsewhere: planned, then recorded whole and once, or not at all."""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from typing import NamedTuple

from psycopg.rows import tuple_row

from domain.books import ATTEMPTS, Books, TooMuchContention
from domain.cooperative.closing import first_open_month
from domain.events.cooperative import BooksImported, CooperativeFounded
from domain.identifiers import Month, Sha256, Siren, opaque
from domain.imported_books.decision import Takeover, take_over
from domain.imported_books.recording import Order, Recording
from domain.imported_books.source import SourceEntry
from domain.imported_books.standing import Standing
from domain.imported_books.totals import SourceTotals
from domain.log.append import Appended, AppendRefused
from domain.period import FiscalYear, month_of
from domain.recorded import Author, Recorded, decode, step
from domain.streams import THE_COOPERATIVE, stream_id


class TakenOver(NamedTuple):
    """What the import recorded of the cooperative: the books, then its months' closings."""

    recorded: tuple[Recorded, ...]
    replayed: bool

    @property
    def books(self) -> BooksImported:
        """What was imported, in figures."""
        event = self.recorded[0].event
        assert isinstance(event, BooksImported), "an import's key is that of this event"
        return event


class BooksImport:
    """Imports files into one cooperative's books; every thread of a process may share it."""

    def __init__(self, books: Books, entropy: Callable[[int], bytes], secret: bytes) -> None:
        self._books = books
        self._recorder = books.recorder
        self._entropy = entropy
        self._secret = secret
        self._standing = Standing(books.recorder.datastore.schema)

    def open_years(self) -> tuple[FiscalYear, ...]:
        """The fiscal years that still have an open month, in order."""
        rules = self._books.streams.cooperative(current=True).state.rulebook
        month = first_open_month(rules)
        return tuple(year for year in rules.years if month and month <= month_of(year.last))

    def siren(self) -> Siren | None:
        """Whose books these are, once they are founded."""
        stored = self._recorder.select_events(stream_id(THE_COOPERATIVE), limit=1)
        founded = (step(event.state).event for event in stored)
        return next((it.siren for it in founded if isinstance(it, CooperativeFounded)), None)

    def found(self, source: Sha256) -> TakenOver | None:
        """What was recorded of this file, if it was imported before."""
        appended = self._recorder.lookup(self._key(source))
        return _taken_over(appended) if appended else None

    def plan(self, totals: SourceTotals, cut_over: Month | None) -> Takeover:
        """What an import would do now; a `Refusal` when it may not."""
        state = self._books.streams.cooperative(current=True).state
        takeover = take_over(state, totals, cut_over, self._books.today())
        with self._recorder.datastore.get_connection() as connection:
            cursor = connection.cursor(row_factory=tuple_row)
            self._standing.demand_no_entry(cursor, takeover)
        return takeover

    def record(
        self,
        source: Sha256,
        totals: SourceTotals,
        entries: Callable[[], Iterable[SourceEntry]],
        cut_over: Month | None,
        actor: str,
    ) -> TakenOver:
        """Record the file's entries and close its months; a file known changes nothing.

        `entries` gives them from the first each time it is called. Raises a `Refusal`, or
        what the log's append raises, and then nothing is recorded.
        """
        for _ in range(ATTEMPTS):
            if known := self.found(source):
                return known
            order = self._order(source, totals, cut_over, actor)
            recording = Recording(order, self._standing, self._entropy)
            try:
                self._recorder.append_all(recording.appends(entries()))
            except AppendRefused:
                continue
            return self._recorded(source)
        raise TooMuchContention(source)

    def _order(
        self, source: Sha256, totals: SourceTotals, cut_over: Month | None, actor: str
    ) -> Order:
        today = self._books.today()
        seen = self._books.streams.cooperative(current=True)
        takeover = take_over(seen.state, totals, cut_over, today)
        correlation = opaque("cor", self._entropy(16))
        author = Author(actor, correlation, key=self._key(source).hex())
        return Order(source, totals, takeover, author, today, seen)

    def _recorded(self, source: Sha256) -> TakenOver:
        recorded = self.found(source)
        assert recorded, "the import has just been committed"
        return recorded._replace(replayed=False)

    def _key(self, source: Sha256) -> bytes:
        return hmac.new(self._secret, f"import\n{source}".encode(), hashlib.sha256).digest()


def _taken_over(appended: Appended) -> TakenOver:
    recorded = tuple(
        decode(appended.first_position + rank, state)
        for rank, state in enumerate(appended.states)
    )
    return TakenOver(recorded, replayed=True)
