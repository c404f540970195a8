"""Participation: the employees' part that is charged before the closing, and its provision."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, assert_never

from rpds import HashTrieMap

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.surplus import (
    InvestmentProvisionUsed,
    ParticipationEvent,
    ParticipationReserveConstituted,
    ParticipationReserveTransferred,
)
from domain.identifiers import Day, Reference
from domain.money import ZERO, PositiveEuros, SomeEuros, bounded, rounded
from domain.period import FiscalYear, month_of, months_later
from domain.policies.surplus import SurplusPolicy
from domain.refusal import Refusal
from domain.statutory import PROVISION_YEARS

# Commands


class ConstituteParticipationReserve(Command):
    """Charge a year's participation reserve on its last day; by default the adopted part."""

    needs_ledger: ClassVar[bool] = True

    reference: Reference
    amount: PositiveEuros | None = None
    investment_provision: SomeEuros = ZERO


class TransferParticipationReserve(Command):
    """Record that the meeting approved the accounts: the reserve is the employees'."""

    year_ended: Day
    reference: Reference


class UseInvestmentProvision(Command):
    """Record what was spent of a year's provision for investment."""

    year_ended: Day
    reference: Reference
    amount: PositiveEuros


ParticipationCommand = (
    ConstituteParticipationReserve | TransferParticipationReserve | UseInvestmentProvision
)


# Refusals


class NoParticipationAgreement(Refusal):
    """No participation agreement is in force: adopt a surplus policy that says there is one."""


class ParticipationNotAtYearEnd(Refusal):
    """A participation reserve is dated on the last day of its fiscal year."""


class ParticipationAfterClosing(Refusal):
    """The reserve is constituted before the year is closed (C. trav. art. R3323-10)."""


class ParticipationAlreadyConstituted(Refusal):
    """The participation reserve of that year is already constituted."""


class ParticipationAboveResult(Refusal):
    """The participation reserve is above what the year has earned."""


class ProvisionAboveParticipation(Refusal):
    """The provision for investment exceeds the year's reserve (CGI art. 237 bis A II 3)."""


class ProvisionNotReserved(Refusal):
    """Reserves stand for the year's provision, and cover it (CGI art. 237 bis A II 3)."""


class UnknownParticipation(Refusal):
    """No participation reserve is constituted for a year that ended on that day."""


class ParticipationAlreadyTransferred(Refusal):
    """The participation reserve of that year is already transferred to the employees."""


class DatedBeforeParticipation(Refusal):
    """The date is before the participation reserve was constituted."""


class ProvisionExceeded(Refusal):
    """The amount is above what is left of that year's provision for investment."""


class ProvisionTooOld(Refusal):
    """A provision not used within four years is taxed (CGI art. 237 bis A II 4)."""


# State


@dataclass(frozen=True, slots=True)
class Participation:
    """A year's reserve, and what is left of its provision."""

    amount: Decimal
    provision: Decimal
    unspent: Decimal
    transferred: bool = False


NO_PARTICIPATION = Participation(ZERO, ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class Participations:
    """The reserves, by the last day of their year."""

    years: "HashTrieMap[date, Participation]" = field(default_factory=HashTrieMap)

    def of(self, year_ended: date) -> Participation:
        """A year's reserve; nothing when there is none."""
        return self.years.get(year_ended) or NO_PARTICIPATION


def evolve(participations: Participations, event: ParticipationEvent) -> Participations:
    """The reserves after an event."""
    years = participations.years
    match event:
        case ParticipationReserveConstituted():
            provision = event.investment_provision
            participation = Participation(event.amount, provision, provision)
            return Participations(years.insert(event.occurred_on, participation))
        case ParticipationReserveTransferred():
            transferred = replace(years[event.year_ended], transferred=True)
            return Participations(years.insert(event.year_ended, transferred))
        case InvestmentProvisionUsed():
            before = years[event.year_ended]
            left = replace(before, unspent=before.unspent - event.amount)
            return Participations(years.insert(event.year_ended, left))
        case _:
            assert_never(event)


# Decisions


def decide(
    participations: Participations, command: ParticipationCommand, circumstances: Circumstances
) -> ParticipationEvent:
    """The event a command on participation causes."""
    match command:
        case ConstituteParticipationReserve():
            return constitute_participation_reserve(participations, command, circumstances)
        case TransferParticipationReserve():
            return transfer_participation_reserve(participations, command)
        case UseInvestmentProvision():
            return use_investment_provision(participations, command)
        case _:
            assert_never(command)


def constitute_participation_reserve(
    participations: Participations,
    command: ConstituteParticipationReserve,
    circumstances: Circumstances,
) -> ParticipationReserveConstituted:
    """The reserve, once a year, before the closing, never above what the year has earned."""
    rules, day = circumstances.rulebook, command.occurred_on
    policy = rules.policy(SurplusPolicy, day)
    if policy is None or not policy.participation_agreement:
        raise NoParticipationAgreement(day)
    year = rules.year_of(day)
    if day != year.last:
        raise ParticipationNotAtYearEnd(day, year.last)
    if day in participations.years:
        raise ParticipationAlreadyConstituted(day)
    if rules.accounting_date(day) != day:
        raise ParticipationAfterClosing(day)
    earned = result_of(year, circumstances)
    amount = command.amount or rounded(max(ZERO, earned) * policy.work_share)
    if not ZERO < bounded(amount) <= earned:
        raise ParticipationAboveResult(amount, earned)
    if command.investment_provision > amount:
        raise ProvisionAboveParticipation(command.investment_provision, amount)
    return ParticipationReserveConstituted(**dict(command) | {"amount": amount})


def transfer_participation_reserve(
    participations: Participations, command: TransferParticipationReserve
) -> ParticipationReserveTransferred:
    """The transfer of the whole reserve, once."""
    reserve = _reserve(participations, command.year_ended)
    if reserve.transferred:
        raise ParticipationAlreadyTransferred(command.year_ended)
    if command.occurred_on <= command.year_ended:
        raise DatedBeforeParticipation(command.occurred_on, command.year_ended)
    return ParticipationReserveTransferred(
        **dict(command), amount=reserve.amount, document_on=command.year_ended
    )


def use_investment_provision(
    participations: Participations, command: UseInvestmentProvision
) -> InvestmentProvisionUsed:
    """The use of a provision, never above what is left, within four years."""
    reserve = _reserve(participations, command.year_ended)
    if command.occurred_on <= command.year_ended:
        raise DatedBeforeParticipation(command.occurred_on, command.year_ended)
    if command.occurred_on > use_by(command.year_ended):
        raise ProvisionTooOld(command.occurred_on, use_by(command.year_ended))
    if command.amount > reserve.unspent:
        raise ProvisionExceeded(command.amount, reserve.unspent)
    return InvestmentProvisionUsed(**dict(command))


def demand_provision(participation: Participation, reserved: Decimal) -> None:
    """Refuse reserves that are less than the provision they stand for."""
    if reserved < participation.provision:
        raise ProvisionNotReserved(reserved, participation.provision)


def use_by(year_ended: date) -> date:
    """The last day on which a year's provision for investment may be used."""
    return months_later(year_ended, 12 * int(PROVISION_YEARS.value))


def result_of(year: FiscalYear, circumstances: Circumstances) -> Decimal:
    """What the company has earned in a year so far, all sections together."""
    ledger = circumstances.ledger
    since, until = month_of(year.first), month_of(year.last)
    earned = (ledger.result(it, since=since, until=until) for it in ledger.sections)
    return sum(earned, ZERO)


def _reserve(participations: Participations, year_ended: date) -> Participation:
    reserve = participations.years.get(year_ended)
    if reserve is None:
        raise UnknownParticipation(year_ended)
    return reserve
