"""Problems: refusals, faults and bad requests as RFC 9457 says them; the core knows no HTTP.

No problem repeats what a client sent, but references whose form leaves no room for a name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import orjson
from eventsourcing.persistence import OperationalError
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from psycopg import OperationalError as ConnectionLost
from psycopg_pool import PoolTimeout
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from domain.log.append import LogBusy, LogUnavailable, OutcomeUnknown
from domain.refusal import Refusal

MEDIA_TYPE = "application/problem+json"

NOT_FOUND = frozenset(
    {
        "activity-not-opened",
        "corrected-entry-unknown",
        "entry-not-by-hand",
        "not-a-fiscal-year",
        "payslip-not-booked",
        "no-deposit-to-deduct",
        "no-year-closes-then",
        "unknown-account",
        "unknown-carry-forward",
        "unknown-claim",
        "unknown-contract",
        "unknown-cooperative",
        "unknown-entry",
        "unknown-expense-type",
        "unknown-fiscal-year",
        "unknown-interest",
        "unknown-invoice",
        "unknown-participation",
        "unknown-party",
        "unknown-payment",
        "unknown-payslip",
        "unknown-section",
        "unknown-subscription",
        "unknown-supplier-invoice",
        "vat-not-declared",
    }
)
"""What is named does not exist: 404."""

CONFLICT = frozenset(
    {
        "account-already-opened",
        "accounts-already-approved",
        "account-written-the-same",
        "activity-already-opened",
        "advance-already-paid",
        "advances-exceeded",
        "allowances-exceeded",
        "already-doubtful",
        "balances-already-opened",
        "already-surveyed",
        "cape-renewed-twice",
        "carry-forward-already-booked",
        "carry-forward-already-released",
        "carry-forward-exceeds-available",
        "carry-forward-outside-its-year",
        "cheque-already-banked",
        "cheque-not-banked",
        "claim-already-paid",
        "charged-before-its-end",
        "capital-at-its-floor",
        "contract-already-ended",
        "contract-overlaps",
        "contribution-already-charged",
        "cooperative-already-founded",
        "cooperative-not-founded",
        "correction-reference-taken",
        "dated-before-last-number",
        "deposit-already-deducted",
        "deposit-not-deducted",
        "deposit-not-paid",
        "dues-exceeded",
        "earlier-vat-undeclared",
        "earlier-year-open",
        "ends-before-its-facts",
        "entry-already-reversed",
        "expenses-already-claimed",
        "fiscal-year-not-next",
        "instalment-exceeds-unpaid",
        "interest-already-granted",
        "interest-already-paid",
        "interest-not-allocated",
        "internal-sale-already-made",
        "interview-already-recorded",
        "loss-already-borne",
        "member-already-admitted",
        "month-already-closed",
        "month-not-over",
        "months-close-in-order",
        "months-still-open",
        "name-absent",
        "native-entries-before-cut-over",
        "no-contract-in-force",
        "no-loss",
        "no-surplus",
        "no-work-share",
        "no-levies-due",
        "no-refund-due",
        "no-refund-waits",
        "not-admitted-yet",
        "no-loss-to-bear",
        "no-such-contract-in-force",
        "no-result-to-bring-up",
        "not-covered",
        "nothing-due",
        "nothing-kept",
        "nothing-to-charge",
        "nothing-left-to-pay",
        "nothing-to-carry-forward",
        "nothing-retained",
        "nothing-to-open",
        "opening-too-late",
        "openings-not-final",
        "outside-open-years",
        "part-already-paid",
        "participation-after-closing",
        "participation-already-constituted",
        "participation-already-transferred",
        "pay-already-transferred",
        "pay-exceeds-available",
        "payment-already-recorded",
        "payment-already-undone",
        "payment-exceeds-due",
        "payslip-already-booked",
        "provision-exceeded",
        "result-already-allocated",
        "results-not-brought-up",
        "refund-exceeds-due",
        "shares-exceeded",
        "refund-already-recorded",
        "refund-exceeds-owed",
        "retention-exceeded",
        "result-already-shared",
        "shares-more-than-available",
        "sharing-not-agreed",
        "results-already-brought-up",
        "source-changed",
        "subscription-already-recorded",
        "supplier-invoice-already-booked",
        "supplier-invoice-already-paid",
        "supplier-payment-already-recorded",
        "supplier-payment-exceeds-due",
        "suspense-not-clear",
        "surveyed-before-exit",
        "texts-absent",
        "too-much-contention",
        "unwritable-line",
        "vat-already-paid",
        "vat-periods-in-order",
        "wages-already-paid",
        "work-share-already-distributed",
        "year-not-closed",
        "works-already-accepted",
        "workshop-already-recorded",
        "years-close-in-order",
    }
)
"""The books stand otherwise than the command supposes: 409. Every other refusal is a 422."""

UNAVAILABLE = frozenset({"not-projected-yet", "readings-out-of-date"})
"""The readings are not there yet: 503, and again in a moment."""


class Flaw(BaseModel):
    """One thing wrong with a request, and where."""

    pointer: str
    code: str
    message: str


class Problem(BaseModel):
    """Why a request was not carried out (RFC 9457); `code` is stable, and says it by name."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    correlation_id: str
    errors: list[Flaw]


class Said(NamedTuple):
    """A problem before it is about a request."""

    status: int
    code: str
    title: str
    detail: str | None = None
    errors: tuple[Flaw, ...] = ()


FAULTS: dict[type[Exception], Said] = {
    LogBusy: Said(503, "log-busy", "The log is busy; send the request again with its key."),
    LogUnavailable: Said(
        503,
        "log-unavailable",
        "The log cannot be reached; send the request again with its key.",
    ),
    OutcomeUnknown: Said(
        503,
        "outcome-unknown",
        "Whether the command was recorded is not known: the same request sent again with the"
        " same Idempotency-Key tells, and is carried out once.",
    ),
    OperationalError: Said(503, "database-unavailable", "The database does not answer."),
    ConnectionLost: Said(503, "database-unavailable", "The database does not answer."),
    PoolTimeout: Said(503, "database-unavailable", "The database does not answer."),
}
"""What may go wrong below, and what a client does about it."""

INTERNAL = Said(500, "internal-error", "The server failed; its log says where.")
KEY_NEEDED = Said(
    400,
    "idempotency-key-required",
    "A command is sent with an Idempotency-Key of 1 to 255 visible ASCII characters.",
)
UNSUPPORTED = Said(
    415,
    "unsupported-media-type",
    "A command is sent as application/json, a file as application/octet-stream or text/plain.",
)
NO_SUCH_RESOURCE = Said(404, "no-such-resource", "Nothing is found under this address.")
FACTS_STAND = Said(
    405,
    "method-not-allowed",
    "What is recorded is neither changed nor removed: a new fact corrects it.",
)
TOO_LARGE = Said(
    413, "body-too-large", "A request is of one megabyte at most, a file of 64 megabytes."
)
UNREADABLE = Said(400, "unreadable-request", "The request cannot be read.")
INVALID = Said(422, "invalid-request", "The request is not of the form it must have.")

BODY_PROBLEMS = (UNREADABLE, TOO_LARGE, UNSUPPORTED, INVALID)
"""What may refuse whatever a request brings."""

COMMAND_PROBLEMS = (KEY_NEEDED, *BODY_PROBLEMS, *FAULTS.values())
"""What may refuse any command before it is decided, or fail after."""

READING_PROBLEMS = (INVALID, FAULTS[ConnectionLost])
"""What may refuse any reading, or fail it."""

_BY_STATUS = {
    said.status: said for said in (NO_SUCH_RESOURCE, FACTS_STAND, TOO_LARGE, UNSUPPORTED)
}
_PLAIN = re.compile(r"[a-z0-9_]{1,40}")
_RETRY_SECONDS = "1"


def code_of(refusal: type[Refusal]) -> str:
    """The stable name of a refusal: its class's, in kebab case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", refusal.__name__).lower()


def status_of(refusal: type[Refusal]) -> int:
    """The status of a refusal."""
    code = code_of(refusal)
    if code in NOT_FOUND:
        return 404
    if code in UNAVAILABLE:
        return 503
    return 409 if code in CONFLICT else 422


def title_of(refusal: type[Refusal]) -> str:
    """The sentence of a refusal, whatever it is about."""
    return " ".join((refusal.__doc__ or "").split())


def problem_responses(
    refusals: Iterable[type[Refusal]], others: Iterable[Said]
) -> dict[int | str, dict[str, Any]]:
    """The problems an operation may answer with, as OpenAPI lists them."""
    titles: dict[int, dict[str, str]] = {}
    for refusal in refusals:
        said = Said(status_of(refusal), code_of(refusal), title_of(refusal))
        titles.setdefault(said.status, {})[said.code] = said.title
    for said in others:
        titles.setdefault(said.status, {})[said.code] = said.title
    return {status: _response(named) for status, named in sorted(titles.items())}


def answered(
    said: Said,
    correlation_id: str,
    headers: Mapping[str, str] | None = None,
    further: Mapping[str, Any] | None = None,
) -> Response:
    """A problem as an answer, with further members of its own kind (RFC 9457, 3.2)."""
    retry = {"Retry-After": _RETRY_SECONDS} if said.status == 503 else {}
    problem = Problem(
        type=f"/problems/{said.code}",
        title=said.title,
        status=said.status,
        detail=said.detail or said.title,
        code=said.code,
        correlation_id=correlation_id,
        errors=list(said.errors),
    )
    body = orjson.dumps({**problem.model_dump(mode="json"), **(further or {})})
    return Response(body, said.status, {**retry, **(headers or {})}, MEDIA_TYPE)


def handle_problems(app: FastAPI) -> None:
    """Have the application say every problem in this one way."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _unroutable)
    for fault in FAULTS:
        app.add_exception_handler(fault, _failed)


def _response(titles: dict[str, str]) -> dict[str, Any]:
    listed = "\n".join(f"- `{code}`: {title}" for code, title in sorted(titles.items()))
    schema = {
        "allOf": [{"$ref": "#/components/schemas/Problem"}],
        "properties": {"code": {"enum": sorted(titles)}},
    }
    return {"description": listed, "content": {MEDIA_TYPE: {"schema": schema}}}


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    kind = type(error)
    said = Said(status_of(kind), code_of(kind), title_of(kind), error.reason)
    return _said(request, said)


def _failed(request: Request, error: Exception) -> Response:
    said = next(FAULTS[kind] for kind in type(error).__mro__ if kind in FAULTS)
    return _said(request, said)


def _unroutable(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = _BY_STATUS.get(error.status_code, UNREADABLE)
    return _said(request, said, error.headers)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    flaws = error.errors()
    if any(flaw["loc"][0] == "header" for flaw in flaws):
        return _said(request, KEY_NEEDED)
    if any(flaw["loc"][0] == "body" for flaw in flaws) and not _is_json(request):
        return _said(request, UNSUPPORTED)
    told = tuple(_flaw(flaw) for flaw in flaws if flaw["type"] != "is_instance_of")
    return _said(request, INVALID._replace(errors=told))


def _said(request: Request, said: Said, headers: Mapping[str, str] | None = None) -> Response:
    request.state.problem = said.code
    return answered(said, request.state.correlation_id, headers)


def _is_json(request: Request) -> bool:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return media_type == "application/json"


def _flaw(flaw: Mapping[str, Any]) -> Flaw:
    location = flaw["loc"]
    # A text for the vault is checked inside a union, whose arms are no field of anybody's.
    if flaw["type"] != "extra_forbidden":
        location = [part for part in location if not str(part).endswith("]")]
    return Flaw(pointer=_pointer(location), code=flaw["type"], message=flaw["msg"])


# A name sent where a field's stands is the client's text: it is not repeated.
def _pointer(location: Sequence[int | str]) -> str:
    return "".join(f"/{part if _PLAIN.fullmatch(str(part)) else '…'}" for part in location)
