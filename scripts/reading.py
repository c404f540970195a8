"""Reading a cooperative's books from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.composition import Cell
from api.settings import Settings
from projections.moment import At
from projections.snapshot import Snapshot
from scripts.books_commands import PROJECTED_WITHIN, network

NOW = At()


@contextmanager
def caught_up(cooperative: str) -> Iterator[Cell]:
    """A cooperative's cell, whose readings hold everything recorded so far."""
    with network(Settings()) as opened:
        cell = opened.cell(cooperative)
        position = cell.books.recorder.max_notification_id() or 0
        cell.readings.wait_for(position, PROJECTED_WITHIN)
        yield cell


@contextmanager
def reading(cooperative: str, at: At = NOW) -> Iterator[Snapshot]:
    """Everything recorded of a cooperative so far, read at a moment."""
    with caught_up(cooperative) as cell, cell.readings.at(at) as snapshot:
        yield snapshot
