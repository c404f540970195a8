"""The wire between a client and PostgreSQL: its round trips counted, its answers cut off.

A round trip is what a client sends until it waits: in the protocol, up to a Sync, a Query, or a
Flush that follows a message (one that follows a Sync only asks for what is already coming).
"""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from struct import unpack
from threading import Thread
from types import TracebackType
from typing import Self

from psycopg.conninfo import conninfo_to_dict, make_conninfo


class Wire:
    """A relay on a Unix socket; `conninfo` leads through it."""

    def __init__(self, conninfo: str) -> None:
        self.round_trips = 0
        self._cuts: list[int] = []
        self._server = conninfo_to_dict(conninfo)
        self._directory = Path(tempfile.mkdtemp(prefix="wire-", dir="/tmp"))
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self._directory / ".s.PGSQL.5432"))
        self._listener.listen()
        self._ends: list[socket.socket] = []
        self.conninfo = make_conninfo(
            conninfo, host=str(self._directory), port=5432, sslmode="disable"
        )

    def __enter__(self) -> Self:
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for end in (self._listener, *self._ends):
            _hang_up(end)
        shutil.rmtree(self._directory)

    def cut_answers(self, *round_trips: int) -> None:
        """Hangs up instead of relaying the answer to the n-th round trip from now."""
        self._cuts = [self.round_trips + round_trip for round_trip in round_trips]

    @contextmanager
    def counted(self) -> Iterator[list[int]]:
        """Gives, once left, the round trips made meanwhile."""
        spent: list[int] = []
        before = self.round_trips
        yield spent
        spent.append(self.round_trips - before)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = self._connect()
                self._ends += (client, server)
                Thread(target=self._forth, args=(client, server), daemon=True).start()
                Thread(target=self._back, args=(server, client), daemon=True).start()

    def _connect(self) -> socket.socket:
        host, port = str(self._server["host"]), self._server.get("port") or 5432
        if not host.startswith("/"):
            return socket.create_connection((host, int(port)))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{host}/.s.PGSQL.{port}")
        return server

    def _forth(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            _relay(client, server, 4)
            before = b"S"
            while kind := _exactly(client, 1):
                waits = kind in b"SQ" or (kind == b"H" and before not in b"SQH")
                self.round_trips += waits
                server.sendall(kind)
                _relay(client, server, 4)
                before = kind
        _hang_up(server)

    def _back(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while chunk := server.recv(65536):
                if self._cuts and self.round_trips >= self._cuts[0]:
                    del self._cuts[0]
                    break
                client.sendall(chunk)
        _hang_up(client)
        _hang_up(server)


def _relay(source: socket.socket, target: socket.socket, size: int) -> None:
    head = _exactly(source, size)
    body = _exactly(source, unpack(">i", head)[0] - size)
    target.sendall(head + body)


def _exactly(source: socket.socket, size: int) -> bytes:
    parts = b""
    while len(parts) < size:
        part = source.recv(size - len(parts))
        if not part:
            raise OSError
        parts += part
    return parts


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
