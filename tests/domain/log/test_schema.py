"""A cell keeps what is recorded in it: nobody changes a row, and its hash is the row's own."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError
from psycopg.errors import InsufficientPrivilege, RestrictViolation
from psycopg.sql import SQL, Identifier

from domain.log.append import Append, Draft, VaultRow
from domain.log.schema import LARGE, SEALED, WRITER, create_cell
from tests.cells import MARCH, new_stream, one, opened, rows
from tests.template import CELL

CHANGES = {
    "update": "UPDATE {} SET {} = DEFAULT",
    "delete": "DELETE FROM {}",
    "truncate": "TRUNCATE {}",
}
A_COLUMN = {
    "events": "topic",
    "commands": "fingerprint",
    "facts": "position",
    "numbers": "dated",
    "vault": "value",
}
SEALED_CHANGES = [(change, table) for change in CHANGES for table in SEALED]


def attempt(conn: psycopg.Connection[Any], change: str, table: str) -> None:
    target = (Identifier(CELL, table), Identifier(A_COLUMN[table]))
    conn.execute(SQL(CHANGES[change]).format(*target))


def test_the_writer_has_no_right_to_change_anything(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as conn:
        conn.execute(SQL("SET ROLE {}").format(Identifier(WRITER)))
        for change, table in [*SEALED_CHANGES, ("update", "vault"), ("delete", "vault")]:
            with pytest.raises(InsufficientPrivilege, match=table):
                attempt(conn, change, table)


def test_the_owner_is_refused_to_change_what_is_sealed(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as owner:
        for change, table in SEALED_CHANGES:
            with pytest.raises(RestrictViolation, match=f"{change.upper()} of coop.{table}"):
                attempt(owner, change, table)


def test_a_replica_session_is_refused_too(database: str) -> None:
    with psycopg.connect(database) as owner:
        owner.execute("SET session_replication_role = replica")
        with pytest.raises(RestrictViolation):
            attempt(owner, "delete", "events")


def test_without_the_trigger_the_owner_could_rewrite_it(database: str) -> None:
    with opened(database) as log:
        log.append(one())
    with psycopg.connect(database) as owner:
        owner.execute("ALTER TABLE coop.events DISABLE TRIGGER refuse_change")
        attempt(owner, "delete", "events")
    assert rows(database, "SELECT * FROM events") == []


def test_a_vault_row_can_be_erased_by_the_owner_and_never_changed(database: str) -> None:
    with opened(database) as log:
        log.append(one(vault=(VaultRow(b"digest", "name", b"salt", "Louise"),)))
    with psycopg.connect(database, autocommit=True) as owner:
        for change in ("update", "truncate"):
            with pytest.raises(RestrictViolation):
                attempt(owner, change, "vault")
        attempt(owner, "delete", "vault")
    assert rows(database, "SELECT * FROM vault") == []


def test_the_leaf_hash_is_that_of_the_stored_bytes(database: str) -> None:
    with opened(database) as log:
        appended = log.append(one())
    ((state, leaf_hash),) = rows(database, "SELECT state, leaf_hash FROM events")
    assert leaf_hash == sha256(b"\x00" + state).digest() == appended.leaf_hashes[0]


def test_an_event_holds_at_most_60000_bytes(database: str) -> None:
    with opened(database) as log:
        log.append(one(finish=lambda _: [b"x" * 60_000]))
        with pytest.raises(IntegrityError):
            log.append(one(finish=lambda _: [b"x" * 60_001]))
    assert rows(database, "SELECT octet_length(state) FROM events") == [(60_000,)]


@pytest.mark.parametrize("topic", LARGE)
def test_an_event_of_every_section_may_hold_more(database: str, topic: str) -> None:
    draft = Draft(new_stream(), 1, topic, MARCH)
    with opened(database) as log:
        log.append(Append((draft,), finish=lambda _: [b"x" * 60_001]))
    assert rows(database, "SELECT topic, octet_length(state) FROM events") == [(topic, 60_001)]


def test_a_cell_is_made_once_by_any_number_of_racing_creators(empty_database: str) -> None:
    def create(_: int) -> None:
        with psycopg.connect(empty_database) as owner:
            create_cell(owner, "bakery")

    with ThreadPoolExecutor(8) as creators:
        list(creators.map(create, range(16)))
    tables = rows(empty_database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'bakery'")
    assert tables == [(len(A_COLUMN),)]


def test_a_name_that_is_not_plain_makes_no_cell(empty_database: str) -> None:
    with psycopg.connect(empty_database) as owner:
        for name in ("", "Coop", "coop-1", "1coop", "c" * 64, 'a"; DROP'):
            with pytest.raises(ValueError, match="cell"):
                create_cell(owner, name)
