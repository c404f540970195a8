"""The impact report over HTTP, and on the command line."""

from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from api.composition import Network
from scripts.main import app
from tests.api.caller import LONG_AGO, Caller
from tests.api.networks import network_on
from tests.api.story import told

PERIOD = {"since": "2026-01-01", "until": "2026-12-31"}


def supporting(call: Caller) -> None:
    """Six persons under a CESA, of whom one says nothing."""
    call.founded()
    for gender in (*["woman"] * 5, None):
        cesa = {"occurred_on": LONG_AGO, "entrepreneur": "Awa", "starts_on": LONG_AGO}
        signed = call.done("/contracts/cesas", cesa)
        if gender:
            path = f"/contracts/{signed['stream'].removeprefix('contract/')}/enrolments"
            call.done(path, {"occurred_on": LONG_AGO, "gender": gender})


def test_a_report_tells_numbers_and_rates_as_strings(call: Caller) -> None:
    supporting(call)
    target = {"baseline_on": "2024-01-01", "baseline": 4, "multiple": "2"}
    call.done("/targets", {"occurred_on": LONG_AGO, **target, "deadline": "2026-12-31"})
    report = call.read("/impact", **PERIOD)["data"]
    assert report["supported_in_period"] == 6
    assert report["breakdown"]["gender"] == {"woman": None, "not-stated": None}
    assert report["women"]["share"] is None
    assert report["growth"]["multiple_reached"] == "1.500"
    assert report["growth"]["linear_plan"] == "8.0"
    assert report["work"] == {
        "jobs": 6,
        "gross_pay": "0.00",
        "turnover": "0.00",
        "turnover_per_head": "0.00",
    }


def test_a_period_that_cannot_be_is_refused(call: Caller) -> None:
    call.network.create("essai")
    answer = call.get("/impact")
    assert (answer.status_code, answer.json()["code"]) == (422, "period-needed")
    turned = call.get("/impact", since="2026-02-01", until="2026-01-31")
    assert turned.json()["code"] == "period-reversed"


def test_a_funder_is_named_when_asked_for(call: Caller) -> None:
    told(call)
    veiled = call.read("/impact", **PERIOD)["data"]["funding"]
    named = call.read("/impact", **PERIOD, values=True)["data"]["funding"]
    assert veiled[0]["funder"]["value"] is None
    assert named[0]["funder"]["value"]
    assert named[0]["amount"] == "500.00"
    assert "prescriber" not in call.read("/impact", **PERIOD)["data"]["breakdown"]
    assert "prescriber" in call.read("/impact", **PERIOD, values=True)["data"]["breakdown"]


@pytest.fixture
def environment(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("GRANDLIVRE_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("GRANDLIVRE_DATA", str(tmp_path / "data"))
    return database


def test_the_command_line_prints_the_report(environment: str) -> None:
    with network_on(environment) as network:
        _recorded(network)
    arguments = ["impact", "essai", "--from", "2026-01-01", "--to", "2026-12-31"]
    table = CliRunner().invoke(app, arguments)
    assert table.exit_code == 0, table.output
    assert "impact from 2026-01-01 to 2026-12-31" in table.output
    assert "none or too few" in table.output
    told_json = CliRunner().invoke(app, [*arguments, "--json"])
    assert orjson.loads(told_json.stdout)["supported_on_last_day"] == 6
    assert CliRunner().invoke(app, ["impact", "essai", "--from", "2026"]).exit_code == 2


def _recorded(network: Network) -> None:
    with Caller.of(network) as call:
        supporting(call)
