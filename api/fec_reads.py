"""The FEC of a fiscal year over HTTP, whole or refused: written to disk first, then sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import Annotated, Any, BinaryIO, Final

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import PlainTextResponse, StreamingResponse
from pydantic import Field

from api.composition import UnknownCooperative
from api.doors import BASE, CooperativePath
from api.moment import Moment, read_at
from api.problems import READING_PROBLEMS, problem_responses
from projections import fec_folder
from projections.fec.writer import UnwritableLine
from projections.fec_export import (
    NameAbsent,
    TextsAbsent,
    UnknownFiscalYear,
    year_closing_in,
)
from projections.fec_folder import Exported
from projections.moment import MomentInTheFuture, NotProjectedYet, ReadingsOutOfDate

POSITION: Final = "Position"
DEMONSTRATION: Final = "Demonstration"
_BLOCK: Final = 1 << 17
_REFUSALS = (
    UnknownCooperative,
    MomentInTheFuture,
    NotProjectedYet,
    ReadingsOutOfDate,
    UnknownFiscalYear,
    NameAbsent,
    TextsAbsent,
    UnwritableLine,
)
_SENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file under its lawful name, at one position of the log.",
        "headers": {
            POSITION: {"schema": {"type": "integer"}},
            DEMONSTRATION: {
                "description": "Made-up books, of no fiscal value.",
                "schema": {"type": "string", "enum": ["true"]},
            },
        },
    }
}

ClosingYear = Annotated[
    int,
    Path(
        ge=1,
        le=9999,
        description="The calendar year in which the fiscal year closes.",
        examples=[2026],
    ),
]


class FecQuery(Moment):
    """Whether sections' own settlements stand in the file."""

    internal: bool = Field(
        default=False, description="With transfers between sections (181, 186, 187)."
    )


def fec_router() -> APIRouter:
    """Where a FEC and its description are read."""
    router = APIRouter(prefix=f"{BASE}/{{cooperative}}/fecs/{{year}}", tags=["fec"])
    reads = (
        ("", "ReadFec", read_fec),
        ("/description", "ReadFecDescription", read_description),
    )
    for path, name, endpoint in reads:
        router.add_api_route(
            path,
            endpoint,
            name=name,
            summary=endpoint.__doc__,
            description="",
            response_class=PlainTextResponse,
            responses={**_SENT, **problem_responses(_REFUSALS, READING_PROBLEMS)},
        )
    return router


def read_fec(
    request: Request,
    cooperative: CooperativePath,
    year: ClosingYear,
    query: Annotated[FecQuery, Query()],
) -> Response:
    """The FEC of the fiscal year that closes in a year (LPF art. A47 A-1)."""
    with _written(request, cooperative, year, query) as exported:
        return _sent(exported, exported.file)


def read_description(
    request: Request,
    cooperative: CooperativePath,
    year: ClosingYear,
    query: Annotated[FecQuery, Query()],
) -> Response:
    """The description that goes with that file (A47 A-1 XI)."""
    with _written(request, cooperative, year, query) as exported:
        return _sent(exported, exported.description)


@contextmanager
def _written(
    request: Request, cooperative: str, year: int, query: FecQuery
) -> Iterator[Exported]:
    with (
        TemporaryDirectory(prefix="fec-") as folder,
        read_at(request, cooperative, query) as snapshot,
    ):
        closing = year_closing_in(snapshot, year)
        yield fec_folder.write(snapshot, closing, FilePath(folder), internal=query.internal)


# An open file outlives its name: nothing is left on disk, whoever hangs up meanwhile.
def _sent(exported: Exported, path: FilePath) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{path.name}"',
        "Content-Length": str(path.stat().st_size),
        POSITION: str(exported.position),
    }
    if path.parent.name == fec_folder.DEMONSTRATION:
        headers[DEMONSTRATION] = "true"
    stream = path.open("rb")
    return StreamingResponse(_blocks(stream), 200, headers, "text/plain")


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while block := stream.read(_BLOCK):
            yield block
