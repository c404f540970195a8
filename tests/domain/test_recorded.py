"""What was ever stored loads for ever, and reads back as the bytes it was.

A sample of every event type stands in `golden/events`. A new shape is a new file beside the old
ones: `UPDATE_GOLDEN=1` writes what is missing, and changes nothing that is there.
"""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import orjson
import pytest
import rfc8785
from pydantic import ValidationError

from domain.events.catalogue import CATALOGUE
from domain.recorded import (
    Noted,
    Recorded,
    Step,
    UnknownTopicError,
    decode,
    encode,
    event_of,
    step,
    timestamp,
)
from tests.domain.stored_events import events, stored

SAMPLES = Path(__file__).parent.parent / "golden" / "events"


def samples() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(SAMPLES.glob("*.json"))}


def fields_of(schema: Mapping[str, Any], named: Mapping[str, Any], at: str) -> Iterator[str]:
    """The path of every field an event may have."""
    if "$ref" in schema:
        schema = named[schema["$ref"].rsplit("/", 1)[1]]
    for each in schema.get("anyOf", ()):
        yield from fields_of(each, named, at)
    if "items" in schema:
        yield from fields_of(schema["items"], named, at)
    for name, field in schema.get("properties", {}).items():
        yield f"{at}.{name}"
        yield from fields_of(field, named, f"{at}.{name}")


def fields_in(value: Any, at: str) -> Iterator[str]:
    """The path of every field a stored event has."""
    for item in value if isinstance(value, list) else ():
        yield from fields_in(item, at)
    for name, field in value.items() if isinstance(value, dict) else ():
        yield f"{at}.{name}"
        yield from fields_in(field, f"{at}.{name}")


def seen_in(topic: str, found: Mapping[str, bytes]) -> set[str]:
    states = [orjson.loads(state) for name, state in found.items() if _is(topic, name)]
    return {field for state in states for field in fields_in(state, topic)}


def _is(topic: str, name: str) -> bool:
    return name.rsplit(".v", 1)[0] == topic


def missing() -> set[str]:
    """The topics of which a field, of the event or of what it posts, was never stored."""
    found = samples()
    posted = {f"{it.topic}.v{rank}": stored(it) for rank, it in enumerate(events())}
    return {
        topic
        for topic in CATALOGUE
        if (_fields(topic) | seen_in(topic, posted)) - seen_in(topic, found)
    }


def _fields(topic: str) -> set[str]:
    schema = CATALOGUE[topic].model_json_schema()
    return set(fields_of(schema, schema.get("$defs", {}), f"{topic}.data"))


def test_every_field_of_every_event_type_has_a_stored_sample() -> None:
    update, in_ci = (bool(os.environ.get(name)) for name in ("UPDATE_GOLDEN", "CI"))
    if update:
        assert not in_ci, "samples are written by hand and reviewed"
        for topic in missing():
            _write(topic)
    assert missing() == set()


def _write(topic: str) -> None:
    for state in (stored(it) for it in events() if it.topic == topic):
        if state not in samples().values():
            version = 1 + sum(_is(topic, name) for name in samples())
            with (SAMPLES / f"{topic}.v{version}.json").open("xb") as file:
                file.write(state)


def test_a_field_without_a_sample_would_be_missed() -> None:
    found = samples()
    whole = seen_in("activity.opened", found)
    state = orjson.loads(found["activity.opened.v1.json"])
    del state["data"]["trade_name"]
    shorter = seen_in("activity.opened", {"activity.opened.v1.json": orjson.dumps(state)})
    assert whole - shorter == {"activity.opened.data.trade_name"}


def newest() -> list[str]:
    """The last sample of each event type."""
    return sorted(
        max(
            (name for name in samples() if _is(topic, name)), key=lambda name: (len(name), name)
        )
        for topic in CATALOGUE
        if any(_is(topic, name) for name in samples())
    )


@pytest.mark.parametrize("name", samples())
def test_a_stored_event_loads_and_is_written_again_with_all_it_said(name: str) -> None:
    state = samples()[name]
    recorded = decode(7, state)
    assert _is(recorded.event.topic, name)
    assert said_again(orjson.loads(state), orjson.loads(again(recorded, state)))
    assert step(state) == Step(recorded.place.version, recorded.event)


def said_again(before: Any, after: Any) -> bool:
    """Whether nothing was lost or changed; fields that came later have their defaults."""
    if isinstance(before, dict) and isinstance(after, dict):
        return all(key in after and said_again(it, after[key]) for key, it in before.items())
    if isinstance(before, list) and isinstance(after, list):
        pairs = zip(before, after, strict=False)
        return len(before) == len(after) and all(said_again(it, new) for it, new in pairs)
    return bool(before == after)


def test_a_field_that_was_lost_or_changed_would_be_seen() -> None:
    before = {"lines": [{"net": "1.00"}]}
    assert said_again(before, {"lines": [{"net": "1.00", "regime": "taxed"}], "more": None})
    assert not said_again(before, {"lines": [{"net": "1.01"}]})
    assert not said_again(before, {"lines": []})
    assert not said_again(before, {})


@pytest.mark.parametrize("name", newest())
def test_the_newest_sample_of_a_type_is_written_again_as_the_same_bytes(name: str) -> None:
    state = samples()[name]
    assert again(decode(7, state), state) == state


@pytest.mark.parametrize("name", samples())
def test_its_bytes_are_canonical_json(name: str) -> None:
    state = samples()[name]
    assert rfc8785.dumps(orjson.loads(state)) == state


def test_other_bytes_of_the_same_content_are_not() -> None:
    state = samples()["activity.opened.v1.json"]
    assert rfc8785.dumps(orjson.loads(state)) != orjson.dumps(
        orjson.loads(state), option=orjson.OPT_INDENT_2
    )


def again(recorded: Recorded, state: bytes) -> bytes:
    noted = Noted(recorded.recorded_at, bytes.fromhex(orjson.loads(state)["nonce"]))
    posted = (recorded.event, recorded.entries)
    return encode(recorded.place, recorded.author, noted, recorded.accounting_date, posted)


def changed(name: str, **fields: Any) -> bytes:
    return orjson.dumps(orjson.loads(samples()[name]) | fields)


def test_an_unknown_type_of_event_stops_the_reader() -> None:
    with pytest.raises(UnknownTopicError):
        decode(7, changed("activity.opened.v1.json", topic="activity.sold"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 700},
        {"amount": 700.0},
        {"amount": "700.001"},
        {"amount": "-700.00"},
        {"occurred_on": "2026-02-30"},
        {"occurred_on": "2026-07-01T00:00:00"},
        {"note": "payé en retard"},
        {"customer": None},
    ],
    ids=str,
)
def test_an_event_that_is_not_one_is_refused(wrong: dict[str, object]) -> None:
    name = "activity.payment-received"
    data = orjson.loads(samples()[f"{name}.v1.json"])["data"]
    assert event_of(name, data).topic == name
    with pytest.raises(ValidationError):
        event_of(name, data | wrong)


def test_an_entry_that_does_not_balance_is_refused_on_reading() -> None:
    name = "activity.payment-received.v1.json"
    entries = orjson.loads(samples()[name])["entries"]
    entries[0]["postings"][0]["debit"] = "700.01"
    with pytest.raises(ValidationError, match="R1"):
        decode(7, changed(name, entries=entries))


def test_a_moment_is_written_in_utc_to_the_microsecond() -> None:
    summer = timezone(timedelta(hours=2))
    moments = [
        datetime(2026, 7, 1, 0, 30, tzinfo=summer),
        datetime(2026, 7, 1, 0, 30, 0, 5, tzinfo=UTC),
    ]
    assert [timestamp(moment) for moment in moments] == [
        "2026-06-30T22:30:00.000000Z",
        "2026-07-01T00:30:00.000005Z",
    ]


def test_an_entry_is_named_by_its_event_s_position_and_its_rank() -> None:
    recorded = decode(7, samples()["contract.payslip-booked.v1.json"])
    assert [recorded.entry_name(index) for index, _ in enumerate(recorded.entries)] == [
        "7.1",
        "7.2",
    ]
