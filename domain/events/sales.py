"""What an activity sells: invoices, deposits, credit notes, and what becomes of them.

Of what settles an invoice, `retained` stood as the customer's retention (4117) and `doubtful`
as a doubtful debt (416); the rest stood on the customer's account (411).
"""

from decimal import Decimal
from typing import ClassVar, Literal

from domain.events.event import Event, Settlement
from domain.events.vat import Nature, SaleRegime, VatAmount, VatPart
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

Means = Literal["transfer", "cheque"]
"""How a customer pays: to the bank at once, or by a cheque that is still to be banked."""


class SaleLine(Value):
    """A line of an invoice or a credit note, its net amount rounded to the cent."""

    label: Sha256
    nature: Nature
    account: AccountNumber
    quantity: Exact
    unit_price: Exact
    net: Euros
    vat_rate: Rate
    regime: SaleRegime = "taxed"


class DeductedDeposit(Value):
    """A deposit that an invoice deducts, with its VAT, from the account that held it."""

    invoice: Reference
    account: AccountNumber
    net: SomeEuros
    vat: tuple[VatAmount, ...]

    @property
    def gross(self) -> Decimal:
        """What is deducted, VAT included."""
        return self.net + sum((it.amount for it in self.vat), ZERO)


class Levied(Value):
    """A levy on a document, by its code."""

    code: Code
    amount: PositiveEuros


class InvoiceIssued(Event):
    """The activity invoices a customer and owes its contribution to the cooperative.

    `net` and `gross` are those of the whole; `vat` is what it adds to that of its `deposits`.
    Of what it claims the customer keeps `retained` until a year after the works are accepted.
    `contribution_rate` is that of the last tier reached, when the invoice is what is charged;
    `contribution_base` is what its deposits had brought, when what is received is charged.
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
    contribution_base: SomeEuros = ZERO
    levies: tuple[Levied, ...] = ()
    internal_retention: SomeEuros = ZERO
    deposits: tuple[DeductedDeposit, ...] = ()
    retention_rate: Rate = Decimal(0)
    retained: SomeEuros = ZERO
    cape_ends_on: Day | None = None

    @property
    def claimed(self) -> Decimal:
        """What the customer owes by it: the whole less its deposits."""
        return self.gross - sum((it.gross for it in self.deposits), ZERO)


class DepositInvoiceIssued(Event):
    """The activity invoices a deposit: nothing is earned before the invoice that deducts it."""

    topic: ClassVar = "activity.deposit-invoice-issued"

    activity: ActivityCode
    number: Reference
    customer: Auxiliary
    due_on: Day
    vat_on_debits: bool
    lines: tuple[SaleLine, ...]
    vat: tuple[VatAmount, ...]
    net: PositiveEuros
    gross: PositiveEuros
    cape_ends_on: Day | None = None


class CreditNoteIssued(Settlement):
    """The activity takes back a part of an invoice, and of the contribution on it.

    Of its `vat`, what waited for a payment is taken first; `collected` is what had fallen due.
    What was paid on the part taken back pays the rest: the VAT of that rest is `released`.
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
    collected: tuple[VatPart, ...] = ()
    retained: SomeEuros = ZERO
    doubtful: SomeEuros = ZERO
    depreciation_released: SomeEuros = ZERO


class PaymentReceived(Settlement):
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
    by: Means = "transfer"
    retained: SomeEuros = ZERO
    doubtful: SomeEuros = ZERO
    depreciation_released: SomeEuros = ZERO


class ChequeBanked(Settlement):
    """A customer's cheque reaches the bank."""

    topic: ClassVar = "activity.cheque-banked"

    activity: ActivityCode
    invoice: Reference
    payment: Reference
    amount: PositiveEuros


class PaymentUndone(Settlement):
    """A payment was none: a cheque came back unpaid, or it was recorded wrongly.

    The invoice is due again, its VAT waits again, and the contribution on it is given back. Of
    the bank's fee the customer owes what is `fee_charged_on`.
    """

    topic: ClassVar = "activity.payment-undone"

    activity: ActivityCode
    invoice: Reference
    customer: Auxiliary
    payment: Reference
    reason: Literal["returned-cheque", "recorded-wrongly"]
    amount: PositiveEuros
    vat: tuple[VatPart, ...]
    banked: bool
    fee: SomeEuros = ZERO
    fee_charged_on: SomeEuros = ZERO
    retained: SomeEuros = ZERO
    doubtful: SomeEuros = ZERO
    contribution_base: SomeEuros = ZERO
    contribution: SomeEuros = ZERO


class CustomerRefunded(Settlement):
    """The customer is paid back what a credit note left them."""

    topic: ClassVar = "activity.customer-refunded"

    activity: ActivityCode
    invoice: Reference
    customer: Auxiliary
    reference: Reference
    amount: PositiveEuros


class WorksAccepted(Event):
    """The customer accepts the works: what is retained is due a year later (loi 71-584)."""

    topic: ClassVar = "activity.works-accepted"

    activity: ActivityCode
    invoice: Reference
    customer: Auxiliary
    retention_due_on: Day


class InvoiceDoubted(Settlement):
    """What is due on an invoice becomes doubtful, and is written down, or less so than before.

    `amount` moves to doubtful debts, once; `depreciation` is what is written down in all, of
    which this document charges `charged`, or releases it when below zero.
    """

    topic: ClassVar = "activity.invoice-doubted"

    activity: ActivityCode
    invoice: Reference
    customer: Auxiliary
    reference: Reference
    amount: SomeEuros
    depreciation: SomeEuros
    charged: Euros


class InvoiceWrittenOff(Settlement):
    """What remains due on an invoice is lost for good.

    The cooperative may give back the contribution on the part of the net that is lost.
    """

    topic: ClassVar = "activity.invoice-written-off"

    activity: ActivityCode
    invoice: Reference
    customer: Auxiliary
    reference: Reference
    amount: PositiveEuros
    net: SomeEuros
    vat: tuple[VatPart, ...]
    of_prior_year: bool
    contribution_base: SomeEuros = ZERO
    contribution: SomeEuros = ZERO
    retained: SomeEuros = ZERO
    doubtful: SomeEuros = ZERO
    depreciation_released: SomeEuros = ZERO


SalesEvent = (
    InvoiceIssued
    | DepositInvoiceIssued
    | CreditNoteIssued
    | PaymentReceived
    | ChequeBanked
    | PaymentUndone
    | CustomerRefunded
    | WorksAccepted
    | InvoiceDoubted
    | InvoiceWrittenOff
)
"""Everything that happens to what an activity sells."""
