"""What an activity buys: suppliers' invoices, their correction and their payment."""

from typing import ClassVar

from domain.events.event import Event
from domain.events.vat import Nature
from domain.identifiers import (
    AccountNumber,
    ActivityCode,
    Auxiliary,
    EntryId,
    EntryReference,
    Reference,
)
from domain.money import ZERO, PositiveEuros, SomeEuros
from domain.value import Value


class PurchaseLine(Value):
    """A line of a supplier's invoice, net, with the VAT the document shows."""

    account: AccountNumber
    nature: Nature
    net: PositiveEuros
    vat: SomeEuros = ZERO


class SupplierInvoiceBooked(Event):
    """A supplier's invoice for the activity arrives and is owed."""

    topic: ClassVar = "activity.supplier-invoice-booked"

    activity: ActivityCode
    supplier: Auxiliary
    reference: Reference
    lines: tuple[PurchaseLine, ...]
    vat_at_once: SomeEuros
    vat_waiting: SomeEuros
    gross: PositiveEuros


class SupplierInvoiceCorrected(Event):
    """A supplier's invoice was booked wrongly: its entry is reversed and booked anew."""

    topic: ClassVar = "activity.supplier-invoice-corrected"

    activity: ActivityCode
    supplier: Auxiliary
    invoice: Reference
    reference: Reference
    correction: Reference
    entry: EntryId
    wrong_lines: tuple[PurchaseLine, ...]
    wrong_vat_at_once: SomeEuros
    wrong_vat_waiting: SomeEuros
    lines: tuple[PurchaseLine, ...]
    vat_at_once: SomeEuros
    vat_waiting: SomeEuros
    gross: PositiveEuros


class SupplierPaid(Event):
    """A supplier's invoice is paid, in whole or in part; VAT on payments is deductible."""

    topic: ClassVar = "activity.supplier-paid"

    activity: ActivityCode
    supplier: Auxiliary
    invoice: Reference
    reference: EntryReference
    vat_reference: EntryReference
    amount: PositiveEuros
    vat_released: SomeEuros


PurchasesEvent = SupplierInvoiceBooked | SupplierInvoiceCorrected | SupplierPaid
"""Everything that happens to what an activity buys."""
