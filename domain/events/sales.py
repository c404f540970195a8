"""What an activity sells: invoices, credit notes, payments, losses."""

from typing import ClassVar

from domain.events.event import Event
from domain.events.vat import Nature, VatAmount, VatPart
from domain.identifiers import (
    AccountNumber,
    ActivityCode,
    Auxiliary,
    Code,
    Day,
    Reference,
    Sha256,
)
from domain.money import ZERO, Euros, Exact, PositiveEuros, Rate, SomeEuros
from domain.policies.contribution import ContributionBasis
from domain.value import Value


class SaleLine(Value):
    """A line of an invoice or a credit note, its net amount rounded to the cent."""

    label: Sha256
    nature: Nature
    account: AccountNumber
    quantity: Exact
    unit_price: Exact
    net: Euros
    vat_rate: Rate


class Levied(Value):
    """A levy on a document, by its code."""

    code: Code
    amount: PositiveEuros


class InvoiceIssued(Event):
    """The activity invoices a customer and owes its contribution to the cooperative.

    `contribution_rate` is that of the last tier reached, when the invoice is what is charged.
    """

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
    contribution_basis: ContributionBasis = "invoiced"
    levies: tuple[Levied, ...] = ()
    internal_retention: SomeEuros = ZERO


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
    levies: tuple[Levied, ...] = ()
    internal_retention: SomeEuros = ZERO


class PaymentReceived(Event):
    """The customer pays an invoice, in whole or in part; VAT on receipts falls due.

    So does the contribution on what is received: on the part of the net that was paid.
    """

    topic: ClassVar = "activity.payment-received"

    activity: ActivityCode
    invoice: Reference
    customer: Auxiliary
    reference: Reference
    amount: PositiveEuros
    vat: tuple[VatPart, ...]
    contribution_base: SomeEuros = ZERO
    contribution: SomeEuros = ZERO


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


SalesEvent = InvoiceIssued | CreditNoteIssued | PaymentReceived | InvoiceWrittenOff
"""Everything that happens to what an activity sells."""
