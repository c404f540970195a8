"""A meeting decides on the year opened last, once that is final, where the openings left it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.circumstances import Circumstances
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.surplus import (
    AnotherYearOpened,
    ResultNotFinal,
    ResultsNotBroughtUp,
)
from domain.cooperative.year_end import OpeningsNotFinal
from domain.events.year_end import BalancesOpened
from domain.money import euros
from domain.period import FiscalYear
from domain.policies.account_roles import AccountRoles
from domain.rulebook import Dated
from tests.domain.cooperative_of_2026 import FOUNDED, YEAR
from tests.domain.specification import given
from tests.domain.test_surplus import ALLOCATED, PROFIT, allocate, books, carry, line

NEXT = FiscalYear(first=date(2027, 1, 1), last=date(2027, 12, 31))
HELD = date(2027, 6, 15)
OPENED = BalancesOpened(occurred_on=NEXT.first, status="final", reference="AN2027", postings=())
OF_2026 = {"occurred_on": HELD, "year_ended": YEAR.last}


def in_2027(circumstances: Circumstances, closed: str = "2026-12") -> Circumstances:
    """The meeting on 2026 is held."""
    rules = replace(circumstances.rulebook, years=(YEAR, NEXT), closed_through=closed)
    return replace(circumstances, rulebook=rules, today=HELD)


def test_the_year_must_be_closed() -> None:
    found = books(PROFIT, day=NEXT.first)
    past = given(COOPERATIVE, FOUNDED)
    past.when(allocate(**OF_2026), in_2027(found, "2026-11")).then_refused(ResultNotFinal)
    past.when(allocate(**OF_2026), in_2027(found)).then_says(year_ended=YEAR.last)


@pytest.mark.parametrize("command", [allocate(**OF_2026), carry(**OF_2026)])
def test_a_result_is_decided_once_the_openings_that_tell_it_are_final(command: Any) -> None:
    there = in_2027(books(PROFIT, day=NEXT.first))
    provisional = OPENED.model_copy(update={"status": "provisional"})
    early = given(COOPERATIVE, FOUNDED, provisional).when(command, there)
    early.then_refused(OpeningsNotFinal)
    unopened = in_2027(books(PROFIT))
    given(COOPERATIVE, FOUNDED).when(command, unopened).then_refused(OpeningsNotFinal)


def test_a_meeting_decides_on_the_year_opened_last() -> None:
    there = in_2027(books(PROFIT, day=NEXT.first))
    past = given(COOPERATIVE, FOUNDED, OPENED)
    past.when(allocate(occurred_on=HELD), there).then_refused(AnotherYearOpened)
    past.when(carry(occurred_on=HELD), there).then_refused(AnotherYearOpened)
    past.when(allocate(**OF_2026), there).then_says(profit=euros("20000.00"))


def test_what_moved_after_the_meeting_is_no_surplus_of_it() -> None:
    later = books(PROFIT).ledger.with_postings(date(2026, 7, 1), (PROFIT,))
    there = replace(books(PROFIT), ledger=later, today=date(2026, 7, 1))
    given(COOPERATIVE, FOUNDED).when(allocate(), there).then(ALLOCATED)


RENAMED = (Dated(date(2026, 2, 1), AccountRoles(profit="1208", loss="1298")),)


def test_the_result_is_taken_where_the_opening_entries_left_it() -> None:
    there = books(line("120", "100.00"))
    rules = replace(there.rulebook, roles=RENAMED)
    outcome = given(COOPERATIVE, FOUNDED).when(allocate(), replace(there, rulebook=rules))
    outcome.then_books(
        "OD AG-AFF 120 COOP 100.00 0.00",
        "OD AG-AFF 1061 COOP 0.00 15.00",
        "OD AG-AFF 1063 COOP 0.00 35.00",
        "OD AG-AFF 424 COOP 0.00 40.00",
        "OD AG-AFF 457 COOP 0.00 10.00",
    )
    lost = replace(books(line("129", "-500.00")), rulebook=rules)
    given(COOPERATIVE, FOUNDED).when(carry(), lost).then_books(
        "OD AG-RAN 119 COOP 500.00 0.00", "OD AG-RAN 129 COOP 0.00 500.00"
    )
    elsewhere = replace(books(PROFIT, line("120", "0.01", "E001")), rulebook=rules)
    raised = given(COOPERATIVE, FOUNDED).when(allocate(), elsewhere)
    raised.then_refused(ResultsNotBroughtUp)
