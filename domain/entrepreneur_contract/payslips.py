"""Payslips: booked as the payroll software made them, and what is paid on them."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, assert_never

from pydantic import Field
from rpds import HashTrieMap
from typing_extensions import override

from domain.circumstances import Circumstances, Coverage, NotCovered
from domain.decider import Command
from domain.entrepreneur_contract.owed import Body, Queue, joined, left, on_accounts, total
from domain.events.pay import (
    AdvancePaid,
    DailyAllowancesReceived,
    PayEvent,
    PayslipBooked,
    SocialCharge,
    SocialDues,
    SocialDuesPaid,
    WagesPaid,
)
from domain.identifiers import ActivityCode, Reference, Section
from domain.money import ZERO, PositiveEuros, SomeEuros, bounded
from domain.policies.pay import PayPolicy
from domain.refusal import Refusal

# Commands


class BookPayslip(Command):
    """Book a payslip: the amounts are those of the payroll software, the sums are checked.

    Gross pay, with the daily allowances the employer advances, less contributions, tax,
    advances recovered and benefits in kind, is the net. What it costs must be available to the
    activity in the year, unless its pay policy or a decision, named here, allows it.
    """

    needs_ledger: ClassVar[bool] = True
    spends: ClassVar[bool] = True

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
    fixed_part: SomeEuros | None = None
    advances_recovered: SomeEuros = ZERO
    benefits_in_kind: SomeEuros = ZERO
    daily_allowances: SomeEuros = ZERO
    decision: Reference | None = None

    @property
    def cost(self) -> Decimal:
        """What the pay costs the activity, in euros.

        What benefits in kind cost is booked where they are bought: here they come and go.
        """
        return self.gross - self.benefits_in_kind + _charged(self)

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


class FixedPartAboveGross(Refusal):
    """The fixed part is a part of the gross pay: it cannot be above it."""


class PayExceedsAvailable(Refusal):
    """The pay costs more than the activity has available in the year: name what allows it."""


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


class AdvancesExceeded(Refusal):
    """The payslip recovers more than the advances paid to the activity until its date."""


# State

BODIES: tuple[Body, ...] = ("social_security", "other_bodies", "withholding_tax")
"""The bodies to whom payslips make something due, in the order of the books."""


@dataclass(frozen=True, slots=True)
class Wages:
    """What the next decision needs to know of a payslip."""

    activity: ActivityCode
    booked_on: date
    net: Decimal
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Pay:
    """The payslips, and what is left to settle, by activity and body."""

    payslips: "HashTrieMap[Reference, Wages]" = field(default_factory=HashTrieMap)
    owed: "HashTrieMap[tuple[ActivityCode, Body], Queue]" = field(default_factory=HashTrieMap)
    advances: frozenset[Reference] = frozenset()

    def queue(self, activity: ActivityCode, body: Body) -> Queue:
        """What is left to settle with a body."""
        return self.owed.get((activity, body), ())

    def dues(self, activity: ActivityCode, *, until: date = date.max) -> SocialDues:
        """What payslips of an activity, dated until a day, make due and is not paid."""
        return SocialDues(
            social_security=total(self.queue(activity, "social_security"), until=until),
            other_bodies=total(self.queue(activity, "other_bodies"), until=until),
            withholding_tax=total(self.queue(activity, "withholding_tax"), until=until),
        )


def evolve(pay: Pay, event: PayEvent) -> Pay:
    """The pay after an event."""
    match event:
        case PayslipBooked():
            return _payslip_booked(pay, event)
        case WagesPaid():
            paid = replace(pay.payslips[event.payslip], paid=True)
            return replace(pay, payslips=pay.payslips.insert(event.payslip, paid))
        case SocialDuesPaid():
            for body in BODIES:
                pay = _settled(pay, (event.activity, body), getattr(event.dues, body))
            return pay
        case AdvancePaid():
            pay = replace(pay, advances=pay.advances | {event.reference})
            return _owed(pay, (event.activity, "advances"), event.occurred_on, event.amount)
        case DailyAllowancesReceived():
            return _settled(pay, (event.activity, "daily_allowances"), event.amount)
        case _:
            assert_never(event)


def _payslip_booked(pay: Pay, event: PayslipBooked) -> Pay:
    wages = Wages(event.activity, event.occurred_on, event.net)
    pay = replace(pay, payslips=pay.payslips.insert(event.reference, wages))
    made_due: tuple[tuple[Body, Decimal], ...] = (
        ("social_security", event.employee_social_security + event.employer_social_security),
        ("other_bodies", event.employee_other_bodies + event.employer_other_bodies),
        ("withholding_tax", event.withholding_tax),
        ("daily_allowances", event.daily_allowances),
    )
    for body, amount in made_due:
        pay = _owed(pay, (event.activity, body), event.occurred_on, amount)
    recovered = sum((it.amount for it in event.advances_recovered), ZERO)
    return _settled(pay, (event.activity, "advances"), recovered)


def _owed(pay: Pay, key: tuple[ActivityCode, Body], dated: date, amount: Decimal) -> Pay:
    return replace(pay, owed=pay.owed.insert(key, joined(pay.queue(*key), dated, amount)))


def _settled(pay: Pay, key: tuple[ActivityCode, Body], amount: Decimal) -> Pay:
    return replace(pay, owed=pay.owed.insert(key, left(pay.queue(*key), amount)))


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
            return pay_social_dues(pay, command, circumstances)
        case _:
            assert_never(command)


def book_payslip(
    pay: Pay, coverage: tuple[Coverage, ...], command: BookPayslip, circumstances: Circumstances
) -> PayslipBooked:
    """The payslip, its sums checked, under a CESA that covers its date, within its means."""
    demand_cesa(coverage, command.occurred_on)
    if command.reference in pay.payslips:
        raise PayslipAlreadyBooked(command.reference)
    if command.activity not in circumstances.sections:
        raise NotTheirActivity(command.activity)
    circumstances.rulebook.demand_accounts_of_documents(
        charge.account for charge in command.charges
    )
    _demand_sums(command)
    if command.decision is None:
        demand_available(command.activity, command.occurred_on, command.cost, circumstances)
    advances = pay.queue(command.activity, "advances")
    if command.advances_recovered > total(advances, until=command.occurred_on):
        raise AdvancesExceeded(command.activity)
    recovered = on_accounts(
        "advances", advances, command.advances_recovered, circumstances.rulebook
    )
    return PayslipBooked(**dict(command) | {"advances_recovered": tuple(recovered)})


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
        document_on=wages.booked_on,
        activity=wages.activity,
        payslip=command.payslip,
        reference=command.reference,
        amount=wages.net - circumstances.retained,
    )


def pay_social_dues(
    pay: Pay, command: PaySocialDues, circumstances: Circumstances
) -> SocialDuesPaid:
    """The payment, never above what payslips of its date or before make due to each body."""
    amounts = {body: getattr(command.dues, body) for body in BODIES}
    if not any(amounts.values()):
        raise NothingPaid
    for body, amount in amounts.items():
        queue = pay.queue(command.activity, body)
        if amount > total(queue):
            raise DuesExceeded(command.activity)
        if amount > total(queue, until=command.occurred_on):
            raise PaidBeforePayslip(command.occurred_on)
    return SocialDuesPaid(
        occurred_on=command.occurred_on,
        activity=command.activity,
        reference=command.reference,
        dues=command.dues,
        settled=tuple(
            part
            for body, amount in amounts.items()
            for part in on_accounts(
                body, pay.queue(command.activity, body), amount, circumstances.rulebook
            )
        ),
    )


def demand_cesa(coverage: tuple[Coverage, ...], day: date) -> None:
    """Refuse a day on which no CESA is in force: a CAPE pays no wages (C. com. L127-3)."""
    if not any(it.kind == "cesa" and it.holds(day) for it in coverage):
        raise NotCovered(day)


def _demand_sums(command: BookPayslip) -> None:
    kept = (
        command.employee_social_security
        + command.employee_other_bodies
        + command.withholding_tax
        + command.advances_recovered
        + command.benefits_in_kind
    )
    if bounded(command.gross) + bounded(command.daily_allowances) - kept != command.net:
        raise PayslipSumsDisagree(command.gross, kept, command.net)
    if command.fixed_part is not None and command.fixed_part > command.gross:
        raise FixedPartAboveGross(command.fixed_part, command.gross)
    charges = _charged(command)
    owed = command.employer_social_security + command.employer_other_bodies
    if bounded(charges) != owed:
        raise PayslipSumsDisagree(charges, owed)


def demand_available(
    activity: ActivityCode, day: date, cost: Decimal, circumstances: Circumstances
) -> None:
    """Refuse pay that costs more than the activity has, unless its pay policy allows it."""
    policy = circumstances.rulebook.policy(PayPolicy, day, activity) or PayPolicy()
    if policy.unlimited:
        return
    available = circumstances.available(activity, day)
    if cost > available + policy.overdraft:
        raise PayExceedsAvailable(cost, available)


def _charged(command: BookPayslip) -> Decimal:
    return sum((charge.amount for charge in command.charges), ZERO)
