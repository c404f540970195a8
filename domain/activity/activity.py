"""Activity: opened under contracts, then everything its parts decide."""

from dataclasses import dataclass, field, replace
from typing import assert_never

from pydantic import Field
from typing_extensions import override

from domain.activity import (
    carry_forward,
    contribution,
    contribution_charges,
    expense_claims,
    internal_sales,
    mutualisation,
    payables,
    purchases,
    sales,
    sharing,
)
from domain.activity.carry_forward import CarriedForward, CarryForwardCommand
from domain.activity.contribution import Contributions
from domain.activity.contribution_charges import ContributionCommand
from domain.activity.contribution_dues import with_dues
from domain.activity.expense_claims import ExpenseClaims, ExpenseClaimsCommand
from domain.activity.internal_sales import InternalSales, SellInternally
from domain.activity.mutualisation import BearLoss, Mutualisation
from domain.activity.payables import Purchases
from domain.activity.purchases import PurchasesCommand
from domain.activity.sales import Sales, SalesCommand
from domain.activity.sharing import Sharing, SharingCommand
from domain.circumstances import Circumstances
from domain.decider import Command, Decider
from domain.events.activity import ActivityEvent, ActivityOpened
from domain.events.carry_forward import CarryForwardEvent
from domain.events.contribution import ContributionEvent
from domain.events.expense_claims import ExpenseClaimsEvent
from domain.events.internal_sales import InternalSaleMade
from domain.events.mutualisation import LossBorne
from domain.events.purchases import PurchasesEvent
from domain.events.sales import SalesEvent
from domain.events.sharing import SharingEvent
from domain.identifiers import ActivityCode, ContractId
from domain.privacy import Name
from domain.refusal import Refusal

# Commands


class OpenActivity(Command):
    """Open an activity under the contracts of those who run it."""

    activity: ActivityCode
    trade_name: Name
    contracts: tuple[ContractId, ...] = Field(min_length=1, max_length=50)

    @override
    def named_contracts(self) -> tuple[ContractId, ...]:
        return self.contracts


PartCommand = (
    SalesCommand
    | SellInternally
    | PurchasesCommand
    | ExpenseClaimsCommand
    | ContributionCommand
    | CarryForwardCommand
    | SharingCommand
    | BearLoss
)
ActivityCommand = OpenActivity | PartCommand


# Refusals


class ActivityAlreadyOpened(Refusal):
    """An activity of that code is already open."""


class ActivityNotOpened(Refusal):
    """No activity of that code has been opened."""


# State


@dataclass(frozen=True, slots=True)
class Activity:
    """What the next decision needs to know of an activity."""

    code: ActivityCode | None = None
    contracts: tuple[ContractId, ...] = ()
    sales: Sales = field(default_factory=Sales)
    purchases: Purchases = field(default_factory=Purchases)
    claims: ExpenseClaims = field(default_factory=ExpenseClaims)
    internal_sales: InternalSales = field(default_factory=InternalSales)
    contributions: Contributions = field(default_factory=Contributions)
    carried_forward: CarriedForward = field(default_factory=CarriedForward)
    sharing: Sharing = field(default_factory=Sharing)
    mutualisation: Mutualisation = field(default_factory=Mutualisation)


def evolve(state: Activity, event: ActivityEvent) -> Activity:
    """The activity after an event; nothing is computed here that the event does not say."""
    known = contribution.evolve(state.contributions, event)
    return _part_evolved(replace(state, contributions=known), event)


def _part_evolved(state: Activity, event: ActivityEvent) -> Activity:
    if isinstance(event, ActivityOpened):
        return replace(state, code=event.activity, contracts=event.contracts)
    if isinstance(event, SalesEvent):
        return replace(state, sales=sales.evolve(state.sales, event))
    if isinstance(event, InternalSaleMade):
        sold = internal_sales.evolve(state.internal_sales, event)
        return replace(state, internal_sales=sold)
    if isinstance(event, PurchasesEvent):
        return replace(state, purchases=payables.evolve(state.purchases, event))
    if isinstance(event, ExpenseClaimsEvent):
        return replace(state, claims=expense_claims.evolve(state.claims, event))
    if isinstance(event, ContributionEvent):
        return state
    if isinstance(event, CarryForwardEvent):
        carried = carry_forward.evolve(state.carried_forward, event)
        return replace(state, carried_forward=carried)
    if isinstance(event, SharingEvent):
        return replace(state, sharing=sharing.evolve(state.sharing, event))
    if isinstance(event, LossBorne):
        borne = mutualisation.evolve(state.mutualisation, event)
        return replace(state, mutualisation=borne)
    assert_never(event)


# Decisions


def decide(
    state: Activity, command: ActivityCommand, circumstances: Circumstances
) -> ActivityEvent:
    """The event a command causes, with what it owes; every refusal is named."""
    if isinstance(command, OpenActivity):
        return open_activity(state, command, circumstances)
    if state.code is None:
        raise ActivityNotOpened
    event = _part_decided(state.code, state, command, circumstances)
    return with_dues(state.contributions, event, circumstances)


def _part_decided(
    code: ActivityCode,
    state: Activity,
    command: PartCommand,
    circumstances: Circumstances,
) -> ActivityEvent:
    if isinstance(command, SalesCommand):
        return sales.decide(code, state.sales, command, circumstances)
    if isinstance(command, SellInternally):
        return internal_sales.decide(code, state.internal_sales, command, circumstances)
    if isinstance(command, PurchasesCommand):
        return purchases.decide(code, state.purchases, command, circumstances)
    if isinstance(command, ExpenseClaimsCommand):
        return expense_claims.decide(code, state.claims, command, circumstances)
    if isinstance(command, ContributionCommand):
        known = state.contributions
        return contribution_charges.decide(code, known, command, circumstances)
    if isinstance(command, CarryForwardCommand):
        return carry_forward.decide(code, state.carried_forward, command, circumstances)
    if isinstance(command, SharingCommand):
        return sharing.decide(code, state.sharing, command, circumstances)
    if isinstance(command, BearLoss):
        return mutualisation.decide(code, state.mutualisation, command, circumstances)
    assert_never(command)


def open_activity(
    state: Activity, command: OpenActivity, circumstances: Circumstances
) -> ActivityOpened:
    """The activity, once, under contracts that cover its first day."""
    if state.code is not None:
        raise ActivityAlreadyOpened(state.code)
    circumstances.demand_cover(command.occurred_on)
    return ActivityOpened(
        occurred_on=command.occurred_on,
        activity=command.activity,
        trade_name=command.trade_name.digest,
        contracts=command.contracts,
    )


ACTIVITY: Decider[Activity, ActivityCommand, ActivityEvent] = Decider(
    Activity(), decide, evolve
)
