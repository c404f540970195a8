"""What an activity buys: suppliers' invoices, their correction and their payment."""

from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from domain.events.event import Event, Settlement
from domain.events.vat import Nature, PurchaseRegime, VatDue
from domain.identifiers import (
    AccountNumber,
    ActivityCode,
    Auxiliary,
    EntryId,
    EntryReference,
    Reference,
)
from domain.money import ZERO, PositiveEuros, Rate, SomeEuros
from domain.value import Value


class PurchaseLine(Value):
    """A line of a supplier's invoice, net, with the VAT the document shows.

    `vat_rate` is the rate at which we owe the VAT ourselves, where the supplier does not.
    `deductible_share` is below one where the purchase serves exempt sales, zero where it serves
    them alone or where the law lets nothing be deducted (CGI ann. II art. 205 and 206).
    """

    account: AccountNumber
    nature: Nature
    net: PositiveEuros
    vat: SomeEuros = ZERO
    regime: PurchaseRegime = "taxed"
    vat_rate: Rate | None = None
    deductible_share: Rate = Decimal(1)


class PurchaseVat(Value):
    """VAT of a supplier's invoice due at one moment: what we owe ourselves, what we deduct."""

    regime: PurchaseRegime = "taxed"
    rate: Rate | None = None
    due: VatDue
    on_assets: bool = Field(default=False, strict=True)
    base: SomeEuros
    owed: SomeEuros
    deductible: SomeEuros


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
    vat: tuple[PurchaseVat, ...] = ()
    vat_on_debits: bool = Field(default=False, strict=True)


class SupplierInvoiceCorrected(Settlement):
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
    wrong_vat: tuple[PurchaseVat, ...] = ()
    vat: tuple[PurchaseVat, ...] = ()
    vat_on_debits: bool = Field(default=False, strict=True)


class SupplierCreditNoteBooked(Settlement):
    """A supplier takes back a part of an invoice.

    Its VAT is taken off what waits for a payment, then back from what was deducted; what still
    waits when nothing is owed any more is `released`.
    """

    topic: ClassVar = "activity.supplier-credit-note-booked"

    activity: ActivityCode
    supplier: Auxiliary
    invoice: Reference
    reference: Reference
    lines: tuple[PurchaseLine, ...]
    gross: PositiveEuros
    waiting: tuple[PurchaseVat, ...]
    taken_back: tuple[PurchaseVat, ...]
    released: tuple[PurchaseVat, ...]


class SupplierRefunded(Settlement):
    """A supplier pays back what a credit note left in our favour."""

    topic: ClassVar = "activity.supplier-refunded"

    activity: ActivityCode
    supplier: Auxiliary
    invoice: Reference
    reference: Reference
    amount: PositiveEuros


class SupplierPaid(Settlement):
    """A supplier's invoice is paid, in whole or in part; VAT on payments is deductible."""

    topic: ClassVar = "activity.supplier-paid"

    activity: ActivityCode
    supplier: Auxiliary
    invoice: Reference
    reference: EntryReference
    vat_reference: EntryReference
    amount: PositiveEuros
    vat_released: SomeEuros
    vat: tuple[PurchaseVat, ...] = ()


PurchasesEvent = (
    SupplierInvoiceBooked
    | SupplierInvoiceCorrected
    | SupplierCreditNoteBooked
    | SupplierRefunded
    | SupplierPaid
)
"""Everything that happens to what an activity buys."""
