"""Contracts: who is an entrepreneur of the cooperative, by digest, from when until when."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from domain.events.contract_terms import CapeSigned, CesaSigned, ContractEnded
from domain.identifiers import ContractId, Sha256
from domain.recorded import Recorded
from projections.read_model import ReadModel, Row, Table, Write, without_memory
from projections.snapshot import Snapshot

CONTRACTS = Table(
    "contract_terms",
    {
        "position": "bigint",
        "contract": 'text COLLATE "C"',
        "kind": "text",
        "entrepreneur": "text",
        "starts_on": "date",
        "ends_on": "date",
    },
    key="contract, position",
    optional=(
        "entrepreneur",
        "starts_on",
        "ends_on",
    ),
)

_TERMS = """
SELECT contract, kind, entrepreneur, starts_on, ends_on, position FROM {contract_terms}
WHERE position <= %(position)s ORDER BY contract, position
"""

Kind = Literal["cape", "cesa", "ended"]


class ContractTerm(NamedTuple):
    """A CAPE or its renewal, a CESA, or an end: one step in the life of a contract."""

    contract: ContractId
    kind: Kind
    entrepreneur: Sha256 | None
    starts_on: date | None
    ends_on: date | None
    position: int


def contract_terms(snapshot: Snapshot) -> tuple[ContractTerm, ...]:
    """Everything signed and ended, contract by contract, in the order of the log."""
    return tuple(ContractTerm(*row) for row in snapshot.rows(_TERMS))


def _project(recorded: Recorded) -> Iterator[Write]:
    if terms := _terms(recorded):
        contract = recorded.place.stream.partition("/")[2]
        yield Write(CONTRACTS, (recorded.position, contract, *terms))


def _terms(recorded: Recorded) -> Row | None:
    match recorded.event:
        case CapeSigned() as cape:
            return "cape", cape.entrepreneur, cape.starts_on, cape.ends_on
        case CesaSigned() as cesa:
            return "cesa", cesa.entrepreneur, cesa.starts_on, None
        case ContractEnded() as end:
            return "ended", None, None, end.last_day
        case _:
            return None


CONTRACTS_MODEL = ReadModel((CONTRACTS,), without_memory(_project))
"""A row for each signature, and for each end."""
