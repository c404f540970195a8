"""The writer of a version: a batch of events folded, its rows and its position written at once.

Two writers of one version never apply an event twice: the position moves only from where the
batch began, and whoever comes second begins again from what the first has written.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, LiteralString

from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Composed, Identifier

from domain.recorded import Recorded, decode
from projections.read_model import Fold, Memory, Row, Table
from projections.registry import READ_MODELS, TABLES
from projections.version import Version

BATCH: Final = 2_000
_BATCH_BYTES: Final = 4_000_000
_NEXT: Final = """
SELECT notification_id, state FROM (
    SELECT notification_id, state, octet_length(state) AS size,
        sum(octet_length(state)) OVER (ORDER BY notification_id) AS total
    FROM (
        SELECT notification_id, state FROM {events} WHERE notification_id > %(after)s
        ORDER BY notification_id LIMIT %(batch)s
    ) AS batch
) AS weighed
WHERE total - size < %(bytes)s ORDER BY notification_id
"""
_POSITION: Final = "SELECT position FROM {readings} WHERE version = %s"
_MOVE: Final = """
UPDATE {readings} SET position = %(to)s
WHERE version = %(version)s AND position = %(after)s AND in_service = %(in_service)s
"""


class PositionMoved(Exception):
    """Another writer has moved the position of the version, or it was taken out of service."""


class LogNotContiguous(Exception):
    """The log does not go on where the readings stop: nothing may be skipped."""


class VersionWriter:
    """Applies the log to one version of the readings, from where it stands."""

    def __init__(self, version: Version, *, in_service: bool, batch: int = BATCH) -> None:
        self.version = version
        self._in_service = in_service
        self._batch = batch
        self._folds: list[Fold] | None = None
        self._position = 0

    def step(self, conn: Connection[TupleRow]) -> int:
        """Applies the next batch in one transaction; how many events it held.

        Raises `PositionMoved`, and then nothing is written and the next step begins afresh.
        """
        try:
            with conn.transaction():
                return self._apply(conn)
        except BaseException:
            self._folds = None
            raise

    def _apply(self, conn: Connection[TupleRow]) -> int:
        folds = self._begun(conn)
        events = self._next(conn)
        if not events:
            # A crash of the server may have taken back what was committed last.
            if self._written(conn) != self._position:
                raise PositionMoved(self.version.number, self._position)
            return 0
        rows = _folded(folds, events)
        self._move(conn, events[-1].position)
        for table in TABLES:
            if added := rows.get(table.name):
                self._copy(conn, table, added)
        return len(events)

    def _begun(self, conn: Connection[TupleRow]) -> list[Fold]:
        if self._folds is None:
            self._position = self._written(conn)
            self._folds = [model.begin(self._memory(conn)) for model in READ_MODELS]
        return self._folds

    def _written(self, conn: Connection[TupleRow]) -> int:
        row = conn.execute(self._query(_POSITION), (self.version.number,)).fetchone()
        if row is None:
            raise PositionMoved(self.version.number)
        return int(row[0])

    def _memory(self, conn: Connection[TupleRow]) -> Memory:
        return lambda query: conn.execute(self._query(query)).fetchall()

    def _next(self, conn: Connection[TupleRow]) -> list[Recorded]:
        bounds = {"after": self._position, "batch": self._batch, "bytes": _BATCH_BYTES}
        cursor = conn.execute(self._query(_NEXT), bounds, binary=True)
        events = [decode(position, state) for position, state in cursor]
        for expected, recorded in enumerate(events, start=self._position + 1):
            if recorded.position != expected:
                raise LogNotContiguous(expected, recorded.position)
        return events

    def _move(self, conn: Connection[TupleRow], to: int) -> None:
        values = {
            "to": to,
            "after": self._position,
            "version": self.version.number,
            "in_service": self._in_service,
        }
        if conn.execute(self._query(_MOVE), values).rowcount != 1:
            raise PositionMoved(self.version.number, self._position)
        self._position = to

    def _copy(self, conn: Connection[TupleRow], table: Table, rows: Iterable[Row]) -> None:
        columns = SQL(", ").join(map(Identifier, table.columns))
        into = SQL("COPY {} ({}) FROM STDIN").format(self.version.table(table), columns)
        with conn.cursor().copy(into) as copy:
            for row in rows:
                copy.write_row(row)

    def _query(self, query: LiteralString) -> Composed:
        return self.version.query(query)


def _folded(folds: Iterable[Fold], events: Iterable[Recorded]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for recorded in events:
        for fold in folds:
            for table, row in fold(recorded):
                rows[table.name].append(row)
    return rows
