"""Readings: the door to a cell's read models, each answer at one position of its log."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, LiteralString

from psycopg import Connection, Cursor
from psycopg.sql import SQL, Composed, Identifier

from projections.moment import At, MomentInTheFuture, NotProjectedYet
from projections.pools import Pool
from projections.readings_schema import Served, in_service
from projections.snapshot import Snapshot
from projections.version import Version

_PAUSE_SECONDS: Final = 0.01
_HEAD: Final = "SELECT coalesce(max(notification_id), 0) FROM {events}"
# The stamps of a log never decrease, so that its index finds the last one of any time.
_KNOWN: Final = """
SELECT notification_id FROM {events} WHERE recorded_at <= %s
ORDER BY recorded_at DESC, notification_id DESC LIMIT 1
"""
_NOW: Final = At()


class Readings:
    """The readings of one cell; every thread of a process may share them."""

    def __init__(self, pool: Pool, schema: str, clock: Callable[[], datetime]) -> None:
        self._pool = pool
        self._schema = schema
        self._clock = clock

    @contextmanager
    def at(self, at: At = _NOW) -> Iterator[Snapshot]:
        """Everything read inside is read at one moment.

        Raises `MomentInTheFuture`, `NotProjectedYet`, or `ReadingsOutOfDate`.
        """
        with self._pool.connection() as conn, conn.transaction():
            found = in_service(conn, self._schema)
            position = self._position(conn, found, at.known_at)
            version = Version(self._schema, found.version)
            yield Snapshot(conn, version, position, at.as_of)

    def position(self) -> int:
        """How far the readings follow the log."""
        with self._pool.connection() as conn:
            return in_service(conn, self._schema).position

    def wait_for(self, position: int, timeout: float) -> None:
        """Waits until an event is in the readings; `NotProjectedYet` after so many seconds."""
        deadline = time.monotonic() + timeout
        while (projected := self.position()) < position:
            if time.monotonic() >= deadline:
                raise NotProjectedYet(position, projected)
            time.sleep(_PAUSE_SECONDS)

    def _position(
        self, conn: Connection[Any], found: Served, known_at: datetime | int | None
    ) -> int:
        if known_at is None:
            return found.position
        if isinstance(known_at, datetime):
            wanted = self._recorded_by(conn, known_at)
        else:
            wanted = self._in_the_log(conn, known_at)
        if wanted > found.position:
            raise NotProjectedYet(wanted, found.position)
        return wanted

    def _in_the_log(self, conn: Connection[Any], position: int) -> int:
        head = _one(conn.execute(_log(_HEAD, self._schema)))
        if position > head:
            raise MomentInTheFuture(position, head)
        return position

    def _recorded_by(self, conn: Connection[Any], moment: datetime) -> int:
        if moment > self._clock():
            raise MomentInTheFuture(moment.isoformat())
        return _one(conn.execute(_log(_KNOWN, self._schema), (moment,)))


def _log(query: LiteralString, schema: str) -> Composed:
    return SQL(query).format(events=Identifier(schema, "events"))


def _one(cursor: Cursor[Any]) -> int:
    row = cursor.fetchone()
    return int(row[0]) if row else 0
