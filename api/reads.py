"""The table of readings: each is a GET of its own, at the moment the caller asks for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api import (
    books_reads,
    feed,
    impact_reads,
    people_reads,
    share_reads,
    statement_reads,
    support_reads,
    surplus_reads,
    vat_reads,
)
from api.books_reads import UnknownEntry
from api.composition import UnknownCooperative
from api.doors import BASE
from api.problems import READING_PROBLEMS, problem_responses
from domain.circumstances import UnknownSection
from domain.cooperative.cooperative import CooperativeNotFounded
from domain.refusal import Refusal
from projections.impact.report import PeriodNeeded, PeriodReversed
from projections.moment import MomentInTheFuture, NotProjectedYet, ReadingsOutOfDate

_ALWAYS = (UnknownCooperative, MomentInTheFuture, NotProjectedYet, ReadingsOutOfDate)


class ReadingRoute(NamedTuple):
    """A line of the table: where it is read, what reads it, and what else may refuse it.

    `other` is what a route says of itself when it is not read as JSON.
    """

    path: str
    name: str
    endpoint: Callable[..., Any]
    refusals: tuple[type[Refusal], ...] = ()
    other: Mapping[str, Any] = MappingProxyType({})


READINGS = (
    ReadingRoute(
        "", "ReadCooperative", people_reads.read_cooperative, (CooperativeNotFounded,)
    ),
    ReadingRoute("/fiscal-years", "ReadFiscalYears", people_reads.read_fiscal_years),
    ReadingRoute("/closed-months", "ReadClosedMonths", people_reads.read_closed_months),
    ReadingRoute("/closed-years", "ReadClosedYears", people_reads.read_closed_years),
    ReadingRoute("/activities", "ReadActivities", people_reads.read_activities),
    ReadingRoute("/contracts", "ReadContracts", people_reads.read_contracts),
    ReadingRoute("/accompaniment", "ReadAccompaniment", support_reads.read_accompaniment),
    ReadingRoute("/deadlines", "ReadDeadlines", support_reads.read_deadlines),
    ReadingRoute("/parties", "ReadParties", people_reads.read_parties),
    ReadingRoute("/receivables", "ReadReceivables", people_reads.read_receivables),
    ReadingRoute(
        "/share-register",
        "ReadShareRegister",
        share_reads.read_share_register,
        (CooperativeNotFounded,),
    ),
    ReadingRoute("/journal-entries", "ReadJournal", books_reads.read_journal),
    ReadingRoute(
        "/journal-entries/{entry_id}", "ReadEntry", books_reads.read_entry, (UnknownEntry,)
    ),
    ReadingRoute("/accounts/{account}/ledger", "ReadLedger", books_reads.read_ledger),
    ReadingRoute(
        "/trial-balance", "ReadTrialBalance", books_reads.read_trial_balance, (UnknownSection,)
    ),
    ReadingRoute(
        "/activities/{activity}/statement",
        "ReadStatement",
        books_reads.read_statement,
        (UnknownSection,),
    ),
    ReadingRoute("/vat-returns", "ReadVatReturns", vat_reads.read_vat_returns),
    ReadingRoute("/vat-returns/{period}", "ReadVatReturn", vat_reads.read_vat_return),
    ReadingRoute("/balance-sheet", "ReadBalanceSheet", statement_reads.read_balance_sheet),
    ReadingRoute(
        "/income-statement", "ReadIncomeStatement", statement_reads.read_income_statement
    ),
    ReadingRoute(
        "/activities/{activity}/balance-sheet",
        "ReadActivityBalanceSheet",
        statement_reads.read_activity_balance_sheet,
        (UnknownSection,),
    ),
    ReadingRoute(
        "/activities/{activity}/income-statement",
        "ReadActivityIncomeStatement",
        statement_reads.read_activity_income_statement,
        (UnknownSection,),
    ),
    ReadingRoute(
        "/activities/{activity}/account-statement",
        "ReadAccountStatement",
        statement_reads.read_account_statement,
        (UnknownSection, CooperativeNotFounded),
    ),
    ReadingRoute(
        "/activities/{activity}/account-statement.html",
        "ReadAccountStatementPage",
        statement_reads.read_account_statement_page,
        (UnknownSection, CooperativeNotFounded),
        MappingProxyType({"response_class": HTMLResponse}),
    ),
    ReadingRoute(
        "/surplus-allocations", "ReadSurpluses", surplus_reads.read_surplus_allocations
    ),
    ReadingRoute(
        "/impact", "ReadImpact", impact_reads.read_impact, (PeriodNeeded, PeriodReversed)
    ),
    ReadingRoute("/events", "ReadEvents", feed.events),
)
"""Path → what reads it: what can be read over HTTP, whole."""


def reading_router() -> APIRouter:
    """A route for each line of the table."""
    router = APIRouter(prefix=f"{BASE}/{{cooperative}}", tags=["readings"])
    for path, name, endpoint, refusals, other in READINGS:
        router.add_api_route(
            path,
            endpoint,
            name=name,
            summary=" ".join((endpoint.__doc__ or "").split()),
            description="",
            responses=problem_responses([*_ALWAYS, *refusals], READING_PROBLEMS),
            **other,
        )
    return router
