"""A FEC goes out and comes in over HTTP, whole or not at all, and leaves nothing behind."""

import json
import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import repeat
from pathlib import Path
from typing import Any

import anyio
import psycopg
import pytest
from httpx2 import Response
from starlette.types import Message

from api.problems import MEDIA_TYPE
from projections.fec.check import check
from tests.api.caller import COOP, DAY, LONG_AGO, Caller
from tests.projections.fec.lawful import GOLDEN, golden

NAME = "732829320FEC20261231.txt"
MAIRIE = "Mairie de Brest"
SALE = {"label": "Conseil", "nature": "services", "unit_price": "1000.00", "vat_rate": "0.20"}
VALID = golden("00_valid_tab_utf8").read_bytes()
HEADER = VALID.split(b"\r\n")[0] + b"\r\n"
UNBALANCED = golden("50_unbalanced_entry").read_bytes()
CHECKS = "/v1/fec-checks"
IMPORTS = "/v1/cooperatives/{}/imports/fec"
SENT = {"Idempotency-Key": "a-key", "Content-Type": "application/octet-stream"}


@pytest.fixture(autouse=True)
def _nothing_stays_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    yield
    assert list(tmp_path.iterdir()) == []


def sold(call: Caller) -> None:
    """Sell something to a customer who has a name."""
    call.founded()
    call.opened()
    call.registered("customers", MAIRIE)
    invoice = {"occurred_on": DAY, "customer": "C0001", "lines": [SALE]}
    call.done("/activities/E001/invoices", invoice)


def also_founded(call: Caller, name: str, *years: int, made_up: bool = False) -> None:
    """Found another cooperative, of the same SIREN."""
    company = {"name": "Autre", "siren": "732829320", "legal_form": "scic"}
    founding = {"cooperative": name, "occurred_on": LONG_AGO, **company}
    call.send("/v1/cooperatives", founding | {"demonstration": made_up})
    for year in years:
        opening = {"first": f"{year}-01-01", "last": f"{year}-12-31"}
        path = f"/v1/cooperatives/{name}/fiscal-years"
        assert call.send(path, {"occurred_on": LONG_AGO, **opening}).status_code == 201


def fec(call: Caller, path: str = "/fecs/2026", **query: Any) -> Response:
    """The file, after everything recorded so far."""
    answer = call.get(path, min_position=call.position(), **query)
    assert answer.status_code == 200, answer.text
    return answer


def checked(call: Caller, content: bytes | Iterable[bytes], **sent: Any) -> Response:
    """Have a file checked."""
    query, headers = {"name": NAME} | sent, {"Content-Type": "text/plain; charset=utf-8"}
    return call.client.post(CHECKS, content=content, params=query, headers=headers)


def imported(call: Caller, content: bytes, into: str = "essai", **query: Any) -> Response:
    """Hand a file in; every problem met was announced."""
    path = IMPORTS.format(into)
    asked = {"name": NAME} | query
    answer = call.client.post(path, content=content, params=asked, headers=SENT)
    if answer.status_code >= 400:
        operation = call.paths()[IMPORTS.format("{cooperative}")]["post"]
        announced = operation["responses"][str(answer.status_code)]["content"][MEDIA_TYPE]
        assert answer.json()["code"] in announced["schema"]["properties"]["code"]["enum"]
    return answer


def said(answer: Response) -> tuple[int, str]:
    """The status and the code of a problem."""
    return answer.status_code, answer.json()["code"]


def erase(database: str, value: str) -> None:
    """Erase a text from the vault."""
    with psycopg.connect(database) as owner:
        owner.execute("DELETE FROM coop_essai.vault WHERE value = %s", [value])


def test_a_year_is_sent_whole_under_its_lawful_name(call: Caller) -> None:
    sold(call)
    answer = fec(call)
    assert list(check(NAME, BytesIO(answer.content))) == []
    assert MAIRIE in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{NAME}"'
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["position"] == str(call.position())
    assert "demonstration" not in answer.headers


def test_its_description_goes_with_it(call: Caller) -> None:
    sold(call)
    answer = fec(call, "/fecs/2026/description")
    assert answer.text.startswith(f"Description du fichier des écritures comptables {NAME}")
    assert NAME.replace(".txt", "_description.txt") in answer.headers["content-disposition"]
    assert "181, 186 et 187" in answer.text
    assert "181, 186 et 187" not in fec(call, "/fecs/2026/description", internal=True).text


def test_a_year_is_read_at_the_moment_that_is_asked_for(call: Caller) -> None:
    sold(call)
    assert len(fec(call).text.splitlines()) == 4
    assert fec(call, as_of="2026-03-09").content == HEADER
    before = fec(call, known_at=call.position() - 1)
    assert (before.content, before.headers["position"]) == (HEADER, str(call.position() - 1))
    later = call.get("/fecs/2026", known_at=call.position() + 1)
    assert said(later) == (422, "moment-in-the-future")


def test_sections_settlements_are_in_it_when_they_are_asked_for(call: Caller) -> None:
    sold(call)
    since = {"occurred_on": LONG_AGO, "effective_from": LONG_AGO}
    call.done("/contribution-policies", {**since, "policy": {"rate": "0.10"}})
    invoice = {"occurred_on": DAY, "customer": "C0001", "lines": [SALE]}
    call.done("/activities/E001/invoices", invoice)
    assert "\r\nCI\t" in fec(call, internal=True).text
    assert "\r\nCI\t" not in fec(call).text


def test_a_demonstration_is_marked_and_its_file_is_lawful(call: Caller) -> None:
    also_founded(call, "demo", 2026, made_up=True)
    url, after = "/v1/cooperatives/demo/fecs/2026", {"min_position": 2}
    file = call.client.get(url, params=after)
    description = call.client.get(f"{url}/description", params=after)
    assert file.headers["demonstration"] == description.headers["demonstration"] == "true"
    assert file.headers["content-disposition"] == f'attachment; filename="{NAME}"'
    assert description.text.startswith("DÉMONSTRATION")


def test_what_cannot_be_written_is_a_problem_and_no_part_of_a_file(
    call: Caller, database: str
) -> None:
    sold(call)
    fec(call)
    erase(database, MAIRIE)
    for path in ("/fecs/2026", "/fecs/2026/description"):
        assert said(call.get(path)) == (409, "name-absent")
    assert said(call.get("/fecs/2027")) == (404, "unknown-fiscal-year")
    assert said(call.get("/fecs/20260")) == (422, "invalid-request")
    call.network.create("vide")
    answer = call.client.get("/v1/cooperatives/vide/fecs/2026")
    assert said(answer) == (404, "unknown-fiscal-year")


def test_what_one_cooperative_exports_another_takes_over(call: Caller) -> None:
    sold(call)
    file = fec(call).content
    also_founded(call, "autre", 2026)
    answer = imported(call, file, into="autre")
    assert answer.status_code == 201, answer.text
    query = {"min_position": answer.json()["position"]}
    given_back = call.client.get("/v1/cooperatives/autre/fecs/2026", params=query)
    assert given_back.content == file


def test_a_dry_run_tells_what_the_import_then_does(call: Caller) -> None:
    call.founded()
    before = call.position()
    shown = imported(call, VALID, dry_run=True, cut_over="2026-03")
    assert shown.status_code == 200
    assert call.position() == before
    done = imported(call, VALID, cut_over="2026-03")
    assert done.status_code == 201
    assert done.json() == shown.json() | {"position": call.position()}
    told = done.json()
    assert (told["months"], told["cut_over"]) == (["2026-01", "2026-02"], "2026-03")
    assert told["totals"] == {
        "lines": 9,
        "entries": 4,
        "first": "2026-01-01",
        "last": "2026-01-25",
        "debit": "22600.00",
        "credit": "22600.00",
    }
    assert (told["refusals"], told["warnings"]) == (0, 0)
    assert fec(call).content == VALID


def test_a_file_is_imported_once_under_whatever_key(call: Caller) -> None:
    call.founded()
    first, position = imported(call, VALID), call.position()
    later = imported(call, VALID, cut_over="2026-06")
    for again in (imported(call, VALID), imported(call, VALID, dry_run=True), later):
        assert again.status_code == 200
        assert again.json() == first.json() | {"already_imported": True, "findings": []}
        assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert call.position() == position


def test_an_entry_dated_in_a_month_taken_over_is_booked_after_it(call: Caller) -> None:
    sold_on = {"occurred_on": "2026-01-20", "customer": "C0001", "lines": [SALE]}
    call.founded()
    call.opened()
    call.registered("customers", MAIRIE)
    assert imported(call, VALID).status_code == 201
    assert call.done("/activities/E001/invoices", sold_on)["accounting_date"] == "2026-02-01"


def test_a_file_with_errors_is_a_problem_that_lists_them(call: Caller) -> None:
    call.founded()
    before = call.position()
    for dry_run in (False, True):
        answer = imported(call, UNBALANCED, dry_run=dry_run)
        assert said(answer) == (422, "file-has-errors")
        (finding,) = answer.json()["findings"]
        assert "balance" in finding.pop("reason")
        assert finding == {"line": 4, "rule": "FEC-07", "severity": "refusal"}
    assert call.position() == before


def test_what_the_books_cannot_take_over_is_refused_by_name(call: Caller) -> None:
    call.founded(2026, 2027)
    other, late = VALID.replace(b"20000,00", b"30000,00"), VALID.replace(b"2026", b"2027")
    early, last = VALID.replace(b"2026", b"2025"), VALID.replace(b"202601", b"202612")
    refusals = [
        said(imported(call, VALID, into="personne")),
        said(imported(call, HEADER)),
        said(imported(call, VALID, cut_over="2026-01")),
        said(imported(call, last)),
        said(imported(call, early, name="732829320FEC20251231.txt")),
        said(imported(call, late, name="732829320FEC20271231.txt")),
    ]
    assert imported(call, VALID).status_code == 201
    refusals.append(said(imported(call, other)))
    call.network.create("vide")
    refusals.append(said(imported(call, VALID, into="vide")))
    assert refusals == [
        (404, "unknown-cooperative"),
        (422, "nothing-to-import"),
        (422, "cut-over-misplaced"),
        (409, "month-not-over"),
        (409, "outside-open-years"),
        (409, "earlier-year-open"),
        (409, "month-already-closed"),
        (409, "cooperative-not-founded"),
    ]


def test_months_in_which_something_was_booked_here_are_not_taken_over(call: Caller) -> None:
    sold(call)
    assert imported(call, VALID, dry_run=True).status_code == 200
    answer = imported(call, VALID, cut_over="2026-04")
    assert said(answer) == (409, "native-entries-before-cut-over")


def test_a_request_that_brings_no_file_is_a_problem(call: Caller) -> None:
    call.founded()
    for headers, query, expected in (
        ({"Idempotency-Key": ""}, {}, (400, "idempotency-key-required")),
        ({"Content-Type": "application/json"}, {}, (415, "unsupported-media-type")),
        ({"Content-Type": ""}, {}, (415, "unsupported-media-type")),
        ({}, {"name": ""}, (422, "invalid-request")),
        ({}, {"cut_over": "2026-13"}, (422, "invalid-request")),
        ({}, {"colour": "red"}, (422, "invalid-request")),
    ):
        answer = call.client.post(
            f"{COOP}/imports/fec",
            content=VALID,
            params={"name": NAME} | query,
            headers=SENT | headers,
        )
        assert said(answer) == expected
    assert said(checked(call, VALID, name="")) == (422, "invalid-request")


def test_a_check_says_over_http_what_it_says_of_every_golden_file(call: Caller) -> None:
    for path in sorted(GOLDEN.glob("*/*")):
        answer = checked(call, path.read_bytes(), name=path.name)
        found = [it._asdict() for it in check(path.name, BytesIO(path.read_bytes()))]
        told = answer.json()
        assert answer.status_code == 200
        assert sorted(told["findings"], key=str) == sorted(found, key=str), path
        assert told["refusals"] + told["warnings"] == len(found)


def test_a_thousand_refusals_are_listed_and_all_are_counted(call: Caller) -> None:
    told = checked(call, HEADER + b"x\r\n" * 1500).json()
    assert len(told["findings"]) == 1000
    assert told["refusals"] == 1500


def test_a_file_is_of_64_megabytes_at_most(call: Caller) -> None:
    million = b"x" * 1_000_000
    assert checked(call, repeat(million, 64)).json()["findings"][0]["rule"] == "FEC-03"
    assert said(checked(call, (it for it in [million] * 65))) == (413, "body-too-large")
    elsewhere = call.client.post(f"{COOP}/customers", content=million * 2, headers=SENT)
    assert said(elsewhere) == (413, "body-too-large")


def answered_in_parts(call: Caller, parts: Iterator[bytes], *, hangs_up: bool) -> list[Message]:
    """What the application sends to whoever sends a file part by part."""
    sent: list[Message] = []

    async def receive() -> Message:
        for part in parts:
            return {"type": "http.request", "body": part, "more_body": True}
        return {"type": "http.disconnect" if hangs_up else "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(dict(message))

    headers = [(b"content-type", b"text/plain")]
    scope = {"type": "http", "method": "POST", "path": CHECKS, "headers": headers}
    asked = {**scope, "query_string": f"name={NAME}".encode()}
    anyio.run(call.app, asked, receive, send)
    return sent


def test_a_large_file_is_never_in_memory(call: Caller) -> None:
    answered_in_parts(call, iter([VALID]), hangs_up=False)
    tracemalloc.start()
    try:
        parts = (b"x" * 60_000 + b"\n" for _ in range(500))
        start, body = answered_in_parts(call, parts, hangs_up=False)[:2]
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert start["status"] == 200
    assert json.loads(body["body"])["refusals"]


def test_whoever_hangs_up_while_sending_leaves_no_fault(
    call: Caller, capfd: pytest.CaptureFixture[str]
) -> None:
    answered_in_parts(call, iter([VALID]), hangs_up=True)
    (line,) = map(json.loads, capfd.readouterr().err.splitlines())
    assert (line["event"], line["problem"]) == ("request", "unreadable-request")


def test_nothing_of_a_file_or_of_its_name_comes_near_the_log(
    call: Caller, capfd: pytest.CaptureFixture[str]
) -> None:
    sold(call)
    call.network.clock.now = datetime(2027, 1, 15, tzinfo=UTC)  # type: ignore[attr-defined]  # The test's own clock.
    also_founded(call, "autre", 2026)
    imported(call, fec(call).content, into="autre", name=f"{MAIRIE}.txt")
    imported(call, UNBALANCED, name=f"{MAIRIE}.txt", cut_over=MAIRIE)
    imported(call, UNBALANCED, name=f"{MAIRIE}.txt")
    checked(call, VALID, name=f"{MAIRIE}.txt")
    logged = capfd.readouterr().err
    assert "file-has-errors" in logged
    assert "brest" not in logged.lower()
