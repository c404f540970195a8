"""Payslips: booked as the payroll software made them, and what is paid on them."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from pydantic import Field
from rpds import HashTrieMap
from typing_extensions import override

from domain.circumstances import Circumstances, Coverage, NotCovered
from domain.decider import Command
from domain.events.pay import (
    PayEvent,
    PayslipBooked,
    SocialCharge,
    SocialDues,
    SocialDuesPaid,
    WagesPaid,
)
from domain.identifiers import ActivityCode, Reference, Section
from domain.money import ZERO, PositiveEuros, SomeEuros, bounded
from domain.refusal import Refusal

# Commands


class BookPayslip(Command):
    """Book a payslip: the amounts are those of the payroll software, the sums are checked."""

    activity: ActivityCode
    reference: Reference
    gross: PositiveEuros
    employee_social_security: SomeEuros = ZERO
    employee_other_bodies: SomeEuros = ZERO
    withholding_tax: SomeEuros = ZERO
    net: PositiveEuros
    charges: tuple[SocialCharge, ...] = Field(default=(), max_length=50)
    employer_social_security: SomeEuros = ZERO
    employer_other_bodies: SomeEuros = ZERO

    @override
    def named_sections(self) -> frozenset[Section]:
        return frozenset({self.activity})


class PayWages(Command):
    """Record the transfer of a payslip's net pay, less what was kept from it for shares."""

    payslip: Reference
    reference: Reference

    @override
    def named_payslip(self) -> Reference:
        return self.payslip


class PaySocialDues(Command):
    """Record the payment of contributions and tax at source of an activity's payslips."""

    activity: ActivityCode
    reference: Reference
    dues: SocialDues


PayCommand = BookPayslip | PayWages | PaySocialDues


# Refusals


class NotTheirActivity(Refusal):
    """No activity of that code is run under this contract."""


class PayslipSumsDisagree(Refusal):
    """Gross less what is kept must be the net, and charges what is owed for them."""


class PayslipAlreadyBooked(Refusal):
    """A payslip of that reference is already booked."""


class UnknownPayslip(Refusal):
    """No payslip of that reference is booked."""


class WagesAlreadyPaid(Refusal):
    """The net pay of that payslip is already paid."""


class DuesExceeded(Refusal):
    """The payment is above what the payslips of the activity made due."""


class NothingPaid(Refusal):
    """A payment must come to more than zero."""


class PaidBeforePayslip(Refusal):
    """The payment is dated before the payslip."""


# State

NOTHING_DUE = SocialDues(social_security=ZERO, other_bodies=ZERO, withholding_tax=ZERO)


@dataclass(frozen=True, slots=True)
class Wages:
    """What the next decision needs to know of a payslip."""

    activity: ActivityCode
    booked_on: date
    net: Decimal
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Pay:
    """The payslips, and what they made due, by activity."""

    payslips: "HashTrieMap[Reference, Wages]" = field(default_factory=HashTrieMap)
    dues: "HashTrieMap[ActivityCode, SocialDues]" = field(default_factory=HashTrieMap)


def evolve(pay: Pay, event: PayEvent) -> Pay:
    """The pay after an event."""
    match event:
        case PayslipBooked():
            return _payslip_booked(pay, event)
        case WagesPaid():
            paid = replace(pay.payslips[event.payslip], paid=True)
            return replace(pay, payslips=pay.payslips.insert(event.payslip, paid))
        case SocialDuesPaid():
            left = _less(pay.dues[event.activity], event.dues)
            return replace(pay, dues=pay.dues.insert(event.activity, left))
        case _:
            assert_never(event)


def _payslip_booked(pay: Pay, event: PayslipBooked) -> Pay:
    wages = Wages(event.activity, event.occurred_on, event.net)
    before = pay.dues.get(event.activity, NOTHING_DUE)
    dues = SocialDues(
        social_security=before.social_security
        + event.employee_social_security
        + event.employer_social_security,
        other_bodies=before.other_bodies
        + event.employee_other_bodies
        + event.employer_other_bodies,
        withholding_tax=before.withholding_tax + event.withholding_tax,
    )
    return replace(
        pay,
        payslips=pay.payslips.insert(event.reference, wages),
        dues=pay.dues.insert(event.activity, dues),
    )


def _less(dues: SocialDues, paid: SocialDues) -> SocialDues:
    return SocialDues.model_construct(
        social_security=dues.social_security - paid.social_security,
        other_bodies=dues.other_bodies - paid.other_bodies,
        withholding_tax=dues.withholding_tax - paid.withholding_tax,
    )


# Decisions


def decide(
    pay: Pay,
    coverage: tuple[Coverage, ...],
    command: PayCommand,
    circumstances: Circumstances,
) -> PayEvent:
    """The event a command on pay causes."""
    match command:
        case BookPayslip():
            return book_payslip(pay, coverage, command, circumstances)
        case PayWages():
            return pay_wages(pay, command, circumstances)
        case PaySocialDues():
            return pay_social_dues(pay, command)
        case _:
            assert_never(command)


def book_payslip(
    pay: Pay, coverage: tuple[Coverage, ...], command: BookPayslip, circumstances: Circumstances
) -> PayslipBooked:
    """The payslip, its sums checked, under a CESA that covers its date."""
    if not any(c.kind == "cesa" and c.holds(command.occurred_on) for c in coverage):
        raise NotCovered(command.occurred_on)
    if command.reference in pay.payslips:
        raise PayslipAlreadyBooked(command.reference)
    if command.activity not in circumstances.sections:
        raise NotTheirActivity(command.activity)
    circumstances.rulebook.demand_accounts_of_documents(
        charge.account for charge in command.charges
    )
    _demand_sums(command)
    return PayslipBooked(**dict(command))


def pay_wages(pay: Pay, command: PayWages, circumstances: Circumstances) -> WagesPaid:
    """The transfer of the net pay less what was kept from it, once."""
    wages = pay.payslips.get(command.payslip)
    if wages is None:
        raise UnknownPayslip(command.payslip)
    if wages.paid:
        raise WagesAlreadyPaid(command.payslip)
    if command.occurred_on < wages.booked_on:
        raise PaidBeforePayslip(command.occurred_on, wages.booked_on)
    return WagesPaid(
        occurred_on=command.occurred_on,
        activity=wages.activity,
        payslip=command.payslip,
        reference=command.reference,
        amount=wages.net - circumstances.retained,
    )


def pay_social_dues(pay: Pay, command: PaySocialDues) -> SocialDuesPaid:
    """The payment, never above what is due to each body."""
    due, paid = pay.dues.get(command.activity, NOTHING_DUE), command.dues
    amounts = [value for _, value in paid]
    if not any(amounts):
        raise NothingPaid
    if any(amount > owed for amount, (_, owed) in zip(amounts, due, strict=True)):
        raise DuesExceeded(command.activity)
    return SocialDuesPaid(
        occurred_on=command.occurred_on,
        activity=command.activity,
        reference=command.reference,
        dues=paid,
    )


def _demand_sums(command: BookPayslip) -> None:
    kept = (
        command.employee_social_security
        + command.employee_other_bodies
        + command.withholding_tax
    )
    if bounded(command.gross) - kept != command.net:
        raise PayslipSumsDisagree(command.gross, kept, command.net)
    charges = sum((charge.amount for charge in command.charges), ZERO)
    owed = command.employer_social_security + command.employer_other_bodies
    if bounded(charges) != owed:
        raise PayslipSumsDisagree(charges, owed)
