"""A request is one line of JSON, made of nothing a client wrote."""

import json

import pytest

from tests.api.caller import COOP, LONG_AGO, Caller

HOSTILE = 'Louise\n{"event":"forged"}\r\x1b[31m\u009b\u2028'


def test_a_request_is_told_by_its_route_its_outcome_and_its_position(
    call: Caller, capfd: pytest.CaptureFixture[str]
) -> None:
    call.founded()
    capfd.readouterr()
    customer = {"occurred_on": LONG_AGO, "name": "Mairie de Brest"}
    answer = call.post("/customers", customer)
    (line,) = capfd.readouterr().err.splitlines()
    told = json.loads(line)
    assert told["route"] == "/v1/cooperatives/{cooperative}/customers"
    assert (told["method"], told["status"]) == ("POST", 201)
    assert told["position"] == answer.json()["position"]
    assert told["correlation_id"] == answer.headers["correlation-id"]
    assert told["microseconds"] > 0


def test_a_refusal_is_told_by_its_code(call: Caller, capfd: pytest.CaptureFixture[str]) -> None:
    call.founded()
    capfd.readouterr()
    call.post("/activities/E001/write-offs", {"occurred_on": LONG_AGO})
    told = json.loads(capfd.readouterr().err)
    assert (told["status"], told["problem"], told["position"]) == (422, "invalid-request", None)


def test_nothing_a_client_writes_comes_near_the_log(
    call: Caller, capfd: pytest.CaptureFixture[str]
) -> None:
    call.founded()
    capfd.readouterr()
    call.post("/customers", {"occurred_on": HOSTILE, "name": HOSTILE, HOSTILE: 1})
    call.client.get(f"{COOP}/accounts/Louise%0A%1B/ledger")
    call.client.get("/Louise%0A", params={"Louise": HOSTILE})
    call.client.request("LOUISE", COOP)
    call.client.get("/healthz", headers={"User-Agent": "Louise", "Correlation-Id": "Louise"})
    logged = capfd.readouterr().err
    assert [json.loads(line)["event"] for line in logged.splitlines()] == ["request"] * 5
    assert "louise" not in logged.lower()
    assert logged.isascii()
    assert "\x1b" not in logged


def test_answers_are_not_kept_by_those_between(call: Caller) -> None:
    answer = call.client.get("/healthz")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
