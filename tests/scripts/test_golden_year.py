"""The demonstration's year, held to the byte against the books that were read and agreed."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from projections.beancount_export import beancount
from projections.fec_export import year_closing_in
from projections.fec_folder import write
from projections.moment import At
from projections.readings import Readings
from projections.snapshot import Snapshot
from scripts.demo.recording import demonstration
from scripts.demo.step import END, YEAR, YEAR_END, Cast
from tests.projections.test_beancount_export import added_up, loaded, ours
from tests.scripts.golden_year import balances, journal, statements, surplus, vat

GOLDEN = Path(__file__).parents[1] / "golden" / "year"
CAST = Cast(entrepreneurs=3, seed=1)
Page = Callable[[Snapshot], Iterable[str]]
PAGES: dict[str, tuple[date | None, Page]] = {
    "journal.txt": (None, journal),
    "balances.txt": (None, balances),
    "balances-2025.txt": (YEAR_END, balances),
    "statements-2025.txt": (YEAR_END, statements),
    "vat.txt": (None, vat),
    "surplus.txt": (None, surplus),
}


@pytest.fixture
def readings(empty_database: str) -> Iterator[Readings]:
    """What the demonstration records, read."""
    with demonstration(empty_database, CAST, lambda *_: None) as cell:
        cell.readings.wait_for(cell.books.recorder.max_notification_id() or 0, 60)
        yield cell.readings


def told(readings: Readings, folder: Path) -> dict[str, bytes]:
    pages = {}
    for name, (day, page) in PAGES.items():
        with readings.at(At(as_of=day)) as snapshot:
            lines = "".join(f"{line.rstrip()}\n" for line in page(snapshot))
            pages[name] = lines.encode()
    with readings.at() as snapshot:
        for year in (YEAR, YEAR + 1):
            exported = write(snapshot, year_closing_in(snapshot, year), folder)
            pages[f"fec-{year}.txt"] = exported.file.read_bytes()
    return pages


def test_the_books_of_the_year_are_those_agreed(readings: Readings, tmp_path: Path) -> None:
    found = told(readings, tmp_path)
    if os.environ.get("UPDATE_GOLDEN"):
        assert not os.environ.get("CI"), "the golden year is read before it is agreed"
        for name, page in found.items():
            (GOLDEN / name).write_bytes(page)
    agreed = {path.name: path.read_bytes() for path in GOLDEN.iterdir()}
    assert found.keys() == agreed.keys()
    for name, page in found.items():
        assert page == agreed[name], name


@pytest.mark.parametrize("day", [date(YEAR, 6, 30), YEAR_END, END])
def test_beancount_comes_to_the_balances_of_the_year(readings: Readings, day: date) -> None:
    with readings.at(At(as_of=day)) as snapshot:
        text = "".join(beancount(snapshot, year_closing_in(snapshot, day.year)))
        assert added_up(loaded(text)) == ours(snapshot)
