"""Who reads and who keeps the readings: two roles, neither of which may touch the log."""

from typing import Any, Final

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from domain.log.roles import role_statement

PROJECTOR: Final = "grandlivre_projector"
READER: Final = "grandlivre_reader"

_GRANTS: Final = """
GRANT USAGE, CREATE ON SCHEMA {schema} TO {projector};
GRANT USAGE ON SCHEMA {schema} TO {reader};
GRANT SELECT ON {schema}.events TO {projector}, {reader};
GRANT SELECT ON {schema}.vault TO {reader}
"""


def ensure_roles(conn: Connection[Any], schema: str) -> None:
    """Makes both roles and gives them what they need of a cell; creators may race."""
    for role in (PROJECTOR, READER):
        conn.execute(role_statement(role))
    names = {"projector": Identifier(PROJECTOR), "reader": Identifier(READER)}
    conn.execute(SQL(_GRANTS).format(schema=Identifier(schema), **names))
