"""One cell of a test's database, opened for writing, and what is written there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.rows import tuple_row

from domain.log.append import Append, Draft, Stamp
from domain.log.datastore import CellDatastore, connection_pool
from domain.log.recorder import LogRecorder
from tests.template import CELL

NOON: Final = datetime(2026, 3, 2, 12, tzinfo=UTC)
MARCH: Final = date(2026, 3, 1)
TOPIC: Final = "activity.invoice-issued"

_STREAMS = count(1)


def ticking(since: datetime = NOON) -> Callable[[], datetime]:
    """A clock that moves one microsecond each time it is read."""
    ticks = count(1)
    return lambda: since + timedelta(microseconds=next(ticks))


@contextmanager
def opened(
    conninfo: str,
    clock: Callable[[], datetime] | None = None,
    *,
    size_max: int = 8,
    timeout: float = 10.0,
) -> Iterator[LogRecorder]:
    """A recorder on the cell, whose pool is closed after use."""
    with connection_pool(conninfo, size_max=size_max, timeout=timeout) as pool:
        yield LogRecorder(CellDatastore(pool, CELL), clock=clock or ticking())


def new_stream() -> UUID:
    """A stream nobody has written to in this process."""
    return UUID(int=next(_STREAMS))


def one(stream: UUID | None = None, version: int = 1, **asked: Any) -> Append:
    """A command that records one event, posted in March 2026, whose bytes hold its stamp."""
    draft = Draft(stream or new_stream(), version, TOPIC, MARCH)
    return Append((draft,), **{"finish": stamped, **asked})


def stamped(stamp: Stamp) -> list[bytes]:
    """The bytes of one event: when it was recorded, and its numbers."""
    numbers = ",".join(map(str, stamp.numbers))
    return [f"{stamp.recorded_at.isoformat()} {numbers}".encode()]


def rows(conninfo: str, query: Any) -> list[tuple[Any, ...]]:
    """What the cell's owner sees; `coop` is on the path."""
    with psycopg.connect(conninfo, row_factory=tuple_row) as owner:
        owner.execute("SET search_path TO coop")
        return owner.execute(query).fetchall()
