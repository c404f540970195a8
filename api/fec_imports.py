"""FECs handed in over HTTP: checked, or taken over into a cooperative's books."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.answers import REPLAYED
from api.composition import Network, UnknownCooperative
from api.doors import ACTOR, BASE, CooperativePath, Key
from api.fec_answers import FindingsTold, ImportAnswer, findings_told, recorded, shown
from api.file_imports import FILE_BODY, Received, import_problems, refused, unwatched
from api.problems import BODY_PROBLEMS, problem_responses
from domain.books import TooMuchContention
from domain.cooperative.closing import MonthNotOver
from domain.cooperative.cooperative import CooperativeNotFounded
from domain.identifiers import Month
from domain.imported_books import decision
from domain.imported_books.books_import import BooksImport
from domain.rulebook import OutsideOpenYears
from projections.fec.check import check
from projections.fec_import import FecImport, FileHasErrors, Preview

FILE_BYTES_MAX = 64_000_000
CHECKS = "/v1/fec-checks"
IMPORTS = f"{BASE}/{{cooperative}}/imports/fec"
_TAKES_FILE = re.compile(IMPORTS.replace("{cooperative}", "[^/]+") + f"|{CHECKS}")
_REFUSALS = (
    UnknownCooperative,
    CooperativeNotFounded,
    OutsideOpenYears,
    MonthNotOver,
    TooMuchContention,
    FileHasErrors,
    decision.NothingToImport,
    decision.SeveralFiscalYears,
    decision.MonthAlreadyClosed,
    decision.EarlierYearOpen,
    decision.CutOverMisplaced,
    decision.NativeEntriesBeforeCutOver,
    decision.SourceChanged,
)


class FileQuery(BaseModel):
    """What a file is called where it comes from: the law has its name say whose it is."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=255)] = Field(
        examples=["732829320FEC20261231.txt"]
    )


class ImportQuery(FileQuery):
    """From when books are kept here, and whether to show only what an import would do."""

    cut_over: Month | None = Field(
        default=None, description="The first month kept here; else the one after the file's."
    )
    dry_run: bool = Field(default=False, description="Show what it would do, record nothing.")


def takes_file(path: str) -> bool:
    """Whether what is sent to a path is a file."""
    return _TAKES_FILE.fullmatch(path) is not None


def file_router() -> APIRouter:
    """Where files are sent."""
    router = APIRouter(tags=["fec"])
    router.add_api_route(
        CHECKS,
        check_fec,
        methods=["POST"],
        name="CheckFec",
        summary=check_fec.__doc__,
        description="",
        responses=problem_responses([], BODY_PROBLEMS),
        openapi_extra=FILE_BODY,
    )
    router.add_api_route(
        IMPORTS,
        import_fec,
        methods=["POST"],
        name="ImportFec",
        summary=import_fec.__doc__,
        description="A file is known by its own digest: under any key it is imported once.",
        response_class=Response,
        responses=_import_responses(),
        openapi_extra=FILE_BODY,
    )
    return router


def check_fec(query: Annotated[FileQuery, Query()], file: Received) -> FindingsTold:
    """What the law of the FEC says of a file, of which nothing is kept."""
    with file.open("rb") as stream:
        return findings_told(check(query.name, stream))


def import_fec(
    request: Request,
    cooperative: CooperativePath,
    key: Key,  # noqa: ARG001  # Demanded as of every command; what is kept is the file's digest.
    query: Annotated[ImportQuery, Query()],
    file: Received,
) -> Response:
    """Take over a year kept in other software: all of it or nothing."""
    network: Network = request.app.state.network
    books_import = BooksImport(network.cell(cooperative).books, network.entropy, network.secret)
    job = FecImport(books_import, file, query.name)
    preview = job.preview(query.cut_over, unwatched)
    if preview.errors:
        return refused(request, FileHasErrors, findings_told(preview.findings))
    if query.dry_run and preview.known is None:
        return _answered(shown(preview), 200)
    return _carried_out(request, job, preview)


def _carried_out(request: Request, job: FecImport, preview: Preview) -> Response:
    taken = job.record(preview, ACTOR, unwatched)
    request.state.position = taken.recorded[-1].position
    return _answered(recorded(preview, taken), 200 if taken.replayed else 201)


def _answered(answer: ImportAnswer, status: int) -> Response:
    headers = {REPLAYED: "true"} if answer.already_imported else {}
    return Response(answer.model_dump_json(), status, headers, "application/json")


def _import_responses() -> dict[int | str, dict[str, Any]]:
    return {
        200: {"model": ImportAnswer, "description": "Shown, or imported before."},
        201: {"model": ImportAnswer, "description": "Recorded, its months closed."},
        **import_problems(_REFUSALS, FindingsTold),
    }
