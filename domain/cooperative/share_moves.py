"""Share moves: what each event changes in the register of shares, member by member."""

from decimal import Decimal
from typing import NamedTuple, assert_never

from domain.events.shares import (
    Cancellation,
    MemberAdmitted,
    ShareInstalmentPaid,
    ShareInstalmentRetained,
    ShareRefundPaid,
    ShareRefundRequested,
    SharesCancelled,
    SharesEvent,
    SharesIssued,
    SharesSubscribed,
    SharesTransferred,
)
from domain.identifiers import ContractId, Reference
from domain.money import ZERO


class ShareMove(NamedTuple):
    """What changes under a subscription, in shares and in euros at their nominal.

    Each of the last four is a balance of the books: `awaiting` of 4563, `capital` of 1012 and
    1013, `unpaid` of 1012 and of 45625, `refund_due` of 4567.
    """

    subscription: Reference
    subscriber: ContractId
    shares: int = 0
    subscribed: Decimal = ZERO
    cancelled: Decimal = ZERO
    queued: Decimal = ZERO
    awaiting: Decimal = ZERO
    capital: Decimal = ZERO
    unpaid: Decimal = ZERO
    refund_due: Decimal = ZERO

    @property
    def paid(self) -> Decimal:
        """What becomes capital called and paid, or ceases to be."""
        return self.capital - self.unpaid


def moves_of(event: SharesEvent) -> tuple[ShareMove, ...]:
    """What an event changes; a transfer changes what two members hold."""
    match event:
        case SharesSubscribed():
            return (_subscribed(event),)
        case MemberAdmitted():
            return (_admitted(event),)
        case SharesIssued():
            return (_issued(event),)
        case ShareInstalmentPaid() | ShareInstalmentRetained():
            return (ShareMove(event.subscription, event.subscriber, unpaid=-event.amount),)
        case SharesTransferred():
            return _transferred(event)
        case ShareRefundRequested():
            return (_requested(event),)
        case SharesCancelled():
            move = ShareMove(event.subscription, event.subscriber)
            return (_cancelled(move, event.cancelled, -event.cancelled.amount),)
        case ShareRefundPaid():
            return (ShareMove(event.subscription, event.subscriber, refund_due=-event.amount),)
        case _:
            assert_never(event)


def _subscribed(event: SharesSubscribed) -> ShareMove:
    return ShareMove(
        event.reference,
        event.subscriber,
        subscribed=event.amount,
        awaiting=event.paid or event.amount,
    )


def _admitted(event: MemberAdmitted) -> ShareMove:
    paid = event.paid or event.amount
    return ShareMove(
        event.subscription,
        event.subscriber,
        shares=event.shares,
        awaiting=-paid,
        capital=event.amount,
        unpaid=event.amount - paid,
    )


def _issued(event: SharesIssued) -> ShareMove:
    return ShareMove(
        event.reference,
        event.subscriber,
        shares=event.shares,
        subscribed=event.amount,
        capital=event.amount,
        unpaid=event.amount - event.paid,
    )


def _transferred(event: SharesTransferred) -> tuple[ShareMove, ...]:
    sold = ShareMove(
        event.subscription,
        event.seller,
        shares=-event.shares,
        subscribed=-event.amount,
        capital=-event.amount,
        unpaid=-event.unpaid,
    )
    bought = ShareMove(
        event.reference,
        event.buyer,
        shares=event.shares,
        subscribed=event.amount,
        capital=event.amount,
        unpaid=event.unpaid,
    )
    return (sold, bought)


def _requested(event: ShareRefundRequested) -> ShareMove:
    move = ShareMove(event.subscription, event.subscriber, queued=event.amount)
    if event.cancelled is None:
        return move
    return _cancelled(move, event.cancelled, event.amount - event.cancelled.amount)


def _cancelled(move: ShareMove, cancelled: Cancellation, queued: Decimal) -> ShareMove:
    return move._replace(
        shares=-cancelled.shares,
        cancelled=cancelled.amount,
        queued=queued,
        capital=-cancelled.amount,
        unpaid=-cancelled.unpaid,
        refund_due=cancelled.refund,
    )
