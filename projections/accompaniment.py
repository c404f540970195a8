"""Accompaniment: the interviews and workshops each entrepreneur had (décret 2015-1363)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from domain.events.gatherings import WorkshopHeld
from domain.events.interviews import InterviewHeld
from domain.identifiers import ContractId, Reference
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

ACCOMPANIMENT = Table(
    "accompaniment",
    {
        "position": "bigint",
        "contract": 'text COLLATE "C"',
        "kind": "text",
        "reference": "text",
        "held_on": "date",
        "minutes": "integer",
    },
    key="contract, position",
    optional=("reference",),
)

_HELD = """
SELECT contract, kind, reference, held_on, minutes, position FROM {accompaniment}
WHERE position <= %(position)s AND held_on <= coalesce(%(as_of)s, 'infinity'::date)
ORDER BY contract, held_on, position
"""


class Accompaniment(NamedTuple):
    """A meeting an entrepreneur had with the cooperative, in minutes."""

    contract: ContractId
    kind: Literal["interview", "workshop"]
    reference: Reference | None
    held_on: date
    minutes: int
    position: int


def accompaniment(snapshot: Snapshot) -> tuple[Accompaniment, ...]:
    """Every interview, and every workshop once for each who attended, by contract and day."""
    return tuple(Accompaniment(*row) for row in snapshot.rows(_HELD))


def _project(recorded: Recorded) -> Iterator[Write]:
    event = recorded.event
    match event:
        case InterviewHeld():
            row = (recorded.place.name, "interview", None, event.occurred_on, event.minutes)
            yield Write(ACCOMPANIMENT, (recorded.position, *row))
        case WorkshopHeld():
            for contract in event.attendees:
                held = ("workshop", event.reference, event.occurred_on, event.minutes)
                yield Write(ACCOMPANIMENT, (recorded.position, contract, *held))
        case _:
            return


ACCOMPANIMENT_MODEL = ReadModel((ACCOMPANIMENT,), without_memory(_project))
"""A row for each who was met."""
