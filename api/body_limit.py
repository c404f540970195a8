"""A limit on the size of a request, whatever it declares."""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimit:
    """Refuses to read more of a request than the number of bytes its path allows."""

    def __init__(self, app: ASGIApp, bytes_max: Callable[[str], int]) -> None:
        self._app = app
        self._bytes_max = bytes_max

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; whoever reads too much of it meets a 413."""
        left = self._bytes_max(scope.get("path", ""))

        async def limited() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)
