"""Credit notes and refunds: an invoice taken back, in part or in whole, paid or not."""

from dataclasses import replace
from decimal import Decimal

from pydantic import Field

from domain.activity.sale_lines import (
    LineOfSale,
    positive_net,
    product_account,
    sale_lines,
)
from domain.activity.sales.receivables import (
    TO_BE_NUMBERED,
    Receivable,
    Sales,
    depreciation_released,
    invoice_of,
    settled,
    standing,
)
from domain.activity.vat import (
    credited,
    due,
    due_of_deposit,
    gross,
    key,
    less,
    moving,
    plus,
    unpaid,
    vat_of,
)
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.sales import CreditNoteIssued, CustomerRefunded
from domain.events.vat import VatAmount
from domain.identifiers import AccountNumber, ActivityCode, Reference
from domain.money import ZERO, PositiveEuros
from domain.policies.account_roles import AccountRoles
from domain.refusal import Refusal

# Commands


class IssueCreditNote(Command):
    """Take back a part of an invoice, at its own rates, whether it is paid or not."""

    invoice: Reference
    lines: tuple[LineOfSale, ...] = Field(min_length=1, max_length=200)


class RefundCustomer(Command):
    """Pay back what a credit note left to the customer of a paid invoice."""

    invoice: Reference
    reference: Reference
    amount: PositiveEuros


# Refusals


class RateNotOnInvoice(Refusal):
    """The invoice bears no such rate, or less of it than the credit note takes back."""


class DepositAlreadyDeducted(Refusal):
    """The deposit is deducted by an invoice: the credit note is made on that invoice."""


class NotTheAccountOfTheDeposit(Refusal):
    """A deposit is credited on the account that holds it: no other need be named."""


class DepositNotPaid(Refusal):
    """A deposit that the invoice deducts is not paid: what was paid cannot be credited yet."""


class RefundExceedsOwed(Refusal):
    """The refund is above what is owed to the customer on that invoice."""


class RefundAlreadyRecorded(Refusal):
    """A refund of that reference is already recorded on the invoice."""


# State


def credit_note_issued(sales: Sales, event: CreditNoteIssued) -> Sales:
    """The invoice is outstanding for less, and bears less VAT."""

    def credit(invoice: Receivable) -> Receivable:
        taken = {key(vat): vat for vat in event.vat}
        billed = tuple(
            plus(it, -taken[key(it)].base, -taken[key(it)].amount) if key(it) in taken else it
            for it in invoice.billed
        )
        less_billed = replace(invoice, billed=billed)
        unpaid_vat = less(unpaid(event.vat), event.collected)
        return settled(
            less_billed,
            event.gross,
            (*unpaid_vat, *event.released),
            retained=event.retained,
            released=event.depreciation_released,
        )

    return sales.changed(event.invoice, credit)


def customer_refunded(sales: Sales, event: CustomerRefunded) -> Sales:
    """Less is owed to the customer."""
    return sales.changed(
        event.invoice,
        lambda it: replace(
            it,
            outstanding=it.outstanding + event.amount,
            refunds=it.refunds | {event.reference},
        ),
    )


# Decisions


def issue_credit_note(
    activity: ActivityCode, sales: Sales, command: IssueCreditNote, circumstances: Circumstances
) -> CreditNoteIssued:
    """The credit note at the rates of its invoice; what it gives back is added to it."""
    invoice = invoice_of(sales, command.invoice, command.occurred_on)
    if invoice.deducted:
        raise DepositAlreadyDeducted(command.invoice)
    roles = circumstances.rulebook.account_roles(invoice.issued_on)
    lines = sale_lines(
        command.lines,
        invoice.issued_on,
        circumstances.rulebook,
        lambda line: _account(invoice, line, roles),
    )
    moment = due_of_deposit if invoice.deposit else due
    whole = vat_of(lines, on_debits=invoice.vat_on_debits, moment=moment)
    vat = tuple(_at_most(it, invoice) for it in whole)
    taken = credited(invoice.vat, vat)
    if gross(taken.collected) and any(sales.invoices[it].due > 0 for it in invoice.deposits):
        raise DepositNotPaid(command.invoice)
    amount, retained = gross(vat), _retained(invoice, gross(vat))
    settling = (*taken.unpaid, *taken.released)
    return CreditNoteIssued(
        occurred_on=command.occurred_on,
        document_on=invoice.issued_on,
        activity=activity,
        number=TO_BE_NUMBERED,
        invoice=command.invoice,
        customer=invoice.customer,
        lines=lines,
        vat=vat,
        net=positive_net(lines),
        gross=amount,
        contribution=ZERO,
        released=moving(taken.released),
        collected=moving(taken.collected),
        retained=retained,
        doubtful=min(amount - retained, invoice.outstanding) if invoice.doubtful else ZERO,
        depreciation_released=depreciation_released(
            invoice, amount, settling, retained=retained
        ),
    )


def refund_customer(
    activity: ActivityCode, sales: Sales, command: RefundCustomer, _: Circumstances
) -> CustomerRefunded:
    """The refund, of no more than what is owed to the customer."""
    invoice = invoice_of(sales, command.invoice, command.occurred_on)
    if command.reference in invoice.refunds:
        raise RefundAlreadyRecorded(command.reference)
    if command.amount > -invoice.outstanding:
        raise RefundExceedsOwed(command.amount, max(-invoice.outstanding, ZERO))
    return CustomerRefunded(
        occurred_on=command.occurred_on,
        document_on=invoice.issued_on,
        activity=activity,
        invoice=command.invoice,
        customer=invoice.customer,
        reference=command.reference,
        amount=command.amount,
    )


def _account(invoice: Receivable, line: LineOfSale, roles: AccountRoles) -> AccountNumber:
    """The line's own account, or that of the invoice's line of its kind, as it was then."""
    if invoice.deposit:
        held = invoice.lines[0].account
        if line.account not in {None, held}:
            raise NotTheAccountOfTheDeposit(line.account, held)
        return held
    sold = (line.nature, line.vat_rate, line.regime)
    own = (it.account for it in invoice.lines if (it.nature, it.vat_rate, it.regime) == sold)
    return line.account or next(own, product_account(roles, line.nature))


def _at_most(vat: VatAmount, invoice: Receivable) -> VatAmount:
    """The VAT taken back on a base: rounded, but all that is left with the last of the base."""
    left = {key(it): it for it in standing(invoice)}.get(key(vat))
    base = left.base or ZERO if left else ZERO
    if left is None or vat.base > base:
        raise RateNotOnInvoice(vat.rate)
    amount = left.amount if vat.base == base else min(vat.amount, left.amount)
    return vat.model_copy(update={"amount": amount})


def _retained(invoice: Receivable, amount: Decimal) -> Decimal:
    """What is taken off the retention: what stands on the customer's account goes first."""
    beyond = amount - max(invoice.outstanding, ZERO)
    return min(invoice.retained, max(beyond, ZERO))
