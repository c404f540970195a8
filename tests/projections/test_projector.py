"""The projector applies every event once, whatever the batch, the rivals and the deaths."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from domain.log.schema import WRITER
from projections.projector import Projector
from projections.readings_schema import create_readings
from projections.registry import TABLES
from projections.version import Version
from projections.version_writer import LogNotContiguous
from tests.projections.kept import Kept, a_year, g01
from tests.scenario import SCHEMA


def begin_again(kept: Kept) -> None:
    version = Version(SCHEMA, 1)
    with psycopg.connect(kept.conninfo) as owner:
        for table in TABLES:
            owner.execute(SQL("TRUNCATE {}").format(version.table(table)))
        owner.execute(version.query("UPDATE {readings} SET position = 0"))


def test_gives_the_same_rows_in_batches_of_any_size(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    expected = kept.rows()
    assert all(
        expected[table] for table in ("entries", "postings", "section_totals", "company_totals")
    )
    for batch in (1, 2, 3, 7, 1000):
        begin_again(kept)
        Projector(kept.projectors, SCHEMA, batch=batch).catch_up()
        assert kept.rows() == expected


def test_gives_the_same_rows_while_the_books_go_on(kept: Kept) -> None:
    a_year(kept)
    expected_of = Projector(kept.projectors, SCHEMA)
    with followed(kept):
        for day in range(1, 12):
            kept.books.today(date(2026, 7, day))
            kept.invoiced("E001", "C0001", date(2026, 7, day), "10.10")
        last = kept.books.log()[-1].position
        kept.readings.wait_for(last, timeout=10)
    step_by_step = kept.rows()
    begin_again(kept)
    expected_of.catch_up()
    assert kept.rows() == step_by_step


def test_numbers_each_journal_without_gap(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    numbers = kept.owner("SELECT journal, number FROM {entries} ORDER BY position, rank")
    for journal in ("VT", "CI", "BQ", "AC", "AN"):
        found = [number for code, number in numbers if code == journal]
        assert found
        assert found == [f"{journal}-{rank:06d}" for rank in range(1, len(found) + 1)]


def test_numbers_begin_again_with_the_fiscal_year(kept: Kept) -> None:
    books = kept.books
    books.today(date(2026, 1, 2))
    books.founded(2026, 2027)
    books.activity("E001")
    books.customer()
    for day in (date(2027, 1, 4), date(2027, 1, 5), date(2026, 12, 31)):
        books.today(date(2027, 1, 5))
        kept.invoiced("E001", "C0001", day, "10.00")
    kept.projector.catch_up()
    found = kept.owner("SELECT accounting_date, number FROM {entries} ORDER BY position")
    assert found == [
        (date(2027, 1, 4), "VT-000001"),
        (date(2027, 1, 5), "VT-000002"),
        (date(2026, 12, 31), "VT-000001"),
    ]


def test_racing_with_others_applies_nothing_twice(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    expected = kept.rows()
    begin_again(kept)
    rivals = [
        Thread(target=Projector(kept.projectors, SCHEMA, batch=1).catch_up) for _ in range(3)
    ]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert kept.rows() == expected


def test_an_event_delivered_twice_changes_nothing(kept: Kept) -> None:
    g01(kept)
    stale = Projector(kept.projectors, SCHEMA)
    stale.catch_up()
    kept.invoiced("E001", "C0001", date(2026, 3, 10), "20.00")
    kept.projector.catch_up()
    expected = kept.rows()
    # It still believes the last event is to come, and is shown it once more.
    assert stale.step()
    assert not stale.step()
    assert kept.rows() == expected


def test_killed_in_the_middle_it_goes_on_where_it_stood(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    expected = kept.rows()
    begin_again(kept)
    for _ in range(3):
        kill_after_first_batches(kept.conninfo)
    kept.projector.catch_up()
    assert kept.rows() == expected


def test_goes_back_with_a_server_that_lost_its_last_commits(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    expected = kept.rows()
    begin_again(kept)
    kept.projector.catch_up()
    assert kept.rows() == expected


def test_stops_rather_than_skip_what_the_log_lacks(kept: Kept) -> None:
    g01(kept)
    kept.owner("ALTER TABLE {events} DISABLE TRIGGER refuse_change")
    kept.owner("DELETE FROM {events} WHERE notification_id = 3")
    with pytest.raises(LogNotContiguous):
        kept.projector.catch_up()
    assert kept.readings.position() == 0


def test_goes_on_after_its_connections_were_cut(kept: Kept) -> None:
    g01(kept)
    with followed(kept):
        kept.readings.wait_for(kept.books.log()[-1].position, timeout=10)
        kept.owner(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = 'projector'"
        )
        kept.invoiced("E001", "C0001", date(2026, 3, 10), "20.00")
        last = kept.books.log()[-1].position
        kept.readings.wait_for(last, timeout=10)
        assert kept.readings.position() >= last


def test_may_not_touch_the_log(kept: Kept) -> None:
    g01(kept)
    with kept.projectors.connection() as conn:
        for table in ("events", "vault", "facts", "commands", "numbers"):
            for change in ("DELETE FROM {}", "TRUNCATE {}", "INSERT INTO {} DEFAULT VALUES"):
                statement = SQL(change).format(Identifier(SCHEMA, table))
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    conn.execute(statement)


def test_no_row_holds_a_value_of_the_vault(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    private = [value for (value,) in kept.owner("SELECT value FROM {vault}")]
    told = repr(kept.rows())
    assert len(private) > 5
    # "Écriture" is also what an entry by hand is called in the books.
    assert [value for value in private if value in told and value != "Écriture"] == []


def test_readings_are_made_once_by_creators_who_race(database: str) -> None:
    def create() -> None:
        with psycopg.connect(database) as owner:
            create_readings(owner, "coop")

    creators = [Thread(target=create) for _ in range(4)]
    for creator in creators:
        creator.start()
    for creator in creators:
        creator.join()
    with psycopg.connect(database) as owner:
        found = owner.execute("SELECT version, position FROM coop.readings").fetchall()
        assert found == [(1, 0)]
        owner.execute(SQL("SET ROLE {}").format(Identifier(WRITER)))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute("SELECT * FROM coop.entries_v1")


@contextmanager
def followed(kept: Kept) -> Iterator[None]:
    """The readings are kept up by a thread."""
    stop = Event()
    follower = Thread(target=kept.projector.follow, args=(stop,))
    follower.start()
    try:
        yield
    finally:
        stop.set()
        follower.join()


def kill_after_first_batches(conninfo: str) -> None:
    """A process projects event by event, and is killed while it does."""
    command = [sys.executable, "-m", "tests.projections.slow_projector", conninfo]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout
        for _ in range(4):
            assert process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
