"""Contracts: who is an entrepreneur of the cooperative, by digest, from when until when."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from domain.events.contract_contents import CapeClauses, CesaClauses
from domain.events.contract_terms import (
    CapeAmended,
    CapeSigned,
    CesaAmended,
    CesaSigned,
    ContractEnded,
    ExitReason,
    Stretch,
)
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
        "signed_on": "date",
        "starts_on": "date",
        "ends_on": "date",
        "trial_until": "date",
        "reason": "text",
    },
    key="contract, position",
    optional=(
        "entrepreneur",
        "starts_on",
        "ends_on",
        "trial_until",
        "reason",
    ),
)
CLAUSES = Table(
    "contract_clauses",
    {
        "position": "bigint",
        "contract": 'text COLLATE "C"',
        "clause": 'text COLLATE "C"',
        "said": "text",
    },
    key="contract, position, clause",
)
EARLIER_CONTRACTS = Table(
    "earlier_contracts",
    {
        "position": "bigint",
        "contract": 'text COLLATE "C"',
        "rank": "integer",
        "first_day": "date",
        "last_day": "date",
    },
    key="contract, position, rank",
)

_TERMS = """
SELECT contract, kind, entrepreneur, signed_on, starts_on, ends_on, trial_until, reason,
    position
FROM {contract_terms} WHERE position <= %(position)s ORDER BY contract, position
"""
_CLAUSES = """
SELECT position, clause, said FROM {contract_clauses}
WHERE position <= %(position)s ORDER BY position, clause
"""
_EARLIER = """
SELECT position, first_day, last_day FROM {earlier_contracts}
WHERE position <= %(position)s ORDER BY position, rank
"""

Kind = Literal["cape", "cesa", "amended", "ended"]


class ContractTerm(NamedTuple):
    """A CAPE or its renewal, a CESA, an amendment or an end: one step in a contract's life.

    An amendment starts on its day of effect; an end ends on the contract's last day.
    """

    contract: ContractId
    kind: Kind
    entrepreneur: Sha256 | None
    signed_on: date
    starts_on: date | None
    ends_on: date | None
    trial_until: date | None
    reason: ExitReason | None
    position: int


def contract_terms(snapshot: Snapshot) -> tuple[ContractTerm, ...]:
    """Everything signed, amended and ended, contract by contract, in the order of the log."""
    return tuple(ContractTerm(*row) for row in snapshot.rows(_TERMS))


def contract_clauses(snapshot: Snapshot) -> dict[int, dict[str, str]]:
    """What contracts say, by the position of the signature or the amendment that said it.

    A text by its digest, a reference as it is, the fixed part in euros a month.
    """
    found: dict[int, dict[str, str]] = {}
    for position, clause, said in snapshot.rows(_CLAUSES):
        found.setdefault(position, {})[clause] = said
    return found


def earlier_contracts(snapshot: Snapshot) -> dict[int, tuple[Stretch, ...]]:
    """Contracts of before these books, by the position of the CESA that told of them."""
    found: dict[int, tuple[Stretch, ...]] = {}
    for position, first, last in snapshot.rows(_EARLIER):
        stretch = Stretch(first=first, last=last)
        found[position] = (*found.get(position, ()), stretch)
    return found


def _project(recorded: Recorded) -> Iterator[Write]:
    terms = _terms(recorded)
    if terms is None:
        return
    contract = recorded.place.name
    yield Write(CONTRACTS, (recorded.position, contract, *terms))
    event = recorded.event
    if contents := getattr(event, "contents", None):
        for clause, said in _said(contents):
            yield Write(CLAUSES, (recorded.position, contract, clause, said))
    if isinstance(event, CesaSigned):
        for rank, it in enumerate(event.earlier):
            row = (recorded.position, contract, rank, it.first, it.last)
            yield Write(EARLIER_CONTRACTS, row)


def _terms(recorded: Recorded) -> Row | None:
    signed_on = recorded.event.occurred_on
    match recorded.event:
        case CapeSigned() as it:
            return "cape", it.entrepreneur, signed_on, it.starts_on, it.ends_on, None, None
        case CesaSigned() as it:
            return "cesa", it.entrepreneur, signed_on, it.starts_on, None, it.trial_until, None
        case CapeAmended() as it:
            return "amended", None, signed_on, it.effective_from, None, None, None
        case CesaAmended() as it:
            trial = it.trial_until
            return "amended", None, signed_on, it.effective_from, None, trial, None
        case ContractEnded() as it:
            return "ended", None, signed_on, None, it.last_day, None, it.reason
        case _:
            return None


def _said(contents: CapeClauses | CesaClauses) -> Iterator[tuple[str, str]]:
    for clause, said in contents:
        if said is not None:
            yield clause, str(said)


CONTRACTS_MODEL = ReadModel((CONTRACTS, CLAUSES, EARLIER_CONTRACTS), without_memory(_project))
"""A row for each signature, each amendment and each end, and for each clause they say."""
