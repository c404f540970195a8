"""Who reads and who keeps the readings: two roles, neither of which may touch the log."""

from typing import Any, Final

from psycopg import Connection
from psycopg.sql import SQL, Identifier, Literal

PROJECTOR: Final = "grandlivre_projector"
READER: Final = "grandlivre_reader"

# Roles belong to the whole server, where no lock of one database keeps two creators apart.
_ROLE: Final = """
DO $body$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {name}) THEN
        CREATE ROLE {role} NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END
$body$;
DO $body$
DECLARE
    usable text := CASE WHEN current_setting('server_version_num')::int >= 160000
        THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    IF NOT pg_has_role(current_user, {name}, usable) THEN
        GRANT {role} TO CURRENT_USER;
    END IF;
EXCEPTION WHEN unique_violation THEN
    NULL;
END
$body$
"""

_GRANTS: Final = """
GRANT USAGE, CREATE ON SCHEMA {schema} TO {projector};
GRANT USAGE ON SCHEMA {schema} TO {reader};
GRANT SELECT ON {schema}.events TO {projector}, {reader};
GRANT SELECT ON {schema}.vault TO {reader}
"""


def ensure_roles(conn: Connection[Any], schema: str) -> None:
    """Makes both roles and gives them what they need of a cell; creators may race."""
    for role in (PROJECTOR, READER):
        conn.execute(SQL(_ROLE).format(role=Identifier(role), name=Literal(role)))
    names = {"projector": Identifier(PROJECTOR), "reader": Identifier(READER)}
    conn.execute(SQL(_GRANTS).format(schema=Identifier(schema), **names))
