"""The feed gives every event once, in order, from any position on."""

from api.feed import PAGE_MAX
from tests.api.caller import Caller
from tests.api.story import told


def test_a_follower_reads_each_event_once_and_in_order(call: Caller) -> None:
    told(call)
    whole = call.get("/events", limit=PAGE_MAX).json()
    assert [it["position"] for it in whole["data"]] == list(range(1, call.position() + 1))
    assert (whole["has_more"], whole["next_after"]) == (False, call.position())
    read, after, more = [], 0, True
    while more:
        page = call.get("/events", after=after, limit=7).json()
        read += page["data"]
        after, more = page["next_after"], page["has_more"]
    assert read == whole["data"]


def test_an_event_is_told_as_its_command_was_answered(call: Caller) -> None:
    story = told(call)
    answered = [answer.json()["events"][0] for answer in call.answers[: len(story.sent)]]
    assert call.get("/events", limit=PAGE_MAX).json()["data"] == answered


def test_after_the_last_event_the_feed_is_empty_and_stays_there(call: Caller) -> None:
    call.founded()
    end = call.get("/events", after=call.position()).json()
    assert end == {"data": [], "next_after": call.position(), "has_more": False}
    refused = call.get("/events", limit=PAGE_MAX + 1)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid-request")
