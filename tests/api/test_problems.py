"""A bad request is refused by name, in one form, and leaves the log as it was."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from httpx2 import Response

from api.problems import CONFLICT, FAULTS, NOT_FOUND, UNAVAILABLE, code_of, status_of
from domain.log.append import LogBusy, LogUnavailable, OutcomeUnknown
from domain.refusal import Refusal
from tests.api.caller import COOP, DAY, LONG_AGO, Caller
from tests.api.story import told

SALE: dict[str, Any] = {
    "label": "Conseil",
    "nature": "services",
    "unit_price": "1000.00",
    "vat_rate": "0.20",
}
INVOICE: dict[str, Any] = {"occurred_on": DAY, "customer": "C0001", "lines": [SALE]}
PAYMENT = {"occurred_on": DAY, "invoice": "FE001-2026-0001", "reference": "V1"}
CUSTOMER: dict[str, Any] = {"occurred_on": LONG_AGO, "name": "Mairie de Brest"}
DEBIT = {"account": "6226", "section": "E001", "debit": "30.00"}
CREDIT = {"account": "512", "section": "E001", "credit": "30.00"}
ENTRY: dict[str, Any] = {
    "occurred_on": DAY,
    "reference": "OD1",
    "label": "Honoraires",
    "postings": [DEBIT, CREDIT],
}
INVOICES = "/activities/E001/invoices"
PAYMENTS = "/activities/E001/payments"
ENTRIES = "/journal-entries"
Field = tuple[str | int, ...]
OF_NO_FORM: tuple[Any, ...] = (1.5, "\u0000", {"x": []})
INVALID = (422, "invalid-request")

BAD = [
    ("an unknown field", INVOICES, INVOICE | {"colour": "red"}, INVALID),
    ("an unknown field of a line", INVOICES, INVOICE | {"lines": [SALE | {"x": 1}]}, INVALID),
    ("a number for an amount", PAYMENTS, PAYMENT | {"amount": 10.5}, INVALID),
    ("a whole number for an amount", PAYMENTS, PAYMENT | {"amount": 10}, INVALID),
    ("a third decimal", PAYMENTS, PAYMENT | {"amount": "10.005"}, INVALID),
    ("an amount with an exponent", PAYMENTS, PAYMENT | {"amount": "1e3"}, INVALID),
    ("not a number", PAYMENTS, PAYMENT | {"amount": "NaN"}, INVALID),
    ("an amount below zero", PAYMENTS, PAYMENT | {"amount": "-1.00"}, INVALID),
    ("an endless amount", PAYMENTS, PAYMENT | {"amount": "9" * 5000}, INVALID),
    ("a missing field", INVOICES, {"occurred_on": DAY, "lines": [SALE]}, INVALID),
    ("an invoice of no line", INVOICES, INVOICE | {"lines": []}, INVALID),
    ("a document of nothing", INVOICES, {}, INVALID),
    ("a list for a document", INVOICES, [], INVALID),
    ("nothing at all", INVOICES, None, INVALID),
    ("a time for a date", INVOICES, INVOICE | {"occurred_on": f"{DAY}T00:00:00"}, INVALID),
    ("a number for a date", INVOICES, INVOICE | {"occurred_on": 20260310}, INVALID),
    ("an impossible date", INVOICES, INVOICE | {"occurred_on": "2026-02-30"}, INVALID),
    ("the first date there is", INVOICES, INVOICE | {"occurred_on": "0001-01-01"}, INVALID),
    ("the last date there is", INVOICES, INVOICE | {"occurred_on": "9999-12-31"}, INVALID),
    ("a control character", "/customers", CUSTOMER | {"name": "Mairie\u0007"}, INVALID),
    ("a zero byte", "/customers", CUSTOMER | {"name": "Mairie\u0000"}, INVALID),
    ("half a character", "/customers", CUSTOMER | {"name": "Mairie\ud800"}, INVALID),
    ("half a character for a field", "/customers", CUSTOMER | {"\ud800": "x"}, INVALID),
    ("a turned direction", "/customers", CUSTOMER | {"name": "Mairie\u202e"}, INVALID),
    ("an empty name", "/customers", CUSTOMER | {"name": "  "}, INVALID),
    ("a SIREN with a wrong key", "/customers", CUSTOMER | {"siren": "732829321"}, INVALID),
    ("the SIREN of nobody", "/customers", CUSTOMER | {"siren": "000000000"}, INVALID),
    (
        "an IBAN with a wrong key",
        "/customers",
        CUSTOMER | {"iban": "FR7630006000011234567890188"},
        INVALID,
    ),
    ("an entry of one line", ENTRIES, ENTRY | {"postings": [DEBIT]}, INVALID),
    ("an entry of no line", ENTRIES, ENTRY | {"postings": []}, INVALID),
    (
        "an entry out of balance",
        ENTRIES,
        ENTRY | {"postings": [DEBIT, CREDIT | {"credit": "29.99"}]},
        (422, "unbalanced-entry"),
    ),
    (
        "sections out of balance",
        ENTRIES,
        ENTRY | {"postings": [DEBIT, CREDIT | {"section": "COOP"}]},
        (422, "unbalanced-entry"),
    ),
    (
        "a line on both sides",
        ENTRIES,
        ENTRY | {"postings": [DEBIT | {"credit": "1.00"}, CREDIT]},
        (422, "line-on-both-sides"),
    ),
    (
        "an account of no chart",
        ENTRIES,
        ENTRY | {"postings": [DEBIT | {"account": "6999"}, CREDIT]},
        (404, "unknown-account"),
    ),
    (
        "an activity nobody opened",
        ENTRIES,
        ENTRY | {"postings": [line | {"section": "E999"} for line in (DEBIT, CREDIT)]},
        (404, "unknown-section"),
    ),
    (
        "a date outside every year",
        ENTRIES,
        ENTRY | {"occurred_on": "2025-12-31"},
        (409, "outside-open-years"),
    ),
    (
        "a day no contract covers",
        INVOICES,
        INVOICE | {"occurred_on": "2023-12-31"},
        (409, "not-covered"),
    ),
    (
        "a customer nobody knows",
        INVOICES,
        INVOICE | {"customer": "C0099"},
        (404, "unknown-party"),
    ),
    (
        "a rate of no law",
        INVOICES,
        INVOICE | {"lines": [SALE | {"vat_rate": "0.19"}]},
        (422, "unknown-vat-rate"),
    ),
    (
        "a payment above what is due",
        PAYMENTS,
        PAYMENT | {"amount": "1200.01"},
        (409, "payment-exceeds-due"),
    ),
    (
        "a payment of no invoice",
        PAYMENTS,
        PAYMENT | {"invoice": "F0", "amount": "1.00"},
        (404, "unknown-invoice"),
    ),
    (
        "an invoice of an activity nobody opened",
        "/activities/E999/invoices",
        INVOICE,
        (404, "activity-not-opened"),
    ),
    ("the structure for an activity", "/activities/COOP/invoices", INVOICE, INVALID),
    (
        "a contract nobody signed",
        f"/contracts/con_{'0' * 32}/endings",
        {"occurred_on": DAY, "last_day": DAY},
        (404, "unknown-contract"),
    ),
]


def test_each_bad_request_is_a_named_problem_and_nothing_is_recorded(call: Caller) -> None:
    call.founded()
    call.opened()
    call.registered("customers", "Mairie de Brest")
    call.done(INVOICES, INVOICE)
    answered = {what: call.refused(path, body) for what, path, body, _ in BAD}
    assert answered == {what: expected for what, _, _, expected in BAD}


def test_no_field_of_any_command_takes_what_is_of_no_form(call: Caller) -> None:
    story = told(call)
    before = call.position()
    for path, body in story.sent[1:]:
        for field in _fields(body):
            for wrong in OF_NO_FORM:
                answer = call.send(path, _with(body, field, wrong))
                assert (answer.status_code, answer.json()["code"]) == INVALID, (path, field)
    assert call.position() == before


def test_a_flaw_is_pointed_at_and_what_was_sent_is_not_repeated(call: Caller) -> None:
    call.founded()
    sent = {**CUSTOMER, "name": "", "siren": "Louise Le Goff", "Louise Le Goff": 1}
    problem = call.post("/customers", sent).json()
    assert {flaw["pointer"] for flaw in problem["errors"]} == {
        "/body/name",
        "/body/siren",
        "/body/…",
    }
    assert "Louise" not in str(problem)


def test_a_command_needs_a_key_of_visible_characters(call: Caller) -> None:
    call.founded()
    for headers in ({}, {"Idempotency-Key": ""}, {"Idempotency-Key": "a b"}):
        answer = call.client.post(f"{COOP}/customers", json=CUSTOMER, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-required")


def test_a_body_that_is_no_command_is_a_problem_too(call: Caller) -> None:
    for content, media_type, expected in (
        (b"{}", "text/plain", (415, "unsupported-media-type")),
        (b"{}", "", (415, "unsupported-media-type")),
        (b"{", "application/json", (422, "invalid-request")),
        (b"\xff", "application/json", (400, "unreadable-request")),
        (b"[" * 100_000, "application/json", (400, "unreadable-request")),
        (b'"' + b"x" * 1_000_000 + b'"', "application/json", (413, "body-too-large")),
    ):
        headers = {"Idempotency-Key": "k", "Content-Type": media_type}
        answer = call.client.post(f"{COOP}/customers", content=content, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == expected


def test_a_body_without_a_declared_size_is_limited_too(call: Caller) -> None:
    headers = {"Idempotency-Key": "k", "Content-Type": "application/json"}
    pieces = (b"x" * 100_000 for _ in range(11))
    answer = call.client.post(f"{COOP}/customers", content=pieces, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


def test_facts_are_neither_changed_nor_removed(call: Caller) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = call.client.request(method, f"{COOP}/journal-entries/1.1")
        assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
        assert "a new fact corrects it" in answer.json()["detail"]
        assert answer.headers["allow"] == "GET"


def test_what_is_not_there_is_a_problem_that_repeats_nothing(call: Caller) -> None:
    for path, expected in (
        ("/nothing", "no-such-resource"),
        ("/v1/cooperatives/nobody/trial-balance", "unknown-cooperative"),
        ("/v1/cooperatives/Louise Le Goff/trial-balance", "unknown-cooperative"),
        ("/v1/cooperatives/pg_catalog/events", "unknown-cooperative"),
        ("/problems/louise", "no-such-resource"),
    ):
        answer = call.client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, expected)
        assert "Louise" not in answer.text


def test_a_fault_below_is_a_503_to_be_tried_again(call: Caller) -> None:
    for fault in (LogBusy, LogUnavailable, OutcomeUnknown):
        answer = _answer_of(call, fault("Louise Le Goff"))
        assert (answer.status_code, answer.json()["code"]) == (503, FAULTS[fault].code)
        assert answer.headers["retry-after"] == "1"
        assert "Louise" not in answer.text


def test_a_bug_is_a_500_that_tells_nothing(
    call: Caller, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = _answer_of(call, ZeroDivisionError("Louise Le Goff"))
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    logged = capfd.readouterr().err
    assert "ZeroDivisionError" in logged
    assert "Louise" not in answer.text + logged


def test_every_code_that_has_a_status_is_a_refusals() -> None:
    codes = {code_of(refusal) for refusal in _refusals(Refusal)}
    assert codes >= NOT_FOUND | CONFLICT | UNAVAILABLE
    for refusal in _refusals(Refusal):
        already = "already" in code_of(refusal)
        assert not already or status_of(refusal) == 409, refusal


def _fields(body: Any) -> Iterator[Field]:
    parts = body.items() if isinstance(body, dict) else enumerate(body)
    for name, value in parts:
        yield (name,)
        if isinstance(value, dict | list):
            yield from ((name, *field) for field in _fields(value))


def _with(body: Any, field: Field, value: Any) -> Any:
    changed = deepcopy(body)
    holder = changed
    for name in field[:-1]:
        holder = holder[name]
    holder[field[-1]] = value
    return changed


def _answer_of(call: Caller, fault: Exception) -> Response:
    def fail() -> None:
        raise fault

    path = f"/{type(fault).__name__}"
    call.app.add_api_route(path, fail, include_in_schema=False)
    return call.client.get(path)


def _refusals(kind: type[Refusal]) -> set[type[Refusal]]:
    below = kind.__subclasses__()
    return set(below).union(*map(_refusals, below))
