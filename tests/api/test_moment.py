"""A reading is asked as of a date, as known at a moment, and after a position."""

from api.moment import WAIT_SECONDS
from tests.api.caller import DAY, LONG_AGO, Caller

LATE = "2026-04-02"


def test_as_of_and_known_at_differ_by_what_came_late(call: Caller) -> None:
    known = _booked(call, "2026-03-10", "OD1")
    late = _booked(call, "2026-03-20", "OD2")
    _booked(call, LATE, "OD3")
    assert _balance(call) == "90.00"
    assert _balance(call, as_of="2026-03-31") == "60.00"
    assert _balance(call, as_of="2026-03-31", known_at=known["position"]) == "30.00"
    assert _balance(call, as_of="2026-03-31", known_at=known["recorded_at"]) == "30.00"
    assert _balance(call, known_at=late["position"]) == "60.00"


def test_an_answer_says_its_moment(call: Caller) -> None:
    known = _booked(call, DAY, "OD1")
    _booked(call, DAY, "OD2")
    position = known["position"]
    reading = call.read("/trial-balance", as_of="2026-12-31", known_at=position)
    assert (reading["as_of"], reading["known_at"]) == ("2026-12-31", position)
    assert reading["position"] == position
    assert call.read("/trial-balance")["position"] == call.position()


def test_a_moment_to_come_is_refused_rather_than_answered(call: Caller) -> None:
    _booked(call, DAY, "OD1")
    for known_at in ("99", "2027-01-01T00:00:00Z"):
        answer = call.get("/trial-balance", known_at=known_at)
        assert (answer.status_code, answer.json()["code"]) == (422, "moment-in-the-future")


def test_a_moment_of_another_form_is_refused(call: Caller) -> None:
    _booked(call, DAY, "OD1")
    for query in (
        {"known_at": "yesterday"},
        {"known_at": "1.5"},
        {"known_at": "2026-03-10"},
        {"known_at": "2026-03-10T00:00:00"},
        {"known_at": "2026-13-10T00:00:00Z"},
        {"as_of": "20260310"},
        {"as_of": "2026-02-30"},
        {"min_position": "-1"},
        {"min_position": "9" * 19},
        {"section": "nobody"},
        {"colour": "red"},
    ):
        answer = call.get("/trial-balance", **query)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request"), query


def test_a_position_that_does_not_come_is_waited_for_and_then_refused(call: Caller) -> None:
    _booked(call, DAY, "OD1")
    answer = call.get("/trial-balance", min_position=call.position() + 1)
    assert (answer.status_code, answer.json()["code"]) == (503, "not-projected-yet")
    assert answer.headers["retry-after"] == "1"
    assert answer.elapsed.total_seconds() >= WAIT_SECONDS


def _booked(call: Caller, day: str, reference: str) -> dict[str, str]:
    if not call.answers:
        call.founded()
        call.done(
            "/accounts", {"occurred_on": LONG_AGO, "account": "62261", "label": "Conseil"}
        )
    postings = [
        {"account": "6226", "section": "COOP", "debit": "30.00"},
        {"account": "512", "section": "COOP", "credit": "30.00"},
    ]
    entry = {"occurred_on": day, "reference": reference, "label": "Honoraires"}
    return call.done("/journal-entries", {**entry, "postings": postings})


def _balance(call: Caller, **query: str) -> str:
    rows = call.read("/trial-balance", **query)["data"]
    (balance,) = [row["balance"] for row in rows if row["account"] == "6226"]
    return str(balance)
