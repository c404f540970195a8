"""Purchases: suppliers' invoices for an activity, their payment and their correction."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from pydantic import Field
from typing_extensions import override

from domain.activity.payables import Payable, Purchases
from domain.activity.purchase_vat import (
    deductible_in,
    due_with,
    less,
    released,
    vat_of,
    within,
)
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.event import Event
from domain.events.purchases import (
    PurchaseLine,
    PurchasesEvent,
    SupplierCreditNoteBooked,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
    SupplierPaid,
    SupplierRefunded,
)
from domain.identifiers import ActivityCode, Auxiliary, EntryId, Reference
from domain.money import ZERO, PositiveEuros, bounded
from domain.refusal import Refusal
from domain.statutory import is_vat_rate, vat_max

# Commands


class BookSupplierInvoice(Command):
    """Book a supplier's invoice; amounts and VAT are those of the document."""

    supplier: Auxiliary
    reference: Reference
    lines: tuple[PurchaseLine, ...] = Field(min_length=1, max_length=200)
    vat_on_debits: bool = Field(default=False, strict=True)


class CorrectSupplierInvoice(Command):
    """Reverse a supplier's invoice booked wrongly, and book it as it should have been."""

    supplier: Auxiliary
    invoice: Reference
    entry: EntryId
    reference: Reference
    correction: Reference
    lines: tuple[PurchaseLine, ...] = Field(min_length=1, max_length=200)
    vat_on_debits: bool = Field(default=False, strict=True)

    @override
    def named_entry(self) -> EntryId:
        return self.entry


class PaySupplier(Command):
    """Record the payment of a supplier's invoice, in whole or in part."""

    supplier: Auxiliary
    invoice: Reference
    amount: PositiveEuros
    reference: Reference | None = None


class BookSupplierCreditNote(Command):
    """Book a supplier's credit note on an invoice, its lines as the document reads."""

    supplier: Auxiliary
    invoice: Reference
    reference: Reference
    lines: tuple[PurchaseLine, ...] = Field(min_length=1, max_length=200)


class ReceiveSupplierRefund(Command):
    """Record what a supplier pays back once a credit note left it in our favour."""

    supplier: Auxiliary
    invoice: Reference
    reference: Reference
    amount: PositiveEuros


PurchasesCommand = (
    BookSupplierInvoice
    | CorrectSupplierInvoice
    | PaySupplier
    | BookSupplierCreditNote
    | ReceiveSupplierRefund
)


# Refusals


class SupplierInvoiceAlreadyBooked(Refusal):
    """The supplier's invoice of that reference is already booked."""


class UnknownSupplierInvoice(Refusal):
    """No invoice of that supplier has that reference."""


class SupplierPaymentExceedsDue(Refusal):
    """The payment is above what remains owed to the supplier."""


class SupplierPaymentAlreadyRecorded(Refusal):
    """A payment of that reference is already recorded on the supplier's invoice."""


class SupplierInvoiceAlreadyPaid(Refusal):
    """The invoice is paid, in whole or in part: its entry cannot be booked anew."""


class NotTheEntryOfTheInvoice(Refusal):
    """The entry to reverse is not the one that stands for this invoice."""


class CorrectionReferenceTaken(Refusal):
    """The reference already stands on an entry of this invoice."""


class VatAboveHighestRate(Refusal):
    """A line bears more VAT than the highest rate allows."""


class VatUnderReverseCharge(Refusal):
    """The supplier's document bears VAT that we owe ourselves: it must be made out again."""


class WrongSelfAssessedRate(Refusal):
    """VAT we owe ourselves needs a rate in force, and VAT of the supplier's needs none."""


class SupplierInvoiceCredited(Refusal):
    """A credit note lowers the invoice: its entry cannot be booked anew."""


class CreditExceedsSupplierInvoice(Refusal):
    """The credit note takes back more than the invoice, or VAT that the invoice lacks."""


class RefundExceedsCredit(Refusal):
    """The refund is above what the supplier owes us."""


class BeforeSupplierInvoice(Refusal):
    """The document is dated before the invoice it is about."""


# Decisions


def decide(
    activity: ActivityCode,
    purchases: Purchases,
    command: PurchasesCommand,
    circumstances: Circumstances,
) -> PurchasesEvent:
    """The event a command on purchases causes."""
    match command:
        case BookSupplierInvoice():
            return book_supplier_invoice(activity, purchases, command, circumstances)
        case CorrectSupplierInvoice():
            return correct_supplier_invoice(activity, purchases, command, circumstances)
        case PaySupplier():
            return pay_supplier(activity, purchases, command)
        case BookSupplierCreditNote():
            return book_supplier_credit_note(activity, purchases, command, circumstances)
        case ReceiveSupplierRefund():
            return receive_supplier_refund(activity, purchases, command)
        case _:
            assert_never(command)


def book_supplier_invoice(
    activity: ActivityCode,
    purchases: Purchases,
    command: BookSupplierInvoice,
    circumstances: Circumstances,
) -> SupplierInvoiceBooked:
    """The invoice, its VAT deductible at once or when the supplier is paid.

    It may come after the last contract has ended: the cooperative owes it all the same
    (C. trav. L7332-5).
    """
    circumstances.rulebook.demand_supplier(command.supplier)
    if (command.supplier, command.reference) in purchases.invoices:
        raise SupplierInvoiceAlreadyBooked(command.supplier, command.reference)
    _demand_lines(command.lines, command.occurred_on, circumstances)
    vat = vat_of(command.lines, on_debits=command.vat_on_debits)
    return SupplierInvoiceBooked(
        occurred_on=command.occurred_on,
        activity=activity,
        supplier=command.supplier,
        reference=command.reference,
        lines=command.lines,
        vat_at_once=deductible_in(due_with(vat, "invoice")),
        vat_waiting=deductible_in(due_with(vat, "payment")),
        gross=_gross(command.lines),
        vat=vat,
        vat_on_debits=command.vat_on_debits,
    )


def correct_supplier_invoice(
    activity: ActivityCode,
    purchases: Purchases,
    command: CorrectSupplierInvoice,
    circumstances: Circumstances,
) -> SupplierInvoiceCorrected:
    """The reversal and the right entry, both linked to the wrong one (PCG art. 1031-3)."""
    payable = _payable(purchases, command.supplier, command.invoice, command.occurred_on)
    if payable.payments:
        raise SupplierInvoiceAlreadyPaid(command.supplier, command.invoice)
    if payable.credits:
        raise SupplierInvoiceCredited(command.supplier, command.invoice)
    _demand_references(command, payable.filed)
    _demand_entry(activity, command, circumstances, payable.standing)
    _demand_lines(command.lines, command.occurred_on, circumstances)
    vat = vat_of(command.lines, on_debits=command.vat_on_debits)
    return SupplierInvoiceCorrected(
        occurred_on=command.occurred_on,
        document_on=payable.booked_on,
        activity=activity,
        supplier=command.supplier,
        invoice=command.invoice,
        reference=command.reference,
        correction=command.correction,
        entry=command.entry,
        wrong_lines=payable.lines,
        wrong_vat_at_once=deductible_in(due_with(payable.vat, "invoice")),
        wrong_vat_waiting=deductible_in(due_with(payable.vat, "payment")),
        lines=command.lines,
        vat_at_once=deductible_in(due_with(vat, "invoice")),
        vat_waiting=deductible_in(due_with(vat, "payment")),
        gross=_gross(command.lines),
        wrong_vat=payable.vat,
        vat=vat,
        vat_on_debits=command.vat_on_debits,
    )


def pay_supplier(
    activity: ActivityCode, purchases: Purchases, command: PaySupplier
) -> SupplierPaid:
    """The payment, with the VAT that becomes deductible by it."""
    payable = _payable(purchases, command.supplier, command.invoice, command.occurred_on)
    reference = command.reference or f"{command.invoice}/P"
    if reference in payable.payments:
        raise SupplierPaymentAlreadyRecorded(reference)
    if command.amount > payable.owed:
        raise SupplierPaymentExceedsDue(command.amount, payable.owed)
    vat = released(payable.waiting, command.amount, payable.owed)
    return SupplierPaid(
        occurred_on=command.occurred_on,
        document_on=payable.booked_on,
        activity=activity,
        supplier=command.supplier,
        invoice=command.invoice,
        reference=reference,
        vat_reference=f"{command.reference or command.invoice}/TVA",
        amount=command.amount,
        vat_released=deductible_in(vat),
        vat=vat,
    )


def book_supplier_credit_note(
    activity: ActivityCode,
    purchases: Purchases,
    command: BookSupplierCreditNote,
    circumstances: Circumstances,
) -> SupplierCreditNoteBooked:
    """The credit note; VAT deducted that it takes back is owed again (CGI ann. II art. 207)."""
    payable = _payable(purchases, command.supplier, command.invoice, command.occurred_on)
    if command.reference in payable.filed | payable.credits:
        raise CorrectionReferenceTaken(command.reference)
    _demand_lines(command.lines, payable.booked_on, circumstances)
    gross, vat = _gross(command.lines), vat_of(command.lines, on_debits=payable.on_debits)
    waiting = within(vat, payable.waiting)
    taken_back = less(vat, waiting)
    if gross > payable.uncredited or less(taken_back, within(taken_back, payable.counted)):
        raise CreditExceedsSupplierInvoice(gross, payable.uncredited)
    rest = less(payable.waiting, waiting)
    return SupplierCreditNoteBooked(
        occurred_on=command.occurred_on,
        document_on=payable.booked_on,
        activity=activity,
        supplier=command.supplier,
        invoice=command.invoice,
        reference=command.reference,
        lines=command.lines,
        gross=gross,
        waiting=waiting,
        taken_back=taken_back,
        released=rest if gross >= payable.owed else (),
    )


def receive_supplier_refund(
    activity: ActivityCode, purchases: Purchases, command: ReceiveSupplierRefund
) -> SupplierRefunded:
    """What the supplier owed us comes in."""
    payable = _payable(purchases, command.supplier, command.invoice, command.occurred_on)
    if command.reference in payable.filed | payable.credits:
        raise CorrectionReferenceTaken(command.reference)
    if command.amount > -payable.owed:
        raise RefundExceedsCredit(command.amount, max(-payable.owed, ZERO))
    return SupplierRefunded(
        occurred_on=command.occurred_on,
        document_on=payable.booked_on,
        activity=activity,
        supplier=command.supplier,
        invoice=command.invoice,
        reference=command.reference,
        amount=command.amount,
    )


def _demand_entry(
    activity: ActivityCode,
    command: CorrectSupplierInvoice,
    circumstances: Circumstances,
    standing: Reference,
) -> None:
    filed = circumstances.entry
    document = (activity, command.supplier, command.invoice)
    if (
        filed is None
        or _document_of(filed.event) != document
        or filed.entry.reference != standing
    ):
        raise NotTheEntryOfTheInvoice(command.entry, standing)


def _document_of(event: Event) -> tuple[ActivityCode, Auxiliary, Reference] | None:
    match event:
        case SupplierInvoiceBooked():
            return event.activity, event.supplier, event.reference
        case SupplierInvoiceCorrected():
            return event.activity, event.supplier, event.invoice
        case _:
            return None


def _demand_references(command: CorrectSupplierInvoice, filed: frozenset[Reference]) -> None:
    # An entry to correct is known by its reference: each has one of its own.
    for reference in (command.reference, command.correction):
        if reference in filed:
            raise CorrectionReferenceTaken(reference)
    if command.reference == command.correction:
        raise CorrectionReferenceTaken(command.correction)


def _payable(
    purchases: Purchases, supplier: Auxiliary, reference: Reference, day: date
) -> Payable:
    payable = purchases.invoices.get((supplier, reference))
    if payable is None:
        raise UnknownSupplierInvoice(supplier, reference)
    if day < payable.booked_on:
        raise BeforeSupplierInvoice(day, payable.booked_on)
    return payable


def _demand_lines(
    lines: tuple[PurchaseLine, ...], day: date, circumstances: Circumstances
) -> None:
    circumstances.rulebook.demand_accounts_of_documents(line.account for line in lines)
    for line in lines:
        if line.vat > vat_max(line.net, day):
            raise VatAboveHighestRate(line.vat, line.net)
        _demand_regime(line, day)


def _demand_regime(line: PurchaseLine, day: date) -> None:
    if line.regime != "taxed" and line.vat:
        raise VatUnderReverseCharge(line.regime, line.vat)
    rate = line.vat_rate
    if (line.regime == "taxed") != (rate is None) or (rate and not is_vat_rate(rate, day)):
        raise WrongSelfAssessedRate(line.regime, rate)


def _gross(lines: tuple[PurchaseLine, ...]) -> Decimal:
    return bounded(sum((line.net + line.vat for line in lines), ZERO))
