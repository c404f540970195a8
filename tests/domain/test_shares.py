"""Shares are paid, then capital once the assembly admits their subscriber, and once only."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.circumstances import NotCovered
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.shares import (
    AdmitMember,
    AdmittedBeforeSubscription,
    MemberAlreadyAdmitted,
    SubscribeShares,
    SubscriptionAlreadyRecorded,
    UnknownSubscription,
)
from domain.events.event import Event
from domain.events.shares import MemberAdmitted, SharesSubscribed
from domain.money import ZERO, euros
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, FOUNDED, LOUISE, MARCH
from tests.domain.specification import given


def subscription(**fields: Any) -> SubscribeShares:
    usual = {
        "occurred_on": MARCH,
        "subscriber": LOUISE,
        "reference": "PS-1",
        "shares": 3,
        "nominal": "15.25",
    }
    return SubscribeShares.model_validate(usual | fields)


def admission(**fields: Any) -> AdmitMember:
    return AdmitMember.model_validate({"occurred_on": MARCH, "subscription": "PS-1"} | fields)


SUBSCRIBED = SharesSubscribed(
    occurred_on=MARCH,
    subscriber=LOUISE,
    reference="PS-1",
    shares=3,
    nominal="15.25",
    amount="45.75",
)
ADMITTED = MemberAdmitted(
    occurred_on=MARCH, subscription="PS-1", subscriber=LOUISE, shares=3, amount="45.75"
)


def test_a_subscription_is_its_number_by_its_nominal() -> None:
    given(COOPERATIVE, FOUNDED).when(subscription(), CIRCUMSTANCES).then(SUBSCRIBED)


def test_an_admission_makes_capital_of_it() -> None:
    past = given(COOPERATIVE, FOUNDED, SUBSCRIBED)
    past.when(admission(), CIRCUMSTANCES).then(ADMITTED)
    assert past.state.shares.capital == ZERO
    after = given(COOPERATIVE, FOUNDED, SUBSCRIBED, ADMITTED).state
    assert after.shares.capital == euros("45.75")


REFUSED: list[tuple[list[Event], Any, type[Refusal]]] = [
    ([SUBSCRIBED], subscription(), SubscriptionAlreadyRecorded),
    ([], subscription(occurred_on=date(2025, 12, 31)), NotCovered),
    ([], admission(), UnknownSubscription),
    ([SUBSCRIBED, ADMITTED], admission(), MemberAlreadyAdmitted),
    ([SUBSCRIBED], admission(occurred_on=date(2026, 3, 9)), AdmittedBeforeSubscription),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_it_is_refused(before: list[Event], command: Any, refusal: type[Refusal]) -> None:
    outcome = given(COOPERATIVE, FOUNDED, *before).when(command, CIRCUMSTANCES)
    outcome.then_refused(refusal)


def test_whoever_has_no_contract_subscribes_nothing() -> None:
    alone = replace(CIRCUMSTANCES, coverage=())
    given(COOPERATIVE, FOUNDED).when(subscription(), alone).then_refused(NotCovered)
