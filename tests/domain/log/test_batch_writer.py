"""A batch costs one round trip, or two; a lost answer is not a command not carried out."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from domain.log.append import Append, LogBusy, LogUnavailable, OutcomeUnknown, SeriesRequest
from domain.log.recorder import LogRecorder
from domain.log.schema import lock_of
from tests.cells import MARCH, NOON, new_stream, one, opened, rows
from tests.template import CELL
from tests.wire import Wire

SERIES = (SeriesRequest("F-2026", 1, MARCH),)
COUNT = "SELECT count(*) FROM events"


@pytest.fixture
def wire(database: str) -> Iterator[Wire]:
    with Wire(database) as relay:
        yield relay


@pytest.fixture
def log(wire: Wire) -> Iterator[LogRecorder]:
    """A recorder on one connection, whose statements are prepared."""
    with opened(wire.conninfo, size_max=1) as recorder:
        recorder.append(one())
        recorder.append(one(series=SERIES))
        yield recorder


def spent(wire: Wire, log: LogRecorder, append: Append) -> int:
    with wire.counted() as round_trips:
        log.append(append)
    return round_trips[0]


def library_s(conninfo: str) -> PostgresApplicationRecorder:
    with psycopg.connect(conninfo) as owner:
        owner.execute("CREATE SCHEMA library")
    where = conninfo_to_dict(conninfo)
    dbname, host, port, user, password = (
        str(where.get(part) or "") for part in ("dbname", "host", "port", "user", "password")
    )
    datastore = PostgresDatastore(dbname, host, port, user, password, schema="library")
    recorder = PostgresApplicationRecorder(datastore)
    recorder.create_table()
    recorder.insert_events([event()])
    return recorder


def event() -> StoredEvent:
    stream = new_stream()
    return StoredEvent(originator_id=stream, originator_version=1, topic="t", state=b"s")


# Round trips


def test_a_command_costs_one_round_trip(wire: Wire, log: LogRecorder) -> None:
    assert spent(wire, log, one(key=b"key", raises=("policies",))) == 1


def test_a_command_that_takes_a_number_costs_two(wire: Wire, log: LogRecorder) -> None:
    assert spent(wire, log, one(series=SERIES)) == 2


def test_a_late_stamp_costs_two_more(wire: Wire, database: str) -> None:
    times = [NOON, NOON, NOON - timedelta(1), NOON - timedelta(1)]
    with opened(wire.conninfo, lambda: times.pop(0), size_max=1) as log:
        log.append(one())
        log.append(one(series=SERIES))
        assert spent(wire, log, one()) == 3
    assert rows(database, COUNT) == [(3,)]


def test_an_import_costs_two_for_500_events(wire: Wire, log: LogRecorder) -> None:
    with wire.counted() as round_trips:
        log.append_all(one() for _ in range(2_000))
    # And one for the commit.
    assert round_trips == [9]


def test_the_library_s_recorder_costs_two(wire: Wire) -> None:
    recorder = library_s(wire.conninfo)
    with wire.counted() as round_trips:
        recorder.insert_events([event()])
    recorder.datastore.close()
    assert round_trips[0] >= 2


# Lost answers


def test_a_lost_answer_is_found_again_by_its_key(
    wire: Wire, log: LogRecorder, database: str
) -> None:
    wire.cut_answers(1)
    appended = log.append(one(key=b"key", fingerprint=b"print"))
    assert (appended.replayed, appended.first_position, appended.fingerprint) == (
        True,
        3,
        b"print",
    )
    assert rows(database, COUNT) == [(3,)]


def test_a_number_whose_answer_is_lost_is_given_once(
    wire: Wire, log: LogRecorder, database: str
) -> None:
    wire.cut_answers(2)
    assert log.append(one(key=b"key", series=SERIES)).states[0].endswith(b" 2")
    assert rows(database, "SELECT number FROM numbers ORDER BY number") == [(1,), (2,)]


def test_without_a_key_the_outcome_is_unknown(
    wire: Wire, log: LogRecorder, database: str
) -> None:
    wire.cut_answers(1)
    with pytest.raises(OutcomeUnknown):
        log.append(one())
    assert rows(database, COUNT) == [(3,)]


def test_a_connection_lost_before_the_commit_records_nothing(
    wire: Wire, log: LogRecorder, database: str
) -> None:
    wire.cut_answers(1)
    with pytest.raises(LogUnavailable):
        log.append(one(key=b"key", series=SERIES))
    assert rows(database, COUNT) == [(2,)]
    assert not log.append(one(key=b"key", series=SERIES)).replayed


def test_the_caller_who_was_told_unknown_tries_the_same_key(
    wire: Wire, log: LogRecorder, database: str
) -> None:
    command = one(key=b"key")
    # The second attempt connects, and prepares its statement, before it asks again.
    wire.cut_answers(1, 4)
    with pytest.raises(OutcomeUnknown):
        log.append(command)
    assert log.append(command).replayed
    assert rows(database, COUNT) == [(3,)]


def test_the_library_s_recorder_reports_a_conflict_it_made_itself(wire: Wire) -> None:
    recorder = library_s(wire.conninfo)
    with wire.counted() as round_trips:
        recorder.insert_events([event()])
    wire.cut_answers(*round_trips)
    with pytest.raises(IntegrityError):
        recorder.insert_events([event()])
    recorder.datastore.close()


# A server that does not answer


def test_a_server_that_hung_up_meanwhile_is_called_again(
    database: str,
) -> None:
    with opened(database) as log:
        log.append(one())
        with psycopg.connect(database, autocommit=True) as owner:
            owner.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert log.append(one()).first_position == 2


def test_a_lock_held_too_long_is_named(log: LogRecorder, database: str) -> None:
    with log.datastore.get_connection() as conn:
        conn.execute("SET lock_timeout = '50ms'")
    with psycopg.connect(database) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s, %s)", lock_of(CELL))
        for append in (one(), one(series=SERIES)):
            with pytest.raises(LogBusy):
                log.append(append)
    assert log.append(one()).first_position == 3


def test_a_database_out_of_reach_is_named(database: str) -> None:
    with opened(database, size_max=1, timeout=0.2) as log:
        with log.datastore.get_connection(), pytest.raises(LogUnavailable):
            log.append(one())
        assert log.append(one()).first_position == 1
