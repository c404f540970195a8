"""Readings: every one announced is read, and tells what it announced."""

import re

import psycopg

from tests.api.caller import Caller
from tests.api.story import told

PLACES = {
    "{cooperative}": "essai",
    "{activity}": "E001",
    "{account}": "411",
    "{code}": "unknown-invoice",
    "{year}": "2026",
}


def test_every_reading_announced_is_there(call: Caller) -> None:
    told(call)
    entries = call.read("/journal-entries")["data"]
    places = PLACES | {"{entry_id}": entries[0]["id"]}
    reads = sorted(path for method, path in call.operations() if method == "get")
    for template in reads:
        path = re.sub(r"\{\w+\}", lambda place: places[place[0]], template)
        assert call.client.get(path).status_code == 200, path
    assert len(reads) == 19


def test_a_cooperative_without_facts_has_no_card(call: Caller) -> None:
    call.network.create("essai")
    answer = call.get("")
    assert (answer.status_code, answer.json()["code"]) == (409, "cooperative-not-founded")


def test_what_became_of_people_months_and_invoices_is_read(call: Caller) -> None:
    told(call)
    assert call.read("")["data"]["siren"] == "732829320"
    assert [it["activity"] for it in call.read("/activities")["data"]] == ["E001", "E002"]
    kinds = [it["kind"] for it in call.read("/contracts")["data"]]
    assert sorted(kinds) == ["cape", "cape", "cesa", "cesa", "ended"]
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
