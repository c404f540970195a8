"""The books over HTTP: the first golden case from its commands to every figure it gives."""

from typing import Any

from tests.api.caller import DAY, LONG_AGO, Caller

LINE = {"label": "Conseil", "nature": "services", "unit_price": "1000.00", "vat_rate": "0.20"}


def test_an_invoice_and_its_contribution_are_booked_as_the_golden_case_says(
    call: Caller,
) -> None:
    event = _g01(call)
    lines = [
        (entry["journal"], entry["reference"], *_moved(line))
        for entry in event["entries"]
        for line in entry["postings"]
    ]
    assert event["accounting_date"] == "2026-03-10"
    assert lines == [
        ("VT", "F2026-0001", "411", "E001", "1200.00", "0.00"),
        ("VT", "F2026-0001", "706", "E001", "0.00", "1000.00"),
        ("VT", "F2026-0001", "44571", "E001", "0.00", "200.00"),
        ("CI", "F2026-0001/C", "186", "E001", "100.00", "0.00"),
        ("CI", "F2026-0001/C", "181", "E001", "0.00", "100.00"),
        ("CI", "F2026-0001/C", "181", "COOP", "100.00", "0.00"),
        ("CI", "F2026-0001/C", "187", "COOP", "0.00", "100.00"),
    ]


def test_the_statement_of_the_activity_says_what_is_available(call: Caller) -> None:
    _g01(call)
    statement = call.read("/activities/E001/statement")["data"]
    assert statement["turnover"] == "1000.00"
    assert statement["contribution"] == "100.00"
    assert statement["available"] == "900.00"


def test_the_trial_balance_of_the_company_is_that_of_its_sections(call: Caller) -> None:
    _g01(call)
    company = _balances(call)
    sections = [_balances(call, section=section) for section in ("E001", "COOP")]
    assert company["411"] == "1200.00"
    assert sections[0] == {
        "181": "-100.00",
        "186": "100.00",
        "411": "1200.00",
        "44571": "-200.00",
        "706": "-1000.00",
    }
    assert sections[1] == {"181": "100.00", "187": "-100.00"}


def test_an_entry_is_found_by_its_name_and_says_why_it_is_there(call: Caller) -> None:
    event = _g01(call)
    name = event["entries"][0]["id"]
    entry = call.read(f"/journal-entries/{name}")["data"]
    assert (entry["number"], entry["reference"]) == ("VT-000001", "F2026-0001")
    why = call.client.get(entry["why"]).json()["data"]
    assert [it["topic"] for it in why] == ["activity.invoice-issued"]
    assert why[0] == event
    assert call.get("/journal-entries/999.1").json()["code"] == "unknown-entry"


def test_the_journal_and_a_ledger_are_read_page_by_page(call: Caller) -> None:
    _g01(call)
    for price in ("10.00", "20.00", "30.00"):
        _invoice(call, price)
    whole = call.read("/journal-entries")["data"]
    assert _walked(call, "/journal-entries", limit=3) == whole
    assert [it["journal"] for it in call.read("/journal-entries", journal="CI")["data"]] == [
        "CI"
    ] * 4
    assert len(call.read("/journal-entries", account="44", section="E001")["data"]) == 4
    ledger = call.read("/accounts/411/ledger")["data"]
    assert [line["balance"] for line in ledger["lines"]] == [
        "1200.00",
        "1212.00",
        "1236.00",
        "1272.00",
    ]
    first = call.read("/accounts/411/ledger", limit=3)["data"]
    rest = call.read("/accounts/411/ledger", cursor=first["next_cursor"])["data"]
    assert first["lines"] + rest["lines"] == ledger["lines"]
    assert (first["closing"], rest["opening"]) == ("1236.00", "1236.00")
    assert rest["next_cursor"] is None


def test_a_section_nobody_opened_has_no_statement_rather_than_an_empty_one(
    call: Caller,
) -> None:
    _g01(call)
    for path, query in (
        ("/activities/E999/statement", {}),
        ("/trial-balance", {"section": "E999"}),
    ):
        answer = call.get(path, **query)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-section")


def _g01(call: Caller) -> dict[str, Any]:
    call.founded()
    adopted = {"occurred_on": LONG_AGO, "effective_from": LONG_AGO}
    call.done("/contribution-policies", {**adopted, "policy": {"rate": "0.10"}})
    series = {"series": "invoice", "template": "F{year}-{number:04d}"}
    call.done("/number-series", {**adopted, "series": series})
    call.opened()
    call.registered("customers", "Mairie de Brest")
    return _invoice(call, "1000.00")


def _invoice(call: Caller, price: str) -> dict[str, Any]:
    lines = [{**LINE, "unit_price": price}]
    billed = {"customer": "C0001", "vat_on_debits": True, "lines": lines}
    return call.done("/activities/E001/invoices", {"occurred_on": DAY, **billed})


def _moved(line: dict[str, Any]) -> tuple[str, ...]:
    return line["account"], line["section"], line["debit"], line["credit"]


def _balances(call: Caller, **query: str) -> dict[str, str]:
    rows = call.read("/trial-balance", **query)["data"]
    return {row["account"]: row["balance"] for row in rows}


def _walked(call: Caller, path: str, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = call.read(path, **query, **cursor)
        found += page["data"]
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}
