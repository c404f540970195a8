"""Moments: as of which date, as known when, and after which position a reading is asked."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from api.composition import Network
from domain.identifiers import Day
from projections.moment import At
from projections.snapshot import Snapshot

WAIT_SECONDS = 2.0
_POSITION = re.compile(r"[0-9]{1,18}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})")

Data = TypeVar("Data")


def _known_at(value: Any) -> Any:
    if isinstance(value, str) and _POSITION.fullmatch(value):
        return int(value)
    if isinstance(value, str) and _TIME.fullmatch(value):
        return datetime.fromisoformat(value)
    msg = "a moment is a position of the log, or a time such as 2026-03-31T22:00:00Z"
    raise ValueError(msg)


KnownAt = Annotated[
    int | datetime,
    BeforeValidator(_known_at),
    WithJsonSchema({"type": "string", "examples": ["2026-03-31T22:00:00Z", "1204"]}),
]
"""A time (RFC 3339) or a position of the log."""

Position = Annotated[int, Field(ge=0, lt=10**18)]
"""A position of the log."""


class Moment(BaseModel):
    """What every reading may be asked; nothing said means everything, as known now."""

    model_config = ConfigDict(extra="forbid")

    as_of: Day | None = Field(default=None, description="Entries dated until this day.")
    known_at: KnownAt | None = Field(
        default=None, description="As known at a time, or at a position of the log."
    )
    min_position: Position | None = Field(
        default=None, description="Wait, two seconds at most, until this is in the readings."
    )

    @property
    def at(self) -> At:
        """The moment as the readings take it."""
        return At(self.as_of, self.known_at)


class Reading(BaseModel, Generic[Data]):
    """What was read, and at which moment: `position` is the last event it knows."""

    as_of: date | None
    known_at: datetime | int | None
    position: int
    data: Data


class Page(Reading[list[Data]], Generic[Data]):
    """A part of a long reading; `next_cursor` asks for the next, null after the last."""

    next_cursor: str | None


@contextmanager
def read_at(request: Request, cooperative: str, moment: Moment) -> Iterator[Snapshot]:
    """A cooperative's readings at a moment, once they are as far as is asked."""
    network: Network = request.app.state.network
    readings = network.cell(cooperative).readings
    if moment.min_position is not None:
        readings.wait_for(moment.min_position, WAIT_SECONDS)
    with readings.at(moment.at) as snapshot:
        request.state.position = snapshot.position
        yield snapshot


def told(moment: Moment, snapshot: Snapshot, data: Data) -> Reading[Data]:
    """What was read, with its moment."""
    return Reading(
        as_of=moment.as_of, known_at=moment.known_at, position=snapshot.position, data=data
    )


def told_in_part(
    moment: Moment, snapshot: Snapshot, data: list[Data], next_cursor: str | None
) -> Page[Data]:
    """A page of what was read, with its moment."""
    return Page(
        as_of=moment.as_of,
        known_at=moment.known_at,
        position=snapshot.position,
        data=data,
        next_cursor=next_cursor,
    )
