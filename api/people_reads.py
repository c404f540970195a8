"""Reading who and what: the cooperative, activities, contracts, parties, months, invoices."""

from typing import Annotated

from fastapi import Query, Request

from api.doors import CooperativePath
from api.moment import Moment, Reading, read_at, told
from api.reading_answers import (
    ActivityRead,
    ClosedMonthRead,
    ContractTermRead,
    CooperativeRead,
    FiscalYearRead,
    PartyRead,
    ReceivableRead,
)
from api.reading_queries import ReceivableQuery, Unveiled
from api.veil import Veil
from domain.cooperative.cooperative import CooperativeNotFounded
from projections.activities import activities
from projections.contracts import ContractTerm, contract_clauses, contract_terms
from projections.cooperative import cooperative as cooperative_card
from projections.journal import fiscal_years
from projections.months_closed import months_closed
from projections.parties import Party, parties
from projections.receivables import receivables


def read_cooperative(
    request: Request, cooperative: CooperativePath, query: Annotated[Unveiled, Query()]
) -> Reading[CooperativeRead]:
    """Whose books these are, and whether they are a demonstration."""
    with read_at(request, cooperative, query) as snapshot:
        card = cooperative_card(snapshot)
        if card is None:
            raise CooperativeNotFounded
        veil = Veil(snapshot, [card.name], lifted=query.values)
        read = CooperativeRead(**card._asdict() | {"name": veil.over(card.name)})
        return told(query, snapshot, read)


def read_activities(
    request: Request, cooperative: CooperativePath, query: Annotated[Unveiled, Query()]
) -> Reading[list[ActivityRead]]:
    """Every activity by its code."""
    with read_at(request, cooperative, query) as snapshot:
        rows = activities(snapshot)
        veil = Veil(snapshot, (row.trade_name for row in rows), lifted=query.values)
        read = [
            ActivityRead(**row._asdict() | {"trade_name": veil.over(row.trade_name)})
            for row in rows
        ]
        return told(query, snapshot, read)


def read_contracts(
    request: Request, cooperative: CooperativePath, query: Annotated[Unveiled, Query()]
) -> Reading[list[ContractTermRead]]:
    """Everything signed, amended and ended, contract by contract, with what it says."""
    with read_at(request, cooperative, query) as snapshot:
        rows, clauses = contract_terms(snapshot), contract_clauses(snapshot)
        texts = (said for it in clauses.values() for said in it.values() if _is_digest(said))
        names = (row.entrepreneur for row in rows)
        veil = Veil(snapshot, (*names, *texts), lifted=query.values)
        read = [_contract_term(row, clauses.get(row.position, {}), veil) for row in rows]
        return told(query, snapshot, read)


def read_parties(
    request: Request, cooperative: CooperativePath, query: Annotated[Unveiled, Query()]
) -> Reading[list[PartyRead]]:
    """Customers and suppliers by subsidiary account, as known at that moment."""
    with read_at(request, cooperative, query) as snapshot:
        rows = parties(snapshot)
        digests = (it for row in rows for it in (row.name, row.siren, row.address, row.iban))
        veil = Veil(snapshot, digests, lifted=query.values)
        return told(query, snapshot, [_party(row, veil) for row in rows])


def read_fiscal_years(
    request: Request, cooperative: CooperativePath, query: Annotated[Moment, Query()]
) -> Reading[list[FiscalYearRead]]:
    """The fiscal years opened so far."""
    with read_at(request, cooperative, query) as snapshot:
        rows = fiscal_years(snapshot)
        return told(query, snapshot, [FiscalYearRead.model_validate(row) for row in rows])


def read_closed_months(
    request: Request, cooperative: CooperativePath, query: Annotated[Moment, Query()]
) -> Reading[list[ClosedMonthRead]]:
    """The months closed so far, with their totals and their digests."""
    with read_at(request, cooperative, query) as snapshot:
        rows = months_closed(snapshot)
        return told(query, snapshot, [ClosedMonthRead.model_validate(row) for row in rows])


def read_receivables(
    request: Request, cooperative: CooperativePath, query: Annotated[ReceivableQuery, Query()]
) -> Reading[list[ReceivableRead]]:
    """Invoices in the order of issue, and what is still due on each."""
    with read_at(request, cooperative, query) as snapshot:
        rows = receivables(snapshot, activity=query.activity)
        return told(query, snapshot, [ReceivableRead.model_validate(row) for row in rows])


def _contract_term(row: ContractTerm, clauses: dict[str, str], veil: Veil) -> ContractTermRead:
    contents = {
        clause: veil.over(said) if _is_digest(said) else said
        for clause, said in clauses.items()
    }
    entrepreneur = veil.over(row.entrepreneur)
    return ContractTermRead(
        **row._asdict() | {"entrepreneur": entrepreneur, "contents": contents}
    )


def _is_digest(said: str) -> bool:
    return len(said) == 64


def _party(row: Party, veil: Veil) -> PartyRead:
    return PartyRead(
        party=row.party,
        kind=row.kind,
        name=veil.over(row.name),
        siren=veil.over(row.siren),
        address=veil.over(row.address),
        iban=veil.over(row.iban),
        position=row.position,
    )
