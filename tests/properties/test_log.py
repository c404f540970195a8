"""Whatever a cooperative lives through, its log tells it all, in order and for ever."""

from datetime import date
from itertools import pairwise
from typing import Any

import orjson
import rfc8785
from hypothesis import given, settings

from domain.cooperative.cooperative import COOPERATIVE, Cooperative
from domain.events.catalogue import CATALOGUE
from domain.events.sales import CreditNoteIssued, DepositInvoiceIssued, InvoiceIssued
from domain.posting.rules import entries_of
from domain.recorded import Noted, Recorded, decode, encode
from domain.rulebook import Rulebook
from domain.streams import THE_COOPERATIVE, Address
from tests.histories import History
from tests.strategies import histories

# Numbers


def numbers_follow_each_other_without_a_gap_and_in_date_order(history: History) -> None:
    series: dict[str, list[tuple[int, date]]] = {}
    for recorded in history.books.log:
        if isinstance(recorded.event, InvoiceIssued | DepositInvoiceIssued | CreditNoteIssued):
            name, number = recorded.event.number.rsplit("-", 1)
            series.setdefault(name, []).append((int(number), recorded.event.occurred_on))
    for name, given_ in series.items():
        numbers = [number for number, _ in given_]
        start = 7 if name.startswith("A") else 1
        assert numbers == list(range(start, start + len(given_)))
        assert all(before[1] <= after[1] for before, after in pairwise(given_))
        assert all(f"{day.year}" in name for _, day in given_)


# The log


def what_is_stored_reads_back_and_writes_again_as_the_same_bytes(history: History) -> None:
    for recorded, state in zip(history.books.log, history.books.states, strict=True):
        nonce = bytes.fromhex(orjson.loads(state)["nonce"])
        again = encode(
            recorded.place,
            recorded.author,
            Noted(recorded.recorded_at, nonce),
            recorded.accounting_date,
            (recorded.event, recorded.entries),
        )
        assert again == state == rfc8785.dumps(orjson.loads(state))
        assert decode(recorded.position, again) == recorded


def the_rules_in_force_find_the_entries_that_were_recorded(history: History) -> None:
    rules = Rulebook()
    state: Any = COOPERATIVE.initial
    for recorded in history.books.log:
        if recorded.place.stream == str(THE_COOPERATIVE):
            fact: Any = recorded.event
            before = COOPERATIVE.evolve(state, fact)
            assert isinstance(before, Cooperative)
            found = entries_of(recorded.event, rules)
            state, rules = before, before.rulebook
        else:
            found = entries_of(recorded.event, rules)
        assert found == recorded.entries


def the_log_alone_gives_back_what_is_remembered(history: History) -> None:
    states: dict[str, Any] = {}
    addresses: dict[str, Address] = {}
    for position, state in enumerate(history.books.states, 1):
        recorded = decode(position, state)
        kind, _, name = recorded.place.stream.partition("/")
        address = Address(kind, name)  # type: ignore[arg-type]  # As the log names it.
        addresses[recorded.place.stream] = address
        known = states.get(recorded.place.stream, address.decider.initial)
        states[recorded.place.stream] = address.decider.evolve(known, recorded.event)
    for stream, address in addresses.items():
        assert states[stream] == history.books.load(address).state


def what_is_refused_leaves_no_trace(history: History) -> None:
    recorded = [it.outcome for it in history.steps if isinstance(it.outcome, Recorded)]
    assert recorded == history.books.log
    assert [it.position for it in recorded] == list(range(1, len(recorded) + 1))


KINDS_MIN = 25
"""Of 34 kinds of events: the rarest are left to tests of their own."""

PROPERTIES = (
    numbers_follow_each_other_without_a_gap_and_in_date_order,
    what_is_stored_reads_back_and_writes_again_as_the_same_bytes,
    the_rules_in_force_find_the_entries_that_were_recorded,
    the_log_alone_gives_back_what_is_remembered,
    what_is_refused_leaves_no_trace,
)


def test_the_log_tells_every_history_and_they_hold_nearly_every_command() -> None:
    carried_out: set[str] = set()

    @settings(max_examples=40)
    @given(histories())
    def tell(history: History) -> None:
        for holds in PROPERTIES:
            holds(history)
        carried_out.update(recorded.event.topic for recorded in history.books.log)

    tell()
    assert carried_out <= CATALOGUE.keys()
    assert len(carried_out) >= KINDS_MIN
