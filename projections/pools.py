"""Connections of the read side: one pool for all cells of a database, in each of two roles."""

from typing import Final, TypeAlias

from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from projections.roles import PROJECTOR, READER

Pool: TypeAlias = ConnectionPool[Connection[TupleRow]]

# What a projector loses in a crash it reads again from the log, rows and position together.
_PROJECTOR_SESSION: Final = f"""
SET ROLE {PROJECTOR};
SET synchronous_commit = off;
SET idle_in_transaction_session_timeout = '10min'
"""
# One snapshot for a whole answer, or it would not be an answer at one position. A plan of its
# own for each question: one section of three hundred is not read as the whole company is.
_READER_SESSION: Final = f"""
SET ROLE {READER};
SET default_transaction_isolation = 'repeatable read';
SET default_transaction_read_only = on;
SET plan_cache_mode = force_custom_plan;
SET jit = off
"""


def projector_pool(conninfo: str, *, size_max: int = 4, timeout: float = 10.0) -> Pool:
    """A pool of connections that keep readings; `timeout` (seconds) bounds the wait."""
    return _pool(conninfo, _PROJECTOR_SESSION, size_max, timeout)


def reader_pool(conninfo: str, *, size_max: int = 8, timeout: float = 10.0) -> Pool:
    """A pool of connections that only read; `timeout` (seconds) bounds the wait."""
    return _pool(conninfo, _READER_SESSION, size_max, timeout)


def _pool(conninfo: str, session: str, size_max: int, timeout: float) -> Pool:
    def configure(conn: Connection[TupleRow]) -> None:
        conn.autocommit = True
        conn.execute(session.encode())

    return ConnectionPool(
        conninfo,
        min_size=1,
        max_size=size_max,
        open=False,
        configure=configure,
        check=ConnectionPool.check_connection,
        timeout=timeout,
    )
