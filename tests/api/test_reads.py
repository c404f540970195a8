"""Readings: every one announced is read, and tells what it announced."""

import re
from decimal import Decimal

import psycopg

from tests.api.caller import Caller
from tests.api.story import told

PLACES = {
    "{cooperative}": "essai",
    "{activity}": "E001",
    "{account}": "411",
    "{code}": "unknown-invoice",
    "{year}": "2026",
    "{period}": "2026-03",
}


def test_every_reading_announced_is_there(call: Caller) -> None:
    told(call)
    entries = call.read("/journal-entries")["data"]
    places = PLACES | {"{entry_id}": entries[0]["id"]}
    reads = sorted(path for method, path in call.operations() if method == "get")
    for template in reads:
        path = re.sub(r"\{\w+\}", lambda place: places[place[0]], template)
        assert call.client.get(path).status_code == 200, path
    assert len(reads) == 20


def test_a_cooperative_without_facts_has_no_card(call: Caller) -> None:
    call.network.create("essai")
    answer = call.get("")
    assert (answer.status_code, answer.json()["code"]) == (409, "cooperative-not-founded")


def test_what_became_of_people_months_and_invoices_is_read(call: Caller) -> None:
    told(call)
    assert call.read("")["data"]["siren"] == "732829320"
    assert [it["activity"] for it in call.read("/activities")["data"]] == ["E001", "E002"]
    kinds = [it["kind"] for it in call.read("/contracts")["data"]]
    assert sorted(kinds) == ["cape", "cape", "cesa", "cesa", "cesa", "ended"]
    assert [it["party"] for it in call.read("/parties")["data"]] == ["C0001", "F0001"]
    assert [it["month"] for it in call.read("/closed-months")["data"]] == ["2026-01"]
    years = call.read("/fiscal-years")["data"]
    assert years[0] == {"first": "2026-01-01", "last": "2026-12-31"}
    invoices = call.read("/receivables", activity="E001")["data"]
    left = [(it["number"], it["gross"], it["outstanding"]) for it in invoices]
    assert left == [("F2026-0001", "1200.00", "1000.00"), ("F2026-0002", "600.00", "0.00")]


def test_an_erased_text_is_told_by_its_digest_only(call: Caller, database: str) -> None:
    told(call)
    before = call.read("/parties", values=True)["data"][0]["name"]
    _erase(database, before["digest"])
    after = call.read("/parties", values=True)["data"][0]["name"]
    assert before["value"]
    assert after == {"digest": before["digest"], "value": None}


def _erase(database: str, digest: str) -> None:
    with psycopg.connect(database) as owner:
        owner.execute("DELETE FROM coop_essai.vault WHERE digest = %s", [bytes.fromhex(digest)])


def test_a_vat_return_is_read_box_by_box_with_the_entries_behind(call: Caller) -> None:
    told(call)
    (filed,) = call.read("/vat-returns")["data"]
    read = call.read("/vat-returns/2026-03")["data"]
    assert read["filed"] == filed
    assert (filed["filed_on"], filed["paid_on"]) == ("2026-04-15", "2026-04-20")
    boxes = {box["box"]: box for box in read["boxes"]}
    assert boxes["32"]["declared"] == filed["to_pay"]
    assert boxes["08"]["label"] == "Taux normal 20 % : base et taxe"
    entries = [item["entry"] for item in boxes["08"]["items"]]
    for entry in entries:
        postings = call.read(f"/journal-entries/{entry}")["data"]["postings"]
        assert any(line["account"] == "44571" for line in postings)
    exact = sum(Decimal(item["tax"]) for item in boxes["08"]["items"])
    assert exact == Decimal(boxes["08"]["exact"])
    assert call.get("/vat-returns/2026-13").status_code == 422
