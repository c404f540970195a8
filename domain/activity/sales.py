"""Sales: invoices, credit notes, payments and losses."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from pydantic import Field
from rpds import HashTrieMap

from domain.activity.vat import less, released, vat_of
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.activity import (
    CreditNoteIssued,
    InvoiceIssued,
    InvoiceWrittenOff,
    Nature,
    PaymentReceived,
    SaleLine,
    VatAmount,
    VatPart,
)
from domain.identifiers import AccountNumber, ActivityCode, Auxiliary, Day, Reference
from domain.money import ZERO, Exact, PositiveEuros, Rate, rounded
from domain.policies import AccountRoles
from domain.privacy import Label
from domain.refusal import Refusal
from domain.rulebook import Rulebook
from domain.statutory import is_vat_rate
from domain.value import Value

TO_BE_NUMBERED: Reference = "0"
"""Stands in an invoice until its number is given, in the append transaction."""

AMOUNT_LIMIT = Decimal(1_000_000_000)

PAYMENT_TERM = timedelta(days=30)
"""When an invoice says nothing else it is due in thirty days (C. com. art. L441-10)."""


# Commands


class LineOfSale(Value):
    """A line to invoice; its net is quantity × unit price, rounded to the cent."""

    label: Label
    nature: Nature
    quantity: Exact = Decimal(1)
    unit_price: Exact
    vat_rate: Rate
    account: AccountNumber | None = None


class IssueInvoice(Command):
    """Invoice a customer; the number is given when the invoice is recorded."""

    occurred_on: Day
    customer: Auxiliary
    lines: tuple[LineOfSale, ...] = Field(min_length=1, max_length=200)
    due_on: Day | None = None
    vat_on_debits: bool = Field(default=False, strict=True)


class IssueCreditNote(Command):
    """Take back a part of an invoice, at its own rates."""

    occurred_on: Day
    invoice: Reference
    lines: tuple[LineOfSale, ...] = Field(min_length=1, max_length=200)


class ReceivePayment(Command):
    """Record what a customer paid on an invoice."""

    occurred_on: Day
    invoice: Reference
    reference: Reference
    amount: PositiveEuros


class WriteOffInvoice(Command):
    """Give up what remains due on an invoice: it will never be paid."""

    occurred_on: Day
    invoice: Reference
    reference: Reference


# Refusals


class UnknownInvoice(Refusal):
    """The activity has issued no invoice of that number."""


class UnknownVatRate(Refusal):
    """No such rate of VAT exists on that date."""


class NothingInvoiced(Refusal):
    """An invoice or a credit note must come to more than zero."""


class AmountTooLarge(Refusal):
    """A document cannot come to a billion euros: a quantity or a price must be wrong."""


class DueBeforeIssue(Refusal):
    """An invoice cannot be due before the day it is issued."""


class PaymentExceedsDue(Refusal):
    """The payment is above what remains due."""


class PaymentAlreadyRecorded(Refusal):
    """A payment of that reference is already recorded on the invoice."""


class CreditExceedsDue(Refusal):
    """The credit note is above what remains due on the invoice."""


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
    contribution_rate: Decimal
    payments: frozenset[Reference] = frozenset()


@dataclass(frozen=True, slots=True)
class Sales:
    """The invoices of an activity, by number."""

    invoices: "HashTrieMap[Reference, Receivable]" = field(default_factory=HashTrieMap)


def invoice_issued(sales: Sales, event: InvoiceIssued) -> Sales:
    """The invoice is outstanding."""
    receivable = Receivable(
        issued_on=event.occurred_on,
        customer=event.customer,
        outstanding=event.gross,
        vat=tuple(VatPart(rate=v.rate, due=v.due, amount=v.amount) for v in event.vat),
        vat_on_debits=event.vat_on_debits,
        contribution_rate=event.contribution_rate,
    )
    return Sales(sales.invoices.insert(event.number, receivable))


def credit_note_issued(sales: Sales, event: CreditNoteIssued) -> Sales:
    """The invoice is outstanding for less."""
    taken = tuple(VatPart(rate=v.rate, due=v.due, amount=v.amount) for v in event.vat)
    return _settled(sales, event.invoice, event.gross, taken)


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
    vat: tuple[VatPart, ...],
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


def issue_invoice(
    activity: ActivityCode, command: IssueInvoice, circumstances: Circumstances
) -> InvoiceIssued:
    """The invoice with its VAT by rate and its contribution, all rounded to the cent."""
    day, rulebook = command.occurred_on, circumstances.rulebook
    circumstances.demand_cover(day)
    rulebook.demand_customer(command.customer)
    due_on = command.due_on or day + PAYMENT_TERM
    if due_on < day:
        raise DueBeforeIssue(due_on)
    lines = _sale_lines(command.lines, day, rulebook)
    vat = vat_of(lines, on_debits=command.vat_on_debits)
    net = _positive_net(lines)
    policy = rulebook.contribution(day)
    rate = policy.rate if policy else ZERO
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
        gross=net + _total(vat),
        contribution_rate=rate,
        contribution=rounded(net * rate),
    )


def issue_credit_note(
    activity: ActivityCode, sales: Sales, command: IssueCreditNote, circumstances: Circumstances
) -> CreditNoteIssued:
    """The credit note at the rates of its invoice, the contribution given back with it."""
    invoice = _invoice(sales, command.invoice, command.occurred_on)
    lines = _sale_lines(command.lines, invoice.issued_on, circumstances.rulebook)
    vat = vat_of(lines, on_debits=invoice.vat_on_debits)
    _demand_rates(invoice, vat)
    net = _positive_net(lines)
    if net + _total(vat) > invoice.outstanding:
        raise CreditExceedsDue(net + _total(vat), invoice.outstanding)
    return CreditNoteIssued(
        occurred_on=command.occurred_on,
        activity=activity,
        number=TO_BE_NUMBERED,
        invoice=command.invoice,
        customer=invoice.customer,
        lines=lines,
        vat=vat,
        net=net,
        gross=net + _total(vat),
        contribution=rounded(net * invoice.contribution_rate),
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


def _sale_lines(
    lines: tuple[LineOfSale, ...], day: date, rulebook: Rulebook
) -> tuple[SaleLine, ...]:
    roles = rulebook.account_roles(day)
    for line in lines:
        if not is_vat_rate(line.vat_rate, day):
            raise UnknownVatRate(line.vat_rate, day)
    rulebook.demand_accounts(line.account for line in lines if line.account)
    return tuple(
        SaleLine(
            label=line.label.digest,
            nature=line.nature,
            account=line.account or _product_account(roles, line.nature),
            quantity=line.quantity,
            unit_price=line.unit_price,
            net=_net(line),
            vat_rate=line.vat_rate,
        )
        for line in lines
    )


def _net(line: LineOfSale) -> Decimal:
    net = rounded(line.quantity * line.unit_price)
    if net >= AMOUNT_LIMIT:
        raise AmountTooLarge(net)
    return net


def _product_account(roles: AccountRoles, nature: Nature) -> AccountNumber:
    match nature:
        case "goods":
            return roles.goods_sold
        case "services":
            return roles.services_sold
        case "works":
            return roles.works_sold


def _positive_net(lines: tuple[SaleLine, ...]) -> Decimal:
    net = sum((line.net for line in lines), ZERO)
    if net <= 0:
        raise NothingInvoiced
    if net >= AMOUNT_LIMIT:
        raise AmountTooLarge(net)
    return net


def _total(vat: tuple[VatAmount, ...]) -> Decimal:
    return sum((amount.amount for amount in vat), ZERO)


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
    left = {(part.rate, part.due): part.amount for part in invoice.vat}
    for amount in vat:
        if amount.amount > left.get((amount.rate, amount.due), ZERO):
            raise RateNotOnInvoice(amount.rate)
