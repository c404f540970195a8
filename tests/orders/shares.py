"""Orders on shares: subscribed, admitted, paid, kept from pay, sold, given back; interest."""

from decimal import Decimal

from domain.cooperative.cooperative import Cooperative
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.share_interest import (
    GrantShareInterest,
    PayShareInterest,
    PayShareLevies,
)
from domain.cooperative.share_payments import PayShareInstalment, RetainShareInstalment
from domain.cooperative.share_refunds import (
    CancelQueuedShares,
    PayShareRefund,
    RequestShareRefund,
)
from domain.cooperative.share_register import Shares, Subscription
from domain.cooperative.share_transfers import TransferShares
from domain.cooperative.shares import AdmitMember, IssueShares, SubscribeShares
from domain.entrepreneur_contract.entrepreneur_contract import EntrepreneurContract
from domain.journal import credit, debit
from domain.money import euros, rounded
from domain.privacy import Label
from domain.streams import THE_COOPERATIVE, Address
from tests.histories import ACTIVITIES, Drawer, Order

NOMINAL = euros("15.25")
MEMBERS = tuple(ACTIVITIES.values())


def _cooperative(drawer: Drawer) -> Cooperative:
    state = drawer.state(THE_COOPERATIVE)
    assert isinstance(state, Cooperative)
    return state


def _register(drawer: Drawer) -> Shares:
    return _cooperative(drawer).shares


def _held(drawer: Drawer) -> tuple[str, Subscription] | None:
    found = _register(drawer).subscriptions
    reference = drawer.any(sorted(name for name, it in found.items() if it.shares))
    return (reference, found[reference]) if reference else None


def _nominal(drawer: Drawer) -> Decimal:
    # That of the terms, or another, which is taken before the terms hold.
    return drawer.one((NOMINAL, NOMINAL, NOMINAL, drawer.cents(5_000)))


def subscription(drawer: Drawer) -> Order:
    """Shares are subscribed, in part now and then."""
    shares, nominal = drawer.one((1, 3, 20)), _nominal(drawer)
    part = drawer.one((None, None, rounded(shares * nominal / 3)))
    return THE_COOPERATIVE, SubscribeShares(
        occurred_on=drawer.day(),
        subscriber=drawer.one(MEMBERS),
        reference=drawer.reference("PS-"),
        shares=shares,
        nominal=nominal,
        paid=part or None,
    )


def issue(drawer: Drawer) -> Order:
    """Someone admitted subscribes shares, by instalments more often than not."""
    day, shares, nominal = drawer.day(), drawer.one((1, 3, 20)), _nominal(drawer)
    part = drawer.one((None, rounded(shares * nominal / 3), rounded(shares * nominal / 4)))
    return THE_COOPERATIVE, IssueShares(
        occurred_on=day,
        subscriber=drawer.one(MEMBERS),
        reference=drawer.reference("PS-"),
        shares=shares,
        nominal=nominal,
        paid=part or None,
        instalment=(rounded(shares * nominal / 7) or None) if part else None,
        admitted_on=drawer.one((day, day, None)),
    )


def admission(drawer: Drawer) -> Order | None:
    """A subscriber is admitted."""
    number = drawer.any(sorted(_register(drawer).subscriptions.keys()))
    command = number and AdmitMember(occurred_on=drawer.day(), subscription=number)
    return (THE_COOPERATIVE, command) if command else None


def instalment(drawer: Drawer) -> Order | None:
    """A member pays what is called: the instalment, all, a part, or a cent too many."""
    if (held := _held(drawer)) is None:
        return None
    reference, found = held
    amount = drawer.part(found.unpaid) if found.unpaid and drawer.one((True, False)) else None
    return THE_COOPERATIVE, PayShareInstalment(
        occurred_on=drawer.day(), subscription=reference, amount=amount
    )


def retention(drawer: Drawer) -> Order | None:
    """An instalment is kept from pay."""
    if (held := _held(drawer)) is None:
        return None
    reference, found = held
    contract = drawer.state(Address("contract", found.subscriber))
    assert isinstance(contract, EntrepreneurContract)
    slip = drawer.any(sorted(contract.pay.payslips.keys()))
    tenth = rounded(contract.pay.payslips[slip].net / 20) if slip else None
    if slip is None:
        return None
    return THE_COOPERATIVE, RetainShareInstalment(
        occurred_on=drawer.day(),
        contract=found.subscriber,
        payslip=slip,
        subscription=reference,
        amount=min(tenth, found.unpaid) if tenth and found.unpaid else None,
    )


def transfer(drawer: Drawer) -> Order | None:
    """A member sells shares to another."""
    if (held := _held(drawer)) is None:
        return None
    reference, found = held
    day = drawer.day()
    return THE_COOPERATIVE, TransferShares(
        occurred_on=day,
        subscription=reference,
        buyer=drawer.one(MEMBERS),
        reference=drawer.reference("PS-"),
        shares=drawer.one((1, found.shares)),
        approved_on=day,
    )


def refund_request(drawer: Drawer) -> Order | None:
    """A member asks for shares back, in part or in whole, losses borne or not."""
    if (held := _held(drawer)) is None:
        return None
    reference, found = held
    return THE_COOPERATIVE, RequestShareRefund(
        occurred_on=drawer.day(),
        subscription=reference,
        shares=drawer.one((None, 1, found.shares)),
        loss_rate=drawer.one((None, "0.15", "0.333333", "1")),
    )


def cancellation(drawer: Drawer) -> Order:
    """What waits first is cancelled, if the capital allows."""
    return THE_COOPERATIVE, CancelQueuedShares(occurred_on=drawer.day())


def refund(drawer: Drawer) -> Order | None:
    """Cancelled shares are refunded, in part or in whole."""
    found = _register(drawer).subscriptions
    due = sorted(name for name, it in found.items() if it.refund_due)
    if (reference := drawer.any(due)) is None:
        return None
    return THE_COOPERATIVE, PayShareRefund(
        occurred_on=drawer.day(),
        subscription=reference,
        amount=drawer.one((None, drawer.part(found[reference].refund_due))),
    )


def allocation(drawer: Drawer) -> Order:
    """Some of the surplus is put aside for interest."""
    amount = drawer.cents()
    return THE_COOPERATIVE, BookEntry(
        occurred_on=drawer.day(),
        reference=drawer.reference("AG-"),
        label=Label("Affectation"),
        postings=(debit("120", "COOP", amount), credit("457", "COOP", amount)),
    )


def interest(drawer: Drawer) -> Order:
    """The assembly grants interest, at a rate or as an amount."""
    day = drawer.day()
    amount = drawer.one((None, drawer.cents(9_000)))
    return THE_COOPERATIVE, GrantShareInterest(
        occurred_on=day,
        reference=drawer.reference("INT-"),
        held_on=day,
        rate=None if amount else drawer.one(("0.02", "0.013")),
        amount=amount,
    )


def interest_payment(drawer: Drawer) -> Order | None:
    """An interest is paid, or what was withheld from it."""
    reference = drawer.any(sorted(_cooperative(drawer).interests.granted.keys()))
    if reference is None:
        return None
    kind = drawer.one((PayShareInterest, PayShareLevies))
    return THE_COOPERATIVE, kind(occurred_on=drawer.day(), interest=reference)
