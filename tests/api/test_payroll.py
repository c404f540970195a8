"""A payroll journal over HTTP: shown, booked, or told what is wrong with it."""

from typing import Any

import pytest
from httpx2 import Response

from domain.payroll.payroll_import import BYTES_MAX
from tests.api.caller import COOP, LONG_AGO, Caller
from tests.domain.test_payroll_reading import CALCULATED, JOURNAL

PATH = f"{COOP}/imports/payroll"


def sent(call: Caller, file: str, media_type: str = "text/plain", **query: Any) -> Response:
    headers = {"Idempotency-Key": "one", "Content-Type": media_type}
    return call.client.post(PATH, content=file.encode(), headers=headers, params=query)


@pytest.fixture
def declared(call: Caller) -> Caller:
    call.founded()
    for code in ("E001", "E002"):
        call.opened(code)
    for policy in (CALCULATED.model_dump(mode="json"), {"kind": "pay", "unlimited": True}):
        adopted = {"occurred_on": LONG_AGO, "effective_from": LONG_AGO, "policy": policy}
        call.done("/policies", adopted)
    return call


def test_it_is_shown_then_booked_then_known(declared: Caller) -> None:
    before = declared.position()
    shown = sent(declared, JOURNAL, preview=True)
    assert shown.status_code == 200
    told = shown.json()
    assert (told["payslips"], told["already_booked"], told["position"]) == (2, 0, None)
    amounts = (told["gross"], told["net"], told["cost"])
    assert amounts == ("3867.02", "3061.13", "4238.99")
    assert declared.position() == before

    booked = sent(declared, JOURNAL)
    assert (booked.status_code, booked.json()["position"]) == (201, before + 2)
    assert declared.position() == before + 2
    again = sent(declared, JOURNAL)
    assert again.status_code == 200
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (again.json()["payslips"], again.json()["already_booked"]) == (0, 2)
    assert declared.position() == before + 2


def test_faults_are_told_by_their_lines(declared: Caller) -> None:
    before = declared.position()
    queries: tuple[dict[str, Any], ...] = ({}, {"preview": True})
    for query in queries:
        answer = sent(declared, JOURNAL.replace("1583.2;", "12,00;"), **query)
        assert answer.status_code == 422
        problem = answer.json()
        assert (problem["code"], problem["faults"]) == ("payroll-has-faults", 1)
        assert [(it["line"], it["field"]) for it in problem["listed"]] == [(3, "net")]
    assert declared.position() == before


def test_without_a_mapping_it_is_not_read(call: Caller) -> None:
    call.founded()
    answer = sent(call, JOURNAL)
    assert (answer.status_code, answer.json()["code"]) == (404, "no-payroll-mapping")


def test_what_is_no_journal_is_refused(declared: Caller) -> None:
    assert sent(declared, JOURNAL, "application/json").status_code == 415
    assert sent(declared, "x" * (BYTES_MAX + 1)).status_code == 413
    assert sent(declared, JOURNAL, other=1).status_code == 422
    unknown = declared.client.post(
        PATH.replace("essai", "nobody"),
        content=b"",
        headers={"Idempotency-Key": "k", "Content-Type": "text/plain"},
    )
    assert unknown.status_code == 404


def test_a_preview_of_pay_is_read(declared: Caller) -> None:
    known = {"month": "2026-10", "min_position": declared.position()}
    absent = declared.get("/activities/E001/pay-preview", **known)
    assert (absent.status_code, absent.json()["code"]) == (404, "no-smoothing-policy")
    policy = {"kind": "smoothing", "target_gross": "1200.00", "fixed_part": "400.00"}
    adopted = {"occurred_on": LONG_AGO, "effective_from": LONG_AGO}
    declared.done("/policies", {**adopted, "policy": {**policy, "employer_rate": "0.35"}})
    sent(declared, JOURNAL)
    read = declared.read("/activities/E001/pay-preview", month="2026-10")["data"]
    assert read == {
        "month": "2026-10",
        "before": "0.00",
        "margin": "0.00",
        "gross": "400.00",
        "employer": "140.00",
        "cost": "540.00",
        "balance": "-540.00",
        "booked": "1983.07",
        "to_pay": "0.00",
        "hours": None,
    }
    now = declared.read("/activities/E001/pay-preview")["data"]
    assert (now["month"], now["before"]) == ("2026-12", "-1983.07")
    nobody = declared.get("/activities/E009/pay-preview")
    assert (nobody.status_code, nobody.json()["code"]) == (404, "unknown-section")
