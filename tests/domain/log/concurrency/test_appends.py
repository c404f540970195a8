"""Many writers on one log: each gets an answer of its own, and the log stays one sequence."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import Any
from uuid import UUID

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError
from psycopg import Cursor

from domain.log.append import Append, Appended, Fact, FactMoved, SeriesRequest, VersionConflict
from domain.log.recorder import LogRecorder
from domain.log.schema import lock_of
from tests.cells import MARCH, one, opened, rows
from tests.domain.log.concurrency.writers import processes
from tests.template import CELL

OPEN = Fact("period/2026-03", 0)
CLOSING = "cooperative.period-closed"
PATIENCE = 20.0


@pytest.fixture
def logs(database: str) -> Iterator[list[LogRecorder]]:
    """Two recorders on one cell, as two processes would have them."""
    with opened(database) as first, opened(database) as second:
        yield [first, second]


def at_once(
    logs: list[LogRecorder], command: Callable[[], Append], times: int
) -> list[Appended | Exception]:
    """The answers to a command sent `times` times at once, by turns to each recorder."""

    def send(turn: int) -> Appended | Exception:
        try:
            return logs[turn % len(logs)].append(command())
        except (FactMoved, VersionConflict) as refusal:
            return refusal

    with ThreadPoolExecutor(times) as senders:
        return list(senders.map(send, range(times)))


def test_a_reader_misses_nothing_of_what_16_writers_in_two_processes_share(
    database: str,
) -> None:
    seen = [0]
    with opened(database) as log:

        def read_on() -> None:
            new = log.select_notifications(seen[-1], 1_000, inclusive_of_start=False)
            seen.extend(notification.id for notification in new)

        with processes(database, 2, threads=8, commands=50) as are_writing:
            while are_writing():
                read_on()
        read_on()
    assert seen == list(range(801))
    ((transactions,),) = rows(database, "SELECT count(DISTINCT xmin::text) FROM events")
    assert transactions <= 400
    times = rows(database, "SELECT recorded_at FROM events ORDER BY notification_id")
    assert times == sorted(times)


def test_one_writer_alone_shares_with_nobody(logs: list[LogRecorder], database: str) -> None:
    for _ in range(20):
        logs[0].append(one())
    assert rows(database, "SELECT count(DISTINCT xmin::text) FROM events") == [(20,)]


def test_50_invoices_at_once_are_numbered_without_gap_or_double(
    logs: list[LogRecorder], database: str
) -> None:
    series = (SeriesRequest("F-2026", 1, MARCH),)
    answers = at_once(logs, lambda: one(series=series), 50)
    told = sorted(int(a.states[0].split()[1]) for a in answers if isinstance(a, Appended))
    numbers = rows(database, "SELECT number, position FROM numbers ORDER BY position")
    assert told == list(range(1, 51))
    assert numbers == [(number, number) for number in range(1, 51)]


def test_the_same_key_has_one_effect_and_one_answer(
    logs: list[LogRecorder], database: str
) -> None:
    series = (SeriesRequest("F-2026", 1, MARCH),)
    answers = at_once(logs, lambda: one(key=b"key", series=series), 32)
    assert {a._replace(replayed=True) for a in answers if isinstance(a, Appended)} == {
        logs[0].lookup(b"key")
    }
    assert Counter(getattr(answer, "replayed", None) for answer in answers) == {
        False: 1,
        True: 31,
    }
    assert rows(database, "SELECT count(*) FROM events") == [(1,)]


def test_of_those_who_write_the_same_version_one_wins(logs: list[LogRecorder]) -> None:
    answers = at_once(logs, lambda: one(UUID(int=0xBA)), 32)
    assert Counter(map(type, answers)) == {Appended: 1, VersionConflict: 31}


def test_of_those_who_close_the_same_period_one_wins(logs: list[LogRecorder]) -> None:
    answers = at_once(logs, lambda: one(requires=(OPEN,), raises=(OPEN.name,)), 32)
    assert Counter(map(type, answers)) == {Appended: 1, FactMoved: 31}


def test_one_that_the_database_cannot_take_spoils_no_other(
    logs: list[LogRecorder], database: str
) -> None:
    too_long = one(finish=lambda _: [b"x" * 60_001])

    def send(turn: int) -> int:
        try:
            return logs[0].append(too_long if turn % 4 == 0 else one()).last_position
        except IntegrityError:
            return 0

    # Held up together, they share a transaction, which the longest ones break.
    with psycopg.connect(database) as other, ThreadPoolExecutor(16) as senders:
        other.execute("SELECT pg_advisory_xact_lock(%s, %s)", lock_of(CELL))
        sending = [senders.submit(send, turn) for turn in range(16)]
        sleep(0.2)
        other.rollback()
        positions = [sent.result() for sent in sending]
    assert sorted(positions) == [0] * 4 + list(range(1, 13))


# Closing a period while entries are posted to it


class Month:
    """A period closed by one thread while others post to it, before and after."""

    def __init__(self, logs: list[LogRecorder], requires: tuple[Fact, ...]) -> None:
        self.logs = logs
        self.requires = requires
        self.posted = Event()
        self.closed = Event()
        self.settled = 0

    def post(self, writer: int) -> None:
        for number in range(30):
            if number == 10:
                self.posted.set()
            if number == 25:
                assert self.closed.wait(PATIENCE)
            try:
                self.logs[writer % 2].append(one(requires=self.requires))
            except FactMoved:
                return

    def count(self, cursor: Cursor[tuple[Any, ...]]) -> None:
        ((self.settled,),) = cursor.execute("SELECT count(*) FROM coop.events").fetchall()

    def close(self) -> Appended:
        """Closes the month; `settled` is then the number of entries it was closed with."""
        with ThreadPoolExecutor(8) as writers:
            posting = [writers.submit(self.post, writer) for writer in range(8)]
            assert self.posted.wait(PATIENCE)
            closing = self.logs[0].append(
                one(requires=(OPEN,), raises=(OPEN.name,), settle=self.count)
            )
            self.closed.set()
            for writer in posting:
                writer.result()
        return closing


def test_a_closed_period_holds_what_it_was_closed_with(logs: list[LogRecorder]) -> None:
    month = Month(logs, (OPEN,))
    closing = month.close()
    assert month.settled == closing.first_position - 1 >= 10
    assert logs[0].max_notification_id() == closing.last_position


def test_unless_the_entries_do_not_require_it_open(logs: list[LogRecorder]) -> None:
    closing = Month(logs, ()).close()
    assert (logs[0].max_notification_id() or 0) > closing.last_position
