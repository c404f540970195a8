"""The rebuild: the readings made anew beside those in service, proven, then put in their place.

Readers see the old version until the switch and the new one after it, never a gap. The old one
stays until the next rebuild, so that whoever still reads it finds it whole.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, LiteralString, NamedTuple

from psycopg import Connection
from psycopg.rows import TupleRow

from domain.refusal import Refusal
from projections.closing_check import demand_closings
from projections.comparison import Difference, differences
from projections.pools import Pool
from projections.readings_schema import served
from projections.registry import SHAPE, TABLES
from projections.snapshot import Snapshot
from projections.version import Version
from projections.version_writer import VersionWriter

Progress = Callable[[int, int], None]
"""Told the position reached and the last of the log."""

_TRY_ALONE: Final = "SELECT pg_try_advisory_lock(hashtext('grandlivre rebuild'), hashtext(%s))"
_ALONE_NO_MORE: Final = (
    "SELECT pg_advisory_unlock(hashtext('grandlivre rebuild'), hashtext(%s))"
)
_OTHERS: Final = "DELETE FROM {readings} WHERE NOT in_service RETURNING version"
_BEGIN: Final = "INSERT INTO {readings} VALUES (%s, 0, %s, false)"
_HOLD: Final = "SELECT FROM {readings} FOR UPDATE"
_HEAD: Final = "SELECT coalesce(max(notification_id), 0) FROM {events}"
_POSITION: Final = "SELECT position FROM {readings} WHERE version = %s"
_LEAVE: Final = "UPDATE {readings} SET in_service = false WHERE in_service"
_SERVE: Final = "UPDATE {readings} SET in_service = true WHERE version = %s"


class RebuildUnderWay(Refusal):
    """Somebody else rebuilds these readings now."""


class RowsDiffer(Refusal):
    """The new rows are not those in service: one of the two is wrong, and must be explained."""


class Rebuilt(NamedTuple):
    """The version now in service, its position, and what differs from the one before."""

    version: int
    position: int
    differences: tuple[Difference, ...]


def silent(_: int, __: int) -> None:
    """Tells nobody."""


def rebuild(
    pool: Pool,
    schema: str,
    *,
    accept_differences: bool = False,
    progress: Progress = silent,
) -> Rebuilt:
    """Puts readings made from the first event in service.

    Raises `ClosingDisagrees`, or `RowsDiffer` unless differences are accepted; the readings in
    service then stay as they are. Raises `RebuildUnderWay` too.
    """
    with pool.connection() as conn, _alone(conn, schema):
        build = Build(conn, schema, begun(conn, schema))
        build.fill(progress)
        return build.switch(accept_differences=accept_differences)


def begun(conn: Connection[TupleRow], schema: str) -> Version:
    """The empty tables of a new version; what earlier rebuilds left is thrown away."""
    with conn.transaction():
        found = served(conn, schema)
        version = Version(schema, found.version + 1 if found else 1)
        for (number,) in conn.execute(version.query(_OTHERS)).fetchall():
            Version(schema, number).drop(conn, TABLES)
        version.create(conn, TABLES)
        conn.execute(version.query(_BEGIN), (version.number, SHAPE))
    return version


@dataclass(slots=True)
class Build:
    """A version on its way to service."""

    conn: Connection[TupleRow]
    schema: str
    version: Version
    proven: int = 0

    def fill(self, progress: Progress = silent) -> None:
        """Applies the log to it, then makes the indexes."""
        writer = VersionWriter(self.version, in_service=False)
        while writer.step(self.conn):
            progress(self._position(), self._one(_HEAD))
        with self.conn.transaction():
            self.version.index(self.conn, TABLES)

    def switch(self, *, accept_differences: bool = False) -> Rebuilt:
        """Proves it against the one in service and against every closing, then serves it.

        Most is proven while the books go on; what is recorded meanwhile, with all held still.
        """
        with self.conn.transaction():
            found = self._proven(accept_differences=accept_differences)
        with self.conn.transaction():
            self.conn.execute(self.version.query(_HOLD))
            self._catch_up()
            found += self._proven(accept_differences=accept_differences)
            self.conn.execute(self.version.query(_LEAVE))
            self.conn.execute(self.version.query(_SERVE), (self.version.number,))
        return Rebuilt(self.version.number, self._position(), found)

    def _catch_up(self) -> None:
        writer = VersionWriter(self.version, in_service=False)
        while writer.step(self.conn):
            pass

    def _proven(self, *, accept_differences: bool) -> tuple[Difference, ...]:
        after, position = self.proven, self._position()
        found = tuple(self._differences(after, position))
        if found and not accept_differences:
            raise RowsDiffer(*found)
        demand_closings(Snapshot(self.conn, self.version, position, None), after)
        return found

    def _differences(self, after: int, position: int) -> Iterator[Difference]:
        found = served(self.conn, self.schema)
        # Rows of other models are not the same rows, and only the closings can tell.
        if found and found.shape == SHAPE:
            self.proven = min(found.position, position)
            old = Version(self.schema, found.version)
            yield from differences(self.conn, old, self.version, after, self.proven)

    def _position(self) -> int:
        return self._one(_POSITION, self.version.number)

    def _one(self, query: LiteralString, *values: int) -> int:
        row = self.conn.execute(self.version.query(query), values).fetchone()
        return int(row[0]) if row else 0


@contextmanager
def _alone(conn: Connection[Any], schema: str) -> Iterator[None]:
    row = conn.execute(_TRY_ALONE, (schema,)).fetchone()
    if not (row and row[0]):
        raise RebuildUnderWay(schema)
    try:
        yield
    finally:
        conn.execute(_ALONE_NO_MORE, (schema,))
