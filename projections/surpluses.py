"""Surpluses: what meetings made of each year's result, and who has had their part."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from domain.events.surplus import (
    LossCarriedForward,
    SurplusAllocated,
    WorkShareDistributed,
    WorkSharePaid,
)
from domain.identifiers import ContractId
from domain.money import ZERO
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

_EUROS: Final = "numeric(15,2)"
RESULTS = Table(
    "allocated_results",
    {
        "position": "bigint",
        "occurred_on": "date",
        "year_ended": "date",
        "result": _EUROS,
        "former_losses": _EUROS,
        "excluded_gains": _EUROS,
        "surplus": _EUROS,
        "participation": _EUROS,
        "legal_reserve": _EUROS,
        "development_fund": _EUROS,
        "work_share": _EUROS,
        "interest": _EUROS,
        "investment_provision": _EUROS,
        "taxable": _EUROS,
    },
    key="position",
)
PARTS = Table(
    "work_share_parts",
    {
        "position": "bigint",
        "rank": "integer",
        "occurred_on": "date",
        "year_ended": "date",
        "contract": 'text COLLATE "C"',
        "paid": "boolean",
        "amount": _EUROS,
    },
    key="position, rank",
)

_RESULTS: Final = """
SELECT year_ended, occurred_on, result, former_losses, excluded_gains, surplus, participation,
    legal_reserve, development_fund, work_share, interest, investment_provision, taxable,
    position
FROM {allocated_results}
WHERE position <= %(position)s AND occurred_on <= coalesce(%(as_of)s, 'infinity'::date)
ORDER BY year_ended
"""
_PARTS: Final = """
SELECT year_ended, contract, max(amount), max(occurred_on) FILTER (WHERE paid)
FROM {work_share_parts}
WHERE position <= %(position)s AND occurred_on <= coalesce(%(as_of)s, 'infinity'::date)
GROUP BY year_ended, contract
ORDER BY year_ended, min(rank) FILTER (WHERE NOT paid)
"""


class Part(NamedTuple):
    """What an employee has of a work share, and when it was paid."""

    contract: ContractId
    amount: Decimal
    paid_on: date | None


class AllocatedResult(NamedTuple):
    """A year's result and what became of it, in euros; a loss carried forward is below zero."""

    year_ended: date
    decided_on: date
    result: Decimal
    former_losses: Decimal
    excluded_gains: Decimal
    surplus: Decimal
    participation: Decimal
    legal_reserve: Decimal
    development_fund: Decimal
    work_share: Decimal
    interest: Decimal
    investment_provision: Decimal
    taxable: Decimal
    position: int
    parts: tuple[Part, ...]


def allocated_results(snapshot: Snapshot) -> tuple[AllocatedResult, ...]:
    """The years a meeting decided on, in their order."""
    parts: dict[date, list[Part]] = {}
    for year_ended, *part in snapshot.rows(_PARTS):
        parts.setdefault(year_ended, []).append(Part(*part))
    return tuple(
        AllocatedResult._make((*row, tuple(parts.get(row[0], ()))))
        for row in snapshot.rows(_RESULTS)
    )


def _project(recorded: Recorded) -> Iterator[Write]:
    event = recorded.event
    match event:
        case SurplusAllocated():
            yield Write(RESULTS, (recorded.position, *_allocated(event)))
        case LossCarriedForward():
            nothing = (ZERO,) * 10
            lost = event.profit - event.loss
            dates = (event.occurred_on, event.year_ended)
            yield Write(RESULTS, (recorded.position, *dates, lost, *nothing))
        case WorkShareDistributed():
            for rank, share in enumerate(event.shares, 1):
                at = (recorded.position, rank, event.occurred_on, event.year_ended)
                yield Write(PARTS, (*at, share.contract, False, share.amount))
        case WorkSharePaid():
            at = (recorded.position, 1, event.occurred_on, event.year_ended)
            yield Write(PARTS, (*at, event.contract, True, event.amount))
        case _:
            return


def _allocated(event: SurplusAllocated) -> tuple[date | Decimal, ...]:
    allocation = event.allocation
    return (
        event.occurred_on,
        event.year_ended,
        event.profit - event.loss,
        event.former_losses,
        event.excluded_gains,
        event.surplus,
        event.participation,
        allocation.legal_reserve,
        allocation.development_fund,
        allocation.work_share,
        allocation.interest,
        event.investment_provision,
        event.taxable,
    )


SURPLUSES_MODEL = ReadModel((RESULTS, PARTS), without_memory(_project))
"""A row for each decision of a meeting; one for each part of a work share, and its payment."""
