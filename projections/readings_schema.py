"""The readings of a cell: which version is in service, and how far it follows the log."""

from typing import Any, Final, NamedTuple

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from projections.moment import ReadingsOutOfDate
from projections.registry import SHAPE, TABLES
from projections.roles import PROJECTOR, READER, ensure_roles
from projections.version import Version

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('grandlivre readings'), hashtext(%s))"
_READINGS: Final = """
CREATE TABLE IF NOT EXISTS {readings} (
    version integer PRIMARY KEY,
    position bigint NOT NULL,
    shape text NOT NULL,
    in_service boolean NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS readings_in_service ON {readings} (in_service)
    WHERE in_service;
GRANT SELECT ON {readings} TO {reader}
"""
_SERVED: Final = "SELECT version, position, shape FROM {readings} WHERE in_service"


class Served(NamedTuple):
    """The version in service, how far it follows the log, and which models made it."""

    version: int
    position: int
    shape: str


def create_readings(conn: Connection[Any], schema: str) -> None:
    """Makes the readings of a cell if they are not there; any number of creators may race.

    The connection is the owner's, and may create roles unless they exist.
    """
    with conn.transaction():
        conn.execute(_LOCK, (schema,))
        ensure_roles(conn, schema)
        conn.execute(SQL("SET LOCAL ROLE {}").format(Identifier(PROJECTOR)))
        readings = Identifier(schema, "readings")
        conn.execute(SQL(_READINGS).format(readings=readings, reader=Identifier(READER)))
        if served(conn, schema) is None:
            _begin(conn, Version(schema, 1))
        conn.execute("RESET ROLE")


def served(conn: Connection[Any], schema: str) -> Served | None:
    """The version in service, as this connection's transaction sees it."""
    row = conn.execute(SQL(_SERVED).format(readings=Identifier(schema, "readings"))).fetchone()
    return Served(*row) if row else None


def in_service(conn: Connection[Any], schema: str) -> Served:
    """The version in service; `ReadingsOutOfDate` when other models than ours made it."""
    found = served(conn, schema)
    if found is None or found.shape != SHAPE:
        raise ReadingsOutOfDate(schema)
    return found


def _begin(conn: Connection[Any], version: Version) -> None:
    version.create(conn, TABLES)
    version.index(conn, TABLES)
    row = (version.number, SHAPE)
    conn.execute(version.query("INSERT INTO {readings} VALUES (%s, 0, %s, true)"), row)
