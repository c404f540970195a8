"""Carry-forward: what an activity earned and did not spend is kept for later pay."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, assert_never

from rpds import HashTrieMap

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.carry_forward import (
    CarryForwardEvent,
    CarryForwardReleased,
    EarningsCarriedForward,
)
from domain.identifiers import ActivityCode, Reference
from domain.money import ZERO, PositiveEuros, bounded, without_charges
from domain.policies.carry_forward import CarryForwardPolicy
from domain.refusal import Refusal

# Commands


class CarryForward(Command):
    """Keep what an activity has available in the year of its date, all of it or an amount.

    The cooperative's carry-forward policy says by which vehicle.
    """

    needs_ledger: ClassVar[bool] = True
    spends: ClassVar[bool] = True

    reference: Reference
    amount: PositiveEuros | None = None


class ReleaseCarryForward(Command):
    """Make what was kept available again, in a later year."""

    carry_forward: Reference
    reference: Reference


CarryForwardCommand = CarryForward | ReleaseCarryForward


# Refusals


class CarryForwardAlreadyBooked(Refusal):
    """A carry-forward of that reference is already booked."""


class NothingMayBeKept(Refusal):
    """The carry-forward policy keeps nothing for later pay: what is left is taxed."""


class CarryForwardOutsideItsYear(Refusal):
    """The months left of that fiscal year are closed: nothing of it can be kept any more."""


class NothingToCarryForward(Refusal):
    """The activity has nothing available in that year."""


class CarryForwardExceedsAvailable(Refusal):
    """More would be kept than the activity has available in that year."""


class UnknownCarryForward(Refusal):
    """No carry-forward of that reference is booked."""


class CarryForwardAlreadyReleased(Refusal):
    """That carry-forward is already released."""


class ReleasedInTheSameYear(Refusal):
    """What a year keeps for later pay is released in a later fiscal year."""


# State


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept under a reference."""

    booked: EarningsCarriedForward
    released: bool = False


@dataclass(frozen=True, slots=True)
class CarriedForward:
    """Everything that was kept, by reference."""

    kept: "HashTrieMap[Reference, Kept]" = field(default_factory=HashTrieMap)


def evolve(carried: CarriedForward, event: CarryForwardEvent) -> CarriedForward:
    """What is kept after an event."""
    match event:
        case EarningsCarriedForward():
            return CarriedForward(carried.kept.insert(event.reference, Kept(event)))
        case CarryForwardReleased():
            released = replace(carried.kept[event.carry_forward], released=True)
            return CarriedForward(carried.kept.insert(event.carry_forward, released))
        case _:
            assert_never(event)


# Decisions


def decide(
    activity: ActivityCode,
    carried: CarriedForward,
    command: CarryForwardCommand,
    circumstances: Circumstances,
) -> CarryForwardEvent:
    """The event a command on carry-forwards causes."""
    match command:
        case CarryForward():
            return carry_forward(activity, carried, command, circumstances)
        case ReleaseCarryForward():
            return release_carry_forward(activity, carried, command, circumstances)
        case _:
            assert_never(command)


def carry_forward(
    activity: ActivityCode,
    carried: CarriedForward,
    command: CarryForward,
    circumstances: Circumstances,
) -> EarningsCarriedForward:
    """What is kept, by the vehicle of the policy, never above what the year leaves."""
    if command.reference in carried.kept:
        raise CarryForwardAlreadyBooked(command.reference)
    day, rulebook = command.occurred_on, circumstances.rulebook
    policy = rulebook.policy(CarryForwardPolicy, day, activity) or CarryForwardPolicy()
    if policy.vehicle == "none":
        raise NothingMayBeKept(day)
    amount = bounded(_kept_amount(activity, command, circumstances))
    _, charges = without_charges(amount, policy.employer_rate)
    return EarningsCarriedForward(
        occurred_on=day,
        activity=activity,
        reference=command.reference,
        vehicle=policy.vehicle,
        amount=amount,
        employer_charges=charges if policy.vehicle == "accrued-pay" else ZERO,
    )


def release_carry_forward(
    activity: ActivityCode,
    carried: CarriedForward,
    command: ReleaseCarryForward,
    circumstances: Circumstances,
) -> CarryForwardReleased:
    """The release of all that was kept, once, in a later year."""
    kept = carried.kept.get(command.carry_forward)
    if kept is None:
        raise UnknownCarryForward(command.carry_forward)
    if kept.released:
        raise CarryForwardAlreadyReleased(command.carry_forward)
    booked = kept.booked
    if command.occurred_on <= circumstances.rulebook.year_of(booked.occurred_on).last:
        raise ReleasedInTheSameYear(command.occurred_on)
    return CarryForwardReleased(
        occurred_on=command.occurred_on,
        document_on=booked.occurred_on,
        activity=activity,
        carry_forward=booked.reference,
        reference=command.reference,
        vehicle=booked.vehicle,
        amount=booked.amount,
        employer_charges=booked.employer_charges,
    )


def _kept_amount(
    activity: ActivityCode, command: CarryForward, circumstances: Circumstances
) -> Decimal:
    day = command.occurred_on
    _demand_open_year(day, circumstances)
    available = circumstances.available(activity, day)
    if available <= 0:
        raise NothingToCarryForward(activity, available)
    if command.amount is None:
        return available
    if command.amount > available:
        raise CarryForwardExceedsAvailable(command.amount, available)
    return command.amount


def _demand_open_year(day: date, circumstances: Circumstances) -> None:
    year = circumstances.rulebook.year_of(day)
    if not year.holds(circumstances.accounting_date(day)):
        raise CarryForwardOutsideItsYear(day)
