"""EntrepreneurContract: a CAPE, then a CESA, and the payslips under it."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import assert_never

from pydantic import Field
from rpds import HashTrieMap

from domain.circumstances import Circumstances, Coverage, NotCovered
from domain.decider import Command, Decider
from domain.events.entrepreneur_contract import (
    CapeSigned,
    CesaSigned,
    ContractEnded,
    EntrepreneurContractEvent,
    PayslipBooked,
    SocialCharge,
    SocialDues,
    SocialDuesPaid,
    WagesPaid,
)
from domain.identifiers import ActivityCode, Day, Reference
from domain.money import ZERO, PositiveEuros, SomeEuros, bounded
from domain.privacy import Name
from domain.refusal import Refusal
from domain.statutory import CAPE_MONTHS, CAPE_RENEWALS

# Commands


class SignCape(Command):
    """Sign a CAPE, or its renewal: both dates are its first and last day."""

    entrepreneur: Name
    starts_on: Day
    ends_on: Day


class SignCesa(Command):
    """Sign a CESA: the entrepreneur becomes a salaried one."""

    entrepreneur: Name
    starts_on: Day


class EndContract(Command):
    """End the contract; its last day is covered."""

    last_day: Day


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


class PayWages(Command):
    """Record the transfer of a payslip's net pay."""

    payslip: Reference
    reference: Reference


class PaySocialDues(Command):
    """Record the payment of contributions and tax at source of an activity's payslips."""

    activity: ActivityCode
    reference: Reference
    dues: SocialDues


# Refusals


class ContractOverlaps(Refusal):
    """The contract would begin before the one in force ends, or after it has ended for good."""


class CapeTooLong(Refusal):
    """A CAPE, or a renewal of it, lasts twelve months at most (C. com. art. L127-2)."""


class CapeRenewedTwice(Refusal):
    """A CAPE may be renewed twice (C. com. art. L127-2): this would be a third renewal."""


class EndsBeforeItStarts(Refusal):
    """The last day comes before the first."""


class NoContractInForce(Refusal):
    """No contract is in force on that day."""


class ContractAlreadyEnded(Refusal):
    """The contract already ends on that day."""


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
class EntrepreneurContract:
    """The days covered, the payslips and what they made due."""

    coverage: tuple[Coverage, ...] = ()
    changes: int = 0
    payslips: "HashTrieMap[Reference, Wages]" = field(default_factory=HashTrieMap)
    dues: "HashTrieMap[ActivityCode, SocialDues]" = field(default_factory=HashTrieMap)


def evolve(
    state: EntrepreneurContract, event: EntrepreneurContractEvent
) -> EntrepreneurContract:
    """The contract after an event."""
    match event:
        case CapeSigned():
            return _covered(state, Coverage("cape", event.starts_on, event.ends_on))
        case CesaSigned():
            return _covered(state, Coverage("cesa", event.starts_on, None))
        case ContractEnded():
            return _ended(state, event.last_day)
        case PayslipBooked():
            return _payslip_booked(state, event)
        case WagesPaid():
            paid = replace(state.payslips[event.payslip], paid=True)
            return replace(state, payslips=state.payslips.insert(event.payslip, paid))
        case SocialDuesPaid():
            left = _less(state.dues[event.activity], event.dues)
            return replace(state, dues=state.dues.insert(event.activity, left))
        case _:
            assert_never(event)


def _covered(state: EntrepreneurContract, coverage: Coverage) -> EntrepreneurContract:
    return replace(state, coverage=(*state.coverage, coverage), changes=state.changes + 1)


def _ended(state: EntrepreneurContract, last_day: date) -> EntrepreneurContract:
    shortened = _shortened(state.coverage, last_day)
    return replace(state, coverage=shortened, changes=state.changes + 1)


def _shortened(coverage: tuple[Coverage, ...], last_day: date) -> tuple[Coverage, ...]:
    return tuple(
        replace(covered, until=min(covered.until or last_day, last_day))
        for covered in coverage
        if covered.since <= last_day
    )


def _payslip_booked(state: EntrepreneurContract, event: PayslipBooked) -> EntrepreneurContract:
    wages = Wages(event.activity, event.occurred_on, event.net)
    before = state.dues.get(event.activity, NOTHING_DUE)
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
        state,
        payslips=state.payslips.insert(event.reference, wages),
        dues=state.dues.insert(event.activity, dues),
    )


def _less(dues: SocialDues, paid: SocialDues) -> SocialDues:
    return SocialDues.model_construct(
        social_security=dues.social_security - paid.social_security,
        other_bodies=dues.other_bodies - paid.other_bodies,
        withholding_tax=dues.withholding_tax - paid.withholding_tax,
    )


# Decisions

ContractCommand = SignCape | SignCesa | EndContract | BookPayslip | PayWages | PaySocialDues


def decide(
    state: EntrepreneurContract, command: ContractCommand, circumstances: Circumstances
) -> EntrepreneurContractEvent:
    """The event a command causes; every refusal is named."""
    match command:
        case SignCape():
            return sign_cape(state, command)
        case SignCesa():
            return sign_cesa(state, command)
        case EndContract():
            return end_contract(state, command)
        case BookPayslip():
            return book_payslip(state, command, circumstances)
        case PayWages():
            return pay_wages(state, command)
        case PaySocialDues():
            return pay_social_dues(state, command)
        case _:
            assert_never(command)


def sign_cape(state: EntrepreneurContract, command: SignCape) -> CapeSigned:
    """The CAPE, or one of its two renewals, of twelve months at most, after the last."""
    if command.ends_on < command.starts_on:
        raise EndsBeforeItStarts(command.starts_on, command.ends_on)
    if command.ends_on >= _months_later(command.starts_on, int(CAPE_MONTHS.value)):
        raise CapeTooLong(command.starts_on, command.ends_on)
    _demand_after(state, command.starts_on)
    if sum(term.kind == "cape" for term in state.coverage) > CAPE_RENEWALS.value:
        raise CapeRenewedTwice(command.starts_on)
    return CapeSigned(
        occurred_on=command.occurred_on,
        entrepreneur=command.entrepreneur.digest,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )


def sign_cesa(state: EntrepreneurContract, command: SignCesa) -> CesaSigned:
    """The CESA, after what came before it."""
    _demand_after(state, command.starts_on)
    return CesaSigned(
        occurred_on=command.occurred_on,
        entrepreneur=command.entrepreneur.digest,
        starts_on=command.starts_on,
    )


def end_contract(state: EntrepreneurContract, command: EndContract) -> ContractEnded:
    """The end of the contract in force on its last day."""
    if not any(coverage.holds(command.last_day) for coverage in state.coverage):
        raise NoContractInForce(command.last_day)
    if _shortened(state.coverage, command.last_day) == state.coverage:
        raise ContractAlreadyEnded(command.last_day)
    return ContractEnded(occurred_on=command.occurred_on, last_day=command.last_day)


def book_payslip(
    state: EntrepreneurContract, command: BookPayslip, circumstances: Circumstances
) -> PayslipBooked:
    """The payslip, its sums checked, under a CESA that covers its date."""
    if not any(c.kind == "cesa" and c.holds(command.occurred_on) for c in state.coverage):
        raise NotCovered(command.occurred_on)
    if command.reference in state.payslips:
        raise PayslipAlreadyBooked(command.reference)
    if command.activity not in circumstances.sections:
        raise NotTheirActivity(command.activity)
    circumstances.rulebook.demand_accounts_of_documents(
        charge.account for charge in command.charges
    )
    _demand_sums(command)
    return PayslipBooked(**dict(command))


def pay_wages(state: EntrepreneurContract, command: PayWages) -> WagesPaid:
    """The transfer of the net pay, once."""
    wages = state.payslips.get(command.payslip)
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
        amount=wages.net,
    )


def pay_social_dues(state: EntrepreneurContract, command: PaySocialDues) -> SocialDuesPaid:
    """The payment, never above what is due to each body."""
    due, paid = state.dues.get(command.activity, NOTHING_DUE), command.dues
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


def _demand_after(state: EntrepreneurContract, starts_on: date) -> None:
    for coverage in state.coverage:
        if coverage.until is None or coverage.until >= starts_on:
            raise ContractOverlaps(starts_on)


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


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    same = first + timedelta(days=day.day - 1)
    # A year from 29 February ends with the next one: what follows begins on 1 March.
    return min(same, (first + timedelta(days=31)).replace(day=1))


ENTREPRENEUR_CONTRACT: Decider[
    EntrepreneurContract, ContractCommand, EntrepreneurContractEvent
] = Decider(EntrepreneurContract(), decide, evolve)
