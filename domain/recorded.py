"""Recorded: an event in the log, with its place, its author and the entries it posted.

The bytes are canonical JSON (RFC 8785, restricted: no floats, amounts as strings), written
once, hashed as they are stored and never written again. The position is not in them: the tree
pins it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import orjson

from domain.events.catalogue import CATALOGUE
from domain.events.event import Event
from domain.identifiers import EntryId
from domain.journal import JournalEntry

FORMAT = "grandlivre/1"
_OPTIONS = orjson.OPT_SORT_KEYS


class UnknownTopicError(Exception):
    """The log holds an event this version does not know: it stops rather than skip it."""


class Place(NamedTuple):
    """Where an event stands: its stream, as people read it, and its rank there."""

    stream: str
    version: int

    @property
    def name(self) -> str:
        """What the stream is of: a contract or an activity; nothing for the cooperative."""
        return self.stream.partition("/")[2]


class Author(NamedTuple):
    """Who caused an event, and what it belongs to."""

    actor: str
    correlation_id: str
    causation_id: str | None = None
    key: str | None = None


class Noted(NamedTuple):
    """What only the log gives an event: when it was recorded, and its secret of 128 bits."""

    recorded_at: datetime
    nonce: bytes


class Step(NamedTuple):
    """An event as its own stream sees it."""

    version: int
    event: Event


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event read back from the log."""

    position: int
    place: Place
    author: Author
    recorded_at: datetime
    accounting_date: date | None
    event: Event
    entries: tuple[JournalEntry, ...]

    def entry_name(self, index: int) -> EntryId:
        """The permanent name of one of its entries."""
        return f"{self.position}.{index + 1}"


def encode(
    place: Place,
    author: Author,
    noted: Noted,
    accounting_date: date | None,
    posted: tuple[Event, tuple[JournalEntry, ...]],
) -> bytes:
    """The bytes of an event, as they are stored and hashed for ever."""
    event, entries = posted
    fields = {
        "format": FORMAT,
        "stream": place.stream,
        "version": place.version,
        "topic": event.topic,
        "actor": author.actor,
        "correlation_id": author.correlation_id,
        "causation_id": author.causation_id,
        "key": author.key,
        "recorded_at": timestamp(noted.recorded_at),
        "nonce": noted.nonce.hex(),
        "accounting_date": accounting_date.isoformat() if accounting_date else None,
        "data": event.model_dump(mode="json", exclude_none=True),
        "entries": [entry.model_dump(mode="json", exclude_none=True) for entry in entries],
    }
    return orjson.dumps({k: v for k, v in fields.items() if v is not None}, option=_OPTIONS)


def decode(position: int, state: bytes) -> Recorded:
    """The event those bytes hold, validated; `UnknownTopicError` when its type is unknown."""
    fields = orjson.loads(state)
    return Recorded(
        position=position,
        place=Place(fields["stream"], fields["version"]),
        author=_author(fields),
        recorded_at=datetime.fromisoformat(fields["recorded_at"]),
        accounting_date=_date(fields.get("accounting_date")),
        event=event_of(fields["topic"], fields["data"]),
        entries=tuple(JournalEntry.model_validate(entry) for entry in fields["entries"]),
    )


def step(state: bytes) -> Step:
    """An event and its rank in its stream: all that its aggregate needs of it."""
    fields = orjson.loads(state)
    return Step(fields["version"], event_of(fields["topic"], fields["data"]))


def event_of(topic: str, data: Mapping[str, Any]) -> Event:
    """The event of a topic from its recorded fields."""
    kind = CATALOGUE.get(topic)
    if kind is None:
        raise UnknownTopicError(topic)
    return kind.model_validate(data)


def timestamp(moment: datetime) -> str:
    """A moment in UTC, to the microsecond, as the log writes it (RFC 3339)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _author(fields: Mapping[str, Any]) -> Author:
    return Author(
        fields["actor"],
        fields["correlation_id"],
        fields.get("causation_id"),
        fields.get("key"),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
