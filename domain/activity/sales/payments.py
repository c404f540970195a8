"""Payments: what a customer pays, by transfer or by cheque, and what was no payment."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pydantic import Field

from domain.activity.sales.receivables import (
    Payment,
    Receivable,
    Sales,
    depreciation_released,
    due_invoice,
    invoice_of,
    settled,
    standing,
)
from domain.activity.vat import gross, holds, less, more, moving, released
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.sales import ChequeBanked, Means, PaymentReceived, PaymentUndone
from domain.events.vat import VatPart
from domain.identifiers import ActivityCode, Reference
from domain.money import ZERO, PositiveEuros, SomeEuros, bounded
from domain.refusal import Refusal

# Commands


class ReceivePayment(Command):
    """Record what a customer paid on an invoice, beside what is retained.

    A cheque is a payment from the day it is handed over; it is banked apart.
    """

    invoice: Reference
    reference: Reference
    amount: PositiveEuros
    by: Means = "transfer"


class ReceiveRetention(Command):
    """Record what a customer paid of the retention on an invoice."""

    invoice: Reference
    reference: Reference
    amount: PositiveEuros
    by: Means = "transfer"


class BankCheque(Command):
    """Hand a customer's cheque over to the bank."""

    invoice: Reference
    payment: Reference


class ReturnCheque(Command):
    """Record that a cheque came back unpaid: the invoice is due again.

    The bank's fee is charged on to the customer when `fee_charged_on` says so.
    """

    invoice: Reference
    payment: Reference
    fee: SomeEuros = ZERO
    fee_charged_on: bool = Field(default=False, strict=True)


class UndoPayment(Command):
    """Take back a payment that was recorded wrongly, on another invoice's for example."""

    invoice: Reference
    payment: Reference


# Refusals


class PaymentExceedsDue(Refusal):
    """The payment is above what remains due."""


class PaymentAlreadyRecorded(Refusal):
    """A payment of that reference is already recorded on the invoice."""


class RetentionExceeded(Refusal):
    """The payment is above what the customer still retains on the invoice."""


class UnknownPayment(Refusal):
    """No payment of that reference is recorded on the invoice."""


class BeforePayment(Refusal):
    """The document is dated before the payment it is about."""


class PaymentAlreadyUndone(Refusal):
    """The payment is undone: nothing of it stands any more."""


class NotACheque(Refusal):
    """The payment was not made by cheque."""


class ChequeAlreadyBanked(Refusal):
    """The cheque is already banked."""


class ChequeNotBanked(Refusal):
    """The bank can return only a cheque that was handed over to it."""


class FeeWithoutAmount(Refusal):
    """There is no fee to charge on to the customer."""


# State


def payment_received(sales: Sales, event: PaymentReceived) -> Sales:
    """The invoice is outstanding for less, and knows the payment."""

    def pay(invoice: Receivable) -> Receivable:
        left = settled(
            invoice,
            event.amount,
            event.vat,
            retained=event.retained,
            released=event.depreciation_released,
        )
        payment = Payment(
            received_on=event.occurred_on,
            amount=event.amount,
            vat=less(invoice.vat, left.vat),
            by=event.by,
            retained=event.retained,
            banked=event.by == "transfer",
        )
        return replace(left, payments=left.payments.insert(event.reference, payment))

    return sales.changed(event.invoice, pay)


def cheque_banked(sales: Sales, event: ChequeBanked) -> Sales:
    """The cheque is banked."""

    def bank(invoice: Receivable) -> Receivable:
        banked = replace(invoice.payments[event.payment], banked=True)
        return replace(invoice, payments=invoice.payments.insert(event.payment, banked))

    return sales.changed(event.invoice, bank)


def payment_undone(sales: Sales, event: PaymentUndone) -> Sales:
    """The invoice is outstanding again, with what is charged on, and its VAT unpaid."""

    def undo(invoice: Receivable) -> Receivable:
        undone = replace(invoice.payments[event.payment], undone=True)
        back = event.amount - event.retained + event.fee_charged_on
        return replace(
            invoice,
            outstanding=invoice.outstanding + back,
            retained=invoice.retained + event.retained,
            vat=more(invoice.vat, event.vat),
            payments=invoice.payments.insert(event.payment, undone),
        )

    return sales.changed(event.invoice, undo)


# Decisions


def receive_payment(
    activity: ActivityCode, sales: Sales, command: ReceivePayment, _: Circumstances
) -> PaymentReceived:
    """The payment, with the VAT that goes with it."""
    invoice = due_invoice(sales, command.invoice, command.occurred_on)
    if command.amount > invoice.outstanding:
        raise PaymentExceedsDue(command.amount, invoice.outstanding)
    return _received(activity, invoice, command, ZERO)


def receive_retention(
    activity: ActivityCode, sales: Sales, command: ReceiveRetention, _: Circumstances
) -> PaymentReceived:
    """The payment of what was retained; its VAT falls due now."""
    invoice = invoice_of(sales, command.invoice, command.occurred_on)
    if command.amount > invoice.retained:
        raise RetentionExceeded(command.amount, invoice.retained)
    return _received(activity, invoice, command, command.amount)


def _received(
    activity: ActivityCode,
    invoice: Receivable,
    command: ReceivePayment | ReceiveRetention,
    retained: Decimal,
) -> PaymentReceived:
    if command.reference in invoice.payments:
        raise PaymentAlreadyRecorded(command.reference)
    vat = released(invoice.vat, command.amount)
    return PaymentReceived(
        occurred_on=command.occurred_on,
        document_on=invoice.issued_on,
        activity=activity,
        invoice=command.invoice,
        customer=invoice.customer,
        reference=command.reference,
        amount=command.amount,
        vat=vat,
        by=command.by,
        retained=retained,
        doubtful=command.amount - retained if invoice.doubtful else ZERO,
        depreciation_released=depreciation_released(
            invoice, command.amount, vat, retained=retained
        ),
    )


def bank_cheque(
    activity: ActivityCode, sales: Sales, command: BankCheque, _: Circumstances
) -> ChequeBanked:
    """The cheque, once, on its way to the bank."""
    invoice = invoice_of(sales, command.invoice, command.occurred_on)
    cheque = _cheque(invoice, command.payment, command.occurred_on)
    if cheque.banked:
        raise ChequeAlreadyBanked(command.payment)
    return ChequeBanked(
        occurred_on=command.occurred_on,
        document_on=invoice.issued_on,
        activity=activity,
        invoice=command.invoice,
        payment=command.payment,
        amount=cheque.amount,
    )


def return_cheque(
    activity: ActivityCode, sales: Sales, command: ReturnCheque, _: Circumstances
) -> PaymentUndone:
    """The payment undone; the receipt stays, and the VAT is put right on the next return."""
    invoice = invoice_of(sales, command.invoice, command.occurred_on)
    cheque = _cheque(invoice, command.payment, command.occurred_on)
    if not cheque.banked:
        raise ChequeNotBanked(command.payment)
    if command.fee_charged_on and not command.fee:
        raise FeeWithoutAmount
    undone = _undone(activity, invoice, command, cheque)
    fee = bounded(command.fee)
    charged_on = fee if command.fee_charged_on else ZERO
    return undone.model_copy(
        update={"reason": "returned-cheque", "fee": fee, "fee_charged_on": charged_on}
    )


def undo_payment(
    activity: ActivityCode, sales: Sales, command: UndoPayment, _: Circumstances
) -> PaymentUndone:
    """The payment undone, out of the bank or of the cheques that wait."""
    invoice = invoice_of(sales, command.invoice, command.occurred_on)
    payment = _payment(invoice, command.payment, command.occurred_on)
    return _undone(activity, invoice, command, payment)


def _undone(
    activity: ActivityCode,
    invoice: Receivable,
    command: ReturnCheque | UndoPayment,
    payment: Payment,
) -> PaymentUndone:
    return PaymentUndone(
        occurred_on=command.occurred_on,
        document_on=invoice.issued_on,
        activity=activity,
        invoice=command.invoice,
        customer=invoice.customer,
        payment=command.payment,
        reason="recorded-wrongly",
        amount=payment.amount,
        vat=_unpaid_again(invoice, payment),
        banked=payment.banked,
        retained=payment.retained,
        doubtful=payment.amount - payment.retained if invoice.doubtful else ZERO,
    )


def _unpaid_again(invoice: Receivable, payment: Payment) -> tuple[VatPart, ...]:
    """The VAT that waits again: the payment's own, unless a credit note took of it since."""
    asked = standing(invoice)
    due = min(max(invoice.due + payment.amount, ZERO), gross(asked))
    again = min(max(due - gross(invoice.vat), ZERO), payment.amount)
    paid = less(asked, invoice.vat)
    if gross(payment.vat) == again and holds(paid, payment.vat):
        return payment.vat
    return moving(released(paid, again))


def _payment(invoice: Receivable, reference: Reference, day: date) -> Payment:
    payment = invoice.payments.get(reference)
    if payment is None:
        raise UnknownPayment(reference)
    if payment.undone:
        raise PaymentAlreadyUndone(reference)
    if day < payment.received_on:
        raise BeforePayment(day, payment.received_on)
    return payment


def _cheque(invoice: Receivable, reference: Reference, day: date) -> Payment:
    payment = _payment(invoice, reference, day)
    if payment.by != "cheque":
        raise NotACheque(reference)
    return payment
