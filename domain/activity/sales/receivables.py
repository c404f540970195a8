"""Receivables: what the next decision needs to know of the invoices of an activity."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from rpds import HashTrieMap

from domain.activity.vat import less, rebased, total, unpaid
from domain.events.sales import Means, SaleLine
from domain.events.vat import VatAmount, VatPart
from domain.identifiers import Auxiliary, Reference
from domain.money import ZERO, proportion
from domain.refusal import Refusal

TO_BE_NUMBERED: Reference = "0"
"""Stands in a document until its number is given, in the append transaction."""


class UnknownInvoice(Refusal):
    """The activity has issued no invoice of that number."""


class BeforeInvoice(Refusal):
    """The document is dated before the invoice it is about."""


class NothingDue(Refusal):
    """The invoice is settled: nothing remains due on it."""


@dataclass(frozen=True, slots=True)
class Payment:
    """What a customer paid, and the VAT that went with it."""

    received_on: date
    amount: Decimal
    vat: tuple[VatPart, ...]
    by: Means
    retained: Decimal
    banked: bool
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Receivable:
    """An invoice, or a deposit's.

    `outstanding` stands on the customer's account, below zero when it is owed to them, and
    `retained` on that of retentions; `vat` is what they bear, bases included. `billed` is less
    what credit notes took; `lost` is what was written off.
    """

    issued_on: date
    customer: Auxiliary
    outstanding: Decimal
    vat: tuple[VatPart, ...]
    vat_on_debits: bool
    billed: tuple[VatAmount, ...]
    lines: tuple[SaleLine, ...]
    lost: tuple[VatPart, ...] = ()
    deposit: bool = False
    deducted: bool = False
    deposits: tuple[Reference, ...] = ()
    retained: Decimal = ZERO
    accepted: bool = False
    doubtful: bool = False
    depreciation: Decimal = ZERO
    payments: "HashTrieMap[Reference, Payment]" = field(default_factory=HashTrieMap)
    refunds: frozenset[Reference] = frozenset()

    @property
    def due(self) -> Decimal:
        """What is to be paid in all, the retention included."""
        return self.outstanding + self.retained


@dataclass(frozen=True, slots=True)
class Sales:
    """The invoices of an activity, by number."""

    invoices: "HashTrieMap[Reference, Receivable]" = field(default_factory=HashTrieMap)

    def changed(self, number: Reference, change: Callable[[Receivable], Receivable]) -> "Sales":
        """The sales with one invoice changed."""
        return Sales(self.invoices.insert(number, change(self.invoices[number])))


def settled(
    invoice: Receivable,
    amount: Decimal,
    vat: Sequence[VatAmount | VatPart],
    *,
    retained: Decimal = ZERO,
    released: Decimal = ZERO,
) -> Receivable:
    """The invoice once an amount of it, with its VAT and its depreciation, is settled."""
    outstanding = invoice.outstanding - (amount - retained)
    left = less(invoice.vat, vat)
    # What was recorded before bases were told has them of what remains to be paid.
    if any(it.base is None for it in vat) or any((it.base or ZERO) < 0 for it in left):
        left = rebased(left, max(invoice.due - amount, ZERO))
    return replace(
        invoice,
        outstanding=outstanding,
        retained=invoice.retained - retained,
        vat=left,
        doubtful=invoice.doubtful and outstanding > 0,
        depreciation=invoice.depreciation - released,
    )


def net_due(invoice: Receivable) -> Decimal:
    """What a loss of what stands on the customer's account would come to, net of its VAT."""
    if invoice.outstanding <= 0:
        return ZERO
    return invoice.outstanding - proportion(
        total(invoice.vat), invoice.outstanding, invoice.due
    )


def depreciation_released(
    before: Receivable,
    amount: Decimal,
    vat: Sequence[VatAmount | VatPart],
    *,
    retained: Decimal = ZERO,
) -> Decimal:
    """The depreciation that is above what remains due, net of VAT, after a settlement."""
    after = settled(before, amount, vat, retained=retained)
    return max(before.depreciation - net_due(after), ZERO)


def invoice_of(sales: Sales, number: Reference, day: date) -> Receivable:
    """The invoice, no younger than the document about it."""
    invoice = known_invoice(sales, number)
    if day < invoice.issued_on:
        raise BeforeInvoice(day, invoice.issued_on)
    return invoice


def known_invoice(sales: Sales, number: Reference) -> Receivable:
    """The invoice of that number."""
    invoice = sales.invoices.get(number)
    if invoice is None:
        raise UnknownInvoice(number)
    return invoice


def due_invoice(sales: Sales, number: Reference, day: date) -> Receivable:
    """The invoice, on which something is due beside what is retained."""
    invoice = invoice_of(sales, number, day)
    if invoice.outstanding <= 0:
        raise NothingDue(number)
    return invoice


def standing(invoice: Receivable) -> tuple[VatPart, ...]:
    """What the invoice still asks for, paid or not: neither credited nor lost."""
    return less(unpaid(invoice.billed), invoice.lost)
