"""Deposits: invoiced before the sale, and deducted by the invoice of the whole.

    VT  F2026-0101  Facture d'acompte F2026-0101
        411    E001  C0001  1080.00 D
        4191   E001                     900.00 C
        4458   E001                     180.00 C

The deposit's VAT is due when it is paid, and stays the deposit's: the invoice of the whole
adds the rest only.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from pydantic import Field

from domain.activity.sale_lines import PricedLine, positive_net, sale_lines
from domain.activity.sales.payment_terms import due_day
from domain.activity.sales.receivables import (
    TO_BE_NUMBERED,
    BeforeInvoice,
    Receivable,
    Sales,
)
from domain.activity.vat import due_of_deposit, gross, net, plus, unpaid, vat_of
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.sales import DeductedDeposit, DepositInvoiceIssued
from domain.events.vat import VatAmount
from domain.identifiers import ActivityCode, Auxiliary, Day, Reference
from domain.money import ZERO, proportion
from domain.refusal import Refusal

# Commands


class IssueDepositInvoice(Command):
    """Invoice a deposit to a customer; numbered among the invoices."""

    customer: Auxiliary
    lines: tuple[PricedLine, ...] = Field(min_length=1, max_length=200)
    due_on: Day | None = None
    vat_on_debits: bool = Field(default=False, strict=True)


# Refusals


class NoDepositToDeduct(Refusal):
    """No deposit invoice of that number waits for the invoice that deducts it."""


class DepositOfAnotherCustomer(Refusal):
    """The deposit was invoiced to another customer."""


class DepositsExceedInvoice(Refusal):
    """The deposits are above what the invoice bears at their rate: credit them first."""


# State


def deposit_invoice_issued(sales: Sales, event: DepositInvoiceIssued) -> Sales:
    """The deposit is outstanding."""
    receivable = Receivable(
        issued_on=event.occurred_on,
        customer=event.customer,
        outstanding=event.gross,
        vat=unpaid(event.vat),
        vat_on_debits=event.vat_on_debits,
        billed=event.vat,
        lines=event.lines,
        deposit=True,
    )
    return Sales(sales.invoices.insert(event.number, receivable))


# Decisions


def issue_deposit_invoice(
    activity: ActivityCode, command: IssueDepositInvoice, circumstances: Circumstances
) -> DepositInvoiceIssued:
    """The deposit with its VAT by rate; it owes no contribution, for nothing is earned yet."""
    day, rulebook = command.occurred_on, circumstances.rulebook
    circumstances.demand_cover(day)
    rulebook.demand_customer(command.customer)
    account = rulebook.account_roles(day).customer_deposits
    lines = sale_lines(command.lines, day, rulebook, lambda _: account)
    vat = vat_of(lines, on_debits=command.vat_on_debits, moment=due_of_deposit)
    return DepositInvoiceIssued(
        occurred_on=day,
        activity=activity,
        number=TO_BE_NUMBERED,
        customer=command.customer,
        due_on=due_day(command.due_on, day),
        vat_on_debits=command.vat_on_debits,
        lines=lines,
        vat=vat,
        net=positive_net(lines),
        gross=gross(vat),
        cape_ends_on=circumstances.cape_end(day),
    )


def deducted_deposits(
    sales: Sales,
    numbers: Sequence[Reference],
    customer: Auxiliary,
    day: date,
    whole: tuple[VatAmount, ...],
) -> tuple[tuple[VatAmount, ...], tuple[DeductedDeposit, ...]]:
    """The VAT that the invoice adds to that of its deposits, and what it deducts of each."""
    deposits: list[DeductedDeposit] = []
    for number in numbers:
        if any(it.invoice == number for it in deposits):
            raise NoDepositToDeduct(number)
        deposit = _deposit_of(sales, number, customer, day)
        whole, vat = _deducted(whole, deposit.billed)
        deposits.append(
            DeductedDeposit(
                invoice=number, account=deposit.lines[0].account, net=net(vat), vat=vat
            )
        )
    return whole, tuple(deposits)


def _deposit_of(sales: Sales, number: Reference, customer: Auxiliary, day: date) -> Receivable:
    deposit = sales.invoices.get(number)
    if deposit is None or not deposit.deposit or deposit.deducted or not net(deposit.billed):
        raise NoDepositToDeduct(number)
    if deposit.customer != customer:
        raise DepositOfAnotherCustomer(number, deposit.customer)
    if day < deposit.issued_on:
        raise BeforeInvoice(day, deposit.issued_on)
    return deposit


def _deducted(
    whole: tuple[VatAmount, ...], billed: Iterable[VatAmount]
) -> tuple[tuple[VatAmount, ...], tuple[VatAmount, ...]]:
    left = list(whole)
    taken: list[VatAmount] = []
    for deposit in billed:
        base, amount = deposit.base, deposit.amount
        for rank, it in enumerate(left):
            part = min(base, it.base)
            if part and (it.rate, it.regime) == (deposit.rate, deposit.regime):
                vat = min(proportion(amount, part, base), it.amount)
                left[rank] = plus(it, -part, -vat)
                taken.append(it.model_copy(update={"base": part, "amount": vat}))
                base, amount = base - part, amount - vat
        if base:
            raise DepositsExceedInvoice(deposit.rate, base)
        # Rounded on each document, deposits may bear a cent more than the whole would.
        if amount:
            taken[-1] = plus(taken[-1], ZERO, amount)
    return tuple(left), tuple(taken)
