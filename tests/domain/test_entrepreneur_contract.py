"""A contract covers its days, from its first to its last, and no other."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.circumstances import NotCovered
from domain.entrepreneur_contract.entrepreneur_contract import ENTREPRENEUR_CONTRACT
from domain.entrepreneur_contract.terms import (
    CapeRenewedTwice,
    CapeTooLong,
    ContractAlreadyEnded,
    ContractOverlaps,
    EndContract,
    EndsBeforeItStarts,
    NoContractInForce,
    SignCape,
    SignCesa,
)
from domain.events.contract_terms import CapeSigned, CesaSigned, ContractEnded
from domain.events.event import Event
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, NEW_YEAR, name
from tests.domain.specification import given

LOUISE = name("Louise Le Goff")
END_OF_YEAR = date(2026, 12, 31)


def cape(starts_on: date, ends_on: date) -> SignCape:
    return SignCape(
        occurred_on=NEW_YEAR, entrepreneur=LOUISE, starts_on=starts_on, ends_on=ends_on
    )


def cape_signed(starts_on: date, ends_on: date) -> CapeSigned:
    return CapeSigned(
        occurred_on=NEW_YEAR, entrepreneur=LOUISE.digest, starts_on=starts_on, ends_on=ends_on
    )


def cesa(starts_on: date = NEW_YEAR) -> SignCesa:
    return SignCesa(occurred_on=NEW_YEAR, entrepreneur=LOUISE, starts_on=starts_on)


def ended(last_day: date) -> ContractEnded:
    return ContractEnded(occurred_on=last_day, last_day=last_day)


SIGNED = CesaSigned(occurred_on=NEW_YEAR, entrepreneur=LOUISE.digest, starts_on=NEW_YEAR)

# Signing and ending

LONGEST = [
    (date(2026, 1, 1), date(2026, 12, 31)),
    (date(2024, 3, 1), date(2025, 2, 28)),
    (date(2023, 3, 1), date(2024, 2, 29)),
    (date(2024, 2, 29), date(2025, 2, 28)),
    (date(2026, 8, 31), date(2027, 8, 30)),
]


@pytest.mark.parametrize(("starts_on", "ends_on"), LONGEST)
def test_a_cape_lasts_twelve_months_at_most(starts_on: date, ends_on: date) -> None:
    past = given(ENTREPRENEUR_CONTRACT)
    past.when(cape(starts_on, ends_on), CIRCUMSTANCES).then(cape_signed(starts_on, ends_on))
    longer = cape(starts_on, date.fromordinal(ends_on.toordinal() + 1))
    past.when(longer, CIRCUMSTANCES).then_refused(CapeTooLong)


def test_a_cape_is_renewed_twice_and_no_more() -> None:
    years = [cape_signed(date(year, 1, 1), date(year, 12, 31)) for year in (2023, 2024, 2025)]
    third = cape(NEW_YEAR, END_OF_YEAR)
    given(ENTREPRENEUR_CONTRACT, *years[1:]).when(third, CIRCUMSTANCES).then_says(
        starts_on=NEW_YEAR
    )
    past = given(ENTREPRENEUR_CONTRACT, *years)
    past.when(third, CIRCUMSTANCES).then_refused(CapeRenewedTwice)
    past.when(cesa(), CIRCUMSTANCES).then(SIGNED)


def test_a_cape_does_not_end_before_it_starts() -> None:
    backwards = cape(MARCH, date(2026, 3, 9))
    outcome = given(ENTREPRENEUR_CONTRACT).when(backwards, CIRCUMSTANCES)
    outcome.then_refused(EndsBeforeItStarts)


def test_a_cesa_is_signed() -> None:
    given(ENTREPRENEUR_CONTRACT).when(cesa(), CIRCUMSTANCES).then(SIGNED)


FIRST_HALF = cape_signed(NEW_YEAR, date(2026, 6, 30))


@pytest.mark.parametrize(
    ("before", "command"),
    [
        ([SIGNED], cesa(date(2027, 1, 1))),
        ([SIGNED], cape(date(2027, 1, 1), date(2027, 6, 30))),
        ([FIRST_HALF], cesa(date(2026, 6, 30))),
        ([FIRST_HALF], cape(date(2025, 7, 1), date(2025, 12, 31))),
        ([SIGNED, ended(MARCH)], cesa(MARCH)),
    ],
)
def test_no_contract_overlaps_another(before: list[Event], command: Any) -> None:
    outcome = given(ENTREPRENEUR_CONTRACT, *before).when(command, CIRCUMSTANCES)
    outcome.then_refused(ContractOverlaps)


@pytest.mark.parametrize(
    ("before", "command"),
    [
        ([FIRST_HALF], cesa(date(2026, 7, 1))),
        ([FIRST_HALF], cape(date(2026, 7, 1), date(2027, 6, 30))),
        ([SIGNED, ended(MARCH)], cesa(date(2026, 3, 11))),
    ],
)
def test_one_may_follow_another(before: list[Event], command: Any) -> None:
    outcome = given(ENTREPRENEUR_CONTRACT, *before).when(command, CIRCUMSTANCES)
    outcome.then_says(starts_on=command.starts_on)


def test_the_last_day_of_a_contract_is_covered_and_the_next_is_not() -> None:
    state = given(ENTREPRENEUR_CONTRACT, SIGNED, ended(MARCH)).state
    circumstances = replace(CIRCUMSTANCES, coverage=state.terms.coverage)
    circumstances.demand_cover(MARCH)
    with pytest.raises(NotCovered):
        circumstances.demand_cover(date(2026, 3, 11))


def test_what_was_signed_for_later_ends_with_it() -> None:
    renewal = cape_signed(date(2026, 7, 1), END_OF_YEAR)
    state = given(ENTREPRENEUR_CONTRACT, FIRST_HALF, renewal, ended(MARCH)).state
    assert [(it.since, it.until) for it in state.terms.coverage] == [(NEW_YEAR, MARCH)]


def test_a_contract_that_ends_by_itself_is_left_for_a_reason_told_once() -> None:
    last = date(2026, 6, 30)
    told = EndContract(occurred_on=last, last_day=last, reason="job")
    given(ENTREPRENEUR_CONTRACT, FIRST_HALF).when(told, CIRCUMSTANCES).then_says(
        last_day=last, reason="job"
    )
    known = ContractEnded(occurred_on=last, last_day=last, reason="job")
    past = given(ENTREPRENEUR_CONTRACT, FIRST_HALF, known)
    past.when(told, CIRCUMSTANCES).then_refused(ContractAlreadyEnded)


ENDINGS_REFUSED: list[tuple[list[Event], date, type[Refusal]]] = [
    ([], MARCH, NoContractInForce),
    ([SIGNED], date(2025, 12, 31), NoContractInForce),
    ([SIGNED, ended(MARCH)], date(2026, 3, 11), NoContractInForce),
    ([SIGNED, ended(MARCH)], MARCH, ContractAlreadyEnded),
    ([FIRST_HALF], date(2026, 6, 30), ContractAlreadyEnded),
]


@pytest.mark.parametrize(("before", "last_day", "refusal"), ENDINGS_REFUSED)
def test_an_ending_is_refused(
    before: list[Event], last_day: date, refusal: type[Refusal]
) -> None:
    command = EndContract(occurred_on=NEW_YEAR, last_day=last_day)
    outcome = given(ENTREPRENEUR_CONTRACT, *before).when(command, CIRCUMSTANCES)
    outcome.then_refused(refusal)


def test_a_contract_may_end_earlier_still() -> None:
    command = EndContract(occurred_on=NEW_YEAR, last_day=NEW_YEAR)
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, ended(MARCH))
    past.when(command, CIRCUMSTANCES).then_says(last_day=NEW_YEAR)
