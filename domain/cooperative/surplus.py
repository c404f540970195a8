"""Surplus: what the general meeting makes of a year's result, once."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, NamedTuple, assert_never

from rpds import HashTrieMap

from domain.circumstances import Circumstances
from domain.cooperative.allocation import Distributable, Reserves, demand_lawful, planned
from domain.cooperative.participation import Participations, demand_provision
from domain.cooperative.year_end import OpeningsNotFinal, YearEnds
from domain.decider import Command
from domain.events.cooperative import LegalForm
from domain.events.surplus import (
    Allocation,
    AllocationEvent,
    LossCarriedForward,
    SurplusAllocated,
)
from domain.identifiers import (
    COOP,
    ContractId,
    Day,
    LedgerAccount,
    Month,
    Reference,
    Section,
)
from domain.ledger import Ledger
from domain.money import ZERO, SomeEuros, bounded
from domain.period import month_of
from domain.policies.account_roles import AccountRoles
from domain.policies.surplus import SurplusPolicy
from domain.refusal import Refusal
from domain.rulebook import Rulebook

RESERVES: LedgerAccount = "106"
"""All reserves, whatever they are called (PCG): any of them counts towards the law's floor."""

# Commands


class AllocateSurplus(Command):
    """Allocate a year's surplus as the meeting decides, or as the statutes split it.

    `excluded_gains` are those the law keeps out of the surplus: they go to reserves
    (loi 78-763 art. 32).
    """

    needs_ledger: ClassVar[bool] = True

    year_ended: Day
    reference: Reference
    allocation: Allocation | None = None
    excluded_gains: SomeEuros = ZERO


class CarryLossForward(Command):
    """Carry a year's loss to the years to come."""

    needs_ledger: ClassVar[bool] = True

    year_ended: Day
    reference: Reference


AllocationCommand = AllocateSurplus | CarryLossForward


# Refusals


class YearNotAllocable(Refusal):
    """A meeting decides on a fiscal year of these books, or on the last before them."""


class ResultNotFinal(Refusal):
    """A meeting decides on a result once every month of its year is closed."""


class AnotherYearOpened(Refusal):
    """A meeting decides on the year from which the last opening entries come."""


class ResultAlreadyAllocated(Refusal):
    """The result of that year is already allocated."""


class ResultsNotBroughtUp(Refusal):
    """Results of activities stand in their own sections: they are first brought up to COOP."""


class NoSurplus(Refusal):
    """Account 120 of COOP holds no surplus to allocate."""


class NoLoss(Refusal):
    """Account 129 of COOP holds no loss to carry forward."""


class GainsExceedResult(Refusal):
    """The gains kept out of the surplus are above what is left of the result."""


class SplitNotAdopted(Refusal):
    """No split of the surplus is adopted: adopt a surplus policy, or give the amounts."""


# State


@dataclass(frozen=True, slots=True)
class PartOf:
    """What one employee has of a work share, and whether it is paid."""

    amount: Decimal
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """What a meeting made of a year's result, and of its work share since."""

    on: date
    work_share: Decimal
    parts: "HashTrieMap[ContractId, PartOf]" = field(default_factory=HashTrieMap)


@dataclass(frozen=True, slots=True)
class Surplus:
    """The years a meeting decided on, by their last day."""

    years: "HashTrieMap[date, Decided]" = field(default_factory=HashTrieMap)


class Standing(NamedTuple):
    """Where the result stands, and what the law asks of the cooperative that divides it."""

    year_ends: YearEnds
    legal_form: LegalForm
    highest_capital: Decimal
    participations: Participations


def evolve(surplus: Surplus, event: AllocationEvent) -> Surplus:
    """The years decided on after an event."""
    match event:
        case SurplusAllocated():
            decided = Decided(event.occurred_on, event.allocation.work_share)
        case LossCarriedForward():
            decided = Decided(event.occurred_on, ZERO)
        case _:
            assert_never(event)
    return replace(surplus, years=surplus.years.insert(event.year_ended, decided))


# Decisions


def decide(
    surplus: Surplus,
    standing: Standing,
    command: AllocationCommand,
    circumstances: Circumstances,
) -> AllocationEvent:
    """The event a command on a result causes."""
    match command:
        case AllocateSurplus():
            return allocate_surplus(surplus, standing, command, circumstances)
        case CarryLossForward():
            return carry_loss_forward(surplus, standing, command, circumstances)
        case _:
            assert_never(command)


class _OpenBooks(NamedTuple):
    """The balances of the month in which the meeting counts, the result where it was opened."""

    ledger: Ledger
    until: Month
    roles: AccountRoles
    profit: LedgerAccount
    loss: LedgerAccount

    @classmethod
    def on(cls, day: date, opened: date | None, circumstances: Circumstances) -> "_OpenBooks":
        rules = circumstances.rulebook
        former = rules.account_roles(opened or rules.year_of(day).first)
        roles = rules.account_roles(day)
        return cls(circumstances.ledger, month_of(day), roles, former.profit, former.loss)

    def credit_of(self, *accounts: LedgerAccount, section: Section = COOP) -> Decimal:
        """Credit less debit."""
        sheet = self.ledger.balance_sheet(section, self.until)
        return -sum((it.amount for it in sheet if it.account.startswith(accounts)), ZERO)

    def results_elsewhere(self) -> tuple[Section, ...]:
        """The activities whose result still stands in their own section."""
        accounts = self.profit, self.loss
        sections = (section for section in self.ledger.sections if section != COOP)
        return tuple(
            section
            for section in sorted(sections)
            if any(self.credit_of(account, section=section) for account in accounts)
        )

    def reserves(self, highest_capital: Decimal) -> Reserves:
        """The reserves; capital taken over from former books counts as reached."""
        capital = self.credit_of(self.roles.share_capital, self.roles.share_capital_unpaid)
        return Reserves(
            legal=self.credit_of(self.roles.legal_reserve),
            total=self.credit_of(RESERVES),
            highest_capital=max(highest_capital, capital),
        )


def allocate_surplus(
    surplus: Surplus,
    standing: Standing,
    command: AllocateSurplus,
    circumstances: Circumstances,
) -> SurplusAllocated:
    """The allocation of all that account 120 holds, within the law."""
    books = _books_of_meeting(surplus, standing, command, circumstances)
    profit, loss = books.credit_of(books.profit), -books.credit_of(books.loss)
    if profit <= loss or loss < 0:
        raise NoSurplus(profit, loss)
    policy = circumstances.rulebook.policy(SurplusPolicy, command.occurred_on)
    result = bounded(profit - loss)
    former = _former_losses(policy, books, result)
    if command.excluded_gains > result - former:
        raise GainsExceedResult(command.excluded_gains, result - former)
    charged = standing.participations.of(command.year_ended)
    there = Distributable(result - former - command.excluded_gains, charged.amount)
    allocation = _divided(there, policy, standing, command, books)
    demand_provision(charged, allocation.reserves)
    return SurplusAllocated(
        **dict(command) | {"allocation": allocation},
        profit=profit,
        loss=loss,
        former_losses=former,
        participation=charged.amount,
        investment_provision=charged.provision,
        profit_account=books.profit,
        loss_account=books.loss,
    )


def carry_loss_forward(
    surplus: Surplus,
    standing: Standing,
    command: CarryLossForward,
    circumstances: Circumstances,
) -> LossCarriedForward:
    """The loss of all sections together, on account 119."""
    books = _books_of_meeting(surplus, standing, command, circumstances)
    profit, loss = books.credit_of(books.profit), -books.credit_of(books.loss)
    if loss <= profit or profit < 0:
        raise NoLoss(profit, loss)
    return LossCarriedForward(
        **dict(command),
        profit=profit,
        loss=loss,
        profit_account=books.profit,
        loss_account=books.loss,
    )


def _divided(
    there: Distributable,
    policy: SurplusPolicy | None,
    standing: Standing,
    command: AllocateSurplus,
    books: _OpenBooks,
) -> Allocation:
    form, reserves = standing.legal_form, books.reserves(standing.highest_capital)
    allocation = command.allocation
    if allocation is None:
        if policy is None:
            raise SplitNotAdopted(command.occurred_on)
        allocation = planned(there, policy, form, reserves)
    demand_lawful(allocation, there, form, reserves)
    return allocation


def _former_losses(policy: SurplusPolicy | None, books: _OpenBooks, result: Decimal) -> Decimal:
    if policy and not policy.losses_first:
        return ZERO
    return min(result, max(ZERO, -books.credit_of(books.roles.retained_losses)))


def _books_of_meeting(
    surplus: Surplus,
    standing: Standing,
    command: AllocationCommand,
    circumstances: Circumstances,
) -> _OpenBooks:
    ends = standing.year_ends
    _demand_decidable(surplus, circumstances.rulebook, command)
    _demand_opened(ends, command.year_ended, circumstances)
    day = circumstances.accounting_date(command.occurred_on)
    books = _OpenBooks.on(day, ends.opening, circumstances)
    if elsewhere := books.results_elsewhere():
        raise ResultsNotBroughtUp(*elsewhere)
    return books


def _demand_decidable(surplus: Surplus, rules: Rulebook, command: AllocationCommand) -> None:
    ended = command.year_ended
    if ended in surplus.years:
        raise ResultAlreadyAllocated(ended)
    if not (_is_last_before(rules, ended) or rules.year_ending(ended)):
        raise YearNotAllocable(ended)
    if command.occurred_on <= ended:
        raise YearNotAllocable(ended)
    if rules.year_ending(ended) and month_of(ended) > (rules.closed_through or ""):
        raise ResultNotFinal(ended)


def _demand_opened(ends: YearEnds, ended: date, circumstances: Circumstances) -> None:
    opening = ended + timedelta(days=1)
    if ends.opening == opening and not ends.final:
        raise OpeningsNotFinal(opening)
    # Those of books taken over, too.
    begun = circumstances.ledger.begins(month_of(circumstances.today))
    if begun > month_of(opening):
        raise AnotherYearOpened(begun)
    if begun < month_of(opening) and not _is_last_before(circumstances.rulebook, ended):
        raise OpeningsNotFinal(opening)


def _is_last_before(rules: Rulebook, ended: date) -> bool:
    return bool(rules.years) and rules.years[0].first == ended + timedelta(days=1)
