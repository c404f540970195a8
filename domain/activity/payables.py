"""Payables: what is owed on suppliers' invoices, and the VAT that waits or was counted."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from rpds import HashTrieMap

from domain.activity.purchase_vat import Parts, due_with, less, parts_told, plus
from domain.events.purchases import (
    PurchaseLine,
    PurchasesEvent,
    SupplierCreditNoteBooked,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
    SupplierPaid,
    SupplierRefunded,
)
from domain.identifiers import Auxiliary, Reference
from domain.money import ZERO

# State


@dataclass(frozen=True, slots=True)
class Payable:
    """What the next decision needs to know of a supplier's invoice.

    `owed` is below zero where the supplier owes us; `waiting` is the VAT not due yet, `counted`
    that which is.
    """

    booked_on: date
    lines: tuple[PurchaseLine, ...]
    on_debits: bool
    vat: Parts
    owed: Decimal
    uncredited: Decimal
    waiting: Parts
    counted: Parts
    standing: Reference
    filed: frozenset[Reference]
    payments: frozenset[Reference] = frozenset()
    credits: frozenset[Reference] = frozenset()


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
        case SupplierCreditNoteBooked():
            return supplier_credit_note_booked(purchases, event)
        case SupplierRefunded():
            return supplier_refunded(purchases, event)
        case _:
            assert_never(event)


def supplier_invoice_booked(purchases: Purchases, event: SupplierInvoiceBooked) -> Purchases:
    """The invoice is owed."""
    payable = _owed(event, event.occurred_on, event.reference, frozenset())
    return Purchases(purchases.invoices.insert((event.supplier, event.reference), payable))


def supplier_invoice_corrected(
    purchases: Purchases, event: SupplierInvoiceCorrected
) -> Purchases:
    """The invoice is owed as corrected; it is now the correction that stands for it."""
    document = (event.supplier, event.invoice)
    wrong = purchases.invoices[document]
    filed = wrong.filed | {event.reference}
    payable = _owed(event, wrong.booked_on, event.correction, filed)
    return Purchases(purchases.invoices.insert(document, payable))


def _owed(
    event: SupplierInvoiceBooked | SupplierInvoiceCorrected,
    booked_on: date,
    standing: Reference,
    filed: frozenset[Reference],
) -> Payable:
    vat = parts_told(event.vat, event.vat_at_once, event.vat_waiting)
    return Payable(
        booked_on=booked_on,
        lines=event.lines,
        on_debits=event.vat_on_debits,
        vat=vat,
        owed=event.gross,
        uncredited=event.gross,
        waiting=due_with(vat, "payment"),
        counted=due_with(vat, "invoice"),
        standing=standing,
        filed=filed | {standing},
    )


def supplier_paid(purchases: Purchases, event: SupplierPaid) -> Purchases:
    """Less is owed, and less VAT waits."""
    document = (event.supplier, event.invoice)
    payable = purchases.invoices[document]
    due = parts_told(event.vat, ZERO, event.vat_released)
    left = replace(
        payable,
        owed=payable.owed - event.amount,
        waiting=less(payable.waiting, due),
        counted=plus(payable.counted, due),
        payments=payable.payments | {event.reference},
    )
    return Purchases(purchases.invoices.insert(document, left))


def supplier_credit_note_booked(
    purchases: Purchases, event: SupplierCreditNoteBooked
) -> Purchases:
    """Less is owed, perhaps less than nothing, and less VAT waits or is deducted."""
    document = (event.supplier, event.invoice)
    payable = purchases.invoices[document]
    left = replace(
        payable,
        owed=payable.owed - event.gross,
        uncredited=payable.uncredited - event.gross,
        waiting=less(less(payable.waiting, event.waiting), event.released),
        counted=plus(less(payable.counted, event.taken_back), event.released),
        credits=payable.credits | {event.reference},
    )
    return Purchases(purchases.invoices.insert(document, left))


def supplier_refunded(purchases: Purchases, event: SupplierRefunded) -> Purchases:
    """The supplier owes us less."""
    document = (event.supplier, event.invoice)
    payable = purchases.invoices[document]
    left = replace(
        payable,
        owed=payable.owed + event.amount,
        credits=payable.credits | {event.reference},
    )
    return Purchases(purchases.invoices.insert(document, left))
