"""Parties: the customers and suppliers, and what was known of each when, by digests only."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from domain.events.parties import CustomerRegistered, PartyDetailsChanged, SupplierRegistered
from domain.identifiers import Auxiliary, Sha256
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

PARTIES = Table(
    "parties",
    {
        "position": "bigint",
        "party": 'text COLLATE "C"',
        "name": "text",
        "siren": "text",
        "address": "text",
        "iban": "text",
    },
    key="party, position",
    optional=(
        "siren",
        "address",
        "iban",
    ),
)

_LATEST = """
SELECT DISTINCT ON (party) party, name, siren, address, iban, position FROM {parties}
WHERE position <= %(position)s ORDER BY party, position DESC
"""


class Party(NamedTuple):
    """A customer or a supplier as known: digests that the vault may answer."""

    party: Auxiliary
    name: Sha256
    siren: Sha256 | None
    address: Sha256 | None
    iban: Sha256 | None
    position: int

    @property
    def kind(self) -> Literal["customer", "supplier"]:
        """What it is to the cooperative."""
        return "customer" if self.party.startswith("C") else "supplier"


def parties(snapshot: Snapshot) -> tuple[Party, ...]:
    """Every party, by its subsidiary account, with what was known of it last."""
    return tuple(Party(*row) for row in snapshot.rows(_LATEST))


def _project(recorded: Recorded) -> Iterator[Write]:
    event = recorded.event
    match event:
        case CustomerRegistered() | SupplierRegistered() | PartyDetailsChanged():
            known = event.details
            row = (event.party, known.name, known.siren, known.address, known.iban)
            yield Write(PARTIES, (recorded.position, *row))
        case _:
            return


PARTIES_MODEL = ReadModel((PARTIES,), without_memory(_project))
"""A row for each registration, and for each change."""
