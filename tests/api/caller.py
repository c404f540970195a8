"""A caller over HTTP, who also checks that every problem met was announced in OpenAPI."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from api.app import create_app
from api.composition import Network
from api.problems import MEDIA_TYPE

COOP = "/v1/cooperatives/essai"
LONG_AGO = "2024-01-01"
DAY = "2026-03-10"
_APPS: list[FastAPI] = []
_PATHS: dict[str, Any] = {}


class Caller:
    """Sends requests, each with a key of its own, and remembers what was answered."""

    def __init__(self, client: TestClient, app: FastAPI, network: Network) -> None:
        self.client = client
        self.app = app
        self.network = network
        self.answers: list[Response] = []
        self._keys = count(1)

    @classmethod
    @contextmanager
    def of(cls, network: Network) -> Iterator["Caller"]:
        """A caller of the application, which all tests share, over the network."""
        if not _APPS:
            _APPS.append(create_app(network))
        (app,) = _APPS
        app.state.network = network
        with TestClient(app, base_url="http://127.0.0.1") as client:
            yield cls(client, app, network)

    def get(self, path: str, **query: Any) -> Response:
        """Read something of the cooperative."""
        return self._seen(self.client.get(COOP + path, params=query))

    def post(self, path: str, body: Any, key: str | None = None) -> Response:
        """Send a command to the cooperative."""
        return self.send(COOP + path, body, key)

    def send(self, path: str, body: Any, key: str | None = None) -> Response:
        """Send a command anywhere."""
        headers = {
            "Idempotency-Key": key or f"key-{next(self._keys)}",
            "Content-Type": "application/json",
        }
        return self._seen(self.client.post(path, content=json.dumps(body), headers=headers))

    def done(self, path: str, body: Any, key: str | None = None) -> dict[str, Any]:
        """Send a command that is carried out; what it recorded, its first event."""
        answer = self.post(path, body, key)
        assert answer.status_code == 201, answer.text
        event: dict[str, Any] = answer.json()["events"][0]
        return event

    def read(self, path: str, **query: Any) -> dict[str, Any]:
        """Read something that is there, after everything recorded so far."""
        answer = self.get(path, min_position=self.position(), **query)
        assert answer.status_code == 200, answer.text
        reading: dict[str, Any] = answer.json()
        return reading

    def position(self) -> int:
        """The last position of the log."""
        recorder = self.network.cell("essai").books.recorder
        return recorder.max_notification_id() or 0

    def refused(self, path: str, body: Any) -> tuple[int, str]:
        """Send a command that is refused, and records nothing: its status and its code."""
        before = self.position()
        answer = self.post(path, body)
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        assert self.position() == before
        problem = answer.json()
        assert problem["status"] == answer.status_code
        return answer.status_code, problem["code"]

    def founded(self, *years: int) -> None:
        """Found the cooperative and open its fiscal years."""
        founding = {
            "cooperative": "essai",
            "occurred_on": LONG_AGO,
            "name": "Coopérative d'essai",
            "siren": "732829320",
            "legal_form": "scop-sarl",
        }
        assert self.send("/v1/cooperatives", founding).status_code == 201
        for year in years or (2026,):
            opening = {"first": f"{year}-01-01", "last": f"{year}-12-31"}
            self.done("/fiscal-years", {"occurred_on": LONG_AGO, **opening})

    def opened(self, code: str = "E001") -> str:
        """Open an activity under a CESA of its own, and give the contract."""
        cesa = {"occurred_on": LONG_AGO, "entrepreneur": "Louise Le Goff"}
        signed = self.done("/contracts/cesas", {**cesa, "starts_on": LONG_AGO})
        contract = str(signed["stream"].removeprefix("contract/"))
        opening = {"activity": code, "trade_name": f"Atelier {code}", "contracts": [contract]}
        self.done("/activities", {"occurred_on": LONG_AGO, **opening})
        return contract

    def registered(self, kind: str, name: str) -> str:
        """Register a customer or a supplier, and give its subsidiary account."""
        event = self.done(f"/{kind}", {"occurred_on": LONG_AGO, "name": name})
        return str(event["data"]["party"])

    def operations(self) -> set[tuple[str, str]]:
        """Every method and path the application announces."""
        paths = self.paths()
        return {(method, path) for path in paths for method in paths[path]}

    def paths(self) -> dict[str, Any]:
        """What the application announces, the same for every network."""
        if not _PATHS:
            _PATHS.update(self.app.openapi()["paths"])
        return _PATHS

    def _seen(self, answer: Response) -> Response:
        self.answers.append(answer)
        if answer.status_code >= 400:
            code = answer.json()["code"]
            assert code in self._announced(answer), code
        return answer

    def _announced(self, answer: Response) -> list[str]:
        path, method = answer.request.url.path, str(answer.request.method).lower()
        matching = [
            template
            for named, template in self.operations()
            if named == method and re.fullmatch(_pattern(template), path)
        ]
        operation = self.paths()[max(matching, key=_literal)][method]
        announced = operation["responses"][str(answer.status_code)]["content"]
        codes: list[str] = announced[MEDIA_TYPE]["schema"]["properties"]["code"]["enum"]
        return codes


def _pattern(template: str) -> str:
    return re.sub(r"\{\w+\}", "[^/]+", template)


def _literal(template: str) -> int:
    return -template.count("{")
