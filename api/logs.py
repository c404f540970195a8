"""Logs: one line of JSON a request, made of nothing a client wrote.

The route's template stands in place of its path, a fault's type and place in place of its
message: no name, no bank account and no line break of a client's ever comes near a log.
"""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from time import perf_counter_ns
from typing import Any

import orjson
import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import INTERNAL, answered
from domain.identifiers import opaque

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def configure_logs() -> None:
    """Have every room log lines of JSON on stderr, with their time in UTC."""
    structlog.configure(
        logger_factory=lambda *_: structlog.BytesLogger(sys.stderr.buffer),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(serializer=orjson.dumps),
        ],
    )


class RequestLog:
    """Gives each request its correlation id, and writes its line when it is answered."""

    def __init__(self, app: ASGIApp, entropy: Callable[[int], bytes]) -> None:
        self._app = app
        self._log = structlog.get_logger()
        self._entropy = entropy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with a problem when the application fails."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope, send, opaque("req", self._entropy(16)))
        try:
            await self._app(scope, receive, exchange.send)
        except Exception as fault:  # noqa: BLE001 - Whatever fails, its message is not logged.
            self._log.error("fault", **exchange.known(), **_described(fault))
            await exchange.fail(receive)
        self._log.info("request", **exchange.known(), **exchange.outcome())


class _Exchange:
    """A request on its way, and what may be told of it."""

    def __init__(self, scope: Scope, send: Send, correlation_id: str) -> None:
        self._scope = scope
        self._send = send
        self._since = perf_counter_ns()
        self._correlation_id = correlation_id
        self._status: int | None = None
        self._state = scope.setdefault("state", {})
        self._state["correlation_id"] = correlation_id

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["Correlation-Id"] = self._correlation_id
            for name, value in _HEADERS.items():
                headers[name] = value
        await self._send(message)

    async def fail(self, receive: Receive) -> None:
        self._state["problem"] = INTERNAL.code
        if self._status is None:
            response = answered(INTERNAL, self._correlation_id)
            await response(self._scope, receive, self.send)

    def known(self) -> dict[str, Any]:
        method = self._scope["method"]
        return {
            "correlation_id": self._correlation_id,
            "method": method if method in _METHODS else "other",
            "route": getattr(self._scope.get("route"), "path", None),
        }

    def outcome(self) -> dict[str, Any]:
        return {
            "status": self._status,
            "microseconds": (perf_counter_ns() - self._since) // 1000,
            "position": self._state.get("position"),
            "problem": self._state.get("problem"),
        }


def _described(fault: Exception) -> dict[str, Any]:
    frames = traceback.extract_tb(fault.__traceback__)
    return {
        "fault": type(fault).__name__,
        "cause": type(fault.__cause__).__name__ if fault.__cause__ else None,
        "at": [f"{Path(it.filename).name}:{it.lineno} {it.name}" for it in frames[-12:]],
    }
