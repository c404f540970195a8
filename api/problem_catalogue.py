"""The catalogue of problems: what the `type` of a problem leads to."""

from collections.abc import Iterator

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.problems import (
    COMMAND_PROBLEMS,
    INTERNAL,
    INVALID,
    NO_SUCH_RESOURCE,
    code_of,
    problem_responses,
    status_of,
    title_of,
)
from domain.refusal import Refusal


class ProblemKind(BaseModel):
    """A problem whatever request it is about."""

    code: str
    status: int
    title: str


def problem_router() -> APIRouter:
    """Where a problem's type leads."""
    router = APIRouter(tags=["operation"])
    router.add_api_route(
        "/problems/{code}",
        read_problem,
        name="ReadProblem",
        summary=read_problem.__doc__,
        responses=problem_responses([], [NO_SUCH_RESOURCE, INVALID]),
    )
    return router


def read_problem(code: str) -> ProblemKind:
    """What a problem's code stands for."""
    for kind in _kinds():
        if kind.code == code:
            return kind
    raise HTTPException(404)


def _kinds() -> Iterator[ProblemKind]:
    for said in (*COMMAND_PROBLEMS, INTERNAL):
        yield ProblemKind(code=said.code, status=said.status, title=said.title)
    for refusal in _refusals(Refusal):
        code, status = code_of(refusal), status_of(refusal)
        yield ProblemKind(code=code, status=status, title=title_of(refusal))


def _refusals(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for refusal in kind.__subclasses__():
        yield refusal
        yield from _refusals(refusal)
