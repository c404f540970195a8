"""Terms: what is signed with an entrepreneur, renewed and ended."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from domain.circumstances import Coverage
from domain.decider import Command
from domain.events.contract_terms import (
    CapeSigned,
    CesaSigned,
    ContractEnded,
    ExitReason,
    TermsEvent,
)
from domain.identifiers import Day
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
    reason: ExitReason | None = None


TermsCommand = SignCape | SignCesa | EndContract


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


# State


@dataclass(frozen=True, slots=True)
class Terms:
    """The days covered, and how often they changed."""

    coverage: tuple[Coverage, ...] = ()
    changes: int = 0


def evolve(terms: Terms, event: TermsEvent) -> Terms:
    """The terms after an event."""
    match event:
        case CapeSigned():
            return _covered(terms, Coverage("cape", event.starts_on, event.ends_on))
        case CesaSigned():
            return _covered(terms, Coverage("cesa", event.starts_on, None))
        case ContractEnded():
            shortened = _shortened(terms.coverage, event.last_day)
            return Terms(shortened, terms.changes + 1)
        case _:
            assert_never(event)


def _covered(terms: Terms, coverage: Coverage) -> Terms:
    return Terms((*terms.coverage, coverage), terms.changes + 1)


def _shortened(coverage: tuple[Coverage, ...], last_day: date) -> tuple[Coverage, ...]:
    return tuple(
        replace(covered, until=min(covered.until or last_day, last_day))
        for covered in coverage
        if covered.since <= last_day
    )


# Decisions


def decide(terms: Terms, command: TermsCommand) -> TermsEvent:
    """The event a command on the terms causes."""
    match command:
        case SignCape():
            return sign_cape(terms, command)
        case SignCesa():
            return sign_cesa(terms, command)
        case EndContract():
            return end_contract(terms, command)
        case _:
            assert_never(command)


def sign_cape(terms: Terms, command: SignCape) -> CapeSigned:
    """The CAPE, or one of its two renewals, of twelve months at most, after the last."""
    if command.ends_on < command.starts_on:
        raise EndsBeforeItStarts(command.starts_on, command.ends_on)
    if command.ends_on >= _months_later(command.starts_on, int(CAPE_MONTHS.value)):
        raise CapeTooLong(command.starts_on, command.ends_on)
    _demand_after(terms, command.starts_on)
    if sum(term.kind == "cape" for term in terms.coverage) > CAPE_RENEWALS.value:
        raise CapeRenewedTwice(command.starts_on)
    return CapeSigned(
        occurred_on=command.occurred_on,
        entrepreneur=command.entrepreneur.digest,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )


def sign_cesa(terms: Terms, command: SignCesa) -> CesaSigned:
    """The CESA, after what came before it."""
    _demand_after(terms, command.starts_on)
    return CesaSigned(
        occurred_on=command.occurred_on,
        entrepreneur=command.entrepreneur.digest,
        starts_on=command.starts_on,
    )


def end_contract(terms: Terms, command: EndContract) -> ContractEnded:
    """The end of the contract in force on its last day."""
    if not any(coverage.holds(command.last_day) for coverage in terms.coverage):
        raise NoContractInForce(command.last_day)
    if _shortened(terms.coverage, command.last_day) == terms.coverage:
        raise ContractAlreadyEnded(command.last_day)
    return ContractEnded(**dict(command))


def _demand_after(terms: Terms, starts_on: date) -> None:
    for coverage in terms.coverage:
        if coverage.until is None or coverage.until >= starts_on:
            raise ContractOverlaps(starts_on)


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    same = first + timedelta(days=day.day - 1)
    # A year from 29 February ends with the next one: what follows begins on 1 March.
    return min(same, (first + timedelta(days=31)).replace(day=1))
