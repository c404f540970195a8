"""The server answers on loopback, to loopback names, until it is told to stop."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest

from api.composition import Network
from api.server import NotLoopbackError, is_loopback, run

PROGRAM = """
import sys
from api.server import run
from tests.api.networks import network_on
with network_on(sys.argv[1]) as network:
    run(network, "127.0.0.1", int(sys.argv[2]))
print("closed")
"""


def test_a_served_network_answers_and_stops_cleanly(database: str) -> None:
    with _served(database) as (process, url):
        assert httpx2.get(f"{url}/readyz").json() == {"status": "ok"}
        founding = {"occurred_on": "2024-01-01", "name": "Essai", "siren": "732829320"}
        body = {**founding, "cooperative": "essai", "legal_form": "scic"}
        headers = {"Idempotency-Key": "k"}
        answer = httpx2.post(f"{url}/v1/cooperatives", json=body, headers=headers)
        assert (answer.status_code, answer.json()["position"]) == (201, 1)
        assert "server" not in answer.headers
        foreign = httpx2.get(f"{url}/healthz", headers={"Host": "books.example:80"})
        assert (foreign.status_code, foreign.json()["code"]) == (421, "misdirected-request")
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=20)
    assert (process.returncode, output.strip()) == (0, b"closed")


def test_a_host_that_others_reach_is_refused(network: Network) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "books.example", ""):  # noqa: S104 - Refused.
        with pytest.raises(NotLoopbackError):
            run(network, host, 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "[::1]", "localhost"])
def test_names_of_this_machine_are_loopback(host: str) -> None:
    assert is_loopback(host)


@contextmanager
def _served(database: str) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    command = [sys.executable, "-c", PROGRAM, database, str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process, _answering(f"http://127.0.0.1:{port}")
        finally:
            process.kill()


def _answering(url: str) -> str:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            httpx2.get(f"{url}/healthz")
        except httpx2.ConnectError:
            time.sleep(0.05)
        else:
            return url
    raise TimeoutError(url)
