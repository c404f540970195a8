"""A member sells shares to another, and no money moves in the books."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.circumstances import NotCovered
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.share_register import (
    DatedBeforeSubscription,
    NotAdmittedYet,
    SharesExceeded,
    SubscriptionAlreadyRecorded,
    UnknownSubscription,
)
from domain.cooperative.share_transfers import (
    ApprovedAfterTransfer,
    BuyerNotMember,
    TransferShares,
)
from domain.events.event import Event
from domain.events.shares import SharesTransferred
from domain.money import euros
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, LOUISE, MARCH, NEW_YEAR
from tests.domain.specification import given
from tests.domain.test_share_refunds import MARIE, MAY, QUEUED, left
from tests.domain.test_shares import IN_AN_SA, ISSUED, SUBSCRIBED

HERS = ISSUED.model_copy(
    update={"reference": "PS-9", "subscriber": MARIE, "paid": euros("500.00")}
)
MANY = HERS.model_copy(update={"shares": 1_580, "amount": euros("39500.00")})


def transfer(**fields: Any) -> TransferShares:
    usual = {
        "occurred_on": MAY,
        "subscription": "PS-2",
        "buyer": MARIE,
        "reference": "PS-10",
        "shares": 3,
        "approved_on": MAY,
    }
    return TransferShares.model_validate(usual | fields)


TRANSFERRED = SharesTransferred(
    occurred_on=MAY,
    subscription="PS-2",
    seller=LOUISE,
    buyer=MARIE,
    reference="PS-10",
    approved_on=MAY,
    shares=3,
    amount="75.00",
    unpaid="56.25",
)


def test_shares_change_hands_with_what_is_unpaid_on_them() -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, ISSUED, HERS).when(transfer(), CIRCUMSTANCES)
    outcome.then(TRANSFERRED)
    outcome.then_books()
    state = given(COOPERATIVE, IN_AN_SA, ISSUED, HERS, TRANSFERRED).state.shares
    assert (state.shares_of(LOUISE), state.shares_of(MARIE)) == (17, 23)
    assert state.capital == state.highest == euros("1000.00")
    sold, bought = state.subscription("PS-2"), state.subscription("PS-10")
    assert (sold.unpaid, bought.unpaid) == (euros("318.74"), euros("56.25"))
    assert (bought.document_on, bought.instalment) == (MARCH, euros("50.00"))


def test_of_the_last_share_all_that_is_unpaid_goes() -> None:
    past = given(COOPERATIVE, IN_AN_SA, ISSUED, HERS, TRANSFERRED)
    rest = transfer(reference="PS-11", shares=17)
    past.when(rest, CIRCUMSTANCES).then_says(unpaid=euros("318.74"))


MORE: list[tuple[list[Event], TransferShares, type[Refusal]]] = [
    ([], transfer(), UnknownSubscription),
    ([SUBSCRIBED, HERS], transfer(subscription="PS-1"), NotAdmittedYet),
    (
        [ISSUED, HERS],
        transfer(occurred_on=NEW_YEAR, approved_on=NEW_YEAR),
        DatedBeforeSubscription,
    ),
    ([ISSUED, HERS], transfer(reference="PS-9"), SubscriptionAlreadyRecorded),
    ([ISSUED], transfer(), BuyerNotMember),
    ([ISSUED, HERS], transfer(buyer=LOUISE), BuyerNotMember),
    ([ISSUED, HERS], transfer(approved_on=date(2026, 6, 1)), ApprovedAfterTransfer),
    ([ISSUED, HERS], transfer(shares=21), SharesExceeded),
    ([ISSUED, MANY, left(788), QUEUED], transfer(shares=1), SharesExceeded),
]


@pytest.mark.parametrize(("before", "command", "refusal"), MORE)
def test_it_is_refused(
    before: list[Event], command: TransferShares, refusal: type[Refusal]
) -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, *before).when(command, CIRCUMSTANCES)
    outcome.then_refused(refusal)


def test_the_buyer_has_a_contract() -> None:
    alone = replace(CIRCUMSTANCES, coverage=())
    past = given(COOPERATIVE, IN_AN_SA, ISSUED, HERS)
    past.when(transfer(), alone).then_refused(NotCovered)
