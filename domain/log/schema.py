"""One cooperative's cell: the tables of its log, which nobody can rewrite, and who may add."""

import re
from typing import Any, Final
from zlib import crc32

from psycopg import Connection
from psycopg.sql import SQL, Composed, Identifier, Literal

from domain.log.append_functions import FUNCTIONS
from domain.log.roles import role_statement

WRITER: Final = "grandlivre_writer"
SEALED: Final = ("events", "commands", "facts", "numbers")

STATE_BYTES_MAX: Final = 60_000
"""What an event may hold, unless it is one of `LARGE`."""

LARGE: Final = (
    "cooperative.balances-opened",
    "cooperative.results-brought-up",
    "cooperative.work-share-distributed",
    "cooperative.year-closed",
)
"""Topics that hold every section, or every employee, at once: sixteen megabytes at most."""

_LARGE_BYTES_MAX: Final = 16_000_000
_LOCK_CLASS: Final = 0x474C
_NAME: Final = re.compile(r"[a-z_][a-z0-9_]{0,62}")

_TABLES: Final = r"""
CREATE SCHEMA IF NOT EXISTS {schema};

CREATE TABLE IF NOT EXISTS {schema}.events (
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text COLLATE "C" NOT NULL,
    state bytea NOT NULL,
    notification_id bigint NOT NULL UNIQUE,
    recorded_at timestamptz NOT NULL,
    accounting_date date,
    leaf_hash bytea NOT NULL
        GENERATED ALWAYS AS (sha256('\x00'::bytea || state)) STORED,
    PRIMARY KEY (originator_id, originator_version)
);
-- A cell made before some topics might be larger has the old bound, under its old name.
DO $body$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint
            WHERE conname = 'events_size' AND conrelid = to_regclass({events_name})) THEN
        ALTER TABLE {schema}.events DROP CONSTRAINT IF EXISTS events_state_check,
            ADD CONSTRAINT events_size CHECK (octet_length(state) <=
                CASE WHEN topic = ANY({large}) THEN {large_max} ELSE {state_max} END) NOT VALID;
    END IF;
END
$body$;
CREATE INDEX IF NOT EXISTS events_accounting_date
    ON {schema}.events (accounting_date, notification_id) WHERE accounting_date IS NOT NULL;
CREATE INDEX IF NOT EXISTS events_recorded_at
    ON {schema}.events (recorded_at, notification_id);

CREATE TABLE IF NOT EXISTS {schema}.commands (
    key bytea PRIMARY KEY,
    fingerprint bytea,
    first_position bigint NOT NULL,
    last_position bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS {schema}.facts (
    fact text COLLATE "C",
    version bigint,
    position bigint NOT NULL,
    PRIMARY KEY (fact, version)
);
CREATE TABLE IF NOT EXISTS {schema}.numbers (
    series text COLLATE "C",
    number bigint,
    dated date NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (series, number)
);
CREATE TABLE IF NOT EXISTS {schema}.vault (
    digest bytea PRIMARY KEY,
    kind text NOT NULL,
    salt bytea NOT NULL,
    value text NOT NULL
);

CREATE OR REPLACE FUNCTION {schema}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION '% of %.% is refused: what is recorded stays as it is',
        TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$body$
"""

# ALWAYS: a session in replication mode, which skips ordinary triggers, is refused too.
_GUARD: Final = """
CREATE OR REPLACE TRIGGER refuse_change BEFORE {changes} ON {schema}.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change();
ALTER TABLE {schema}.{table} ENABLE ALWAYS TRIGGER refuse_change;
GRANT SELECT, INSERT ON {schema}.{table} TO {writer}
"""


def lock_of(schema: str) -> tuple[int, int]:
    """The advisory lock (class, key) under which a cell is written."""
    return _LOCK_CLASS, crc32(schema.encode()) - 2**31


def create_cell(conn: Connection[Any], schema: str) -> None:
    """Makes a cooperative's cell if it is not there; any number of creators may race.

    The connection is the owner's, and may create roles unless `grandlivre_writer` exists.
    Raises ValueError for a name PostgreSQL would fold or cut.
    """
    if not _NAME.fullmatch(schema):
        raise ValueError(f"{schema!r} is not a name for a cell: {_NAME.pattern}")
    with conn.transaction():
        conn.execute(SQL("SELECT pg_advisory_xact_lock({}, {})").format(*lock_of(schema)))
        for statement in _statements(schema):
            conn.execute(statement)


def _statements(schema: str) -> list[Composed]:
    lock_class, lock_key = lock_of(schema)
    names = {"schema": Identifier(schema), "writer": Identifier(WRITER)}
    lock = {"lock_class": Literal(lock_class), "lock_key": Literal(lock_key)}
    guarded = [_guard(names, table, "UPDATE OR DELETE OR TRUNCATE") for table in SEALED]
    return [
        role_statement(WRITER),
        SQL(_TABLES).format(**names, **_sizes(schema)),
        *guarded,
        # A vault row may be erased one day (GDPR art. 17); it never says something else.
        _guard(names, "vault", "UPDATE OR TRUNCATE"),
        *(SQL(function).format(**names, **lock) for function in FUNCTIONS),
        SQL("GRANT USAGE ON SCHEMA {schema} TO {writer}").format(**names),
    ]


def _sizes(schema: str) -> dict[str, Literal]:
    return {
        "events_name": Literal(f"{schema}.events"),
        "large": Literal(list(LARGE)),
        "large_max": Literal(_LARGE_BYTES_MAX),
        "state_max": Literal(STATE_BYTES_MAX),
    }


def _guard(names: dict[str, Identifier], table: str, changes: str) -> Composed:
    return SQL(_GUARD).format(**names, table=Identifier(table), changes=SQL(changes))
