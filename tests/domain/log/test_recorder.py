"""The log takes a command whole or refuses it by name, in order, whatever the clock says."""

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent
from psycopg import Cursor

from domain.log.append import (
    AlreadyRecorded,
    Append,
    Draft,
    Fact,
    FactMoved,
    OutOfDateOrder,
    SeriesRequest,
    Stamp,
    VaultRow,
    VersionConflict,
)
from domain.log.batch import leaf_hash
from domain.log.datastore import CellDatastore, connection_pool
from domain.log.recorder import LogRecorder
from tests.cells import MARCH, NOON, new_stream, one, opened, rows, stamped, ticking
from tests.template import CELL

OPEN = Fact("period/2026-03", 0)
BAKERY = UUID(int=0xBA)


class TooLittleWasSold(Exception): ...


@pytest.fixture
def log(database: str) -> Iterator[LogRecorder]:
    with opened(database) as recorder:
        yield recorder


def invoice(day: int, **asked: Any) -> Append:
    return one(series=(SeriesRequest("F-2026", 1, date(2026, 3, day)),), **asked)


def numbers(database: str) -> list[tuple[int, int]]:
    return rows(database, "SELECT number, position FROM numbers ORDER BY number")


# Order


def test_positions_follow_one_another(log: LogRecorder) -> None:
    two = Append(
        (Draft(BAKERY, 1, "a", None), Draft(BAKERY, 2, "b", None)), lambda _: [b"1", b"2"]
    )
    answers = [log.append(append) for append in (one(), two, one())]
    assert [(a.first_position, a.last_position) for a in answers] == [(1, 1), (2, 3), (4, 4)]
    assert log.max_notification_id() == 4


def test_a_refused_command_leaves_no_hole(log: LogRecorder) -> None:
    log.append(one(BAKERY))
    with pytest.raises(VersionConflict):
        log.append(one(BAKERY))
    assert log.append(one()).first_position == 2


def test_an_event_is_stamped_as_it_is_stored(log: LogRecorder, database: str) -> None:
    appended = log.append(one())
    ((recorded_at, accounting_date, state),) = rows(
        database, "SELECT recorded_at, accounting_date, state FROM events"
    )
    assert recorded_at == appended.recorded_at == NOON + timedelta(microseconds=1)
    assert (state, accounting_date) == (stamped(Stamp(recorded_at, ()))[0], MARCH)


def test_times_are_told_in_utc(database: str) -> None:
    paris = timezone(timedelta(hours=1))
    with opened(database, lambda: NOON.astimezone(paris)) as log:
        assert log.append(one()).recorded_at.tzinfo is UTC


def test_a_clock_that_jumps_back_does_not_disturb_the_order(database: str) -> None:
    times = [NOON, NOON - timedelta(hours=1), NOON - timedelta(hours=1), NOON]
    with opened(database, lambda: times.pop(0)) as log:
        before, after = log.append(one()), log.append(one())
    assert before.recorded_at == after.recorded_at == NOON
    assert after.states == tuple(stamped(Stamp(NOON, ())))


# Refusals


@pytest.mark.parametrize("version", [1, 2, 4])
def test_a_stream_only_goes_on_from_its_end(version: int, log: LogRecorder) -> None:
    log.append(one(BAKERY, 1))
    log.append(one(BAKERY, 2))
    with pytest.raises(VersionConflict, match=str(BAKERY)):
        log.append(one(BAKERY, version))


def test_a_stream_begins_at_its_beginning(log: LogRecorder) -> None:
    with pytest.raises(IntegrityError):
        log.append(one(BAKERY, 2))


def test_the_drafts_of_one_command_follow_one_another(log: LogRecorder) -> None:
    drafts = (Draft(BAKERY, 1, "a", None), Draft(BAKERY, 3, "b", None))
    with pytest.raises(VersionConflict):
        log.append(Append(drafts, lambda _: [b"1", b"3"]))


def test_a_fact_is_required_as_it_was_read(log: LogRecorder) -> None:
    log.append(one(requires=(OPEN,)))
    log.append(one(requires=(OPEN,), raises=(OPEN.name,)))
    with pytest.raises(FactMoved) as refused:
        log.append(one(requires=(OPEN,)))
    assert (refused.value.fact, refused.value.version_now) == (OPEN.name, 1)
    assert log.append(one(requires=(Fact(OPEN.name, 1),))).first_position == 3


def test_a_fact_rises_by_one(log: LogRecorder, database: str) -> None:
    for _ in range(3):
        log.append(one(raises=("policies",)))
    facts = rows(database, "SELECT version, position FROM facts ORDER BY version")
    assert facts == [(1, 1), (2, 2), (3, 3)]


def test_what_settles_reads_the_log_and_may_refuse(log: LogRecorder) -> None:
    def demand_two_events(cursor: Cursor[tuple[Any, ...]]) -> None:
        ((events,),) = cursor.execute("SELECT count(*) FROM coop.events").fetchall()
        if events < 2:
            raise TooLittleWasSold

    log.append(one())
    with pytest.raises(TooLittleWasSold):
        log.append(one(settle=demand_two_events))
    log.append(one())
    assert log.append(one(settle=demand_two_events)).first_position == 3


def test_a_command_that_cannot_write_its_bytes_is_refused(log: LogRecorder) -> None:
    with pytest.raises(ZeroDivisionError):
        log.append(one(finish=lambda _: [bytes(1 // 0)]))
    with pytest.raises(ValueError, match="1 events were drafted, 2 finished"):
        log.append(one(finish=lambda _: [b"1", b"2"]))
    assert log.max_notification_id() is None


# Numbers


def test_numbers_are_given_with_the_stamp(log: LogRecorder, database: str) -> None:
    two_numbers = (SeriesRequest("F", 118, MARCH), SeriesRequest("F", 118, MARCH))
    assert log.append(one(series=two_numbers)).states[0].endswith(b" 118,119")
    assert log.append(one(series=two_numbers[:1])).states[0].endswith(b" 120")
    assert numbers(database) == [(118, 1), (119, 1), (120, 2)]


def test_a_refused_command_takes_no_number(log: LogRecorder, database: str) -> None:
    log.append(invoice(2))
    with pytest.raises(OutOfDateOrder) as refused:
        log.append(invoice(1))
    assert refused.value.last_dated == date(2026, 3, 2)
    with pytest.raises(FactMoved):
        log.append(invoice(3, requires=(Fact("policies", 1),)))
    with pytest.raises(ZeroDivisionError):
        log.append(invoice(3, finish=lambda _: [bytes(1 // 0)]))
    log.append(invoice(2))
    assert numbers(database) == [(1, 1), (2, 2)]


# Keys


def test_a_key_known_is_answered_as_the_first_time(log: LogRecorder) -> None:
    first = log.append(invoice(1, key=b"key", fingerprint=b"print"))
    again = log.append(invoice(1, key=b"key", fingerprint=b"another"))
    assert not first.replayed
    assert again == first._replace(replayed=True) == log.lookup(b"key")
    assert again.leaf_hashes == tuple(map(leaf_hash, again.states))


def test_a_key_known_goes_before_any_refusal(log: LogRecorder) -> None:
    closing = one(BAKERY, key=b"key", requires=(OPEN,), raises=(OPEN.name,))
    assert [log.append(closing).replayed for _ in range(2)] == [False, True]


def test_a_key_unknown_has_no_answer(log: LogRecorder) -> None:
    with pytest.raises(VersionConflict):
        log.append(one(BAKERY, 7, key=b"key"))
    assert log.lookup(b"key") is None


def test_vault_rows_stand_or_fall_with_their_command(log: LogRecorder, database: str) -> None:
    row = VaultRow(b"digest", "name", b"salt", "Louise")
    with pytest.raises(VersionConflict):
        log.append(one(BAKERY, 7, vault=(row,)))
    assert rows(database, "SELECT * FROM vault") == []
    log.append(one(vault=(row,)))
    assert rows(database, "SELECT * FROM vault") == [tuple(row)]


# Imports


def entries(count: int, size: int = 100) -> Iterator[Append]:
    for version in range(1, count + 1):
        yield one(BAKERY, version, finish=lambda _: [b"x" * size])


def test_an_import_is_recorded_whole(log: LogRecorder) -> None:
    log.append(one())
    imported = log.append_all(entries(1_234))
    assert imported == (2, 1_235, 1_234)
    assert len(log.select_events(BAKERY)) == 1_234


def test_an_import_takes_numbers_facts_and_keys_as_commands_do(
    log: LogRecorder, database: str
) -> None:
    month = [invoice(day, key=bytes([day])) for day in (1, 2, 2)]
    month[2] = invoice(2, raises=(OPEN.name,))
    log.append_all([*month, invoice(3, requires=(Fact(OPEN.name, 1),))])
    assert numbers(database) == [(1, 1), (2, 2), (3, 3), (4, 4)]
    with pytest.raises(AlreadyRecorded):
        log.append_all([invoice(3), invoice(3, key=b"\x01")])
    assert len(numbers(database)) == 4


def test_one_refusal_undoes_the_whole_import(log: LogRecorder) -> None:
    with pytest.raises(VersionConflict):
        log.append_all([*entries(600), one(BAKERY, 7)])
    with pytest.raises(FactMoved):
        log.append_all([*entries(600), one(requires=(Fact("policies", 1),))])
    with pytest.raises(ZeroDivisionError):
        log.append_all(one(version=1 // (5 - n)) for n in range(4, 9))
    assert log.max_notification_id() is None
    assert log.append(one(BAKERY)).first_position == 1


def test_an_import_of_nothing_records_nothing(log: LogRecorder) -> None:
    assert log.append_all([]) == (0, 0, 0)


def test_an_import_four_times_as_long_needs_no_more_memory(log: LogRecorder) -> None:
    log.append_all(one() for _ in range(10))

    def peak(count: int) -> int:
        tracemalloc.start()
        log.append_all(one(finish=lambda _: [b"x" * 2_000]) for _ in range(count))
        _, reached = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return reached

    assert peak(4_000) < 1.3 * peak(1_000)


# The library's door


def test_the_library_s_events_take_the_same_path(log: LogRecorder) -> None:
    stream = new_stream()
    event = StoredEvent(originator_id=stream, originator_version=1, topic="t", state=b"s")
    assert log.insert_events([]) is None
    assert list(log.insert_events([event]) or ()) == [1]
    assert log.select_events(stream) == [event]
    with pytest.raises(VersionConflict):
        log.insert_events([event])
    unknown = StoredEvent(originator_id="bakery", originator_version=1, topic="t", state=b"s")
    with pytest.raises(TypeError, match="UUID"):
        log.insert_events([unknown])


def test_a_subscription_meets_what_is_recorded_later(log: LogRecorder) -> None:
    log.append(one())
    with log.subscribe(gt=0) as subscription:
        assert next(subscription).id == 1
        log.append(one())
        assert next(subscription).id == 2


def test_a_subscription_that_fails_says_so(log: LogRecorder) -> None:
    not_a_list = "activity.invoice-issued"
    with log.subscribe(topics=not_a_list) as subscription, pytest.raises(AssertionError):
        next(subscription)


def test_the_library_s_insert_function_is_refused(database: str) -> None:
    with (
        connection_pool(database) as pool,
        pytest.raises(ValueError, match="takes no lock"),
    ):
        LogRecorder(CellDatastore(pool, CELL, enable_db_functions=True), clock=ticking())
