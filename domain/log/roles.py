"""Roles: who may do what in a cell; they belong to the whole server."""

from typing import Final

from psycopg.sql import SQL, Composed, Identifier, Literal

# No lock of one database keeps two creators of a role apart.
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


def role_statement(name: str) -> Composed:
    """Makes a role without login if it is not there, and lets the current user become it."""
    return SQL(_ROLE).format(role=Identifier(name), name=Literal(name))
