"""Reading what meetings made of each year's result."""

from datetime import date
from typing import Annotated

from fastapi import Query, Request

from api.doors import CooperativePath
from api.moment import Moment, Reading, read_at, told
from api.reading_answers import Told, Total
from domain.identifiers import ContractId
from projections.surpluses import allocated_results


class PartRead(Told):
    """What an employee has of a work share in euros; null until it is paid."""

    contract: ContractId
    amount: Total
    paid_on: date | None


class AllocatedResultRead(Told):
    """A year's result and what became of it, in euros; a loss carried forward is below zero.

    The surplus holds the participation reserve; `taxable` is what the employees' part and the
    provision for investment leave of it (CGI art. 214-1-2° and 237 bis A).
    """

    year_ended: date
    decided_on: date
    result: Total
    former_losses: Total
    excluded_gains: Total
    surplus: Total
    participation: Total
    legal_reserve: Total
    development_fund: Total
    work_share: Total
    interest: Total
    investment_provision: Total
    taxable: Total
    position: int
    parts: list[PartRead]


def read_surplus_allocations(
    request: Request, cooperative: CooperativePath, query: Annotated[Moment, Query()]
) -> Reading[list[AllocatedResultRead]]:
    """What meetings made of each year's result, and who has had their part of it."""
    with read_at(request, cooperative, query) as snapshot:
        rows = allocated_results(snapshot)
        return told(query, snapshot, [AllocatedResultRead.model_validate(row) for row in rows])
