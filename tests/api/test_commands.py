"""Commands over HTTP: each is carried out once, and a text about someone stays in the vault."""

import itertools
from collections.abc import Iterator
from typing import Any, get_args

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from pydantic import BaseModel

from api.commands import COMMANDS
from api.fec_imports import CHECKS, IMPORTS
from domain.privacy import Private
from tests.api.caller import COOP, Caller
from tests.api.story import IBAN, PLANTED, SIREN, told


def test_every_command_has_a_route_and_the_story_sends_each(call: Caller) -> None:
    story = told(call)
    posts = {path for method, path in call.operations() if method == "post"}
    taken = {_template(path) for path, _ in story.sent}
    assert taken == posts - {CHECKS, IMPORTS}
    assert len(taken) == len(COMMANDS) + 1


def test_the_same_requests_again_change_nothing_and_are_answered_alike(call: Caller) -> None:
    story = told(call)
    first, position = call.answers[: len(story.sent)], call.position()
    for before, after in zip(first, story.again(), strict=True):
        assert after.status_code == before.status_code == 201
        assert after.content == before.content
        assert "Idempotent-Replayed" not in before.headers
        assert after.headers["Idempotent-Replayed"] == "true"
    assert call.position() == position


def test_no_text_leaves_the_vault_unasked(
    call: Caller, database: str, capfd: pytest.CaptureFixture[str]
) -> None:
    story = told(call)
    story.again()
    for path in ("", "/activities", "/contracts", "/parties", "/journal-entries"):
        call.read(path)
    assert call.get("/events", limit=500).status_code == 200
    planted = (PLANTED, IBAN, SIREN)
    for answer in call.answers:
        assert not _found(planted, answer.text)
    logged = capfd.readouterr().err
    assert logged.count("\n") == len(call.answers)
    assert not _found(planted, logged)
    for table, text in _tables(database):
        assert bool(_found(planted, text)) == (table == "coop_essai.vault"), table


def test_the_story_plants_a_text_in_every_field_that_takes_one(call: Caller) -> None:
    story = told(call)
    commands = {f"{COOP}{route.path}": route.command for route in COMMANDS}
    planted: dict[str, set[str]] = {}
    for path, body in story.sent[1:]:
        planted.setdefault(_tail(path), set()).update(_keys(body))
    for tail, keys in planted.items():
        assert set(_private_fields(commands[f"/v1/cooperatives/essai{tail}"])) <= keys, tail


def test_a_value_is_told_to_who_asks_for_it(call: Caller) -> None:
    told(call)
    (customer, _) = call.read("/parties", values=True)["data"]
    assert customer["iban"]["value"] == IBAN
    assert call.read("/parties")["data"][0]["iban"]["value"] is None


def _tail(path: str) -> str:
    return _template(path).removeprefix("/v1/cooperatives/{cooperative}")


def _template(path: str) -> str:
    parts = path.split("/")
    if len(parts) > 3:
        parts[3] = "{cooperative}"
    if len(parts) > 6:
        parts[5] = {"activities": "{activity}", "contracts": "{contract}"}[parts[4]]
    return "/".join(parts)


def _found(planted: tuple[str, ...], text: str) -> list[str]:
    shapes = itertools.chain.from_iterable((it, it.encode().hex()) for it in planted)
    return [shape for shape in shapes if shape.lower() in text.lower()]


def _tables(conninfo: str) -> Iterator[tuple[str, str]]:
    with psycopg.connect(conninfo) as owner:
        names = owner.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for schema, table in names:
            query = SQL("SELECT string_agg(it::text, ' ') FROM {} AS it")
            row = owner.execute(query.format(Identifier(schema, table))).fetchone()
            yield f"{schema}.{table}", (row and row[0]) or ""


def _private_fields(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        for kind in _kinds(field.annotation):
            if issubclass(kind, Private):
                yield name
            elif issubclass(kind, BaseModel):
                yield from _private_fields(kind)


def _kinds(annotation: Any) -> Iterator[type[Any]]:
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from _kinds(argument)


def _keys(body: Any) -> Iterator[str]:
    if isinstance(body, dict):
        yield from body
        for value in body.values():
            yield from _keys(value)
    if isinstance(body, list):
        for item in body:
            yield from _keys(item)
