"""VAT returns: each period is declared once, in order, for the whole cooperative, and paid.

A return takes what is recorded when it is drawn up, until a position of the log. What comes
later for the same months, even a moment later, is in the next return: a declared period never
changes, and nothing is declared twice or forgotten.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import assert_never

from rpds import HashTrieMap

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.vat_returns import (
    VatDeclared,
    VatEmptied,
    VatGathered,
    VatPaid,
    VatPeriod,
    VatReturnsEvent,
)
from domain.identifiers import COOP, AccountNumber, Reference, Section
from domain.money import ZERO, bounded
from domain.period import month_of
from domain.policies.vat_regime import VatRegimePolicy
from domain.refusal import Refusal
from domain.rulebook import Rulebook
from domain.vat.boxes import vat_return
from domain.vat.periods import is_next, period_first, period_last, periodicity_of

ACTIVITIES_MAX = 40
"""As many activities as one event holds with their entries, whatever accounts VAT stands on."""

# Commands


class DeclareVat(Command):
    """File the VAT return of a period that is over, on the day given.

    Its entries are dated on the period's last day. Where more activities have VAT than one
    event may hold, the first of them are gathered: the command is sent again until it files.
    """

    period: VatPeriod
    reference: Reference | None = None


class PayVat(Command):
    """Pay what a VAT return declared, whole."""

    period: VatPeriod
    reference: Reference | None = None


VatReturnsCommand = DeclareVat | PayVat


# Refusals


class VatPeriodNotOver(Refusal):
    """VAT is declared once its period is over."""


class VatPeriodsInOrder(Refusal):
    """VAT is declared period by period, each once, the one after the last declared first."""


class EarlierVatUndeclared(Refusal):
    """VAT of an earlier month is not declared yet: its period comes first."""


class WrongVatPeriodicity(Refusal):
    """The cooperative declares by months, or by quarters, and not the other (CGI art. 287)."""


class VatNotDeclared(Refusal):
    """No VAT return of that period is filed."""


class NoVatToPay(Refusal):
    """The VAT return of that period leaves nothing to pay."""


class VatAlreadyPaid(Refusal):
    """The VAT return of that period is already paid."""


class PaidBeforeReturn(Refusal):
    """The payment is dated before the period has ended."""


# State


@dataclass(frozen=True, slots=True)
class FiledReturn:
    """What the payment of a return needs to know of it."""

    reference: Reference
    to_pay: Decimal
    payable_account: AccountNumber
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Gathering:
    """What the first parts of a return have booked, as of the position they all share."""

    period: VatPeriod
    through_position: int
    sections: frozenset[Section]
    brought: Decimal
    parts: int


@dataclass(frozen=True, slots=True)
class VatReturns:
    """The returns filed; the last tells where the next begins."""

    filed: "HashTrieMap[VatPeriod, FiledReturn]" = field(default_factory=HashTrieMap)
    last: VatPeriod | None = None
    through_position: int = 0
    credit: Decimal = ZERO
    credit_account: AccountNumber | None = None
    gathering: Gathering | None = None


def evolve(returns: VatReturns, event: VatReturnsEvent) -> VatReturns:
    """The returns after an event."""
    match event:
        case VatGathered():
            return vat_gathered(returns, event)
        case VatDeclared():
            return vat_declared(returns, event)
        case VatPaid():
            return vat_paid(returns, event)
        case _:
            assert_never(event)


def vat_gathered(returns: VatReturns, event: VatGathered) -> VatReturns:
    """A part of the return is booked."""
    before = returns.gathering
    brought = -sum((it.amount for it in event.emptied), ZERO)
    gathering = Gathering(
        period=event.period,
        through_position=event.through_position,
        sections=_sections(event.emptied) | (before.sections if before else frozenset()),
        brought=brought + (before.brought if before else ZERO),
        parts=before.parts + 1 if before else 1,
    )
    return replace(returns, gathering=gathering)


def vat_declared(returns: VatReturns, event: VatDeclared) -> VatReturns:
    """The period is declared, and its credit carried to the next."""
    filed = FiledReturn(event.reference, event.to_pay, event.payable_account)
    return VatReturns(
        filed=returns.filed.insert(event.period, filed),
        last=event.period,
        through_position=event.through_position,
        credit=event.credit,
        credit_account=event.credit_account,
    )


def vat_paid(returns: VatReturns, event: VatPaid) -> VatReturns:
    """The return is paid."""
    paid = replace(returns.filed[event.period], paid=True)
    return replace(returns, filed=returns.filed.insert(event.period, paid))


def _sections(emptied: Iterable[VatEmptied]) -> frozenset[Section]:
    return frozenset(it.section for it in emptied)


# Decisions


def decide(
    returns: VatReturns, command: VatReturnsCommand, circumstances: Circumstances
) -> VatReturnsEvent:
    """The event a command on VAT returns causes."""
    match command:
        case DeclareVat():
            return declare_vat(returns, command, circumstances)
        case PayVat():
            return pay_vat(returns, command)
        case _:
            assert_never(command)


def declare_vat(
    returns: VatReturns, command: DeclareVat, circumstances: Circumstances
) -> VatDeclared | VatGathered:
    """The return, in whole euros, and what it empties to the cent; or a part of it."""
    _demand_period(returns, command, circumstances)
    undeclared, last = circumstances.vat, period_last(command.period)
    sums, roles = undeclared.sums(), circumstances.rulebook.account_roles(last)
    gathering = returns.gathering
    done = gathering.sections if gathering else frozenset()
    emptied = tuple(it for it in undeclared.emptied() if it.section not in done)
    reference = command.reference or f"CA3-{command.period}"
    activities = sorted(_sections(emptied) - {COOP})
    if len(activities) > ACTIVITIES_MAX:
        first = frozenset(activities[:ACTIVITIES_MAX])
        return VatGathered(
            occurred_on=last,
            period=command.period,
            reference=f"{reference}/{gathering.parts + 1 if gathering else 1}",
            through_position=undeclared.position,
            emptied=tuple(it for it in emptied if it.section in first),
            payable_account=roles.vat_payable,
        )
    drawn_up = vat_return(sums, returns.credit)
    return VatDeclared(
        occurred_on=last,
        period=command.period,
        reference=reference,
        filed_on=command.occurred_on,
        through_position=undeclared.position,
        sums=sums,
        emptied=emptied,
        gathered=gathering.brought if gathering else ZERO,
        boxes=drawn_up.filled(),
        credit_before=returns.credit,
        credit_account_before=returns.credit_account,
        to_pay=bounded(drawn_up.to_pay),
        credit=bounded(drawn_up.credit),
        payable_account=roles.vat_payable,
        credit_account=roles.vat_credit,
    )


def pay_vat(returns: VatReturns, command: PayVat) -> VatPaid:
    """One payment for the whole return."""
    filed = returns.filed.get(command.period)
    if filed is None:
        raise VatNotDeclared(command.period)
    if filed.paid:
        raise VatAlreadyPaid(command.period)
    if not filed.to_pay:
        raise NoVatToPay(command.period)
    if command.occurred_on <= period_last(command.period):
        raise PaidBeforeReturn(command.occurred_on, command.period)
    return VatPaid(
        occurred_on=command.occurred_on,
        period=command.period,
        reference=command.reference or f"{filed.reference}/P",
        amount=filed.to_pay,
        payable_account=filed.payable_account,
    )


def _demand_period(
    returns: VatReturns, command: DeclareVat, circumstances: Circumstances
) -> None:
    first, last = period_first(command.period), period_last(command.period)
    if command.occurred_on <= last:
        raise VatPeriodNotOver(command.period)
    if periodicity_of(command.period) != _regime(circumstances.rulebook, command).periodicity:
        raise WrongVatPeriodicity(command.period)
    if returns.gathering and returns.gathering.period != command.period:
        raise VatPeriodsInOrder(command.period, returns.gathering.period)
    if returns.last and not is_next(command.period, returns.last):
        raise VatPeriodsInOrder(command.period, returns.last)
    earliest = circumstances.vat.earliest
    if returns.last is None and earliest and earliest < first:
        raise EarlierVatUndeclared(month_of(earliest))


def _regime(rulebook: Rulebook, command: DeclareVat) -> VatRegimePolicy:
    first = period_first(command.period)
    return rulebook.policy(VatRegimePolicy, first) or VatRegimePolicy()
