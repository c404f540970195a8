"""The demonstration tells the same year from the same seed, however often it is stopped."""

from io import StringIO
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from rich.console import Console

from api.composition import schema_of
from projections.fec.check import check
from projections.fec_export import year_closing_in
from projections.fec_folder import write
from projections.moment import At
from projections.trial_balance import trial_balance
from projections.vat_return import filed_returns
from scripts.demo.recording import demonstration, name_of
from scripts.demo.report import print_books
from scripts.demo.step import YEAR, YEAR_END, Cast

CAST = Cast(entrepreneurs=3, seed=1)
ALONE = Cast(entrepreneurs=1, seed=4)


class Interrupted(Exception):
    """Someone stops the demonstration."""


def told(database: str, cast: Cast = CAST, *, stop_at: int | None = None) -> list[bytes]:
    """The hashes of the log that a demonstration leaves."""

    def progress(done: int, _: int) -> None:
        if done == stop_at:
            raise Interrupted

    with demonstration(database, cast, progress):
        pass
    hashes = SQL("SELECT leaf_hash FROM {}.events ORDER BY notification_id")
    with psycopg.connect(database) as connection:
        rows = connection.execute(hashes.format(Identifier(schema_of(name_of(cast)))))
        return [bytes(row[0]) for row in rows]


def emptied(database: str, cast: Cast = CAST) -> str:
    with psycopg.connect(database) as connection:
        drop = SQL("DROP SCHEMA {} CASCADE")
        connection.execute(drop.format(Identifier(schema_of(name_of(cast)))))
    return database


def test_the_same_seed_tells_the_same_year_to_the_byte(empty_database: str) -> None:
    first = told(empty_database)

    assert len(first) > 300
    assert told(emptied(empty_database)) == first
    assert told(empty_database, Cast(entrepreneurs=3, seed=2)) != first


def test_a_second_run_records_nothing(empty_database: str) -> None:
    first = told(empty_database)

    assert told(empty_database) == first


@pytest.mark.parametrize(
    ("cast", "stop_at"), [(CAST, 100), (ALONE, 60)], ids=["early", "after a return unpaid"]
)
def test_a_run_that_was_stopped_is_resumed_as_if_it_had_not_been(
    cast: Cast, stop_at: int, empty_database: str
) -> None:
    with pytest.raises(Interrupted):
        told(empty_database, cast, stop_at=stop_at)
    resumed = told(empty_database, cast)

    assert resumed == told(emptied(empty_database, cast), cast)


def test_a_return_that_leaves_nothing_to_pay_is_not_paid(empty_database: str) -> None:
    with demonstration(empty_database, ALONE, lambda *_: None) as cell:
        cell.readings.wait_for(cell.books.recorder.max_notification_id() or 0, 60)
        with cell.readings.at() as snapshot:
            january, *others = filed_returns(snapshot)

    assert january.credit
    assert january.paid_on is None
    assert any(it.paid_on for it in others)


@pytest.mark.parametrize("cast", [CAST, Cast(entrepreneurs=3, seed=7), Cast(12, seed=3)])
def test_its_books_balance_and_its_fecs_are_lawful(
    cast: Cast, empty_database: str, tmp_path: Path
) -> None:
    console = Console(file=StringIO(), width=100)
    with demonstration(empty_database, cast, lambda *_: None) as cell:
        cell.readings.wait_for(cell.books.recorder.max_notification_id() or 0, 60)
        with (
            cell.readings.at(At(as_of=YEAR_END)) as at_year_end,
            cell.readings.at() as snapshot,
        ):
            print_books(console, at_year_end, snapshot)
            balances = [trial_balance(it) for it in (at_year_end, snapshot)]
            exported = [
                write(snapshot, year_closing_in(snapshot, year), tmp_path)
                for year in (YEAR, YEAR + 1)
            ]

    assert [sum(line.balance for line in lines) for lines in balances] == [0, 0]
    for fec in exported:
        with fec.file.open("rb") as stream:
            assert list(check(fec.file.name, stream)) == []
