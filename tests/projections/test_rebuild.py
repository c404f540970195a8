"""A rebuild puts proven readings in service, and leaves wrong ones out of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread
from typing import LiteralString

import pytest

from projections.closing_check import ClosingDisagrees
from projections.projector import Projector
from projections.rebuild import Build, RebuildUnderWay, RowsDiffer, begun, rebuild
from projections.trial_balance import trial_balance
from tests.projections.kept import Kept, a_year, g01
from tests.scenario import SCHEMA

IN_SERVICE: LiteralString = "SELECT version FROM {readings} WHERE in_service"


def test_of_what_is_right_serves_the_same_rows(kept: Kept) -> None:
    a_year(kept)
    position = kept.projector.catch_up()
    found = rebuild(kept.projectors, SCHEMA)
    assert (found.version, found.position, found.differences) == (2, position, ())
    assert kept.rows(version=2) == kept.rows(version=1)
    assert kept.owner(IN_SERVICE) == [(2,)]


def test_may_be_done_again_and_again(kept: Kept) -> None:
    g01(kept)
    assert [rebuild(kept.projectors, SCHEMA).version for _ in range(3)] == [2, 3, 4]
    tables = kept.owner("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'entries%%'")
    assert tables == [(2,)]


def test_is_followed_by_the_projector_and_the_readers(kept: Kept) -> None:
    a_year(kept)
    with kept.seen() as snapshot:
        before = trial_balance(snapshot)
        rebuild(kept.projectors, SCHEMA)
        assert trial_balance(snapshot) == before
    with kept.readings.at() as snapshot:
        assert trial_balance(snapshot) == before
        assert snapshot.version.number == 2
    kept.books.today(date(2026, 7, 2))
    kept.invoiced("E001", "C0001", date(2026, 7, 2), "10.00")
    kept.projector.catch_up()
    assert kept.rows(version=2)["entries"][:-2] == kept.rows(version=1)["entries"]


def test_catches_up_with_what_is_recorded_meanwhile(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    with kept.projectors.connection() as conn:
        build = Build(conn, SCHEMA, begun(conn, SCHEMA))
        build.fill()
        kept.closed("2026-05", date(2026, 7, 2))
        kept.invoiced("E001", "C0001", date(2026, 7, 2), "10.00")
        assert kept.projector.catch_up() == build.switch().position
    assert kept.rows(version=2) == kept.rows(version=1)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE {postings} SET debit = debit + 1 WHERE account = '606'",
        "UPDATE {entries} SET number = 'VT-000009' WHERE journal = 'BQ'",
        "DELETE FROM {parties} WHERE party = 'C0001'",
        "UPDATE {activities} SET contracts = '{{}}' WHERE activity = 'E001'",
        "UPDATE {entries} SET corrects = '1.1' WHERE journal = 'AC'",
        "INSERT INTO {accounts} VALUES (2, '6061', 'x')",
    ],
)
def test_refuses_to_follow_a_wrong_row_until_it_is_explained(
    kept: Kept, damage: LiteralString
) -> None:
    a_year(kept)
    kept.projector.catch_up()
    kept.owner(damage)
    with pytest.raises(RowsDiffer):
        rebuild(kept.projectors, SCHEMA)
    assert kept.owner(IN_SERVICE) == [(1,)]
    found = rebuild(kept.projectors, SCHEMA, accept_differences=True)
    assert len(found.differences) == 1
    assert rebuild(kept.projectors, SCHEMA).differences == ()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE {postings} SET debit = debit + 1 WHERE account = '411' AND debit = 1200",
        "UPDATE {postings} SET section = 'E002' WHERE account = '411' AND debit = 1200",
        "UPDATE {entries} SET label = 'Facture' WHERE reference = 'F2026-0001'",
        "DELETE FROM {entries} WHERE reference = 'F2026-0001/C'",
        "UPDATE {postings} SET line = 4 WHERE account = '411' AND debit = 1200",
    ],
)
def test_refuses_rows_that_disagree_with_a_closing(kept: Kept, damage: LiteralString) -> None:
    a_year(kept)
    kept.projector.catch_up()
    with kept.projectors.connection() as conn:
        build = Build(conn, SCHEMA, begun(conn, SCHEMA))
        build.fill()
        kept.owner(damage, version=2)
        with pytest.raises(ClosingDisagrees, match="2026-03"):
            build.switch(accept_differences=True)
    assert kept.owner(IN_SERVICE) == [(1,)]


def test_refuses_differences_where_no_closing_can_tell(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    with kept.projectors.connection() as conn:
        build = Build(conn, SCHEMA, begun(conn, SCHEMA))
        build.fill()
        kept.owner(
            "UPDATE {entries} SET label = 'x' WHERE accounting_date > '2026-05-01'", version=2
        )
        with pytest.raises(RowsDiffer):
            build.switch()


def test_of_other_models_is_proven_by_the_closings_alone(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    kept.owner("UPDATE {readings} SET shape = 'another'")
    kept.owner("DROP TABLE {parties}")
    assert rebuild(kept.projectors, SCHEMA).version == 2
    assert kept.readings.position() == kept.books.log()[-1].position


def test_is_done_by_one_at_a_time(kept: Kept) -> None:
    g01(kept)

    def again(_: int, __: int) -> None:
        with pytest.raises(RebuildUnderWay):
            rebuild(kept.projectors, SCHEMA)

    assert rebuild(kept.projectors, SCHEMA, progress=again).version == 2


def test_leaves_no_gap_to_readers_while_the_books_go_on(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    with reading(kept) as seen:
        for day in range(2, 6):
            kept.books.today(date(2026, 7, day))
            kept.invoiced("E001", "C0001", date(2026, 7, day), "10.10")
            Projector(kept.projectors, SCHEMA).catch_up()
            rebuild(kept.projectors, SCHEMA)
    assert len(seen) > 4
    assert seen == sorted(seen)


@contextmanager
def reading(kept: Kept) -> Iterator[list[int]]:
    """Somebody reads without a pause; the positions that were answered."""
    stop, seen = Event(), list[int]()

    def read() -> None:
        while not stop.is_set():
            with kept.readings.at() as snapshot:
                assert sum(it.balance for it in trial_balance(snapshot)) == 0
                seen.append(snapshot.position)

    reader = Thread(target=read)
    reader.start()
    try:
        yield seen
    finally:
        stop.set()
        reader.join()
