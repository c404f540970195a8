"""The database the commands run on: DATABASE_URL's, else that of our embedded server."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from api.settings import Settings
from scripts.embedded_server import EmbeddedServer, default_root

DATABASE = "grandlivre"


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """Reach a database for as long as it is used: its conninfo."""
    if settings.database_url:
        yield make_conninfo(settings.database_url)
        return
    with EmbeddedServer(default_root()) as server:
        _create(server.conninfo())
        yield server.conninfo(DATABASE)


def _create(maintenance: str) -> None:
    with psycopg.connect(maintenance, autocommit=True) as connection:
        # Two commands that start together both find it missing.
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [DATABASE])
        query = "SELECT FROM pg_database WHERE datname = %s"
        if not connection.execute(query, [DATABASE]).rowcount:
            statement = SQL("CREATE DATABASE {} TEMPLATE template0")
            connection.execute(statement.format(Identifier(DATABASE)))
