"""Ledger reader: keeps a ledger up with the log, reading only what is new each time."""

from collections.abc import Callable, Iterator
from datetime import date
from threading import Lock

from domain.events.imported_books import EntryPartImported, ImportedLines
from domain.events.year_end import BalancesOpened
from domain.journal import Posting
from domain.ledger import Ledger
from domain.log.recorder import LogRecorder
from domain.recorded import Recorded, decode

PAGE = 1_000


def postings_of(recorded: Recorded) -> Iterator[Posting]:
    """The lines an event posts; an imported entry in parts posts those of each part."""
    if isinstance(recorded.event, EntryPartImported):
        yield from recorded.event.fragment.postings
    for entry in recorded.entries:
        yield from entry.postings


def opened_by(recorded: Recorded) -> date | None:
    """The first day of the year whose balances an event opens whole, by ours or by import."""
    match recorded.event:
        case BalancesOpened(occurred_on=first):
            return first
        case ImportedLines(opening=True):
            return recorded.accounting_date
        case _:
            return None


class LedgerReader:
    """The ledger of a log, as of its last event whenever it is asked for.

    `beginning` gives balances known already, of a position not too long ago: a process that
    starts beside a long log need not read it from its first event.
    """

    def __init__(self, recorder: LogRecorder, beginning: Callable[[], Ledger] = Ledger) -> None:
        self._recorder = recorder
        self._beginning = beginning
        self._ledger: Ledger | None = None
        self._lock = Lock()

    def current(self) -> Ledger:
        """The balances until the log's last event."""
        with self._lock:
            ledger = self._ledger or self._beginning()
            last = self._recorder.max_notification_id() or 0
            while ledger.position < last:
                ledger = self._read(ledger, last)
            self._ledger = ledger
            return ledger

    def forget(self) -> None:
        """Begin anew: what was read is of a log that is no more."""
        with self._lock:
            self._ledger = None

    def _read(self, ledger: Ledger, last: int) -> Ledger:
        page = self._recorder.select_notifications(ledger.position + 1, PAGE, stop=last)
        for found in page:
            recorded = decode(found.id, found.state)
            if recorded.accounting_date:
                postings = postings_of(recorded)
                ledger = ledger.with_postings(recorded.accounting_date, postings)
                if first := opened_by(recorded):
                    ledger = ledger.with_opening(first, recorded.accounting_date)
            ledger = ledger.at(found.id)
        return ledger
