"""Purchases: suppliers' invoices for an activity, their payment and their correction."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from pydantic import Field
from rpds import HashTrieMap
from typing_extensions import override

from domain.activity.vat import due
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.event import Event
from domain.events.purchases import (
    PurchaseLine,
    PurchasesEvent,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
    SupplierPaid,
)
from domain.identifiers import ActivityCode, Auxiliary, EntryId, Reference
from domain.money import CENT, ZERO, PositiveEuros, bounded, proportion, rounded
from domain.refusal import Refusal
from domain.statutory import highest_vat_rate

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


PurchasesCommand = BookSupplierInvoice | CorrectSupplierInvoice | PaySupplier


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


class BeforeSupplierInvoice(Refusal):
    """The document is dated before the invoice it is about."""


# State


@dataclass(frozen=True, slots=True)
class Payable:
    """What the next decision needs to know of a supplier's invoice."""

    booked_on: date
    lines: tuple[PurchaseLine, ...]
    gross: Decimal
    vat_at_once: Decimal
    vat_waiting: Decimal
    owed: Decimal
    vat_left: Decimal
    standing: Reference
    filed: frozenset[Reference]
    payments: frozenset[Reference] = frozenset()


Document = tuple[Auxiliary, Reference]


@dataclass(frozen=True, slots=True)
class Purchases:
    """The suppliers' invoices of an activity, by supplier and reference."""

    invoices: "HashTrieMap[Document, Payable]" = field(default_factory=HashTrieMap)


def evolve(purchases: Purchases, event: PurchasesEvent) -> Purchases:
    """The purchases after an event."""
    match event:
        case SupplierInvoiceBooked():
            return supplier_invoice_booked(purchases, event)
        case SupplierInvoiceCorrected():
            return supplier_invoice_corrected(purchases, event)
        case SupplierPaid():
            return supplier_paid(purchases, event)
        case _:
            assert_never(event)


def supplier_invoice_booked(purchases: Purchases, event: SupplierInvoiceBooked) -> Purchases:
    """The invoice is owed."""
    payable = Payable(
        booked_on=event.occurred_on,
        lines=event.lines,
        gross=event.gross,
        vat_at_once=event.vat_at_once,
        vat_waiting=event.vat_waiting,
        owed=event.gross,
        vat_left=event.vat_waiting,
        standing=event.reference,
        filed=frozenset({event.reference}),
    )
    return Purchases(purchases.invoices.insert((event.supplier, event.reference), payable))


def supplier_invoice_corrected(
    purchases: Purchases, event: SupplierInvoiceCorrected
) -> Purchases:
    """The invoice is owed as corrected; it is now the correction that stands for it."""
    document = (event.supplier, event.invoice)
    wrong = purchases.invoices[document]
    payable = replace(
        wrong,
        lines=event.lines,
        gross=event.gross,
        vat_at_once=event.vat_at_once,
        vat_waiting=event.vat_waiting,
        owed=event.gross,
        vat_left=event.vat_waiting,
        standing=event.correction,
        filed=wrong.filed | {event.reference, event.correction},
    )
    return Purchases(purchases.invoices.insert(document, payable))


def supplier_paid(purchases: Purchases, event: SupplierPaid) -> Purchases:
    """Less is owed, and less VAT waits."""
    document = (event.supplier, event.invoice)
    payable = purchases.invoices[document]
    left = replace(
        payable,
        owed=payable.owed - event.amount,
        vat_left=payable.vat_left - event.vat_released,
        payments=payable.payments | {event.reference},
    )
    return Purchases(purchases.invoices.insert(document, left))


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
    at_once, waiting = _vat(command.lines, on_debits=command.vat_on_debits)
    return SupplierInvoiceBooked(
        occurred_on=command.occurred_on,
        activity=activity,
        supplier=command.supplier,
        reference=command.reference,
        lines=command.lines,
        vat_at_once=at_once,
        vat_waiting=waiting,
        gross=_gross(command.lines),
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
    _demand_references(command, payable.filed)
    _demand_entry(activity, command, circumstances, payable.standing)
    _demand_lines(command.lines, command.occurred_on, circumstances)
    at_once, waiting = _vat(command.lines, on_debits=command.vat_on_debits)
    return SupplierInvoiceCorrected(
        occurred_on=command.occurred_on,
        activity=activity,
        supplier=command.supplier,
        invoice=command.invoice,
        reference=command.reference,
        correction=command.correction,
        entry=command.entry,
        wrong_lines=payable.lines,
        wrong_vat_at_once=payable.vat_at_once,
        wrong_vat_waiting=payable.vat_waiting,
        lines=command.lines,
        vat_at_once=at_once,
        vat_waiting=waiting,
        gross=_gross(command.lines),
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
    return SupplierPaid(
        occurred_on=command.occurred_on,
        activity=activity,
        supplier=command.supplier,
        invoice=command.invoice,
        reference=reference,
        vat_reference=f"{command.reference or command.invoice}/TVA",
        amount=command.amount,
        vat_released=proportion(payable.vat_left, command.amount, payable.owed),
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
    highest = highest_vat_rate(day)
    for line in lines:
        if line.vat > rounded(line.net * highest) + CENT:
            raise VatAboveHighestRate(line.vat, line.net)


def _vat(lines: tuple[PurchaseLine, ...], *, on_debits: bool) -> tuple[Decimal, Decimal]:
    moments = [(due(line.nature, on_debits=on_debits), line.vat) for line in lines]
    at_once = sum((vat for moment, vat in moments if moment == "invoice"), ZERO)
    waiting = sum((vat for moment, vat in moments if moment == "payment"), ZERO)
    return at_once, waiting


def _gross(lines: tuple[PurchaseLine, ...]) -> Decimal:
    return bounded(sum((line.net + line.vat for line in lines), ZERO))
