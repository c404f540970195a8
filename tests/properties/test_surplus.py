"""Whatever years leave, what meetings make of it is whole, and told alike everywhere."""

from datetime import date
from decimal import Decimal

from hypothesis import event, given, settings

from domain.cooperative.cooperative import Cooperative
from domain.events.surplus import (
    LossCarriedForward,
    ParticipationReserveConstituted,
    ParticipationReserveTransferred,
    SurplusAllocated,
    WorkShareDistributed,
    WorkSharePaid,
)
from domain.money import ZERO
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE
from tests.histories import History
from tests.reading import by, lines, net
from tests.strategies import histories_of_surplus


def what_is_left_of_a_result_is_nothing(history: History) -> None:
    log = history.books.log
    for recorded in log:
        if isinstance(recorded.event, SurplusAllocated | LossCarriedForward):
            until = lines(it for it in log if it.position <= recorded.position)
            of_year = [line for line in until if line.dated >= _year_began(history, recorded)]
            assert net(of_year, "120", section="COOP") == ZERO
            assert net(of_year, "129", section="COOP") == ZERO


def _year_began(history: History, recorded: Recorded) -> date:
    state = history.books.load(THE_COOPERATIVE).state
    assert isinstance(state, Cooperative)
    assert recorded.accounting_date
    return state.rulebook.year_of(recorded.accounting_date).first


def the_employees_are_owed_what_meetings_gave_and_nobody_has_yet(history: History) -> None:
    owed = ZERO
    years: dict[date, Decimal] = {}
    for recorded in history.books.log:
        match recorded.event:
            case SurplusAllocated() as allocated:
                owed += allocated.allocation.work_share
                years[allocated.year_ended] = allocated.allocation.work_share
            case WorkShareDistributed() as distributed:
                parts = sum((share.amount for share in distributed.shares), ZERO)
                assert parts == years[distributed.year_ended]
            case WorkSharePaid() as paid:
                owed -= paid.amount
            case _:
                pass
    assert -_balance(history, "424") == owed


def a_participation_reserve_waits_until_its_meeting(history: History) -> None:
    waits = ZERO
    for recorded in history.books.log:
        match recorded.event:
            case ParticipationReserveConstituted() as constituted:
                waits += constituted.amount
            case ParticipationReserveTransferred() as transferred:
                waits -= transferred.amount
            case _:
                pass
    assert -_balance(history, "4284") == waits


def _balance(history: History, account: str) -> Decimal:
    return by(lines(history.books.log), lambda line: line.account).get(account, ZERO)


PROPERTIES = (
    what_is_left_of_a_result_is_nothing,
    the_employees_are_owed_what_meetings_gave_and_nobody_has_yet,
    a_participation_reserve_waits_until_its_meeting,
)


@settings(max_examples=60)
@given(histories_of_surplus())
def test_what_a_year_leaves_is_divided_whole(history: History) -> None:
    for expectation in PROPERTIES:
        expectation(history)
    for recorded in history.books.log:
        event(recorded.event.topic)
