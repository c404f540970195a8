"""The cooperative's own card: whose books these are."""

from collections.abc import Iterator
from typing import NamedTuple

from domain.events.cooperative import CooperativeFounded, LegalForm
from domain.identifiers import Sha256, Siren
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

COOPERATIVES = Table(
    "cooperatives",
    {
        "position": "bigint",
        "name": "text",
        "siren": "text",
        "legal_form": "text",
        "demonstration": "boolean",
    },
    key="position",
)

_FOUNDED = """
SELECT name, siren, legal_form, demonstration, position FROM {cooperatives}
WHERE position <= %(position)s
"""


class CooperativeCard(NamedTuple):
    """Who keeps these books: the digest of its name, its SIREN, and whether it is made up."""

    name: Sha256
    siren: Siren
    legal_form: LegalForm
    demonstration: bool
    position: int


def cooperative(snapshot: Snapshot) -> CooperativeCard | None:
    """The cooperative, once it is founded."""
    return next((CooperativeCard(*row) for row in snapshot.rows(_FOUNDED)), None)


def _project(recorded: Recorded) -> Iterator[Write]:
    if isinstance(recorded.event, CooperativeFounded):
        it = recorded.event
        row = (recorded.position, it.name, it.siren, it.legal_form, it.demonstration)
        yield Write(COOPERATIVES, row)


COOPERATIVE_MODEL = ReadModel((COOPERATIVES,), without_memory(_project))
"""One row: a log is one cooperative's."""
