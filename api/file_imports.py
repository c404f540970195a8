"""Files handed in over HTTP: how they come, and how what is wrong with them is told.

A file is the body of its request: it goes to disk as it comes, stays there until it is
answered, and is never in memory as a whole.
"""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.problems import (
    COMMAND_PROBLEMS,
    MEDIA_TYPE,
    Said,
    answered,
    code_of,
    problem_responses,
    status_of,
    title_of,
)
from domain.refusal import Refusal

_MEDIA_TYPES = frozenset({"application/octet-stream", "text/plain"})
FILE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file itself.",
        "content": {
            it: {"schema": {"type": "string", "format": "binary"}}
            for it in sorted(_MEDIA_TYPES)
        },
    }
}


async def received(request: Request) -> AsyncIterator[Path]:
    """The file a request brings, on disk until it is answered."""
    if _media_type(request) not in _MEDIA_TYPES:
        raise HTTPException(415)
    with NamedTemporaryFile(prefix="import-") as file:
        try:
            async for block in request.stream():
                await run_in_threadpool(file.write, block)
        except ClientDisconnect as gone:
            raise HTTPException(400) from gone
        file.flush()
        yield Path(file.name)


Received = Annotated[Path, Depends(received)]


def unwatched(_done: int, _whole: int) -> None:
    """An answer tells no progress."""


def refused(request: Request, kind: type[Refusal], told: BaseModel) -> Response:
    """The problem of a file, with all that is wrong in it."""
    said = Said(status_of(kind), code_of(kind), title_of(kind))
    request.state.problem = said.code
    further = told.model_dump(mode="json")
    return answered(said, request.state.correlation_id, further=further)


def import_problems(
    refusals: Iterable[type[Refusal]], told: type[BaseModel]
) -> dict[int | str, dict[str, Any]]:
    """The problems of an import, one of which tells what is wrong in the file."""
    responses = problem_responses(list(refusals), COMMAND_PROBLEMS)
    schema = responses[422]["content"][MEDIA_TYPE]["schema"]
    wrong = told.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["properties"] |= wrong["properties"]
    return responses


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
