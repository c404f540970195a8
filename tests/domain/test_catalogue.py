"""Every event has its topic, its rule and no room for free text; every refusal its test."""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import domain
from domain.events.catalogue import CATALOGUE
from domain.events.event import Event
from domain.posting.rules import ALWAYS, RULES, RULES_IN_ORDER, Rule, entries_of, nothing
from domain.refusal import Refusal
from domain.rulebook import Rulebook
from tests.domain.cooperative_of_2026 import OPENED

TOPIC = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*")
CORE = Path(next(iter(domain.__path__)))
TESTS = Path(__file__).parent


def every(kind: type[Any]) -> Iterator[type[Any]]:
    for below in kind.__subclasses__():
        yield below
        yield from every(below)


def modules() -> list[str]:
    paths = (path.relative_to(CORE.parent).with_suffix("") for path in CORE.rglob("*.py"))
    return [".".join(path.parts) for path in paths if path.name != "__init__"]


# Events


def test_every_event_stands_in_the_catalogue_under_a_topic_of_its_own() -> None:
    for module in modules():
        import_module(module)
    events = [it for it in every(Event) if "topic" in vars(it)]
    assert len(events) == len(CATALOGUE)
    assert all(CATALOGUE[event.topic] is event for event in events)
    assert all(TOPIC.fullmatch(topic) for topic in CATALOGUE)


def test_every_event_type_has_a_posting_rule_for_ever() -> None:
    assert RULES.keys() == set(CATALOGUE.values())
    assert all(any(rule.since == ALWAYS for rule in rules) for rules in RULES.values())
    assert sum(map(len, RULES.values())) == len(RULES_IN_ORDER)


def test_of_two_rules_the_later_holds_from_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    def later(_: object, __: object) -> tuple[()]:
        raise LookupError

    rules = (
        Rule(type(OPENED), date(2026, 1, 2), later),
        Rule(type(OPENED), ALWAYS, nothing),
    )
    monkeypatch.setitem(RULES, type(OPENED), rules)
    assert entries_of(OPENED, Rulebook()) == ()
    with pytest.raises(LookupError):
        entries_of(OPENED.model_copy(update={"occurred_on": date(2026, 1, 2)}), Rulebook())


# Free text


def free_texts(schema: Mapping[str, Any], at: str) -> Iterator[str]:
    """Where a schema has a string that could hold anything."""
    bounds = {"pattern", "format", "enum", "const"}
    if schema.get("type") == "string" and not schema.keys() & bounds:
        yield at
    for key, value in schema.items():
        nested = value if isinstance(value, list) else [value]
        for inner in nested:
            if isinstance(inner, dict):
                yield from free_texts(inner, f"{at}.{key}")


@pytest.mark.parametrize("topic", CATALOGUE)
def test_no_event_can_hold_a_free_text(topic: str) -> None:
    assert list(free_texts(CATALOGUE[topic].model_json_schema(), topic)) == []


def test_one_that_could_would_be_seen() -> None:
    class NoteTaken(OPENED.__class__):  # type: ignore[misc,name-defined]  # An event of this test alone.
        """Someone writes something down."""

        note: str
        lines: tuple[str, ...]

    found = list(free_texts(NoteTaken.model_json_schema(), "note"))
    assert found == ["note.properties.note", "note.properties.lines.items"]


# Refusals


def named_in_tests() -> set[str]:
    """The names that tests use beyond importing them."""
    trees = [ast.parse(path.read_text("utf-8")) for path in TESTS.rglob("test_*.py")]
    return {
        node.id
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def core_refusals() -> list[type[Refusal]]:
    for module in modules():
        import_module(module)
    return [it for it in every(Refusal) if it.__module__.startswith("domain.")]


def test_every_refusal_of_the_core_is_met_by_a_test() -> None:
    refusals = {refusal.__name__ for refusal in core_refusals()}
    assert len(refusals) > 50
    assert refusals - named_in_tests() == set()
    assert "RefusalOfNobody" not in named_in_tests()


def test_every_refusal_says_its_reason_in_one_sentence() -> None:
    for refusal in core_refusals():
        assert refusal("E001", 7).reason.endswith(". (E001, 7)"), refusal
        assert refusal().reason == " ".join((refusal.__doc__ or "").split())
