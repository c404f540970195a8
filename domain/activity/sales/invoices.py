"""Invoices: what is sold and claimed, less the deposits invoiced before."""

from dataclasses import replace
from decimal import Decimal

from pydantic import Field

from domain.activity.sale_lines import (
    LineOfSale,
    positive_net,
    product_account,
    sale_lines,
)
from domain.activity.sales.deposits import deducted_deposits
from domain.activity.sales.payment_terms import due_day
from domain.activity.sales.receivables import TO_BE_NUMBERED, Receivable, Sales
from domain.activity.vat import gross, key, plus, unpaid, vat_of
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.sales import InvoiceIssued, SaleLine
from domain.events.vat import VatAmount
from domain.identifiers import ActivityCode, Auxiliary, Day, Reference
from domain.money import ZERO, Rate, rounded
from domain.refusal import Refusal
from domain.statutory import RETENTION_RATE

# Commands


class IssueInvoice(Command):
    """Invoice a customer; the number is given when the invoice is recorded.

    It deducts the deposit invoices it names, and leaves the customer a retention on works.
    """

    customer: Auxiliary
    lines: tuple[LineOfSale, ...] = Field(min_length=1, max_length=200)
    due_on: Day | None = None
    vat_on_debits: bool = Field(default=False, strict=True)
    deposits: tuple[Reference, ...] = Field(default=(), max_length=50)
    retention_rate: Rate = Decimal(0)


# Refusals


class RetentionAboveLimit(Refusal):
    """A customer retains 5 % of the works at most (loi 71-584, art. 1)."""


class RetentionWithoutWorks(Refusal):
    """Only works bear a retention: the invoice has none (loi 71-584, art. 1)."""


# State


def invoice_issued(sales: Sales, event: InvoiceIssued) -> Sales:
    """The invoice is outstanding, but for what is retained; its deposits are deducted."""
    receivable = Receivable(
        issued_on=event.occurred_on,
        customer=event.customer,
        outstanding=event.claimed - event.retained,
        vat=unpaid(event.vat),
        vat_on_debits=event.vat_on_debits,
        billed=_billed(event),
        lines=event.lines,
        deposits=tuple(it.invoice for it in event.deposits),
        retained=event.retained,
    )
    for deposit in event.deposits:
        sales = sales.changed(deposit.invoice, lambda it: replace(it, deducted=True))
    return Sales(sales.invoices.insert(event.number, receivable))


def _billed(event: InvoiceIssued) -> tuple[VatAmount, ...]:
    whole = {key(it): it for it in event.vat}
    for deposit in event.deposits:
        for part in deposit.vat:
            whole[key(part)] = plus(whole[key(part)], part.base, part.amount)
    return tuple(whole.values())


# Decisions


def issue_invoice(
    activity: ActivityCode, sales: Sales, command: IssueInvoice, circumstances: Circumstances
) -> InvoiceIssued:
    """The invoice with its VAT by rate, rounded to the cent; what it owes is added to it."""
    day, rulebook = command.occurred_on, circumstances.rulebook
    circumstances.demand_cover(day)
    rulebook.demand_customer(command.customer)
    roles = rulebook.account_roles(day)
    lines = sale_lines(
        command.lines,
        day,
        rulebook,
        lambda line: line.account or product_account(roles, line.nature),
    )
    net = positive_net(lines)
    whole = vat_of(lines, on_debits=command.vat_on_debits)
    vat, deposits = deducted_deposits(sales, command.deposits, command.customer, day, whole)
    claimed = gross(vat)
    return InvoiceIssued(
        occurred_on=day,
        activity=activity,
        number=TO_BE_NUMBERED,
        customer=command.customer,
        due_on=due_day(command.due_on, day),
        vat_on_debits=command.vat_on_debits,
        lines=lines,
        vat=vat,
        net=net,
        gross=claimed + sum((it.gross for it in deposits), ZERO),
        contribution_rate=ZERO,
        contribution=ZERO,
        deposits=deposits,
        retention_rate=command.retention_rate,
        retained=_retained(command, lines, claimed),
        cape_ends_on=circumstances.cape_end(day),
    )


def _retained(command: IssueInvoice, lines: tuple[SaleLine, ...], claimed: Decimal) -> Decimal:
    if not command.retention_rate:
        return ZERO
    if command.retention_rate > RETENTION_RATE.value:
        raise RetentionAboveLimit(command.retention_rate)
    if not any(line.nature == "works" for line in lines):
        raise RetentionWithoutWorks
    return rounded(claimed * command.retention_rate)
