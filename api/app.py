"""The application: commands and readings of every cooperative, and their documentation."""

from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from fastapi_offline import FastAPIOffline

from api.body_limit import BodyLimit
from api.commands import command_router
from api.composition import Network
from api.fec_imports import FILE_BYTES_MAX, file_router, takes_file
from api.fec_reads import fec_router
from api.logs import RequestLog, configure_logs
from api.payroll_imports import payroll_router, takes_payroll
from api.problem_catalogue import problem_router
from api.problems import Problem, Said, answered, handle_problems
from api.reads import reading_router
from domain.payroll.payroll_import import BYTES_MAX as PAYROLL_BYTES_MAX

TITLE = "Grand-Livre"
VERSION = "1"
BODY_BYTES_MAX = 1_000_000
_SILENT: dict[str, Any] = {"tracing": False, "metrics": False, "logs": False}
NOT_READY = Said(
    503, "not-ready", "The database does not answer, or a reading does not follow."
)

SUMMARY = "The event-sourced books of French coopératives d'activités et d'emploi."


def create_app(network: Network) -> FastAPI:
    """The application over a network, which outlives it."""
    configure_logs()
    app = FastAPIOffline(
        title=TITLE,
        version=VERSION,
        summary=SUMMARY,
        redoc_url=None,
        redirect_slashes=False,
        # What the framework would tell of a failed validation holds what the client sent.
        telemetry=_SILENT,
        generate_unique_id_function=_operation_id,
        separate_input_output_schemas=False,
    )
    app.state.network = network
    app.include_router(command_router())
    app.include_router(reading_router())
    app.include_router(fec_router())
    app.include_router(file_router())
    app.include_router(payroll_router())
    app.include_router(problem_router())
    app.include_router(_health_router())
    app.add_middleware(BodyLimit, bytes_max=_bytes_max)
    app.add_middleware(RequestLog, entropy=network.entropy)
    handle_problems(app)
    app.openapi = partial(_openapi, app)  # type: ignore[method-assign]  # FastAPI's own way.
    return app


def _bytes_max(path: str) -> int:
    if takes_payroll(path):
        return PAYROLL_BYTES_MAX
    return FILE_BYTES_MAX if takes_file(path) else BODY_BYTES_MAX


def _operation_id(route: APIRoute) -> str:
    return route.name


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            routes=app.routes,
            separate_input_output_schemas=False,
        )
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        flaws = problem.pop("$defs")
        schema["components"]["schemas"] |= {"Problem": problem, **flaws}
        app.openapi_schema = schema
    return app.openapi_schema


def _health_router() -> APIRouter:
    router = APIRouter(tags=["operation"])
    router.add_api_route("/healthz", healthz, name="Health", summary=healthz.__doc__)
    router.add_api_route("/readyz", readyz, name="Readiness", summary=readyz.__doc__)
    return router


def healthz() -> dict[str, str]:
    """Whether the process answers."""
    return {"status": "ok"}


def readyz(request: Request) -> Response:
    """Whether the database answers and every open cooperative's readings follow its log."""
    network: Network = request.app.state.network
    if network.is_ready():
        return Response(b'{"status":"ok"}', media_type="application/json")
    return answered(NOT_READY, request.state.correlation_id)
