"""Connections to a database of cells: one pool for all, each connection a writer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from eventsourcing.persistence import OperationalError
from eventsourcing.postgres import ConnectionPool, PostgresDatastore
from psycopg import Connection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import PoolTimeout
from typing_extensions import override

from domain.log.append import LogUnavailable

# Read committed: what a batch checks under the lock must be what the last batch committed.
_SESSION: Final = """
SET ROLE grandlivre_writer;
SET lock_timeout = '5s';
SET idle_in_transaction_session_timeout = '30s';
SET default_transaction_isolation = 'read committed'
"""


def connection_pool(
    conninfo: str, *, size_max: int = 8, timeout: float = 10.0
) -> ConnectionPool[Connection[DictRow]]:
    """A pool of writers for every cell of one database; `timeout` (seconds) bounds the wait.

    It is opened by its first user, and closed by whoever made it.
    """
    return ConnectionPool(
        conninfo,
        connection_class=Connection[DictRow],
        kwargs={"row_factory": dict_row},
        min_size=1,
        max_size=size_max,
        open=False,
        configure=_as_writer,
        check=_refuse_hung_up,
        timeout=timeout,
    )


def _as_writer(conn: Connection[DictRow]) -> None:
    conn.autocommit = True
    conn.execute(_SESSION)


# Costs no round trip: the server's last words may be there to read, and then that it hung up.
def _refuse_hung_up(conn: Connection[DictRow]) -> None:
    conn.pgconn.consume_input()
    conn.pgconn.consume_input()


class CellDatastore(PostgresDatastore):
    """One cell, reached through a pool it shares with the other cells of its database."""

    def __init__(
        self,
        pool: ConnectionPool[Connection[DictRow]],
        schema: str,
        *,
        enable_db_functions: bool = False,
    ) -> None:
        super().__init__(
            "", "", "", "", "", schema=schema, enable_db_functions=enable_db_functions
        )
        self.pool = pool

    @override
    def register_type_adapters(self) -> None:
        """Does nothing: a cell has no composite type."""

    @override
    def close(self) -> None:
        """Leaves the pool open: the other cells use it."""

    @override
    @contextmanager
    def get_connection(self) -> Iterator[Connection[DictRow]]:
        """Lends a connection; raises LogUnavailable if none can be had in the pool's time."""
        try:
            with super().get_connection() as conn:
                yield conn
        except OperationalError as fault:
            if isinstance(fault.__cause__, PoolTimeout):
                raise LogUnavailable(str(fault)) from fault
            raise
