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


def counted_on(recorded: Recorded) -> date | None:
    """The day from which balances hold what an event posts, if it posts anything.

    Opening entries hold from the first day of the year they open, even those that the journal
    dates later because its first months are closed: on every day a balance is the true one.
    """
    if recorded.accounting_date and isinstance(recorded.event, BalancesOpened):
        return recorded.event.occurred_on
    return recorded.accounting_date


def opens(recorded: Recorded) -> bool:
    """Whether an event opens the balances of a year whole, by ours or by import."""
    match recorded.event:
        case BalancesOpened() | ImportedLines(opening=True):
            return True
        case _:
            return False


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
            if ledger.position > last:
                # Of a log that is no more.
                ledger = Ledger()
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
            if day := counted_on(recorded):
                ledger = ledger.with_postings(day, postings_of(recorded))
                ledger = ledger.with_opening(day) if opens(recorded) else ledger
            ledger = ledger.at(found.id)
        return ledger
