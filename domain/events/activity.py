"""What happens to an activity."""

from typing import ClassVar, Literal

from domain.events.event import Event
from domain.identifiers import (
    AccountNumber,
    ActivityCode,
    Auxiliary,
    Code,
    ContractId,
    Day,
    EntryId,
    EntryReference,
    Reference,
    Sha256,
)
from domain.money import ZERO, Euros, Exact, PositiveEuros, Rate, SomeEuros
from domain.value import Value

Nature = Literal["goods", "services", "works"]
"""What is sold or bought: it decides when its VAT is due (CGI art. 269)."""

VatDue = Literal["invoice", "payment"]
"""When VAT is due: with the invoice, or when it is paid."""


class SaleLine(Value):
    """A line of an invoice or a credit note, its net amount rounded to the cent."""

    label: Sha256
    nature: Nature
    account: AccountNumber
    quantity: Exact
    unit_price: Exact
    net: Euros
    vat_rate: Rate


class VatAmount(Value):
    """The VAT of a document at one rate, due at one moment, on a base."""

    rate: Rate
    due: VatDue
    base: Euros
    amount: Euros


class VatPart(Value):
    """The VAT that goes with a payment or a loss, at one rate."""

    rate: Rate
    due: VatDue
    amount: SomeEuros


class ActivityOpened(Event):
    """An activity opens under the contracts of those who run it."""

    topic: ClassVar = "activity.opened"

    activity: ActivityCode
    trade_name: Sha256
    contracts: tuple[ContractId, ...]


class InvoiceIssued(Event):
    """The activity invoices a customer and owes its contribution to the cooperative."""

    topic: ClassVar = "activity.invoice-issued"

    activity: ActivityCode
    number: Reference
    customer: Auxiliary
    due_on: Day
    vat_on_debits: bool
    lines: tuple[SaleLine, ...]
    vat: tuple[VatAmount, ...]
    net: PositiveEuros
    gross: PositiveEuros
    contribution_rate: Rate
    contribution: SomeEuros


class CreditNoteIssued(Event):
    """The activity takes back a part of an invoice, and of the contribution on it.

    When nothing remains due the VAT that still waited was received: it is `released`.
    """

    topic: ClassVar = "activity.credit-note-issued"

    activity: ActivityCode
    number: Reference
    invoice: Reference
    customer: Auxiliary
    lines: tuple[SaleLine, ...]
    vat: tuple[VatAmount, ...]
    net: PositiveEuros
    gross: PositiveEuros
    contribution: SomeEuros
    released: tuple[VatPart, ...] = ()


class PaymentReceived(Event):
    """The customer pays an invoice, in whole or in part; VAT on receipts falls due."""

    topic: ClassVar = "activity.payment-received"

    activity: ActivityCode
    invoice: Reference
    customer: Auxiliary
    reference: Reference
    amount: PositiveEuros
    vat: tuple[VatPart, ...]


class InvoiceWrittenOff(Event):
    """What remains due on an invoice is lost for good."""

    topic: ClassVar = "activity.invoice-written-off"

    activity: ActivityCode
    invoice: Reference
    customer: Auxiliary
    reference: Reference
    amount: PositiveEuros
    net: SomeEuros
    vat: tuple[VatPart, ...]
    of_prior_year: bool


class ClaimedExpense(Value):
    """A line of an expense claim as the cooperative owes it."""

    type: Code
    account: AccountNumber
    net: SomeEuros
    vat: SomeEuros
    kilometres: Exact | None = None


class ExpensesClaimed(Event):
    """An entrepreneur claims the expenses of a period."""

    topic: ClassVar = "activity.expenses-claimed"

    activity: ActivityCode
    reference: Reference
    lines: tuple[ClaimedExpense, ...]
    total: PositiveEuros
    contribution_credit: SomeEuros


class ExpensesPaid(Event):
    """The cooperative pays an expense claim back."""

    topic: ClassVar = "activity.expenses-paid"

    activity: ActivityCode
    claim: Reference
    reference: EntryReference
    amount: PositiveEuros


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


class InternalSaleMade(Event):
    """An activity works for another: the same legal person, so no invoice and no VAT."""

    topic: ClassVar = "activity.internal-sale-made"

    activity: ActivityCode
    buyer: ActivityCode
    reference: Reference
    amount: PositiveEuros


ActivityEvent = (
    ActivityOpened
    | InvoiceIssued
    | CreditNoteIssued
    | PaymentReceived
    | InvoiceWrittenOff
    | ExpensesClaimed
    | ExpensesPaid
    | SupplierInvoiceBooked
    | SupplierInvoiceCorrected
    | SupplierPaid
    | InternalSaleMade
)
"""Everything that happens to an activity."""
