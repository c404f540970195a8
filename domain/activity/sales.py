"""Sales: invoices, credit notes, payments and losses."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import assert_never

from pydantic import Field
from rpds import HashTrieMap

from domain.activity.sale_lines import LineOfSale, positive_net, sale_lines
from domain.activity.vat import less, released, total, vat_of, waiting
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.sales import (
    CreditNoteIssued,
    InvoiceIssued,
    InvoiceWrittenOff,
    PaymentReceived,
    SalesEvent,
)
from domain.events.vat import VatAmount, VatPart
from domain.identifiers import ActivityCode, Auxiliary, Day, Reference
from domain.money import ZERO, PositiveEuros
from domain.refusal import Refusal

TO_BE_NUMBERED: Reference = "0"
"""Stands in an invoice until its number is given, in the append transaction."""

PAYMENT_TERM = timedelta(days=30)
"""When an invoice says nothing else it is due in thirty days (C. com. art. L441-10)."""


# Commands


class IssueInvoice(Command):
    """Invoice a customer; the number is given when the invoice is recorded."""

    customer: Auxiliary
    lines: tuple[LineOfSale, ...] = Field(min_length=1, max_length=200)
    due_on: Day | None = None
    vat_on_debits: bool = Field(default=False, strict=True)


class IssueCreditNote(Command):
    """Take back a part of an invoice, at its own rates."""

    invoice: Reference
    lines: tuple[LineOfSale, ...] = Field(min_length=1, max_length=200)


class ReceivePayment(Command):
    """Record what a customer paid on an invoice."""

    invoice: Reference
    reference: Reference
    amount: PositiveEuros


class WriteOffInvoice(Command):
    """Give up what remains due on an invoice: it will never be paid."""

    invoice: Reference
    reference: Reference


SalesCommand = IssueInvoice | IssueCreditNote | ReceivePayment | WriteOffInvoice


# Refusals


class UnknownInvoice(Refusal):
    """The activity has issued no invoice of that number."""


class DueBeforeIssue(Refusal):
    """An invoice cannot be due before the day it is issued."""


class PaymentExceedsDue(Refusal):
    """The payment is above what remains due."""


class PaymentAlreadyRecorded(Refusal):
    """A payment of that reference is already recorded on the invoice."""


class CreditExceedsDue(Refusal):
    """The credit note is above what remains due on the invoice, or leaves only VAT due."""


class RateNotOnInvoice(Refusal):
    """The invoice bears no such rate, or less of it than the credit note takes back."""


class NothingDue(Refusal):
    """The invoice is settled: nothing remains due on it."""


class BeforeInvoice(Refusal):
    """The document is dated before the invoice it is about."""


# State


@dataclass(frozen=True, slots=True)
class Receivable:
    """What the next decision needs to know of an invoice."""

    issued_on: date
    customer: Auxiliary
    outstanding: Decimal
    vat: tuple[VatPart, ...]
    vat_on_debits: bool
    billed: tuple[VatAmount, ...]
    payments: frozenset[Reference] = frozenset()


@dataclass(frozen=True, slots=True)
class Sales:
    """The invoices of an activity, by number."""

    invoices: "HashTrieMap[Reference, Receivable]" = field(default_factory=HashTrieMap)


def evolve(sales: Sales, event: SalesEvent) -> Sales:
    """The sales after an event."""
    match event:
        case InvoiceIssued():
            return invoice_issued(sales, event)
        case CreditNoteIssued():
            return credit_note_issued(sales, event)
        case PaymentReceived():
            return payment_received(sales, event)
        case InvoiceWrittenOff():
            return invoice_written_off(sales, event)
        case _:
            assert_never(event)


def invoice_issued(sales: Sales, event: InvoiceIssued) -> Sales:
    """The invoice is outstanding."""
    receivable = Receivable(
        issued_on=event.occurred_on,
        customer=event.customer,
        outstanding=event.gross,
        vat=tuple(VatPart(rate=v.rate, due=v.due, amount=v.amount) for v in event.vat),
        vat_on_debits=event.vat_on_debits,
        billed=event.vat,
    )
    return Sales(sales.invoices.insert(event.number, receivable))


def credit_note_issued(sales: Sales, event: CreditNoteIssued) -> Sales:
    """The invoice is outstanding for less, and bears less VAT and contribution."""
    invoice = sales.invoices[event.invoice]
    taken = {(vat.rate, vat.due): vat.base for vat in event.vat}
    credited = replace(
        invoice,
        billed=tuple(
            v.model_copy(update={"base": v.base - taken.get((v.rate, v.due), ZERO)})
            for v in invoice.billed
        ),
    )
    before = Sales(sales.invoices.insert(event.invoice, credited))
    return _settled(before, event.invoice, event.gross, (*event.vat, *event.released))


def payment_received(sales: Sales, event: PaymentReceived) -> Sales:
    """The invoice is outstanding for less, and knows the payment."""
    return _settled(sales, event.invoice, event.amount, event.vat, event.reference)


def invoice_written_off(sales: Sales, event: InvoiceWrittenOff) -> Sales:
    """Nothing is outstanding any more."""
    return _settled(sales, event.invoice, event.amount, event.vat)


def _settled(
    sales: Sales,
    number: Reference,
    amount: Decimal,
    vat: tuple[VatAmount | VatPart, ...],
    payment: Reference | None = None,
) -> Sales:
    invoice = sales.invoices[number]
    payments = invoice.payments | {payment} if payment else invoice.payments
    left = replace(
        invoice,
        outstanding=invoice.outstanding - amount,
        vat=less(invoice.vat, vat),
        payments=payments,
    )
    return Sales(sales.invoices.insert(number, left))


# Decisions


def decide(
    activity: ActivityCode, sales: Sales, command: SalesCommand, circumstances: Circumstances
) -> SalesEvent:
    """The event a command on sales causes."""
    match command:
        case IssueInvoice():
            return issue_invoice(activity, command, circumstances)
        case IssueCreditNote():
            return issue_credit_note(activity, sales, command, circumstances)
        case ReceivePayment():
            return receive_payment(activity, sales, command, circumstances)
        case WriteOffInvoice():
            return write_off_invoice(activity, sales, command, circumstances)
        case _:
            assert_never(command)


def issue_invoice(
    activity: ActivityCode, command: IssueInvoice, circumstances: Circumstances
) -> InvoiceIssued:
    """The invoice with its VAT by rate, rounded to the cent; what it owes is added to it."""
    day, rulebook = command.occurred_on, circumstances.rulebook
    circumstances.demand_cover(day)
    rulebook.demand_customer(command.customer)
    due_on = command.due_on or day + PAYMENT_TERM
    if due_on < day:
        raise DueBeforeIssue(due_on)
    lines = sale_lines(command.lines, day, rulebook)
    vat = vat_of(lines, on_debits=command.vat_on_debits)
    net = positive_net(lines)
    return InvoiceIssued(
        occurred_on=day,
        activity=activity,
        number=TO_BE_NUMBERED,
        customer=command.customer,
        due_on=due_on,
        vat_on_debits=command.vat_on_debits,
        lines=lines,
        vat=vat,
        net=net,
        gross=net + total(vat),
        contribution_rate=ZERO,
        contribution=ZERO,
    )


def issue_credit_note(
    activity: ActivityCode, sales: Sales, command: IssueCreditNote, circumstances: Circumstances
) -> CreditNoteIssued:
    """The credit note at the rates of its invoice; what it gives back is added to it."""
    invoice = _invoice(sales, command.invoice, command.occurred_on)
    lines = sale_lines(command.lines, invoice.issued_on, circumstances.rulebook)
    vat = vat_of(lines, on_debits=invoice.vat_on_debits)
    net = positive_net(lines)
    gross = net + total(vat)
    rest = less(invoice.vat, vat)
    _demand_due(invoice, gross, rest)
    _demand_rates(invoice, vat)
    return CreditNoteIssued(
        occurred_on=command.occurred_on,
        activity=activity,
        number=TO_BE_NUMBERED,
        invoice=command.invoice,
        customer=invoice.customer,
        lines=lines,
        vat=vat,
        net=net,
        gross=gross,
        contribution=ZERO,
        released=waiting(rest) if gross == invoice.outstanding else (),
    )


def receive_payment(
    activity: ActivityCode, sales: Sales, command: ReceivePayment, _: Circumstances
) -> PaymentReceived:
    """The payment, with the VAT that goes with it."""
    invoice = _outstanding(sales, command.invoice, command.occurred_on)
    if command.reference in invoice.payments:
        raise PaymentAlreadyRecorded(command.reference)
    if command.amount > invoice.outstanding:
        raise PaymentExceedsDue(command.amount, invoice.outstanding)
    return PaymentReceived(
        occurred_on=command.occurred_on,
        activity=activity,
        invoice=command.invoice,
        customer=invoice.customer,
        reference=command.reference,
        amount=command.amount,
        vat=released(invoice.vat, command.amount, invoice.outstanding),
    )


def write_off_invoice(
    activity: ActivityCode, sales: Sales, command: WriteOffInvoice, circumstances: Circumstances
) -> InvoiceWrittenOff:
    """The loss, net of the VAT that is not owed in the end (CGI art. 272-1)."""
    invoice = _outstanding(sales, command.invoice, command.occurred_on)
    year = circumstances.rulebook.year_of(command.occurred_on)
    return InvoiceWrittenOff(
        occurred_on=command.occurred_on,
        activity=activity,
        invoice=command.invoice,
        customer=invoice.customer,
        reference=command.reference,
        amount=invoice.outstanding,
        net=invoice.outstanding - sum(part.amount for part in invoice.vat),
        vat=invoice.vat,
        of_prior_year=invoice.issued_on < year.first,
    )


def _invoice(sales: Sales, number: Reference, day: date) -> Receivable:
    invoice = sales.invoices.get(number)
    if invoice is None:
        raise UnknownInvoice(number)
    if day < invoice.issued_on:
        raise BeforeInvoice(day, invoice.issued_on)
    return invoice


def _outstanding(sales: Sales, number: Reference, day: date) -> Receivable:
    invoice = _invoice(sales, number, day)
    if not invoice.outstanding:
        raise NothingDue(number)
    return invoice


def _demand_rates(invoice: Receivable, vat: tuple[VatAmount, ...]) -> None:
    bases = {(billed.rate, billed.due): billed.base for billed in invoice.billed}
    left = {(part.rate, part.due): part.amount for part in invoice.vat}
    for amount in vat:
        key = (amount.rate, amount.due)
        if amount.base > bases.get(key, ZERO) or amount.amount > left.get(key, ZERO):
            raise RateNotOnInvoice(amount.rate)


def _demand_due(invoice: Receivable, gross: Decimal, rest: tuple[VatPart, ...]) -> None:
    left = invoice.outstanding - gross
    if left < 0 or 0 < left < total(rest):
        raise CreditExceedsDue(gross, invoice.outstanding)
