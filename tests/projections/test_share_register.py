"""The register of shares at any date, as it was known, is what the accounts of capital say."""

from datetime import date

import pytest

from domain.cooperative.cooperative import CooperativeNotFounded
from domain.cooperative.share_payments import PayShareInstalment
from domain.cooperative.share_refunds import (
    CancelQueuedShares,
    PayShareRefund,
    RequestShareRefund,
)
from domain.cooperative.share_transfers import TransferShares
from domain.cooperative.shares import AdmitMember, IssueShares, SubscribeShares
from domain.decider import Command
from domain.money import euros
from domain.streams import THE_COOPERATIVE
from projections.share_register import share_register
from projections.trial_balance import trial_balance
from tests.projections.kept import Kept
from tests.scenario import LONG_AGO

MARCH, APRIL, MAY = (date(2026, month, 15) for month in (3, 4, 5))


def said(kept: Kept, command: Command) -> int:
    kept.books.today(command.occurred_on)
    return kept.books.when(THE_COOPERATIVE, command).recorded[0].position


def a_life_of_shares(kept: Kept) -> dict[str, int]:
    """Marie pays 40 shares at once, Louise 20 bit by bit; both leave. Positions by name."""
    kept.books.today(LONG_AGO)
    kept.books.founded(legal_form="scop-sa")
    kept.books.activity("E001")
    kept.books.activity("E002")
    louise, marie = kept.books.contracts["E001"], kept.books.contracts["E002"]
    hers = {"occurred_on": MARCH, "subscriber": louise, "reference": "PS-1", "shares": 20}
    issue = IssueShares.model_validate(
        hers | {"nominal": "25.00", "paid": "125.00", "admitted_on": MARCH}
    )
    theirs = {"occurred_on": MARCH, "subscriber": marie, "reference": "PS-2", "shares": 40}
    subscription = SubscribeShares.model_validate(theirs | {"nominal": "25.00"})
    sale = TransferShares(
        occurred_on=MAY,
        subscription="PS-2",
        buyer=louise,
        reference="PS-3",
        shares=4,
        approved_on=MAY,
    )
    commands: dict[str, Command] = {
        "issued": issue,
        "subscribed": subscription,
        "admitted": AdmitMember(occurred_on=APRIL, subscription="PS-2"),
        "paid": PayShareInstalment(occurred_on=APRIL, subscription="PS-1", amount="75.00"),
        "sold": sale,
        "asked": RequestShareRefund(occurred_on=MAY, subscription="PS-2", loss_rate="0.1"),
        "refunded": PayShareRefund(occurred_on=MAY, subscription="PS-2", amount="600.00"),
    }
    return {name: said(kept, command) for name, command in commands.items()}


def test_each_member_s_shares_and_the_capital_they_make(kept: Kept) -> None:
    a_life_of_shares(kept)
    louise, marie = kept.books.contracts["E001"], kept.books.contracts["E002"]
    with kept.seen() as snapshot:
        register = share_register(snapshot)
    assert (register.capital, register.highest) == (euros("750.00"), euros("1500.00"))
    assert (register.floor, register.votes) == (euros("750.00"), 2)
    found = {it.member: it for it in register.holdings}
    hers, theirs = found[louise], found[marie]
    assert (hers.shares, hers.subscribed, hers.called) == (24, euros("600.00"), euros("600.00"))
    assert (hers.paid, hers.unpaid) == (euros("300.00"), euros("300.00"))
    assert hers.cancelled == hers.refund_due == euros("0.00")
    assert hers.refund_by is None
    assert (theirs.shares, theirs.called) == (6, euros("900.00"))
    assert (theirs.cancelled, theirs.queued) == (euros("750.00"), euros("150.00"))
    assert (theirs.refund_due, theirs.refund_by) == (euros("75.00"), date(2031, 5, 15))


def test_what_is_asked_and_not_yet_cancelled_is_cancelled_later(kept: Kept) -> None:
    a_life_of_shares(kept)
    more = IssueShares(
        occurred_on=MAY,
        subscriber=kept.books.contracts["E001"],
        reference="PS-4",
        shares=8,
        nominal="25.00",
    )
    said(kept, more)
    said(kept, CancelQueuedShares(occurred_on=MAY))
    with kept.seen() as snapshot:
        register = share_register(snapshot)
    assert sum(it.queued for it in register.holdings) == 0
    assert register.capital == euros("800.00")
    assert register.votes == 1


def test_it_is_read_as_of_a_day_and_as_known_at_a_position(kept: Kept) -> None:
    positions = a_life_of_shares(kept)
    for known_at, as_of, capital, awaiting in (
        (positions["issued"], None, "500.00", "0.00"),
        (positions["subscribed"], None, "500.00", "1000.00"),
        (None, MARCH, "500.00", "1000.00"),
        (None, APRIL, "1500.00", "0.00"),
        (positions["refunded"], APRIL, "1500.00", "0.00"),
        (positions["refunded"], None, "750.00", "0.00"),
    ):
        with kept.seen(known_at=known_at, as_of=as_of) as snapshot:
            register = share_register(snapshot)
        assert register.capital == euros(capital)
        assert sum(it.awaiting for it in register.holdings) == euros(awaiting)


def test_it_agrees_with_the_trial_balance_on_every_day(kept: Kept) -> None:
    a_life_of_shares(kept)
    for day in (MARCH, APRIL, MAY):
        with kept.seen(as_of=day) as snapshot:
            holdings = share_register(snapshot).holdings
            balances = {it.account: -it.balance for it in trial_balance(snapshot)}
        unpaid = sum(it.unpaid for it in holdings)
        assert balances.get("1013", 0) == sum(it.paid for it in holdings)
        assert balances.get("1012", 0) == unpaid == -balances.get("45625", 0)
        assert balances.get("4563", 0) == sum(it.awaiting for it in holdings)
        assert balances.get("4567", 0) == sum(it.refund_due for it in holdings)


def test_before_the_foundation_there_is_none(kept: Kept) -> None:
    with kept.seen() as snapshot, pytest.raises(CooperativeNotFounded):
        share_register(snapshot)
