"""Readings: every one announced is read, and tells what it announced."""

import re
from collections import Counter
from decimal import Decimal

import psycopg

from tests.api.caller import DAY, Caller
from tests.api.story import CESA_CONTENTS, NAME, told

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
    assert len(reads) == 33


def test_a_cooperative_without_facts_has_no_card(call: Caller) -> None:
    call.network.create("essai")
    answer = call.get("")
    assert (answer.status_code, answer.json()["code"]) == (409, "cooperative-not-founded")


def test_what_became_of_people_months_and_invoices_is_read(call: Caller) -> None:
    told(call)
    assert call.read("")["data"]["siren"] == "732829320"
    assert [it["activity"] for it in call.read("/activities")["data"]] == ["E001", "E002"]
    kinds = [it["kind"] for it in call.read("/contracts")["data"]]
    assert Counter(kinds) == {"amended": 2, "cape": 3, "cesa": 3, "ended": 1}
    assert [it["party"] for it in call.read("/parties")["data"]] == ["C0001", "F0001"]
    months = [it["month"] for it in call.read("/closed-months")["data"]]
    assert months == [f"2026-{month:02d}" for month in range(1, 13)]
    years = call.read("/fiscal-years")["data"]
    assert [it["first"] for it in years] == ["2026-01-01", "2027-01-01"]
    invoices = call.read("/receivables", activity="E001")["data"]
    left = [(it["number"], it["gross"], it["outstanding"]) for it in invoices]
    assert left == [("F2026-0001", "1200.00", "1000.00"), ("F2026-0002", "600.00", "0.00")]


def test_a_contract_tells_its_clauses_and_their_texts_to_who_asks(call: Caller) -> None:
    told(call)
    signed = [it for it in call.read("/contracts")["data"] if it["kind"] == "cesa"]
    contents = signed[0]["contents"]
    assert sorted(contents) == sorted(CESA_CONTENTS)
    assert (contents["fixed_part"], contents["statutes"]) == ("400.00", "STATUTS-2024-06")
    assert contents["objectives"]["value"] is None
    asked = [it for it in call.read("/contracts", values=True)["data"] if it["kind"] == "cesa"]
    assert asked[0]["contents"]["objectives"]["value"] == CESA_CONTENTS["objectives"]


def test_support_and_what_is_due_by_when_are_read(call: Caller) -> None:
    told(call)
    held = call.read("/accompaniment")["data"]
    assert [(it["kind"], it["minutes"], it["held_on"]) for it in held] == [
        ("interview", 60, DAY),
        ("workshop", 180, DAY),
    ]
    assert call.read("/accompaniment", as_of="2026-03-09")["data"] == []
    due = call.read("/deadlines", on="2026-06-30", values=True)["data"]
    listed = [
        (it["due_on"], it["kind"], *it["activities"], it["missing"])
        for it in due
        if it["activities"]
    ]
    assert sorted(listed) == [
        ("2026-12-31", "interviews", "E001", 1),
        ("2026-12-31", "interviews", "E002", 2),
    ]
    assert {it["entrepreneur"]["value"] for it in due} == {NAME}
    today = call.read("/deadlines")["data"]
    late = {it["kind"] for it in today if it["overdue"] and it["activities"]}
    assert late == {"interviews"}
    before = call.read("/deadlines", as_of="2026-06-30")["data"]
    assert next(it["due_on"] for it in before if it["activities"]) == "2026-12-31"


def test_a_closed_year_is_read_with_the_result_of_each_section(call: Caller) -> None:
    told(call)
    (year,) = call.read("/closed-years")["data"]
    months = call.read("/closed-months")["data"]
    assert (year["last"], year["entries"]) == (
        "2026-12-31",
        sum(it["entries"] for it in months),
    )
    assert year["perpetual_debit"] == months[-1]["perpetual_debit"] == year["debit"]
    assert [it["section"] for it in year["results"]] == ["COOP", "E001"]
    results = [Decimal(it["amount"]) for it in year["results"]]
    accounts = call.read("/trial-balance", as_of="2026-12-31")["data"]
    charged = [Decimal(it["balance"]) for it in accounts if it["account"] > "6"]
    assert Decimal(year["result"]) == sum(results) == -sum(charged)


def test_what_meetings_made_of_each_year_is_read(call: Caller) -> None:
    told(call)
    allocated, lost = call.read("/surplus-allocations")["data"]
    (closed,) = call.read("/closed-years")["data"]
    assert (lost["year_ended"], lost["result"]) == (closed["last"], closed["result"])
    assert (allocated["surplus"], allocated["taxable"]) == ("100.00", "50.00")
    (part,) = allocated["parts"]
    assert (part["amount"], part["paid_on"]) == ("50.00", "2026-03-10")


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


def test_the_register_of_shares_says_who_holds_what(call: Caller) -> None:
    told(call)
    register = call.read("/share-register")["data"]
    capital = {"capital": "400.00", "highest_capital": "460.00", "floor": "230.00", "votes": 2}
    assert {name: register[name] for name in capital} == capital
    held = [(it["shares"], it["paid"], it["cancelled"]) for it in register["members"]]
    assert sorted(held) == [(10, "200.00", "260.00"), (10, "70.00", "0.00")]
