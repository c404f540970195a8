"""Reading the annual accounts, and the statement of account each entrepreneur is owed."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.responses import HTMLResponse

from api.books_reads import demand_section
from api.doors import ActivityPath, CooperativePath
from api.moment import Moment, Reading, read_at, told
from api.reading_queries import StatementQuery
from api.statement_answers import (
    AccountStatementRead,
    BalanceSheetRead,
    IncomeStatementRead,
)
from api.statement_page import SECURITY, page
from api.veil import Veil
from domain.cooperative.cooperative import CooperativeNotFounded
from domain.identifiers import ActivityCode, Sha256
from projections.account_statement import account_statement
from projections.activities import OpenActivity, activities
from projections.balance_sheet import balance_sheet
from projections.contracts import contract_terms
from projections.cooperative import cooperative as cooperative_card
from projections.income_statement import income_statement
from projections.snapshot import Snapshot


def read_balance_sheet(
    request: Request, cooperative: CooperativePath, query: Annotated[Moment, Query()]
) -> Reading[BalanceSheetRead]:
    """The balance sheet of the company, under the headings of the law."""
    with read_at(request, cooperative, query) as snapshot:
        return told(query, snapshot, BalanceSheetRead.model_validate(balance_sheet(snapshot)))


def read_income_statement(
    request: Request, cooperative: CooperativePath, query: Annotated[Moment, Query()]
) -> Reading[IncomeStatementRead]:
    """The income statement of the company since the first day of the fiscal year."""
    with read_at(request, cooperative, query) as snapshot:
        row = income_statement(snapshot)
        return told(query, snapshot, IncomeStatementRead.model_validate(row))


def read_activity_balance_sheet(
    request: Request,
    cooperative: CooperativePath,
    activity: ActivityPath,
    query: Annotated[Moment, Query()],
) -> Reading[BalanceSheetRead]:
    """An activity's balance sheet (C. trav. R7331-1 and following)."""
    with read_at(request, cooperative, query) as snapshot:
        demand_section(snapshot, activity)
        row = balance_sheet(snapshot, activity)
        return told(query, snapshot, BalanceSheetRead.model_validate(row))


def read_activity_income_statement(
    request: Request,
    cooperative: CooperativePath,
    activity: ActivityPath,
    query: Annotated[Moment, Query()],
) -> Reading[IncomeStatementRead]:
    """An activity's income statement, with what it paid and was paid inside the company."""
    with read_at(request, cooperative, query) as snapshot:
        demand_section(snapshot, activity)
        row = income_statement(snapshot, activity)
        return told(query, snapshot, IncomeStatementRead.model_validate(row))


def read_account_statement(
    request: Request,
    cooperative: CooperativePath,
    activity: ActivityPath,
    query: Annotated[StatementQuery, Query()],
) -> Reading[AccountStatementRead]:
    """An activity's statement of account: each product, charge, payment and debt."""
    with read_at(request, cooperative, query) as snapshot:
        return told(query, snapshot, _account_statement(snapshot, activity, query))


def read_account_statement_page(
    request: Request,
    cooperative: CooperativePath,
    activity: ActivityPath,
    query: Annotated[StatementQuery, Query()],
) -> Response:
    """The same statement as a page in French, to be printed or handed over."""
    with read_at(request, cooperative, query) as snapshot:
        read = _account_statement(snapshot, activity, query)
        return HTMLResponse(page(read, query.as_of, snapshot.position), headers=SECURITY)


def _account_statement(
    snapshot: Snapshot, activity: ActivityCode, query: StatementQuery
) -> AccountStatementRead:
    demand_section(snapshot, activity)
    card = cooperative_card(snapshot)
    if card is None:
        raise CooperativeNotFounded
    opened = next(it for it in activities(snapshot) if it.activity == activity)
    people = tuple(_entrepreneurs(snapshot, opened))
    veil = Veil(snapshot, (card.name, opened.trade_name, *people), lifted=query.values)
    row = account_statement(snapshot, activity, since=query.since)
    named = {
        "cooperative": veil.over(card.name),
        "trade_name": veil.over(opened.trade_name),
        "entrepreneurs": [veil.over(it) for it in people],
        "available": row.available,
    }
    return AccountStatementRead.model_validate(row._asdict() | named)


def _entrepreneurs(snapshot: Snapshot, opened: OpenActivity) -> Iterator[Sha256]:
    """Whose activity it is: the name each of its contracts was last signed under."""
    signed = {
        it.contract: it.entrepreneur for it in contract_terms(snapshot) if it.entrepreneur
    }
    return (signed[it] for it in opened.contracts if it in signed)
