"""Mutualisation: the loss of an activity is borne by the cooperative, liable for it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.mutualisation import LossBorne
from domain.identifiers import ActivityCode, Reference
from domain.money import ZERO, PositiveEuros, bounded
from domain.policies.mutualisation import MutualisationPolicy
from domain.refusal import Refusal

# Commands


class BearLoss(Command):
    """Have the cooperative bear the loss of an activity: all of it, or an amount in euros."""

    needs_ledger: ClassVar[bool] = True
    spends: ClassVar[bool] = True

    reference: Reference
    amount: PositiveEuros | None = None


# Refusals


class NoLossToBear(Refusal):
    """The activity has lost nothing in the fiscal year that is not borne already."""


class BearsMoreThanLost(Refusal):
    """The activity has lost less than that in the fiscal year."""


class LossAboveCeiling(Refusal):
    """Above what the cooperative bears for one activity in a year: name a smaller amount."""


class LossAlreadyBorne(Refusal):
    """A loss is already borne under that reference."""


# State


@dataclass(frozen=True, slots=True)
class Mutualisation:
    """What the cooperative bore for the activity so far."""

    losses: tuple[LossBorne, ...] = ()


def evolve(mutualisation: Mutualisation, event: LossBorne) -> Mutualisation:
    """What was borne after one loss more."""
    return Mutualisation((*mutualisation.losses, event))


# Decisions


def decide(
    activity: ActivityCode,
    mutualisation: Mutualisation,
    command: BearLoss,
    circumstances: Circumstances,
) -> LossBorne:
    """The event of a loss borne."""
    return bear_loss(activity, mutualisation, command, circumstances)


def bear_loss(
    activity: ActivityCode,
    mutualisation: Mutualisation,
    command: BearLoss,
    circumstances: Circumstances,
) -> LossBorne:
    """The loss, never above what the books say nor above the ceiling of the policy."""
    if any(it.reference == command.reference for it in mutualisation.losses):
        raise LossAlreadyBorne(command.reference)
    lost = -circumstances.available(activity, command.occurred_on)
    if lost <= 0:
        raise NoLossToBear(lost)
    amount = bounded(command.amount or lost)
    if amount > lost:
        raise BearsMoreThanLost(amount, lost)
    _demand_below_ceiling(activity, mutualisation, command, amount, circumstances)
    return LossBorne(
        occurred_on=command.occurred_on,
        activity=activity,
        reference=command.reference,
        amount=amount,
    )


def _demand_below_ceiling(
    activity: ActivityCode,
    mutualisation: Mutualisation,
    command: BearLoss,
    amount: Decimal,
    circumstances: Circumstances,
) -> None:
    rules, day = circumstances.rulebook, command.occurred_on
    policy = rules.policy(MutualisationPolicy, day, activity)
    if policy is None or policy.ceiling is None:
        return
    year = rules.year_of(day)
    before = (it.amount for it in mutualisation.losses if year.holds(it.occurred_on))
    if amount + sum(before, ZERO) > policy.ceiling:
        raise LossAboveCeiling(amount, policy.ceiling)
