"""Share refunds: shares given back at their nominal less losses, as the capital allows."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from pydantic import Field

from domain.circumstances import Circumstances
from domain.cooperative.share_register import (
    Shares,
    SharesExceeded,
    Subscription,
    cancellable_now,
)
from domain.decider import Command
from domain.events.cooperative import LegalForm
from domain.events.shares import (
    Cancellation,
    ShareRefundPaid,
    ShareRefundRequested,
    SharesCancelled,
)
from domain.identifiers import Reference
from domain.money import ZERO, PositiveEuros, Rate, SomeEuros, proportion, rounded
from domain.period import months_later
from domain.policies.share_terms import REFUND_MONTHS, ShareTerms
from domain.refusal import Refusal
from domain.rulebook import Rulebook

# Commands


class RequestShareRefund(Command):
    """Record that a member asks for shares back: all of them, or so many.

    The losses they bear are an amount, or a rate of their nominal (loi 47-1775 art. 18).
    """

    subscription: Reference
    shares: int | None = Field(default=None, ge=1, le=100_000, strict=True)
    loss_rate: Rate | None = None
    loss: SomeEuros | None = None


class CancelQueuedShares(Command):
    """Cancel, of the first refund that waits, as many shares as the capital allows now."""


class PayShareRefund(Command):
    """Record the refund of cancelled shares: all that is due, or an amount."""

    subscription: Reference
    amount: PositiveEuros | None = None


ShareRefundCommand = RequestShareRefund | CancelQueuedShares | PayShareRefund


# Refusals


class LossesGivenTwice(Refusal):
    """Losses are given as an amount or as a rate, not both."""


class LossAboveShares(Refusal):
    """A member bears losses up to what was paid on the shares (loi 47-1775 art. 18)."""


class NoRefundWaits(Refusal):
    """No share waits to be cancelled."""


class CapitalAtItsFloor(Refusal):
    """Not one share can be cancelled: the capital is at its floor (loi 78-763 art. 31)."""


class NoRefundDue(Refusal):
    """Nothing is due on shares cancelled under that subscription."""


class RefundExceedsDue(Refusal):
    """The payment is above what is due on the cancelled shares."""


class RefundedBeforeCancellation(Refusal):
    """The date comes before that on which the shares were cancelled, or asked back."""


# Decisions


def decide(
    shares: Shares,
    form: LegalForm,
    command: ShareRefundCommand,
    circumstances: Circumstances,
) -> ShareRefundRequested | SharesCancelled | ShareRefundPaid:
    """The event a command on refunds causes."""
    match command:
        case RequestShareRefund():
            return request_share_refund(shares, form, command, circumstances)
        case CancelQueuedShares():
            return cancel_queued_shares(shares, form, command, circumstances)
        case PayShareRefund():
            return pay_share_refund(shares, command)
        case _:
            assert_never(command)


def request_share_refund(
    shares: Shares, form: LegalForm, command: RequestShareRefund, circumstances: Circumstances
) -> ShareRefundRequested:
    """The request: cancelled at once down to the capital's floor, queued for the rest."""
    subscription = shares.admitted(command.subscription, command.occurred_on)
    asked = command.shares or subscription.free
    if not 0 < asked <= subscription.free:
        raise SharesExceeded(asked, subscription.free)
    loss = _loss(command, subscription, asked)
    # Who asked first is served first.
    now = 0 if shares.queue else cancellable_now(shares, form, subscription.nominal)
    due_by = _due_by(circumstances.rulebook, command.occurred_on)
    return ShareRefundRequested(
        occurred_on=command.occurred_on,
        document_on=subscription.document_on,
        subscription=command.subscription,
        subscriber=subscription.subscriber,
        shares=asked,
        amount=asked * subscription.nominal,
        loss=loss,
        cancelled=_cancelled(subscription, min(now, asked), (loss, asked), due_by),
    )


def cancel_queued_shares(
    shares: Shares, form: LegalForm, command: CancelQueuedShares, circumstances: Circumstances
) -> SharesCancelled:
    """The cancellation of what waits first, in part or in whole."""
    if not shares.queue:
        raise NoRefundWaits
    reference, waiting, loss, since = shares.queue[0]
    subscription = shares.subscription(reference)
    if command.occurred_on < since:
        raise RefundedBeforeCancellation(command.occurred_on, since)
    now = min(waiting, cancellable_now(shares, form, subscription.nominal))
    due_by = _due_by(circumstances.rulebook, command.occurred_on)
    cancelled = _cancelled(subscription, now, (loss, waiting), due_by)
    if cancelled is None:
        raise CapitalAtItsFloor(shares.capital)
    return SharesCancelled(
        occurred_on=command.occurred_on,
        document_on=subscription.document_on,
        subscription=reference,
        subscriber=subscription.subscriber,
        cancelled=cancelled,
    )


def pay_share_refund(shares: Shares, command: PayShareRefund) -> ShareRefundPaid:
    """The payment, never above what is due."""
    subscription = shares.subscription(command.subscription)
    due = subscription.refund_due
    if not due:
        raise NoRefundDue(command.subscription)
    if command.amount and command.amount > due:
        raise RefundExceedsDue(command.amount, due)
    if subscription.cancelled_on and command.occurred_on < subscription.cancelled_on:
        raise RefundedBeforeCancellation(command.occurred_on, subscription.cancelled_on)
    return ShareRefundPaid(
        occurred_on=command.occurred_on,
        document_on=subscription.document_on,
        subscription=command.subscription,
        subscriber=subscription.subscriber,
        rank=subscription.refunds + 1,
        amount=command.amount or due,
    )


def _loss(command: RequestShareRefund, subscription: Subscription, asked: int) -> Decimal:
    if command.loss is not None and command.loss_rate is not None:
        raise LossesGivenTwice(command.loss, command.loss_rate)
    nominal = asked * subscription.nominal
    loss = command.loss or rounded(nominal * (command.loss_rate or ZERO))
    paid = proportion(subscription.paid, nominal, subscription.capital)
    if loss > paid:
        raise LossAboveShares(loss, paid)
    return loss


def _cancelled(
    subscription: Subscription, now: int, losses: tuple[Decimal, int], due_by: date
) -> Cancellation | None:
    """So many shares out of those the losses are for; none when not one can be cancelled."""
    if not now:
        return None
    amount = now * subscription.nominal
    unpaid = proportion(subscription.unpaid, amount, subscription.capital)
    whole_loss, bearing = losses
    # What is paid is split in cents of its own: a loss takes all of it, and never a cent more.
    loss = min(proportion(whole_loss, Decimal(now), Decimal(bearing)), amount - unpaid)
    return Cancellation(
        rank=subscription.cancellations + 1,
        shares=now,
        amount=amount,
        unpaid=unpaid,
        loss=loss,
        refund=amount - unpaid - loss,
        due_by=due_by,
    )


def _due_by(rulebook: Rulebook, day: date) -> date:
    terms = rulebook.policy(ShareTerms, day)
    return months_later(day, terms.refund_months if terms else REFUND_MONTHS)
