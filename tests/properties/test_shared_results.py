"""Whatever happens, nobody shares more than there is, and no loss is borne into a gain."""

from decimal import Decimal

import pytest
from hypothesis import Phase, find, given, settings

from domain.activity.mutualisation import BearLoss
from domain.activity.sharing import AgreeSharing, ShareResult
from domain.decider import Command
from domain.events.mutualisation import LossBorne
from domain.events.sharing import ResultShared, SharingAgreed
from domain.recorded import Recorded
from tests.histories import History
from tests.properties.test_books import (
    every_entry_balances_as_a_whole_and_inside_each_section,
    on_every_date_each_section_balances_and_the_company_without_its_transfers,
)
from tests.reading import lines, net
from tests.strategies import histories_of_sharing

RESULT = ("6", "7", "186", "187")


def _left(log: list[Recorded], at: Recorded, activity: str) -> Decimal:
    """What an activity had left of a fiscal year once an event was recorded."""
    assert at.accounting_date
    first = next(it.event for it in log if it.event.topic == "cooperative.fiscal-year-opened")
    years_end = first.last  # type: ignore[attr-defined]  # The opening of a year says when it ends.
    known = lines(it for it in log if it.position <= at.position)
    of_the_year = [
        it for it in known if (it.dated <= years_end) == (at.accounting_date <= years_end)
    ]
    return -net(of_the_year, *RESULT, section=activity)


def a_result_is_shared_whole_and_never_beyond_what_is_left(history: History) -> None:
    for recorded in history.books.log:
        if isinstance(recorded.event, ResultShared):
            event = recorded.event
            assert sum(it.amount for it in event.shares) == event.amount
            assert _left(history.books.log, recorded, event.activity) >= 0


def a_loss_borne_leaves_no_gain(history: History) -> None:
    for recorded in history.books.log:
        if isinstance(recorded.event, LossBorne):
            assert _left(history.books.log, recorded, recorded.event.activity) <= 0


def a_share_goes_to_the_sections_of_a_key_agreed_before(history: History) -> None:
    keys: dict[str, set[str]] = {}
    for event in (it.event for it in history.books.log):
        if isinstance(event, SharingAgreed):
            keys.setdefault(event.activity, set()).update(it.section for it in event.key)
        if isinstance(event, ResultShared):
            assert {it.section for it in event.shares} <= keys[event.activity]


PROPERTIES = (
    every_entry_balances_as_a_whole_and_inside_each_section,
    on_every_date_each_section_balances_and_the_company_without_its_transfers,
    a_result_is_shared_whole_and_never_beyond_what_is_left,
    a_loss_borne_leaves_no_gain,
    a_share_goes_to_the_sections_of_a_key_agreed_before,
)


@settings(max_examples=60)
@given(histories_of_sharing())
def test_shared_results_hold(history: History) -> None:
    for expectation in PROPERTIES:
        expectation(history)


@pytest.mark.parametrize("command", [AgreeSharing, ShareResult, BearLoss])
def test_such_histories_do_happen(command: type[Command]) -> None:
    once = settings(max_examples=200, phases=[Phase.generate])
    accepted = histories_of_sharing().map(lambda history: history.accepted(command))
    assert find(accepted, bool, settings=once)
