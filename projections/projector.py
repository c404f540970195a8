"""The projector: keeps the readings in service up to date with the log.

Any number may run; all but one lose each race and go on from what the winner has written. The
writer of the log tells nobody (it would cost a third of the appends): the projector asks.
"""

from threading import Event
from typing import Final

import structlog
from psycopg import Connection, OperationalError
from psycopg.rows import TupleRow

from projections.pools import Pool
from projections.readings_schema import in_service
from projections.version import Version
from projections.version_writer import BATCH, PositionMoved, VersionWriter

_LOG: Final = structlog.get_logger()
_PAUSE_SECONDS: Final = 0.05
_RETRY_SECONDS: Final = 1.0


class Projector:
    """Applies the log of one cell to its readings in service; of use to one thread."""

    def __init__(self, pool: Pool, schema: str, *, batch: int = BATCH) -> None:
        self._pool = pool
        self._schema = schema
        self._batch = batch
        self._writer: VersionWriter | None = None

    def catch_up(self) -> int:
        """Applies all that is in the log; the position reached. Raises `ReadingsOutOfDate`."""
        while self.step():
            pass
        with self._pool.connection() as conn:
            return in_service(conn, self._schema).position

    def step(self) -> bool:
        """Applies a batch; whether there may be more."""
        with self._pool.connection() as conn:
            try:
                return self._writing(conn).step(conn) > 0
            except PositionMoved:
                self._writer = None
                return True

    def follow(self, stop: Event) -> None:
        """Applies what is recorded from now on, until `stop` is set, whatever breaks down."""
        while not stop.is_set():
            try:
                more = self.step()
            except OperationalError as fault:
                _LOG.warning("projector-waits", cell=self._schema, fault=type(fault).__name__)
                stop.wait(_RETRY_SECONDS)
            else:
                if not more:
                    stop.wait(_PAUSE_SECONDS)

    def _writing(self, conn: Connection[TupleRow]) -> VersionWriter:
        if self._writer is None:
            version = Version(self._schema, in_service(conn, self._schema).version)
            self._writer = VersionWriter(version, in_service=True, batch=self._batch)
        return self._writer
