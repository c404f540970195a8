"""The server: on loopback, since nobody is authenticated yet."""

import ipaddress
import signal
from contextlib import suppress

import uvicorn
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import create_app
from api.composition import Network
from api.problems import Said, answered

MISDIRECTED = Said(421, "misdirected-request", "This server answers to loopback names only.")
_SHUTDOWN_SECONDS = 10


class NotLoopbackError(ValueError):
    """Without authentication the books are served on loopback only: it is yet to come."""


def run(network: Network, host: str, port: int) -> None:
    """Serve a network until SIGINT or SIGTERM, then return; refuses a host others reach."""
    if not is_loopback(host):
        raise NotLoopbackError(host)
    config = uvicorn.Config(
        LoopbackOnly(create_app(network)),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )
    # The server raises again what it was stopped by: either signal ends here, and cleanly.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run()


def is_loopback(host: str) -> bool:
    """Whether a host is this machine and nobody else's name for it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class LoopbackOnly:
    """Refuses requests under a foreign name: a page elsewhere may have its name lead here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is asked of a loopback name."""
        if scope["type"] == "http" and not is_loopback(_host(scope)):
            await answered(MISDIRECTED, "")(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _host(scope: Scope) -> str:
    host = Headers(scope=scope).get("host", "")
    return host if host.endswith("]") else host.rpartition(":")[0] or host
