"""A cooperative is founded once, and nothing is done for it before."""

import pytest

from domain.cooperative.cooperative import (
    COOPERATIVE,
    CooperativeAlreadyFounded,
    CooperativeNotFounded,
    FoundCooperative,
)
from domain.decider import Command
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, FOUNDED, NEW_YEAR, name
from tests.domain.specification import given
from tests.domain.test_adoption import COMMANDS as ADOPTIONS
from tests.domain.test_closing import closing
from tests.domain.test_hand_entries import booking, reversal
from tests.domain.test_parties import changing, registering
from tests.domain.test_shares import admission, subscription

FOUNDING = FoundCooperative(
    occurred_on=NEW_YEAR,
    name=name("Coopérative du Ponant"),
    siren="732829320",
    legal_form="scop-sarl",
)


def test_it_is_founded() -> None:
    given(COOPERATIVE).when(FOUNDING, CIRCUMSTANCES).then(FOUNDED)


def test_it_is_founded_once() -> None:
    outcome = given(COOPERATIVE, FOUNDED).when(FOUNDING, CIRCUMSTANCES)
    outcome.then_refused(CooperativeAlreadyFounded)


def test_a_demonstration_says_so() -> None:
    shown = FOUNDING.model_copy(update={"demonstration": True})
    given(COOPERATIVE).when(shown, CIRCUMSTANCES).then_says(demonstration=True)


@pytest.mark.parametrize(
    "command",
    [
        *ADOPTIONS,
        closing("2026-01"),
        booking(),
        reversal(),
        registering(),
        changing(),
        subscription(),
        admission(),
    ],
)
def test_nothing_is_done_for_it_before(command: Command) -> None:
    given(COOPERATIVE).when(command, CIRCUMSTANCES).then_refused(CooperativeNotFounded)
