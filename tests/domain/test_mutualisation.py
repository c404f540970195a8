"""The cooperative bears what an activity lost, never more, within its own ceiling."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.mutualisation import (
    BearLoss,
    BearsMoreThanLost,
    LossAboveCeiling,
    LossAlreadyBorne,
    NoLossToBear,
)
from domain.circumstances import Circumstances
from domain.events.event import Event
from domain.events.mutualisation import LossBorne
from domain.policies.mutualisation import MutualisationPolicy
from domain.refusal import Refusal
from domain.rulebook import Adopted
from tests.domain.books_of_activities import charged, earned
from tests.domain.cooperative_of_2026 import MARCH, NEW_YEAR, OPENED, RULEBOOK
from tests.domain.specification import given

JUNE = date(2026, 6, 30)
LOST = earned((MARCH, "-250.00"))
BORNE = LossBorne(occurred_on=JUNE, activity="E001", reference="MUT-E001", amount="250.00")


def bearing(**fields: Any) -> BearLoss:
    return BearLoss.model_validate({"occurred_on": JUNE, "reference": "MUT-E001"} | fields)


def with_ceiling(circumstances: Circumstances, ceiling: str | None) -> Circumstances:
    policy = Adopted(NEW_YEAR, None, MutualisationPolicy(ceiling=ceiling))
    return replace(circumstances, rulebook=replace(RULEBOOK, policies=(policy,)))


def test_all_that_was_lost_is_borne() -> None:
    outcome = given(ACTIVITY, OPENED).when(bearing(), LOST)
    outcome.then(BORNE)
    outcome.then_books(
        "CI MUT-E001 186 COOP 250.00 0.00",
        "CI MUT-E001 181 COOP 0.00 250.00",
        "CI MUT-E001 181 E001 250.00 0.00",
        "CI MUT-E001 187 E001 0.00 250.00",
    )


def test_a_part_can_be_borne_and_the_rest_later() -> None:
    first = given(ACTIVITY, OPENED).when(bearing(amount="100.01"), LOST).decided()
    left = charged(LOST, JUNE, "E001", "0.01")
    past = given(ACTIVITY, OPENED, first)
    past.when(bearing(reference="MUT-2", amount="250.01"), left).then_says(reference="MUT-2")


REFUSED: list[tuple[list[Event], BearLoss, Circumstances, type[Refusal]]] = [
    ([], bearing(), earned((MARCH, "0.01")), NoLossToBear),
    ([], bearing(), earned(), NoLossToBear),
    ([], bearing(), earned((date(2025, 12, 31), "-250.00")), NoLossToBear),
    ([], bearing(), earned((MARCH, "-250.00"), (JUNE, "250.00")), NoLossToBear),
    ([], bearing(amount="250.01"), LOST, BearsMoreThanLost),
    ([BORNE], bearing(), LOST, LossAlreadyBorne),
    ([], bearing(), with_ceiling(LOST, "249.99"), LossAboveCeiling),
    (
        [BORNE],
        bearing(reference="MUT-2", amount="0.01"),
        with_ceiling(LOST, "250.00"),
        LossAboveCeiling,
    ),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_a_loss_is_not_borne(
    before: list[Event], command: BearLoss, circumstances: Circumstances, refusal: type[Refusal]
) -> None:
    past = given(ACTIVITY, OPENED, *before)
    past.when(command, circumstances).then_refused(refusal)


@pytest.mark.parametrize("ceiling", [None, "250.00"])
def test_a_loss_is_borne_up_to_the_ceiling(ceiling: str | None) -> None:
    given(ACTIVITY, OPENED).when(bearing(), with_ceiling(LOST, ceiling)).then(BORNE)


def test_a_loss_of_another_year_is_outside_the_ceiling() -> None:
    before = BORNE.model_copy(update={"occurred_on": date(2025, 6, 30), "reference": "MUT-0"})
    past = given(ACTIVITY, OPENED, before)
    past.when(bearing(), with_ceiling(LOST, "250.00")).then(BORNE)
