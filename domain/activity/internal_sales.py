"""Internal sales: an activity works for another of the same cooperative."""

from dataclasses import dataclass

from typing_extensions import override

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.internal_sales import InternalSaleMade
from domain.identifiers import ActivityCode, Reference, Section
from domain.money import PositiveEuros, bounded
from domain.refusal import Refusal

# Commands


class SellInternally(Command):
    """Charge another activity of the cooperative for work done for it."""

    buyer: ActivityCode
    reference: Reference
    amount: PositiveEuros

    @override
    def named_sections(self) -> frozenset[Section]:
        return frozenset({self.buyer})


# Refusals


class InternalSaleAlreadyMade(Refusal):
    """The activity already made an internal sale of that reference."""


class SaleToItself(Refusal):
    """An activity cannot sell to itself."""


# State


@dataclass(frozen=True, slots=True)
class InternalSales:
    """The references of the sales an activity made to others."""

    references: frozenset[Reference] = frozenset()


def evolve(sales: InternalSales, event: InternalSaleMade) -> InternalSales:
    """The sale is made, and will not be made again under its reference."""
    return InternalSales(sales.references | {event.reference})


# Decisions


def decide(
    activity: ActivityCode,
    sales: InternalSales,
    command: SellInternally,
    circumstances: Circumstances,
) -> InternalSaleMade:
    """The internal sale; the seller must be covered, the buyer an activity opened before."""
    if command.buyer == activity:
        raise SaleToItself(activity)
    if command.reference in sales.references:
        raise InternalSaleAlreadyMade(command.reference)
    circumstances.demand_section(command.buyer)
    circumstances.demand_cover(command.occurred_on)
    return InternalSaleMade(
        occurred_on=command.occurred_on,
        activity=activity,
        buyer=command.buyer,
        reference=command.reference,
        amount=bounded(command.amount),
    )
