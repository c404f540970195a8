"""Activities: what is run in the cooperative, and under which contracts."""

from collections.abc import Iterator
from typing import NamedTuple

from domain.events.activity import ActivityOpened
from domain.identifiers import ActivityCode, ContractId, Sha256
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

ACTIVITIES = Table(
    "activities",
    {
        "position": "bigint",
        "activity": 'text COLLATE "C"',
        "trade_name": "text",
        "contracts": "text[]",
    },
    key="activity",
)

_OPENED = """
SELECT activity, trade_name, contracts, position FROM {activities}
WHERE position <= %(position)s ORDER BY activity
"""


class OpenActivity(NamedTuple):
    """An activity: the digest of its trade name, and the contracts of those who run it."""

    activity: ActivityCode
    trade_name: Sha256
    contracts: tuple[ContractId, ...]
    position: int


def activities(snapshot: Snapshot) -> tuple[OpenActivity, ...]:
    """Every activity by its code."""
    return tuple(
        OpenActivity(code, name, tuple(contracts), position)
        for code, name, contracts, position in snapshot.rows(_OPENED)
    )


def _project(recorded: Recorded) -> Iterator[Write]:
    if isinstance(recorded.event, ActivityOpened):
        opened = recorded.event
        row = (opened.activity, opened.trade_name, list(opened.contracts))
        yield Write(ACTIVITIES, (recorded.position, *row))


ACTIVITIES_MODEL = ReadModel((ACTIVITIES,), without_memory(_project))
"""A row for each activity."""
