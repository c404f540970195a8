"""The cells of a database share one pool of writers, which none of them closes."""

from collections.abc import Iterator

import pytest
from eventsourcing.persistence import OperationalError
from eventsourcing.postgres import ConnectionPool
from psycopg import Connection
from psycopg.rows import DictRow

from domain.log.append import LogUnavailable
from domain.log.datastore import CellDatastore, connection_pool
from domain.log.schema import WRITER
from tests.template import CELL

IDENTITY = """
SELECT current_user AS user, current_setting('lock_timeout') AS lock_timeout,
    current_setting('transaction_isolation') AS isolation
"""


@pytest.fixture
def pool(database: str) -> Iterator[ConnectionPool[Connection[DictRow]]]:
    with connection_pool(database, size_max=1, timeout=0.2) as opened:
        yield opened


def test_a_connection_is_a_writer(pool: ConnectionPool[Connection[DictRow]]) -> None:
    with CellDatastore(pool, CELL).get_connection() as conn:
        identity = conn.execute(IDENTITY).fetchone()
    assert identity == {"user": WRITER, "lock_timeout": "5s", "isolation": "read committed"}


def test_a_cell_that_is_let_go_leaves_the_pool_open(
    pool: ConnectionPool[Connection[DictRow]],
) -> None:
    cell = CellDatastore(pool, CELL)
    cell.close()
    del cell
    with CellDatastore(pool, CELL).get_connection() as conn:
        assert conn.execute("SELECT 1 AS one").fetchone() == {"one": 1}


def test_a_pool_with_nothing_left_to_lend_is_named(
    pool: ConnectionPool[Connection[DictRow]],
) -> None:
    cell = CellDatastore(pool, CELL)
    with cell.get_connection(), pytest.raises(LogUnavailable), cell.get_connection():
        pass


def test_another_fault_keeps_its_name(pool: ConnectionPool[Connection[DictRow]]) -> None:
    cell = CellDatastore(pool, CELL)
    with pytest.raises(OperationalError) as fault, cell.get_connection() as conn:
        conn.execute("SET statement_timeout = '1ms'; SELECT pg_sleep(1)")
    assert not isinstance(fault.value, LogUnavailable)
