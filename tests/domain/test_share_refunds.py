"""Shares are given back at their nominal less losses, in order, as the capital allows."""

from datetime import date
from typing import Any

import pytest

from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.share_refunds import (
    CancelQueuedShares,
    CapitalAtItsFloor,
    LossAboveShares,
    LossesGivenTwice,
    NoRefundDue,
    NoRefundWaits,
    PayShareRefund,
    RefundedBeforeCancellation,
    RefundExceedsDue,
    RequestShareRefund,
)
from domain.cooperative.share_register import (
    DatedBeforeSubscription,
    NotAdmittedYet,
    SharesExceeded,
    UnknownSubscription,
    capital_floor,
)
from domain.decider import Command
from domain.events.cooperative import LegalForm
from domain.events.event import Event
from domain.events.shares import (
    Cancellation,
    ShareRefundPaid,
    ShareRefundRequested,
    SharesCancelled,
)
from domain.money import euros
from domain.policies.account_roles import AccountRoles
from domain.policies.share_terms import ShareTerms
from domain.refusal import Refusal
from domain.rulebook import Adopted, Dated
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    LOUISE,
    MARCH,
    NEW_YEAR,
    with_rules,
)
from tests.domain.specification import given
from tests.domain.test_shares import IN_AN_SA, ISSUED, SUBSCRIBED

MAY = date(2026, 5, 31)
MARIE = f"con_{2:032x}"
HERS = ISSUED.model_copy(update={"paid": euros("500.00"), "instalment": None})
OTHERS = HERS.model_copy(
    update={
        "reference": "PS-9",
        "subscriber": MARIE,
        "shares": 1_580,
        "amount": euros("39500.00"),
        "paid": euros("39500.00"),
    }
)


def request(**fields: Any) -> RequestShareRefund:
    usual = {"occurred_on": MAY, "subscription": "PS-2"}
    return RequestShareRefund.model_validate(usual | fields)


def left(shares: int) -> ShareRefundRequested:
    """So many of the others' shares are given back at once."""
    amount = shares * euros("25.00")
    cancelled = Cancellation(
        rank=1,
        shares=shares,
        amount=amount,
        unpaid="0.00",
        loss="0.00",
        refund=amount,
        due_by=date(2031, 5, 31),
    )
    return ShareRefundRequested(
        occurred_on=MAY,
        document_on=MARCH,
        subscription="PS-9",
        subscriber=MARIE,
        shares=shares,
        amount=amount,
        loss="0.00",
        cancelled=cancelled,
    )


def asked(command: RequestShareRefund, *before: Event) -> ShareRefundRequested:
    decided = given(COOPERATIVE, IN_AN_SA, *before).when(command, CIRCUMSTANCES).decided()
    assert isinstance(decided, ShareRefundRequested)
    return decided


def cancelled() -> SharesCancelled:
    """What waits of the first request is cancelled."""
    return SharesCancelled(
        occurred_on=MAY,
        document_on=MARCH,
        subscription="PS-2",
        subscriber=LOUISE,
        cancelled=Cancellation(
            rank=2,
            shares=8,
            amount="200.00",
            unpaid="0.00",
            loss="30.00",
            refund="170.00",
            due_by=date(2031, 5, 31),
        ),
    )


CANCEL = CancelQueuedShares(occurred_on=MAY)
PAY = PayShareRefund(occurred_on=MAY, subscription="PS-2")
LOW = (HERS, OTHERS, left(768))
"""The capital is 20,800.00, its floor 20,000.00."""
QUEUED = asked(request(loss="75.01", shares=20), HERS, OTHERS, left(788))
"""The capital is 20,300.00: 12 shares are cancelled, 8 wait."""


def test_what_was_paid_is_due_at_its_nominal() -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, *LOW).when(request(), CIRCUMSTANCES)
    outcome.then_books("OD PS-2/R 1013 COOP 500.00 0.00", "OD PS-2/R 4567 COOP 0.00 500.00")
    outcome.then_says(shares=20, amount=euros("500.00"), loss=euros("0.00"))


def test_losses_lower_it_by_a_rate_or_an_amount() -> None:
    past = given(COOPERATIVE, IN_AN_SA, *LOW)
    by_rate = (
        "OD PS-2/R 1013 COOP 500.00 0.00",
        "OD PS-2/R 4567 COOP 0.00 425.00",
        "OD PS-2/R 119 COOP 0.00 75.00",
    )
    past.when(request(loss_rate="0.15"), CIRCUMSTANCES).then_books(*by_rate)
    past.when(request(loss="75.00"), CIRCUMSTANCES).then_books(*by_rate)
    past.when(request(loss_rate="1"), CIRCUMSTANCES).then_books(
        "OD PS-2/R 1013 COOP 500.00 0.00", "OD PS-2/R 119 COOP 0.00 500.00"
    )
    past.when(request(loss_rate="0.123456", shares=3), CIRCUMSTANCES).then_says(
        loss=euros("9.26")
    )


def test_what_is_unpaid_is_called_no_more() -> None:
    partly = ISSUED.model_copy(update={"occurred_on": NEW_YEAR})
    past = given(COOPERATIVE, IN_AN_SA, partly, OTHERS)
    past.when(request(loss_rate="0.10"), CIRCUMSTANCES).then_books(
        "OD PS-2/R 1013 COOP 125.01 0.00",
        "OD PS-2/R 1012 COOP 374.99 0.00",
        "OD PS-2/R 45625 COOP 0.00 374.99",
        "OD PS-2/R 4567 COOP 0.00 75.01",
        "OD PS-2/R 119 COOP 0.00 50.00",
    )
    past.when(request(shares=3), CIRCUMSTANCES).then_books(
        "OD PS-2/R 1013 COOP 18.75 0.00",
        "OD PS-2/R 1012 COOP 56.25 0.00",
        "OD PS-2/R 45625 COOP 0.00 56.25",
        "OD PS-2/R 4567 COOP 0.00 18.75",
    )


def test_shares_keep_the_accounts_they_were_booked_on() -> None:
    later = Dated(
        date(2026, 4, 1), AccountRoles(share_capital="10134", shares_to_refund="4551")
    )
    past = given(COOPERATIVE, IN_AN_SA, *LOW)
    past.when(request(), with_rules(roles=(later,))).then_books(
        "OD PS-2/R 1013 COOP 500.00 0.00", "OD PS-2/R 4567 COOP 0.00 500.00"
    )


def test_below_the_floor_the_rest_waits_with_its_part_of_the_losses() -> None:
    now = QUEUED.cancelled
    assert now
    assert (now.shares, now.loss, now.refund) == (12, euros("45.01"), euros("254.99"))
    after = given(COOPERATIVE, IN_AN_SA, HERS, OTHERS, left(788), QUEUED)
    state = after.state.shares
    assert state.capital == capital_floor(state.highest, "scop-sa") == euros("20000.00")
    assert [it[:3] for it in state.queue] == [("PS-2", 8, euros("30.00"))]
    after.when(CANCEL, CIRCUMSTANCES).then_refused(CapitalAtItsFloor)


def test_what_waits_is_cancelled_in_order_once_others_join() -> None:
    behind = asked(request(subscription="PS-9", shares=2), HERS, OTHERS, left(788), QUEUED)
    assert behind.cancelled is None
    nine = {
        "reference": "PS-5",
        "shares": 9,
        "amount": euros("225.00"),
        "paid": euros("225.00"),
    }
    joined = HERS.model_copy(update=nine)
    past = given(COOPERATIVE, IN_AN_SA, HERS, OTHERS, left(788), QUEUED, behind, joined)
    first = past.when(CANCEL, CIRCUMSTANCES)
    first.then(cancelled())
    first.then_books(
        "OD PS-2/R2 1013 COOP 200.00 0.00",
        "OD PS-2/R2 4567 COOP 0.00 170.00",
        "OD PS-2/R2 119 COOP 0.00 30.00",
    )
    events = (HERS, OTHERS, left(788), QUEUED, behind, joined, first.decided())
    second = given(COOPERATIVE, IN_AN_SA, *events).when(CANCEL, CIRCUMSTANCES)
    second.then_books("OD PS-9/R2 1013 COOP 25.00 0.00", "OD PS-9/R2 4567 COOP 0.00 25.00")
    last = given(COOPERATIVE, IN_AN_SA, *events, second.decided())
    assert [it[:2] for it in last.state.shares.queue] == [("PS-9", 1)]
    assert last.state.shares.subscription("PS-9").queued == 1
    last.when(CANCEL, CIRCUMSTANCES).then_refused(CapitalAtItsFloor)


def test_nobody_overtakes_who_waits() -> None:
    joined = HERS.model_copy(update={"reference": "PS-5"})
    past = given(COOPERATIVE, IN_AN_SA, HERS, OTHERS, left(788), QUEUED, joined)
    past.when(request(subscription="PS-5"), CIRCUMSTANCES).then_says(cancelled=None)
    past.when(request(subscription="PS-5"), CIRCUMSTANCES).then_books()


@pytest.mark.parametrize(
    ("form", "floor"),
    [("scop-sarl", "20000.01"), ("scop-sas", "20000.01"), ("scic", "10000.01")],
)
def test_the_floor_depends_on_the_legal_form(form: LegalForm, floor: str) -> None:
    assert capital_floor(euros("40000.01"), form) == euros(floor)


def test_a_refund_is_paid_in_part_then_in_whole() -> None:
    given_back = asked(request(), *LOW)
    part = PayShareRefund(occurred_on=MAY, subscription="PS-2", amount="499.99")
    first = given(COOPERATIVE, IN_AN_SA, *LOW, given_back).when(part, CIRCUMSTANCES)
    first.then_books("BQ PS-2/P 4567 COOP 499.99 0.00", "BQ PS-2/P 512 COOP 0.00 499.99")
    rest = given(COOPERATIVE, IN_AN_SA, *LOW, given_back, first.decided())
    rest.when(PAY, CIRCUMSTANCES).then_books(
        "BQ PS-2/P2 4567 COOP 0.01 0.00", "BQ PS-2/P2 512 COOP 0.00 0.01"
    )


@pytest.mark.parametrize(
    ("day", "months", "due_by"),
    [
        (MAY, None, date(2031, 5, 31)),
        (MAY, 1, date(2026, 6, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
    ],
)
def test_it_is_due_within_the_delay_of_the_terms(
    day: date, months: int | None, due_by: date
) -> None:
    terms = ShareTerms(nominal="25.00", refund_months=60 if months is None else months)
    adopted = () if months is None else (Adopted(NEW_YEAR, None, terms),)
    past = given(COOPERATIVE, IN_AN_SA, *LOW)
    decided = past.when(request(occurred_on=day), with_rules(policies=adopted)).decided()
    assert isinstance(decided, ShareRefundRequested)
    assert decided.cancelled
    assert decided.cancelled.due_by == due_by


EARLY = date(2026, 5, 30)
PARTLY = ISSUED
DONE = ShareRefundPaid(
    occurred_on=MAY,
    document_on=MARCH,
    subscription="PS-2",
    subscriber=LOUISE,
    rank=1,
    amount="500.00",
)
ASKED = asked(request(), *LOW)
REFUSED: list[tuple[tuple[Event, ...], Command, type[Refusal]]] = [
    ((), request(), UnknownSubscription),
    ((SUBSCRIBED,), request(subscription="PS-1"), NotAdmittedYet),
    (LOW, request(occurred_on=NEW_YEAR), DatedBeforeSubscription),
    (LOW, request(shares=21), SharesExceeded),
    ((*LOW, ASKED), request(), SharesExceeded),
    ((HERS, OTHERS, left(788), QUEUED), request(shares=1), SharesExceeded),
    (LOW, request(loss="1.00", loss_rate="0.10"), LossesGivenTwice),
    (LOW, request(loss="500.01"), LossAboveShares),
    ((PARTLY, OTHERS), request(loss_rate="0.5"), LossAboveShares),
    (LOW, CANCEL, NoRefundWaits),
    (
        (HERS, OTHERS, left(788), QUEUED),
        CancelQueuedShares(occurred_on=EARLY),
        RefundedBeforeCancellation,
    ),
    ((), PAY, UnknownSubscription),
    (LOW, PAY, NoRefundDue),
    ((*LOW, ASKED, DONE), PAY, NoRefundDue),
    (
        (*LOW, ASKED),
        PayShareRefund(occurred_on=MAY, subscription="PS-2", amount="500.01"),
        RefundExceedsDue,
    ),
    (
        (*LOW, ASKED),
        PayShareRefund(occurred_on=EARLY, subscription="PS-2"),
        RefundedBeforeCancellation,
    ),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_it_is_refused(
    before: tuple[Event, ...], command: Command, refusal: type[Refusal]
) -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, *before).when(command, CIRCUMSTANCES)
    outcome.then_refused(refusal)


def test_losses_never_take_more_than_was_paid_on_a_part() -> None:
    dear = ISSUED.model_copy(update={"paid": euros("125.02")})
    whole = request(loss="125.02")
    events = (dear, OTHERS, left(788))
    part = asked(whole, *events).cancelled
    assert part
    assert part.unpaid + part.loss + part.refund == part.amount
    assert (part.shares, part.loss, part.refund) == (12, euros("75.01"), euros("0.00"))
