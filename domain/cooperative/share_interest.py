"""Share interest: split among those who held shares at a year's end, paid and taxed once."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, assert_never

from pydantic import Field
from rpds import HashTrieMap

from domain.circumstances import Circumstances
from domain.cooperative.share_register import Shares
from domain.decider import Command
from domain.events.share_interest import (
    MemberInterest,
    MemberLevies,
    ShareInterestEvent,
    ShareInterestGranted,
    ShareInterestPaid,
    ShareLeviesPaid,
)
from domain.identifiers import COOP, ContractId, Day, LedgerAccount, Reference
from domain.money import ZERO, PositiveEuros, Rate, rounded, split
from domain.period import month_of
from domain.policies.distribution_tax import DistributionTax
from domain.refusal import Refusal
from domain.statutory import (
    DISTRIBUTION_INCOME_TAX,
    DISTRIBUTION_SOCIAL_LEVIES,
    rate_in_force,
)

# Commands


class GrantShareInterest(Command):
    """Record the interest the assembly grants on the capital paid on a day.

    A rate of it, rounded member by member, or an amount that is split to the cent. The
    allocation of the surplus has put it into account 457 before.
    """

    needs_ledger: ClassVar[bool] = True

    reference: Reference
    held_on: Day
    rate: Rate | None = None
    amount: PositiveEuros | None = None


class PayShareInterest(Command):
    """Record the payment of an interest to all its members, what is withheld apart.

    `exempt` are those who asked not to be withheld the income tax (CGI art. 117 quater).
    """

    interest: Reference
    exempt: tuple[ContractId, ...] = Field(default=(), max_length=10_000)


class PayShareLevies(Command):
    """Record the payment to the State of what was withheld from an interest."""

    interest: Reference


ShareInterestCommand = GrantShareInterest | PayShareInterest | PayShareLevies


# Refusals


class InterestAlreadyGranted(Refusal):
    """An interest of that reference is already granted."""


class NeitherRateNorAmount(Refusal):
    """Interest is granted at a rate or as an amount: give one of them, above zero."""


class HoldingsNotKnownYet(Refusal):
    """Interest is granted on shares held on that day or before."""


class NoCapitalHeld(Refusal):
    """Nobody held shares on that day whose interest comes to a cent."""


class InterestNotAllocated(Refusal):
    """The allocation of the surplus has not put that much aside for interest (account 457)."""


class UnknownInterest(Refusal):
    """No interest of that reference is granted."""


class InterestAlreadyPaid(Refusal):
    """That interest is already paid."""


class PaidBeforeInterest(Refusal):
    """The payment is dated before what it pays."""


class ExemptWithoutInterest(Refusal):
    """Someone exempt receives no part of that interest."""


class NoLeviesDue(Refusal):
    """Nothing withheld from that interest is left to pay."""


# State


@dataclass(frozen=True, slots=True)
class Interest:
    """An interest granted, when it was paid, and what is withheld from it and still due."""

    granted_on: date
    amount: Decimal
    members: tuple[MemberInterest, ...]
    paid_on: date | None = None
    income_tax: Decimal = ZERO
    social_levies: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Interests:
    """The interests granted, by reference, and what they come to until they are paid."""

    granted: "HashTrieMap[Reference, Interest]" = field(default_factory=HashTrieMap)
    unpaid: Decimal = ZERO

    def interest(self, reference: Reference) -> Interest:
        """The interest of a reference; refused when there is none."""
        if found := self.granted.get(reference):
            return found
        raise UnknownInterest(reference)


def evolve(interests: Interests, event: ShareInterestEvent) -> Interests:
    """The interests after an event."""
    match event:
        case ShareInterestGranted():
            granted = Interest(event.occurred_on, event.amount, event.members)
            return Interests(
                interests.granted.insert(event.reference, granted),
                interests.unpaid + event.amount,
            )
        case ShareInterestPaid():
            before = interests.granted[event.interest]
            paid = replace(
                before,
                paid_on=event.occurred_on,
                income_tax=event.income_tax,
                social_levies=event.social_levies,
            )
            return Interests(
                interests.granted.insert(event.interest, paid),
                interests.unpaid - event.amount,
            )
        case ShareLeviesPaid():
            before = interests.granted[event.interest]
            settled = replace(before, income_tax=ZERO, social_levies=ZERO)
            return replace(interests, granted=interests.granted.insert(event.interest, settled))
        case _:
            assert_never(event)


# Decisions


def decide(
    interests: Interests,
    shares: Shares,
    command: ShareInterestCommand,
    circumstances: Circumstances,
) -> ShareInterestEvent:
    """The event a command on interest causes."""
    match command:
        case GrantShareInterest():
            return grant_share_interest(interests, shares, command, circumstances)
        case PayShareInterest():
            return pay_share_interest(interests, command, circumstances)
        case PayShareLevies():
            return pay_share_levies(interests, command)
        case _:
            assert_never(command)


def grant_share_interest(
    interests: Interests,
    shares: Shares,
    command: GrantShareInterest,
    circumstances: Circumstances,
) -> ShareInterestGranted:
    """The interest of each member, within what the surplus left for it."""
    if command.reference in interests.granted:
        raise InterestAlreadyGranted(command.reference)
    if bool(command.rate) == bool(command.amount):
        raise NeitherRateNorAmount(command.reference)
    if command.held_on > command.occurred_on:
        raise HoldingsNotKnownYet(command.held_on)
    members = tuple(_interests(shares, command))
    if not members:
        raise NoCapitalHeld(command.held_on)
    amount = sum((member.amount for member in members), ZERO)
    account = circumstances.rulebook.account_roles(command.occurred_on).share_interest
    aside = _put_aside(circumstances, command.occurred_on, account) - interests.unpaid
    if amount > aside:
        raise InterestNotAllocated(amount, aside)
    return ShareInterestGranted(
        occurred_on=command.occurred_on,
        reference=command.reference,
        held_on=command.held_on,
        amount=amount,
        members=members,
    )


def pay_share_interest(
    interests: Interests, command: PayShareInterest, circumstances: Circumstances
) -> ShareInterestPaid:
    """The payment, once, with the tax and the levies of the day of payment."""
    interest = interests.interest(command.interest)
    if interest.paid_on:
        raise InterestAlreadyPaid(command.interest)
    if command.occurred_on < interest.granted_on:
        raise PaidBeforeInterest(command.occurred_on, interest.granted_on)
    exempt = frozenset(command.exempt)
    if exempt - {it.member for it in interest.members}:
        raise ExemptWithoutInterest(command.interest)
    tax = distribution_tax(circumstances, command.occurred_on)
    levies = tuple(
        _levies(it, tax.model_copy(update={"income_tax": ZERO}) if it.member in exempt else tax)
        for it in interest.members
    )
    return ShareInterestPaid(
        occurred_on=command.occurred_on,
        document_on=interest.granted_on,
        interest=command.interest,
        amount=interest.amount,
        income_tax=sum((it.income_tax for it in levies), ZERO),
        social_levies=sum((it.social_levies for it in levies), ZERO),
        members=levies,
    )


def pay_share_levies(interests: Interests, command: PayShareLevies) -> ShareLeviesPaid:
    """The payment of all that was withheld, once."""
    interest = interests.interest(command.interest)
    if not interest.income_tax + interest.social_levies:
        raise NoLeviesDue(command.interest)
    if interest.paid_on and command.occurred_on < interest.paid_on:
        raise PaidBeforeInterest(command.occurred_on, interest.paid_on)
    return ShareLeviesPaid(
        occurred_on=command.occurred_on,
        document_on=interest.granted_on,
        interest=command.interest,
        income_tax=interest.income_tax,
        social_levies=interest.social_levies,
    )


def distribution_tax(circumstances: Circumstances, day: date) -> DistributionTax:
    """The rates withheld on a day: those adopted, else the statutory ones."""
    return circumstances.rulebook.policy(DistributionTax, day) or DistributionTax(
        income_tax=rate_in_force(DISTRIBUTION_INCOME_TAX, day),
        social_levies=rate_in_force(DISTRIBUTION_SOCIAL_LEVIES, day),
    )


def _put_aside(circumstances: Circumstances, day: date, account: LedgerAccount) -> Decimal:
    """What stands in the account in that month, less what was paid of it since."""
    counted = circumstances.accounting_date(day)
    return min(
        -sum((it.amount for it in sheet if it.account.startswith(account)), ZERO)
        for sheet in (
            circumstances.ledger.balance_sheet(COOP, month_of(until))
            for until in (counted, circumstances.today)
        )
    )


def _interests(shares: Shares, command: GrantShareInterest) -> Iterator[MemberInterest]:
    held: dict[ContractId, Decimal] = {}
    for subscription in shares.subscriptions.values():
        paid = subscription.paid_on(command.held_on)
        held[subscription.subscriber] = held.get(subscription.subscriber, ZERO) + paid
    capitals = sorted((member, capital) for member, capital in held.items() if capital > 0)
    for (member, capital), amount in zip(capitals, _amounts(command, capitals), strict=True):
        if amount:
            yield MemberInterest(member=member, capital=capital, amount=amount)


def _amounts(
    command: GrantShareInterest, capitals: list[tuple[ContractId, Decimal]]
) -> tuple[Decimal, ...]:
    if command.amount and capitals:
        return split(command.amount, [capital for _, capital in capitals])
    return tuple(rounded(capital * (command.rate or ZERO)) for _, capital in capitals)


def _levies(interest: MemberInterest, tax: DistributionTax) -> MemberLevies:
    income_tax = rounded(interest.amount * tax.income_tax)
    # Of a few cents, two roundings could take more than there is.
    social = min(rounded(interest.amount * tax.social_levies), interest.amount - income_tax)
    return MemberLevies(member=interest.member, income_tax=income_tax, social_levies=social)
