"""Payroll journals handed in over HTTP: shown, or booked one payslip an event."""

import re
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.answers import REPLAYED
from api.composition import Network, UnknownCooperative
from api.doors import ACTOR, BASE, CooperativePath, Key
from api.file_imports import FILE_BODY, Received, import_problems, refused, unwatched
from api.reading_answers import Total
from api.refusals import refusals_of
from domain.entrepreneur_contract.payslips import BookPayslip
from domain.identifiers import Sha256
from domain.money import ZERO
from domain.payroll.payroll_import import (
    NoPayrollMapping,
    PayrollHasFaults,
    PayrollImport,
    PayrollTooLarge,
    Preview,
)
from domain.refusal import Refusal

PAYROLL_IMPORTS: Final = f"{BASE}/{{cooperative}}/imports/payroll"
LISTED_MAX: Final = 1000
_TAKES_PAYROLL = re.compile(PAYROLL_IMPORTS.replace("{cooperative}", "[^/]+"))
_REFUSALS: tuple[type[Refusal], ...] = (
    UnknownCooperative,
    NoPayrollMapping,
    PayrollTooLarge,
    PayrollHasFaults,
    *refusals_of(BookPayslip),
)


class PayrollQuery(BaseModel):
    """Whether to show only what an import would do."""

    model_config = ConfigDict(extra="forbid")

    preview: bool = Field(default=False, description="Show what it would do, record nothing.")


class FaultTold(BaseModel):
    """Why a line, or the whole file when there is none, cannot be booked."""

    line: int | None
    field: str
    reason: str


class FaultsTold(BaseModel):
    """What is wrong with a journal; a thousand faults are listed."""

    faults: int
    listed: list[FaultTold]


class PayrollAnswer(BaseModel):
    """What an import does, or did: payslips booked by it, and those booked before.

    `position` is what a reading may be asked to wait for, null when nothing was recorded.
    """

    source: Sha256
    payslips: int
    already_booked: int
    gross: Total
    net: Total
    cost: Total
    position: int | None


def takes_payroll(path: str) -> bool:
    """Whether what is sent to a path is a payroll journal."""
    return _TAKES_PAYROLL.fullmatch(path) is not None


def payroll_router() -> APIRouter:
    """Where payroll journals are sent."""
    router = APIRouter(tags=["contracts"])
    router.add_api_route(
        PAYROLL_IMPORTS,
        import_payroll,
        methods=["POST"],
        name="ImportPayroll",
        summary=import_payroll.__doc__,
        description="A line is known by its file's digest: it is booked once under any key.",
        response_class=Response,
        responses=_responses(),
        openapi_extra=FILE_BODY,
    )
    return router


def import_payroll(
    request: Request,
    cooperative: CooperativePath,
    key: Key,  # noqa: ARG001  # Demanded as of every command; what is kept is the file's digest.
    query: Annotated[PayrollQuery, Query()],
    file: Received,
) -> Response:
    """Book the payslips of a payroll journal: all of them, or its faults are told."""
    network: Network = request.app.state.network
    job = PayrollImport(network.cell(cooperative).books)
    preview = job.preview(file.read_bytes())
    if preview.faults:
        return refused(request, PayrollHasFaults, _told(preview))
    if query.preview:
        return _answered(preview, None, 200)
    receipts = job.record(preview, ACTOR, unwatched)
    if not receipts:
        return _answered(preview, None, 200)
    position = receipts[-1].recorded[-1].position
    request.state.position = position
    return _answered(preview, position, 201)


def _told(preview: Preview) -> FaultsTold:
    listed = [FaultTold(**it._asdict()) for it in preview.faults[:LISTED_MAX]]
    return FaultsTold(faults=len(preview.faults), listed=listed)


def _answered(preview: Preview, position: int | None, status: int) -> Response:
    new = preview.new
    answer = PayrollAnswer(
        source=preview.source,
        payslips=len(new),
        already_booked=len(preview.bookings) - len(new),
        gross=sum((it.command.gross for it in new), ZERO),
        net=sum((it.command.net for it in new), ZERO),
        cost=sum((it.cost for it in new), ZERO),
        position=position,
    )
    headers = {} if new else {REPLAYED: "true"}
    return Response(answer.model_dump_json(), status, headers, "application/json")


def _responses() -> dict[int | str, dict[str, Any]]:
    return {
        200: {"model": PayrollAnswer, "description": "Shown, or booked before."},
        201: {"model": PayrollAnswer, "description": "Recorded, one payslip an event."},
        **import_problems(_REFUSALS, FaultsTold),
    }
