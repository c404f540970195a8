"""Losses: invoices that become doubtful, are written down, and are lost in the end."""

from dataclasses import replace

from domain.activity.sales.receivables import (
    NothingDue,
    Receivable,
    Sales,
    due_invoice,
    invoice_of,
    net_due,
    settled,
)
from domain.activity.vat import more, moving, total
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.sales import InvoiceDoubted, InvoiceWrittenOff
from domain.identifiers import ActivityCode, Reference
from domain.money import ZERO, SomeEuros
from domain.refusal import Refusal

# Commands


class DoubtInvoice(Command):
    """Treat what is due on an invoice as doubtful, and write it down to what may be paid.

    `depreciation` is what is written down in all, net of VAT; said again, it is adjusted.
    """

    invoice: Reference
    reference: Reference
    depreciation: SomeEuros = ZERO


class WriteOffInvoice(Command):
    """Give up what remains due on an invoice: it will never be paid."""

    invoice: Reference
    reference: Reference


# Refusals


class AlreadyDoubtful(Refusal):
    """The invoice is already doubtful, and written down by as much."""


class DepreciationExceedsNet(Refusal):
    """An invoice is written down by what is due on it less its VAT at most."""


class DepositNotDeducted(Refusal):
    """Nothing was earned on a deposit that no invoice deducts: credit it instead."""


# State


def invoice_doubted(sales: Sales, event: InvoiceDoubted) -> Sales:
    """The invoice is doubtful, and written down."""
    return sales.changed(
        event.invoice, lambda it: replace(it, doubtful=True, depreciation=event.depreciation)
    )


def invoice_written_off(sales: Sales, event: InvoiceWrittenOff) -> Sales:
    """Nothing is outstanding any more, and what is lost will not be credited."""

    def lose(invoice: Receivable) -> Receivable:
        before = invoice.lost
        lost = more(before, invoice.vat) if before else invoice.vat
        return settled(
            replace(invoice, lost=lost),
            event.amount,
            invoice.vat,
            retained=event.retained,
            released=event.depreciation_released,
        )

    return sales.changed(event.invoice, lose)


# Decisions


def doubt_invoice(
    activity: ActivityCode, sales: Sales, command: DoubtInvoice, _: Circumstances
) -> InvoiceDoubted:
    """The doubtful debt, and what is written down or written up again."""
    invoice = due_invoice(sales, command.invoice, command.occurred_on)
    _demand_earned(invoice, command.invoice)
    if invoice.doubtful and command.depreciation == invoice.depreciation:
        raise AlreadyDoubtful(command.invoice, command.depreciation)
    if command.depreciation > net_due(invoice):
        raise DepreciationExceedsNet(command.depreciation, net_due(invoice))
    return InvoiceDoubted(
        occurred_on=command.occurred_on,
        document_on=invoice.issued_on,
        activity=activity,
        invoice=command.invoice,
        customer=invoice.customer,
        reference=command.reference,
        amount=ZERO if invoice.doubtful else invoice.outstanding,
        depreciation=command.depreciation,
        charged=command.depreciation - invoice.depreciation,
    )


def write_off_invoice(
    activity: ActivityCode, sales: Sales, command: WriteOffInvoice, circumstances: Circumstances
) -> InvoiceWrittenOff:
    """The loss, net of the VAT that is not owed in the end (CGI art. 272-1)."""
    invoice = invoice_of(sales, command.invoice, command.occurred_on)
    _demand_earned(invoice, command.invoice)
    if invoice.due <= 0:
        raise NothingDue(command.invoice)
    counted = circumstances.rulebook.accounting_date(command.occurred_on)
    year = circumstances.rulebook.year_of(counted)
    return InvoiceWrittenOff(
        occurred_on=command.occurred_on,
        document_on=invoice.issued_on,
        activity=activity,
        invoice=command.invoice,
        customer=invoice.customer,
        reference=command.reference,
        amount=invoice.due,
        net=invoice.due - total(invoice.vat),
        vat=moving(invoice.vat),
        of_prior_year=invoice.issued_on < year.first,
        retained=invoice.retained,
        doubtful=invoice.outstanding if invoice.doubtful else ZERO,
        depreciation_released=invoice.depreciation,
    )


def _demand_earned(invoice: Receivable, number: Reference) -> None:
    if invoice.deposit and not invoice.deducted:
        raise DepositNotDeducted(number)
