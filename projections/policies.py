"""Policies: what the cooperative adopted, for itself or for one activity, and since when."""

from collections.abc import Iterator
from datetime import date
from typing import Final, TypeVar

from pydantic import BaseModel

from domain.events.adoption import PolicyAdopted
from domain.identifiers import ActivityCode
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

Kind = TypeVar("Kind", bound=BaseModel)

POLICIES = Table(
    "policies",
    {
        "position": "bigint",
        "kind": "text",
        "effective_from": "date",
        "activity": "text",
        "policy": "text",
    },
    key="position",
    optional=("activity",),
)

_IN_FORCE: Final = """
SELECT policy FROM {policies}
WHERE position <= %(position)s AND kind = %(kind)s AND effective_from <= %(day)s
  AND (activity IS NULL OR activity = %(activity)s)
ORDER BY activity IS NULL, effective_from DESC, position DESC LIMIT 1
"""


def policy_in_force(
    snapshot: Snapshot, kind: type[Kind], day: date, activity: ActivityCode | None = None
) -> Kind | None:
    """The policy of a kind in force on a day: the activity's own, else everyone's."""
    named = kind.model_fields["kind"].default
    rows = snapshot.rows(_IN_FORCE, kind=named, day=day, activity=activity)
    return next((kind.model_validate_json(policy) for (policy,) in rows), None)


def _project(recorded: Recorded) -> Iterator[Write]:
    if isinstance(recorded.event, PolicyAdopted):
        it = recorded.event
        row = (it.policy.kind, it.effective_from, it.activity, it.policy.model_dump_json())
        yield Write(POLICIES, (recorded.position, *row))


POLICIES_MODEL = ReadModel((POLICIES,), without_memory(_project))
"""A row for each adoption."""
