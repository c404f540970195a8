"""What tests stand on: a real PostgreSQL, a database for each test, and no other network.

The server is the one DATABASE_URL names, else one of our own shared by all of a run's
processes: each worker is one more of its users, and the last to leave stops it.
"""

import ipaddress
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from scripts.embedded_server import EmbeddedServer
from tests import template

RUN = "GRANDLIVRE_TEST_RUN"
NUMBERS = count(1)

# A loaded machine draws slowly, and that says nothing of the books.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")


def pytest_configure() -> None:
    """Give the run a directory, whose name the workers inherit."""
    sys.addaudithook(_refuse_the_network)
    if _is_worker():
        return
    directory = tempfile.mkdtemp(prefix="grandlivre-tests-", dir="/tmp")
    Path(directory).chmod(0o711)
    os.environ[RUN] = directory
    # What ends a run which takes too long must not leave its server behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_unconfigure() -> None:
    """Leave nothing of the run behind, were its workers killed."""
    if _is_worker():
        return
    run = Path(os.environ.pop(RUN))
    if "DATABASE_URL" in os.environ:
        _drop(os.environ["DATABASE_URL"], _template_name(run))
    else:
        EmbeddedServer(run).stop()
    shutil.rmtree(run)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Reach the run's PostgreSQL: the conninfo of its maintenance database."""
    url = os.environ.get("DATABASE_URL")
    if url:
        yield make_conninfo(url)
        return
    with EmbeddedServer(Path(os.environ[RUN]), durable=False) as embedded:
        yield embedded.conninfo()


@pytest.fixture(scope="session")
def prepared(server: str) -> str:
    """Name the run's template database, prepared by the first worker to ask for it."""
    name = _template_name(Path(os.environ[RUN]))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(hashtext(%s))", [name])
        if not _exists(connection, name):
            _prepare(connection, server, name)
    return name


@pytest.fixture
def database(server: str, prepared: str) -> Iterator[str]:
    """Reach a fresh database, prepared, which is dropped after the test."""
    with _fresh_database(server, prepared) as conninfo:
        yield conninfo


@pytest.fixture
def empty_database(server: str) -> Iterator[str]:
    """Reach a fresh database which holds nothing, dropped after the test."""
    with _fresh_database(server, "template0") as conninfo:
        yield conninfo


@contextmanager
def _fresh_database(server: str, original: str) -> Iterator[str]:
    run = Path(os.environ[RUN]).name
    name = f"{run}-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{next(NUMBERS)}"
    _copy(server, name, original)
    try:
        yield make_conninfo(server, dbname=name)
    finally:
        _drop(server, name)


def _template_name(run: Path) -> str:
    return f"{run.name}-template"


def _prepare(connection: psycopg.Connection, server: str, name: str) -> None:
    unfinished = f"{name}-unfinished"
    _drop(server, unfinished)
    _copy(server, unfinished, "template0")
    template.prepare(make_conninfo(server, dbname=unfinished))
    # Nobody connects to it any more, a vacuum neither, so that it can be copied at any time.
    closed = SQL("alter database {} with allow_connections false")
    connection.execute(closed.format(Identifier(unfinished)))
    renamed = SQL("alter database {} rename to {}")
    connection.execute(renamed.format(Identifier(unfinished), Identifier(name)))


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return bool(
        connection.execute("select from pg_database where datname = %s", [name]).rowcount
    )


def _copy(server: str, name: str, original: str) -> None:
    statement = SQL("create database {} template {}")
    _execute(server, statement.format(Identifier(name), Identifier(original)))


def _drop(server: str, name: str) -> None:
    _execute(server, SQL("drop database if exists {} with (force)").format(Identifier(name)))


def _execute(server: str, statement: psycopg.sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def _refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
        if not ipaddress.ip_address(host).is_loopback:
            raise PermissionError(f"A test reaches for the network: {host}.")
