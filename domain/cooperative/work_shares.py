"""Work shares: what each employee has of the employees' part, and its payment."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import assert_never

from pydantic import Field
from rpds import HashTrieMap
from typing_extensions import override

from domain.circumstances import Circumstances, Coverage
from domain.cooperative.surplus import Decided, PartOf, Surplus
from domain.decider import Command
from domain.events.surplus import (
    PersonalShare,
    WorkShareDistributed,
    WorkShareEvent,
    WorkSharePaid,
)
from domain.identifiers import ContractId, Day, Reference
from domain.money import ZERO, Exact, SomeEuros, split
from domain.period import months_later
from domain.policies.surplus import SurplusPolicy, WorkShareKey
from domain.refusal import Refusal
from domain.rulebook import Rulebook
from domain.statutory import PRESENCE_DAYS, SENIORITY_COEFFICIENT, SENIORITY_MONTHS
from domain.value import Value

EARNERS_MAX = 2_000

# Commands


class Earner(Value):
    """An employee of the year: gross wages in euros, time worked in hours, a coefficient.

    The staff of the structure sign no CESA: their days of employment come with them.
    """

    contract: ContractId
    wages: SomeEuros = ZERO
    hours: Exact = Decimal(0)
    coefficient: Exact = Decimal(1)
    employed_since: Day | None = None
    employed_until: Day | None = None

    def employment(self, signed: tuple[Coverage, ...]) -> tuple[Coverage, ...]:
        """The days of employment: those signed for, or else those given."""
        if signed or self.employed_since is None:
            return signed
        return (Coverage("cesa", self.employed_since, self.employed_until),)


class DistributeWorkShare(Command):
    """Divide a year's work share between the employees who are entitled to it."""

    year_ended: Day
    earners: tuple[Earner, ...] = Field(min_length=1, max_length=EARNERS_MAX)

    @override
    def named_contracts(self) -> tuple[ContractId, ...]:
        return tuple(earner.contract for earner in self.earners)


class PayWorkShare(Command):
    """Pay an employee's part; what the payroll software withholds of it comes with it."""

    year_ended: Day
    contract: ContractId
    reference: Reference
    social_security: SomeEuros = ZERO
    withholding_tax: SomeEuros = ZERO


WorkShareCommand = DistributeWorkShare | PayWorkShare


# Refusals


class NoWorkShare(Refusal):
    """No meeting has given the employees a part of that year's surplus."""


class DatedBeforeMeeting(Refusal):
    """The date is before the meeting that allocated the surplus."""


class WorkShareAlreadyDistributed(Refusal):
    """The work share of that year is already divided."""


class KeyNotAdopted(Refusal):
    """No key is adopted for the work share: adopt a surplus policy that has one."""


class EarnerNamedTwice(Refusal):
    """An employee is named twice."""


class NotEntitled(Refusal):
    """It takes three months in the year, or six at its end (loi 78-763 art. 33 3°)."""


class CoefficientOutOfBounds(Refusal):
    """A seniority coefficient is from 1 to 2 (loi 78-763 art. 33 3°)."""


class NothingToDivideBy(Refusal):
    """The key follows wages or time, and nobody has any."""


class NoPartOfWorkShare(Refusal):
    """That employee has no part of the work share of that year."""


class PartAlreadyPaid(Refusal):
    """That employee's part of the work share is already paid."""


class WithheldExceedsPart(Refusal):
    """What is withheld is above the employee's part."""


# State


def evolve(surplus: Surplus, event: WorkShareEvent) -> Surplus:
    """The parts after an event."""
    decided = surplus.years[event.year_ended]
    match event:
        case WorkShareDistributed():
            parts = HashTrieMap({it.contract: PartOf(it.amount) for it in event.shares})
        case WorkSharePaid():
            paid = replace(decided.parts[event.contract], paid=True)
            parts = decided.parts.insert(event.contract, paid)
        case _:
            assert_never(event)
    after = replace(decided, parts=parts)
    return replace(surplus, years=surplus.years.insert(event.year_ended, after))


# Decisions


def decide(
    surplus: Surplus, command: WorkShareCommand, circumstances: Circumstances
) -> WorkShareEvent:
    """The event a command on the work share causes."""
    match command:
        case DistributeWorkShare():
            return distribute_work_share(surplus, command, circumstances)
        case PayWorkShare():
            return pay_work_share(surplus, command)
        case _:
            assert_never(command)


def distribute_work_share(
    surplus: Surplus, command: DistributeWorkShare, circumstances: Circumstances
) -> WorkShareDistributed:
    """The parts, once, of all who are named; each must be entitled."""
    decided = _decided(surplus, command)
    if decided.parts:
        raise WorkShareAlreadyDistributed(command.year_ended)
    policy = circumstances.rulebook.policy(SurplusPolicy, decided.on)
    if policy is None:
        raise KeyNotAdopted(decided.on)
    _demand_entitled(command, circumstances)
    amounts = personal_shares(decided.work_share, command.earners, policy.key)
    return WorkShareDistributed(
        occurred_on=command.occurred_on,
        year_ended=command.year_ended,
        shares=tuple(
            PersonalShare(contract=earner.contract, amount=amount)
            for earner, amount in zip(command.earners, amounts, strict=True)
        ),
    )


def pay_work_share(surplus: Surplus, command: PayWorkShare) -> WorkSharePaid:
    """The payment of one part, once."""
    decided = _decided(surplus, command)
    part = decided.parts.get(command.contract)
    if part is None or not part.amount:
        raise NoPartOfWorkShare(command.contract)
    if part.paid:
        raise PartAlreadyPaid(command.contract)
    if command.social_security + command.withholding_tax > part.amount:
        raise WithheldExceedsPart(part.amount)
    return WorkSharePaid(**dict(command), amount=part.amount, document_on=decided.on)


def personal_shares(
    amount: Decimal, earners: tuple[Earner, ...], key: WorkShareKey
) -> tuple[Decimal, ...]:
    """Each employee's part to the cent, in their order; ties go to who comes first."""
    measures = (
        (key.by_wages, [it.wages * it.coefficient for it in earners]),
        (key.by_time, [it.hours * it.coefficient for it in earners]),
        (key.equally, [it.coefficient for it in earners]),
    )
    parts = split(amount, [fraction for fraction, _ in measures])
    divided = [
        _divided(part, weights)
        for part, (_, weights) in zip(parts, measures, strict=True)
        if part
    ]
    return tuple(sum(several, ZERO) for several in zip(*divided, strict=True))


def is_entitled(coverage: Iterable[Coverage], began: date, ended: date) -> bool:
    """Three months of employment in the year, or six months of it at the year's end."""
    employed = [it for it in coverage if it.kind == "cesa"]
    days = sum((_days_within(it, began, ended) for it in employed), 0)
    since = months_later(ended + timedelta(days=1), -int(SENIORITY_MONTHS.value))
    return days >= PRESENCE_DAYS.value or any(
        it.holds(ended) and it.since <= since for it in employed
    )


def _decided(surplus: Surplus, command: WorkShareCommand) -> Decided:
    decided = surplus.years.get(command.year_ended)
    if decided is None or not decided.work_share:
        raise NoWorkShare(command.year_ended)
    if command.occurred_on < decided.on:
        raise DatedBeforeMeeting(command.occurred_on, decided.on)
    return decided


def _demand_entitled(command: DistributeWorkShare, circumstances: Circumstances) -> None:
    if len(set(command.named_contracts())) < len(command.earners):
        raise EarnerNamedTwice
    began = _year_began(circumstances.rulebook, command.year_ended)
    for earner in command.earners:
        if not 1 <= earner.coefficient <= SENIORITY_COEFFICIENT.value:
            raise CoefficientOutOfBounds(earner.contract)
        signed = circumstances.contracts.get(earner.contract, ())
        if not is_entitled(earner.employment(signed), began, command.year_ended):
            raise NotEntitled(earner.contract)


def _divided(part: Decimal, weights: list[Decimal]) -> tuple[Decimal, ...]:
    if not any(weights):
        raise NothingToDivideBy
    return split(part, weights)


def _days_within(coverage: Coverage, began: date, ended: date) -> int:
    first, last = max(coverage.since, began), min(coverage.until or ended, ended)
    return max(0, (last - first).days + 1)


def _year_began(rules: Rulebook, ended: date) -> date:
    kept = rules.year_ending(ended)
    # The last year before these books is taken for one of twelve months.
    return kept.first if kept else months_later(ended + timedelta(days=1), -12)
