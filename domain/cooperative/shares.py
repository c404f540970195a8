"""Shares: subscribed and paid, then capital once the assembly admits the member."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from pydantic import Field
from rpds import HashTrieMap
from typing_extensions import override

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.shares import MemberAdmitted, SharesEvent, SharesSubscribed
from domain.identifiers import ContractId, Reference
from domain.money import ZERO, PositiveEuros
from domain.refusal import Refusal

# Commands


class SubscribeShares(Command):
    """Record shares subscribed and paid at once."""

    subscriber: ContractId
    reference: Reference
    shares: int = Field(ge=1, le=100_000, strict=True)
    nominal: PositiveEuros = Field(le=Decimal(10_000))

    @override
    def named_contracts(self) -> tuple[ContractId, ...]:
        return (self.subscriber,)


class AdmitMember(Command):
    """Record that the assembly admitted a subscriber."""

    subscription: Reference


SharesCommand = SubscribeShares | AdmitMember


# Refusals


class SubscriptionAlreadyRecorded(Refusal):
    """A subscription of that reference is already recorded."""


class UnknownSubscription(Refusal):
    """No subscription of that reference is recorded."""


class MemberAlreadyAdmitted(Refusal):
    """The subscriber is already admitted on that subscription."""


class AdmittedBeforeSubscription(Refusal):
    """The admission is dated before the subscription."""


# State


@dataclass(frozen=True, slots=True)
class Subscription:
    """Shares paid, and whether the assembly admitted their subscriber."""

    subscriber: ContractId
    occurred_on: date
    shares: int
    amount: Decimal
    admitted: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """The subscriptions, by reference."""

    subscriptions: "HashTrieMap[Reference, Subscription]" = field(default_factory=HashTrieMap)

    @property
    def capital(self) -> Decimal:
        """The shares of admitted members, at their nominal."""
        return sum((s.amount for s in self.subscriptions.values() if s.admitted), ZERO)


def evolve(shares: Shares, event: SharesEvent) -> Shares:
    """The shares after an event."""
    match event:
        case SharesSubscribed():
            return shares_subscribed(shares, event)
        case MemberAdmitted():
            return member_admitted(shares, event)
        case _:
            assert_never(event)


def shares_subscribed(shares: Shares, event: SharesSubscribed) -> Shares:
    """The shares are paid."""
    subscription = Subscription(event.subscriber, event.occurred_on, event.shares, event.amount)
    return Shares(shares.subscriptions.insert(event.reference, subscription))


def member_admitted(shares: Shares, event: MemberAdmitted) -> Shares:
    """The shares are capital."""
    admitted = replace(shares.subscriptions[event.subscription], admitted=True)
    return Shares(shares.subscriptions.insert(event.subscription, admitted))


# Decisions


def decide(shares: Shares, command: SharesCommand, circumstances: Circumstances) -> SharesEvent:
    """The event a command on shares causes."""
    match command:
        case SubscribeShares():
            circumstances.demand_cover(command.occurred_on)
            return subscribe_shares(shares, command)
        case AdmitMember():
            return admit_member(shares, command)
        case _:
            assert_never(command)


def subscribe_shares(shares: Shares, command: SubscribeShares) -> SharesSubscribed:
    """The subscription, at number × nominal."""
    if command.reference in shares.subscriptions:
        raise SubscriptionAlreadyRecorded(command.reference)
    return SharesSubscribed(**dict(command), amount=command.shares * command.nominal)


def admit_member(shares: Shares, command: AdmitMember) -> MemberAdmitted:
    """The admission, once, after the subscription."""
    subscription = shares.subscriptions.get(command.subscription)
    if subscription is None:
        raise UnknownSubscription(command.subscription)
    if subscription.admitted:
        raise MemberAlreadyAdmitted(command.subscription)
    if command.occurred_on < subscription.occurred_on:
        raise AdmittedBeforeSubscription(command.occurred_on, subscription.occurred_on)
    return MemberAdmitted(
        occurred_on=command.occurred_on,
        subscription=command.subscription,
        subscriber=subscription.subscriber,
        shares=subscription.shares,
        amount=subscription.amount,
    )
