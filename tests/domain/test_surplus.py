"""A surplus is allocated whole, once, within the law of the cooperative's form."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.circumstances import Circumstances
from domain.cooperative.allocation import (
    AllocationNotWhole,
    InterestTooHigh,
    LegalReserveTooLow,
    ReservesTooLow,
    WorkShareTooLow,
)
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.participation import ProvisionNotReserved
from domain.cooperative.surplus import (
    AllocateSurplus,
    CarryLossForward,
    GainsExceedResult,
    NoLoss,
    NoSurplus,
    ResultAlreadyAllocated,
    ResultsNotBroughtUp,
    SplitNotAdopted,
    YearNotAllocable,
)
from domain.events.event import Event
from domain.events.surplus import Allocation, LossCarriedForward, SurplusAllocated
from domain.identifiers import COOP
from domain.journal import Posting, credit
from domain.ledger import Ledger
from domain.money import ZERO, euros
from domain.policies.surplus import SurplusPolicy, WorkShareKey
from domain.refusal import Refusal
from domain.rulebook import Adopted
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, FOUNDED, NEW_YEAR, RULEBOOK
from tests.domain.specification import given
from tests.domain.test_participation import CONSTITUTED
from tests.domain.test_shares import ADMITTED, SUBSCRIBED

LAST_YEAR_END, MEETING = date(2025, 12, 31), date(2026, 6, 15)
SPLIT = SurplusPolicy(
    legal_reserve="0.15", development_fund="0.35", work_share="0.40", interest="0.10"
)


def line(account: str, amount: str, section: str = COOP) -> Posting:
    """A credit of an opening entry."""
    return credit(account, section, euros(amount))


def books(
    *lines: Posting, policy: SurplusPolicy | None = SPLIT, day: date = NEW_YEAR
) -> Circumstances:
    policies = (Adopted(NEW_YEAR, None, policy),) if policy else ()
    opening = date(day.year, 1, 1)
    ledger = Ledger().with_postings(day, lines).with_opening(opening)
    return replace(CIRCUMSTANCES, ledger=ledger, rulebook=replace(RULEBOOK, policies=policies))


def allocation(**amounts: str) -> Allocation:
    usual = {
        "legal_reserve": "3000.00",
        "development_fund": "7000.00",
        "work_share": "8000.00",
        "interest": "2000.00",
    }
    return Allocation.model_validate(usual | amounts)


def allocate(**fields: Any) -> AllocateSurplus:
    usual = {"occurred_on": MEETING, "year_ended": LAST_YEAR_END, "reference": "AG-AFF"}
    return AllocateSurplus.model_validate(usual | fields)


def carry(**fields: Any) -> CarryLossForward:
    usual = {"occurred_on": MEETING, "year_ended": LAST_YEAR_END, "reference": "AG-RAN"}
    return CarryLossForward.model_validate(usual | fields)


ALLOCATED = SurplusAllocated(
    occurred_on=MEETING,
    year_ended=LAST_YEAR_END,
    reference="AG-AFF",
    profit="20000.00",
    loss="0.00",
    former_losses="0.00",
    excluded_gains="0.00",
    participation="0.00",
    investment_provision="0.00",
    allocation=allocation(),
    profit_account="120",
    loss_account="129",
)
CARRIED = LossCarriedForward(
    occurred_on=MEETING,
    year_ended=LAST_YEAR_END,
    reference="AG-RAN",
    profit="0.00",
    loss="500.00",
    profit_account="120",
    loss_account="129",
)
PROFIT = line("120", "20000.00")


# What is divided


def test_the_statutes_split_the_whole_result() -> None:
    given(COOPERATIVE, FOUNDED).when(allocate(), books(PROFIT)).then(ALLOCATED)


def test_the_meeting_may_decide_otherwise_within_the_law() -> None:
    decided = allocation(development_fund="4000.00", work_share="11000.00")
    outcome = given(COOPERATIVE, FOUNDED).when(
        allocate(allocation=decided), books(PROFIT, policy=None)
    )
    outcome.then_says(allocation=decided)


def test_the_cent_that_does_not_divide_is_not_lost() -> None:
    outcome = given(COOPERATIVE, FOUNDED).when(allocate(), books(line("120", "100.01")))
    outcome.then_books(
        "OD AG-AFF 120 COOP 100.01 0.00",
        "OD AG-AFF 1061 COOP 0.00 15.00",
        "OD AG-AFF 1063 COOP 0.00 35.00",
        "OD AG-AFF 424 COOP 0.00 40.01",
        "OD AG-AFF 457 COOP 0.00 10.00",
    )


def test_the_allocation_of_g28_is_theirs() -> None:
    split = SurplusPolicy(legal_reserve="0.15", development_fund="0.35", work_share="0.50")
    circumstances = books(line("120", "840.00"), line("1013", "500.00"), policy=split)
    given(COOPERATIVE, FOUNDED).when(allocate(), circumstances).then_books(
        "OD AG-AFF 120 COOP 840.00 0.00",
        "OD AG-AFF 1061 COOP 0.00 126.00",
        "OD AG-AFF 1063 COOP 0.00 294.00",
        "OD AG-AFF 424 COOP 0.00 420.00",
    )


def test_losses_of_sections_and_of_former_years_come_first() -> None:
    circumstances = books(PROFIT, line("129", "-1000.00"), line("119", "-9000.00"))
    outcome = given(COOPERATIVE, FOUNDED).when(allocate(), circumstances)
    outcome.then_books(
        "OD AG-AFF 120 COOP 20000.00 0.00",
        "OD AG-AFF 129 COOP 0.00 1000.00",
        "OD AG-AFF 119 COOP 0.00 9000.00",
        "OD AG-AFF 1061 COOP 0.00 1500.00",
        "OD AG-AFF 1063 COOP 0.00 3500.00",
        "OD AG-AFF 424 COOP 0.00 4000.00",
        "OD AG-AFF 457 COOP 0.00 1000.00",
    )


def test_former_losses_may_wait_where_the_policy_says_so() -> None:
    later = SPLIT.model_copy(update={"losses_first": False})
    circumstances = books(PROFIT, line("119", "-9000.00"), policy=later)
    outcome = given(COOPERATIVE, FOUNDED).when(allocate(), circumstances)
    outcome.then_says(former_losses=ZERO)


def test_a_result_that_former_losses_take_whole_leaves_nothing_to_divide() -> None:
    circumstances = books(line("120", "80.00"), line("119", "-200.00"))
    outcome = given(COOPERATIVE, FOUNDED).when(allocate(), circumstances)
    outcome.then_books("OD AG-AFF 120 COOP 80.00 0.00", "OD AG-AFF 119 COOP 0.00 80.00")


def test_gains_outside_the_surplus_go_to_reserves() -> None:
    outcome = given(COOPERATIVE, FOUNDED).when(
        allocate(excluded_gains="10000.00"), books(PROFIT)
    )
    outcome.then_books(
        "OD AG-AFF 120 COOP 20000.00 0.00",
        "OD AG-AFF 1061 COOP 0.00 1500.00",
        "OD AG-AFF 1063 COOP 0.00 13500.00",
        "OD AG-AFF 424 COOP 0.00 4000.00",
        "OD AG-AFF 457 COOP 0.00 1000.00",
    )


def test_the_participation_reserve_is_part_of_what_the_employees_have() -> None:
    split = SurplusPolicy(legal_reserve="0.15", development_fund="0.35", work_share="0.50")
    circumstances = books(line("120", "13000.00"), policy=split)
    outcome = given(COOPERATIVE, FOUNDED, CONSTITUTED).when(allocate(), circumstances)
    outcome.then_says(
        participation=euros("7000.00"),
        investment_provision=euros("6000.00"),
        allocation=allocation(work_share="3000.00", interest="0.00"),
    )
    event = outcome.decided()
    assert isinstance(event, SurplusAllocated)
    assert event.surplus == 20000
    assert event.taxable == 20000 - 10000 - 6000


def test_a_loss_is_carried_forward() -> None:
    outcome = given(COOPERATIVE, FOUNDED).when(carry(), books(line("129", "-500.00")))
    outcome.then(CARRIED)
    mixed = books(line("129", "-500.00"), line("120", "100.00"))
    given(COOPERATIVE, FOUNDED).when(carry(), mixed).then_books(
        "OD AG-RAN 120 COOP 100.00 0.00",
        "OD AG-RAN 119 COOP 400.00 0.00",
        "OD AG-RAN 129 COOP 0.00 500.00",
    )


# What is refused


def opened_empty(circumstances: Circumstances) -> Circumstances:
    """Those books, where the year began with no balance at all."""
    ledger = circumstances.ledger.with_opening(NEW_YEAR)
    return replace(circumstances, ledger=ledger)


Case = tuple[list[Event], Any, Circumstances, type[Refusal]]
REFUSED: list[Case] = [
    ([ALLOCATED], allocate(), books(PROFIT), ResultAlreadyAllocated),
    ([CARRIED], allocate(), books(PROFIT), ResultAlreadyAllocated),
    ([], allocate(year_ended=date(2026, 6, 14)), books(PROFIT), YearNotAllocable),
    ([], allocate(year_ended=MEETING), books(PROFIT), YearNotAllocable),
    ([], allocate(year_ended=date(2026, 12, 31)), books(PROFIT), YearNotAllocable),
    ([], allocate(), books(), NoSurplus),
    ([], allocate(), books(PROFIT, line("129", "-20000.00")), NoSurplus),
    # What another year left on the account is no surplus of this one.
    ([], allocate(), opened_empty(books(PROFIT, day=LAST_YEAR_END)), NoSurplus),
    ([], allocate(year_ended=date(2024, 12, 31)), books(PROFIT), YearNotAllocable),
    ([], allocate(year_ended=date(2019, 7, 13)), books(PROFIT), YearNotAllocable),
    ([], carry(year_ended=date(2019, 7, 13)), books(PROFIT), YearNotAllocable),
    ([], carry(), books(PROFIT), NoLoss),
    # Balances on the wrong side: an entry by hand puts them right.
    ([], allocate(), books(PROFIT, line("129", "0.01")), NoSurplus),
    ([], carry(), books(line("120", "-0.01")), NoLoss),
    ([], carry(), books(line("129", "-9.00"), line("120", "-0.01")), NoLoss),
    ([], allocate(), books(PROFIT, line("120", "0.01", "E001")), ResultsNotBroughtUp),
    ([], carry(), books(PROFIT, line("129", "-0.01", "E001")), ResultsNotBroughtUp),
    ([], allocate(), books(PROFIT, policy=None), SplitNotAdopted),
    ([], allocate(excluded_gains="20000.01"), books(PROFIT), GainsExceedResult),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_it_is_refused(
    before: list[Event], command: Any, circumstances: Circumstances, refusal: type[Refusal]
) -> None:
    outcome = given(COOPERATIVE, FOUNDED, *before).when(command, circumstances)
    outcome.then_refused(refusal)


# The law

LAW: list[tuple[dict[str, str], type[Refusal]]] = [
    ({"interest": "1999.99"}, AllocationNotWhole),
    ({"interest": "2000.01"}, AllocationNotWhole),
    ({"legal_reserve": "44.99", "development_fund": "9955.01"}, LegalReserveTooLow),
    ({"development_fund": "10000.01", "work_share": "4999.99"}, WorkShareTooLow),
    ({"development_fund": "500.00", "interest": "8500.00"}, InterestTooHigh),
    # Below what goes to reserves, above the employees' part.
    (
        {"development_fund": "6000.00", "work_share": "5000.00", "interest": "6000.00"},
        InterestTooHigh,
    ),
]


@pytest.mark.parametrize(("amounts", "refusal"), LAW)
def test_a_scop_s_allocation_outside_the_law_is_refused(
    amounts: dict[str, str], refusal: type[Refusal]
) -> None:
    past = given(COOPERATIVE, FOUNDED, SUBSCRIBED, ADMITTED)
    circumstances = books(PROFIT, line("1061", "0.75"))
    past.when(allocate(allocation=allocation(**amounts)), circumstances).then_refused(refusal)


def test_the_legal_reserve_has_enough_once_it_equals_the_capital() -> None:
    scant = allocation(legal_reserve="44.99", development_fund="9955.01")
    past = given(COOPERATIVE, FOUNDED, SUBSCRIBED, ADMITTED)
    full = books(PROFIT, line("1061", "0.76"))
    past.when(allocate(allocation=scant), full).then_says(allocation=scant)


def test_a_split_that_is_not_whole_is_no_policy() -> None:
    with pytest.raises(ValidationError):
        SurplusPolicy(legal_reserve="0.15", development_fund="0.35", work_share="0.49")
    with pytest.raises(ValidationError):
        WorkShareKey(by_wages="0.50", by_time="0.50", equally="0.01")


def test_interest_may_come_to_as_much_as_reserves_and_employees() -> None:
    even = Allocation(
        legal_reserve="3000.00",
        development_fund="3666.67",
        work_share="6666.67",
        interest="6666.66",
    )
    given(COOPERATIVE, FOUNDED).when(allocate(allocation=even), books(PROFIT)).then_says(
        allocation=even
    )


def test_capital_taken_over_counts_as_reached() -> None:
    scant = allocation(legal_reserve="0.00", development_fund="10000.00")
    past = given(COOPERATIVE, FOUNDED)
    past.when(allocate(allocation=scant), books(PROFIT)).then_says(allocation=scant)
    capital = books(PROFIT, line("1013", "1.00"))
    past.when(allocate(allocation=scant), capital).then_refused(LegalReserveTooLow)


OTHER = FOUNDED.model_copy(update={"legal_form": "scic"})


def test_any_other_cooperative_reserves_three_twentieths_below_its_capital() -> None:
    least = allocation(
        legal_reserve="2999.99", development_fund="0.00", work_share="0.00", interest="17000.01"
    )
    past = given(COOPERATIVE, OTHER)
    below = books(PROFIT, line("1013", "100.00"), line("106", "99.99"))
    past.when(allocate(allocation=least), below).then_refused(ReservesTooLow)
    full = books(PROFIT, line("1013", "100.00"), line("106", "100.00"))
    past.when(allocate(allocation=least), full).then_says(allocation=least)


def test_reserves_that_stand_for_a_provision_cover_it() -> None:
    small = allocation(
        legal_reserve="3000.00",
        development_fund="2999.99",
        work_share="6000.00",
        interest="1000.01",
    )
    outcome = given(COOPERATIVE, FOUNDED, CONSTITUTED).when(
        allocate(allocation=small), books(line("120", "13000.00"))
    )
    outcome.then_refused(ProvisionNotReserved)
