"""Expense claims: what an entrepreneur spent for the activity, and its payment."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import assert_never

from pydantic import Field
from rpds import HashTrieMap

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.expense_claims import (
    ClaimedExpense,
    ExpenseClaimsEvent,
    ExpensesClaimed,
    ExpensesPaid,
)
from domain.identifiers import ActivityCode, Code, Day, Reference
from domain.money import ZERO, Exact, PositiveEuros, SomeEuros, bounded, rounded
from domain.policies.expense_type import ExpenseType
from domain.refusal import Refusal
from domain.rulebook import Rulebook
from domain.statutory import vat_max
from domain.value import Value

# Commands


class Expense(Value):
    """An expense: an amount paid with its VAT, or kilometres driven.

    Its type's terms, such as the rate per kilometre, are those of the day `on` which it was
    incurred, or of the claim's date when none is given.
    """

    type: Code
    on: Day | None = None
    gross: PositiveEuros | None = None
    vat: SomeEuros = ZERO
    kilometres: Exact | None = None


class ClaimExpenses(Command):
    """Claim the expenses of a period, none of a day after the claim."""

    reference: Reference
    lines: tuple[Expense, ...] = Field(min_length=1, max_length=200)


class PayExpenses(Command):
    """Pay an expense claim back, whole."""

    claim: Reference
    reference: Reference | None = None


ExpenseClaimsCommand = ClaimExpenses | PayExpenses


# Refusals


class ExpensesAlreadyClaimed(Refusal):
    """A claim of that reference is already recorded."""


class WrongBasis(Refusal):
    """The type of expense is claimed by the kilometre, or by the amount, and not the other."""


class VatAboveExpense(Refusal):
    """An expense bears more VAT than the highest rate allows."""


class NothingClaimed(Refusal):
    """A claim must come to more than zero."""


class ExpenseAfterClaim(Refusal):
    """An expense is dated after the claim that holds it."""


class UnknownClaim(Refusal):
    """The activity has recorded no expense claim of that reference."""


class ClaimAlreadyPaid(Refusal):
    """The expense claim is already paid."""


class PaidBeforeClaim(Refusal):
    """The payment is dated before the claim."""


# State


@dataclass(frozen=True, slots=True)
class ExpenseClaims:
    """The claims of an activity, and those still owed."""

    claims: "HashTrieMap[Reference, ExpensesClaimed]" = field(default_factory=HashTrieMap)
    paid: frozenset[Reference] = frozenset()


def evolve(claims: ExpenseClaims, event: ExpenseClaimsEvent) -> ExpenseClaims:
    """The claims after an event."""
    match event:
        case ExpensesClaimed():
            return expenses_claimed(claims, event)
        case ExpensesPaid():
            return expenses_paid(claims, event)
        case _:
            assert_never(event)


def expenses_claimed(claims: ExpenseClaims, event: ExpensesClaimed) -> ExpenseClaims:
    """The claim is owed."""
    return ExpenseClaims(claims.claims.insert(event.reference, event), claims.paid)


def expenses_paid(claims: ExpenseClaims, event: ExpensesPaid) -> ExpenseClaims:
    """The claim is owed no more."""
    return ExpenseClaims(claims.claims, claims.paid | {event.claim})


# Decisions


def decide(
    activity: ActivityCode,
    claims: ExpenseClaims,
    command: ExpenseClaimsCommand,
    circumstances: Circumstances,
) -> ExpenseClaimsEvent:
    """The event a command on expense claims causes."""
    match command:
        case ClaimExpenses():
            return claim_expenses(activity, claims, command, circumstances)
        case PayExpenses():
            return pay_expenses(activity, claims, command)
        case _:
            assert_never(command)


def claim_expenses(
    activity: ActivityCode,
    claims: ExpenseClaims,
    command: ClaimExpenses,
    circumstances: Circumstances,
) -> ExpensesClaimed:
    """What is owed line by line; the contribution it gives back is added to it."""
    day, rulebook = command.occurred_on, circumstances.rulebook
    circumstances.demand_cover(day)
    if command.reference in claims.claims:
        raise ExpensesAlreadyClaimed(command.reference)
    types = [_type(line, day, rulebook) for line in command.lines]
    lines = tuple(
        _claimed(expense, type_, day)
        for expense, type_ in zip(command.lines, types, strict=True)
    )
    total = bounded(sum((line.net + line.vat for line in lines), ZERO))
    if not total:
        raise NothingClaimed
    return ExpensesClaimed(
        occurred_on=day,
        activity=activity,
        reference=command.reference,
        lines=lines,
        total=total,
        contribution_credit=ZERO,
    )


def pay_expenses(
    activity: ActivityCode, claims: ExpenseClaims, command: PayExpenses
) -> ExpensesPaid:
    """The payment of the whole claim."""
    claim = claims.claims.get(command.claim)
    if claim is None:
        raise UnknownClaim(command.claim)
    if command.claim in claims.paid:
        raise ClaimAlreadyPaid(command.claim)
    if command.occurred_on < claim.occurred_on:
        raise PaidBeforeClaim(command.occurred_on, claim.occurred_on)
    return ExpensesPaid(
        occurred_on=command.occurred_on,
        document_on=claim.occurred_on,
        activity=activity,
        claim=command.claim,
        reference=command.reference or f"{command.claim}/P",
        amount=claim.total,
    )


def _type(expense: Expense, claimed_on: date, rulebook: Rulebook) -> ExpenseType:
    day = expense.on or claimed_on
    if day > claimed_on:
        raise ExpenseAfterClaim(day, claimed_on)
    return rulebook.expense_type(expense.type, day)


def _claimed(expense: Expense, type_: ExpenseType, day: date) -> ClaimedExpense:
    if (type_.basis == "kilometres") != (expense.kilometres is not None):
        raise WrongBasis(expense.type)
    if (expense.gross is None) != (expense.kilometres is not None):
        raise WrongBasis(expense.type)
    if expense.gross is None or expense.kilometres is not None:
        return _by_kilometre(expense, type_)
    return _by_amount(expense, expense.gross, type_, day)


def _by_kilometre(expense: Expense, type_: ExpenseType) -> ClaimedExpense:
    kilometres = expense.kilometres or ZERO
    if expense.vat:
        raise VatAboveExpense(expense.type)
    net = bounded(rounded(kilometres * type_.rate_per_kilometre))
    return ClaimedExpense(
        type=expense.type,
        account=type_.account,
        net=net,
        vat=ZERO,
        kilometres=kilometres,
        on=expense.on,
    )


def _by_amount(
    expense: Expense, gross: Decimal, type_: ExpenseType, day: date
) -> ClaimedExpense:
    if expense.vat > vat_max(gross - expense.vat, day):
        raise VatAboveExpense(expense.type)
    vat = expense.vat if type_.vat_deductible else ZERO
    return ClaimedExpense(
        type=expense.type,
        account=type_.account,
        net=rounded((gross - vat) * type_.business_share),
        vat=rounded(vat * type_.business_share),
        on=expense.on,
    )
