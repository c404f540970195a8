"""Contribution: what an activity owes to the shared structure with each of its documents.

Sales and expense claims are decided by their own parts; `with_dues` adds what they owe or give
back: the contribution, the levies and the internal retention. Terms are those of the document's
date, or of the date of its invoice for a credit note or a payment; the tier is the one that the
base of the fiscal year has reached, in the order of recording.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias, TypeVar

from rpds import HashTrieMap

from domain.circumstances import Circumstances
from domain.events.activity import ActivityEvent
from domain.events.contribution import (
    ContributionCharged,
    ContributionPrepaid,
    InternalRetentionReleased,
    MinimumContributionCharged,
)
from domain.events.expense_claims import ExpensesClaimed
from domain.events.purchases import (
    PurchaseLine,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
)
from domain.events.sales import CreditNoteIssued, InvoiceIssued, Levied, PaymentReceived
from domain.identifiers import AccountNumber, Month, Reference
from domain.money import ZERO, proportion, rounded
from domain.period import FiscalYear, month_of
from domain.policies.contribution import ContributionBasis
from domain.policies.internal_retention import InternalRetentionPolicy
from domain.rulebook import Rulebook

Key = TypeVar("Key")
ByMonth: TypeAlias = "HashTrieMap[Month, Decimal]"

# State


@dataclass(frozen=True, slots=True)
class InvoiceDues:
    """What an invoice still bears, and what of its net waits to be received."""

    issued_on: date
    basis: ContributionBasis
    net: Decimal
    waiting: Decimal
    unpaid: Decimal
    contribution: Decimal
    levies: tuple[Levied, ...]
    retention: Decimal


@dataclass(frozen=True, slots=True)
class Contributions:
    """Month by month, what bore a contribution and what was charged; and by invoice.

    `bases` is turnover charged with documents, `turnover`, `purchases` and `expenses` are what
    margins are made of; `variable` is all that margins were charged.
    """

    invoices: "HashTrieMap[Reference, InvoiceDues]" = field(default_factory=HashTrieMap)
    bases: ByMonth = field(default_factory=HashTrieMap)
    turnover: ByMonth = field(default_factory=HashTrieMap)
    purchases: "HashTrieMap[tuple[Month, AccountNumber], Decimal]" = field(
        default_factory=HashTrieMap
    )
    expenses: ByMonth = field(default_factory=HashTrieMap)
    charged: ByMonth = field(default_factory=HashTrieMap)
    prepaid: ByMonth = field(default_factory=HashTrieMap)
    variable: Decimal = ZERO
    months: frozenset[Month] = frozenset()
    years: frozenset[date] = frozenset()

    def in_year(self, totals: ByMonth, year: FiscalYear) -> Decimal:
        """The total of a fiscal year."""
        return sum((totals.get(month, ZERO) for month in year.months()), ZERO)


def evolve(known: Contributions, event: ActivityEvent) -> Contributions:
    """What is known after any event of the activity; most change nothing here."""
    match event:
        case InvoiceIssued():
            return invoice_issued(known, event)
        case CreditNoteIssued():
            return credit_note_issued(known, event)
        case PaymentReceived():
            return payment_received(known, event)
        case ExpensesClaimed():
            return expenses_claimed(known, event)
        case SupplierInvoiceBooked():
            return _bought(known, event.occurred_on, event.lines)
        case SupplierInvoiceCorrected():
            undone = _bought(known, event.occurred_on, event.wrong_lines, -1)
            return _bought(undone, event.occurred_on, event.lines)
        case InternalRetentionReleased():
            return retention_released(known, event)
        case ContributionCharged() | ContributionPrepaid() | MinimumContributionCharged():
            return charged_apart(known, event)
        case _:
            return known


def invoice_issued(known: Contributions, event: InvoiceIssued) -> Contributions:
    """The invoice bears what it says; its net counts now, when received, or in the margin."""
    dues = InvoiceDues(
        issued_on=event.occurred_on,
        basis=event.contribution_basis,
        net=event.net,
        waiting=event.net if event.contribution_basis == "received" else ZERO,
        unpaid=event.gross,
        contribution=event.contribution,
        levies=event.levies,
        retention=event.internal_retention,
    )
    borne = event.net if event.contribution_basis == "invoiced" else ZERO
    after = replace(known, invoices=known.invoices.insert(event.number, dues))
    after = _earned(after, event.contribution_basis, event.occurred_on, event.net)
    return _charged(after, event.occurred_on, event.contribution, borne)


def credit_note_issued(known: Contributions, event: CreditNoteIssued) -> Contributions:
    """The invoice bears less; so does the month."""
    dues = known.invoices[event.invoice]
    left = replace(
        dues,
        net=dues.net - event.net,
        waiting=max(ZERO, dues.waiting - event.net),
        unpaid=dues.unpaid - event.gross,
        contribution=dues.contribution - event.contribution,
        levies=_less(dues.levies, event.levies),
        retention=dues.retention - event.internal_retention,
    )
    after = replace(known, invoices=known.invoices.insert(event.invoice, left))
    after = _earned(after, dues.basis, event.occurred_on, -event.net)
    borne = _counted(dues, event.net)
    return _charged(after, event.occurred_on, -event.contribution, -borne)


def payment_received(known: Contributions, event: PaymentReceived) -> Contributions:
    """What was paid of the net bears its contribution."""
    dues = known.invoices[event.invoice]
    left = replace(
        dues,
        waiting=dues.waiting - event.contribution_base,
        unpaid=dues.unpaid - event.amount,
        contribution=dues.contribution + event.contribution,
    )
    after = replace(known, invoices=known.invoices.insert(event.invoice, left))
    return _charged(after, event.occurred_on, event.contribution, event.contribution_base)


def expenses_claimed(known: Contributions, event: ExpensesClaimed) -> Contributions:
    """The base is lower by what was spent for it, or the month's margin is."""
    month = month_of(event.occurred_on)
    if event.contribution_basis == "margin":
        return replace(known, expenses=_more(known.expenses, month, event.lowers_base))
    return _charged(known, event.occurred_on, -event.contribution_credit, -event.lowers_base)


def retention_released(known: Contributions, event: InternalRetentionReleased) -> Contributions:
    """Less of the invoice is kept."""
    dues = known.invoices[event.invoice]
    left = replace(dues, retention=dues.retention - event.amount)
    return replace(known, invoices=known.invoices.insert(event.invoice, left))


def charged_apart(
    known: Contributions,
    event: ContributionCharged | ContributionPrepaid | MinimumContributionCharged,
) -> Contributions:
    """More was charged, once for the month or the year it was charged for."""
    after = _charged(known, event.occurred_on, event.amount, ZERO)
    match event:
        case ContributionCharged():
            variable = known.variable + event.variable
            return replace(after, variable=variable, months=known.months | {event.month})
        case ContributionPrepaid():
            month = month_of(event.occurred_on)
            return replace(after, prepaid=_more(known.prepaid, month, event.amount))
        case MinimumContributionCharged():
            return replace(after, years=known.years | {event.first})


def _earned(
    known: Contributions, basis: ContributionBasis, day: date, net: Decimal
) -> Contributions:
    if basis != "margin":
        return known
    return replace(known, turnover=_more(known.turnover, month_of(day), net))


def _bought(
    known: Contributions, day: date, lines: tuple[PurchaseLine, ...], sign: int = 1
) -> Contributions:
    purchases = known.purchases
    for line in lines:
        purchases = _more(purchases, (month_of(day), line.account), sign * line.net)
    return replace(known, purchases=purchases)


def _charged(known: Contributions, day: date, amount: Decimal, base: Decimal) -> Contributions:
    month = month_of(day)
    bases, charged = _more(known.bases, month, base), _more(known.charged, month, amount)
    return replace(known, bases=bases, charged=charged)


def _more(
    totals: "HashTrieMap[Key, Decimal]", key: Key, amount: Decimal
) -> "HashTrieMap[Key, Decimal]":
    return totals.insert(key, totals.get(key, ZERO) + amount) if amount else totals


def _less(levies: tuple[Levied, ...], taken: tuple[Levied, ...]) -> tuple[Levied, ...]:
    amounts = {levy.code: levy.amount for levy in taken}
    left = ((it.code, it.amount - amounts.get(it.code, ZERO)) for it in levies)
    return tuple(Levied(code=code, amount=amount) for code, amount in left if amount)


def _counted(dues: InvoiceDues, net: Decimal) -> Decimal:
    """What of a net taken back had counted in a base: what waits goes first."""
    return ZERO if dues.basis == "margin" else max(ZERO, net - dues.waiting)


# Decisions


def with_dues(
    known: Contributions, event: ActivityEvent, circumstances: Circumstances
) -> ActivityEvent:
    """The event of a sale or a claim with what it owes to the structure, or takes back."""
    rulebook = circumstances.rulebook
    match event:
        case InvoiceIssued():
            return event.model_copy(update=_of_invoice(known, event, rulebook))
        case CreditNoteIssued():
            return event.model_copy(update=_of_credit_note(known, event))
        case PaymentReceived():
            return event.model_copy(update=_of_payment(known, event, rulebook))
        case ExpensesClaimed():
            return event.model_copy(update=_of_claim(known, event, rulebook))
        case _:
            return event


def _of_invoice(
    known: Contributions, event: InvoiceIssued, rulebook: Rulebook
) -> dict[str, object]:
    day, activity = event.occurred_on, event.activity
    retention = rulebook.policy(InternalRetentionPolicy, day, activity)
    levied = {it.code: rounded(event.net * it.rate) for it in rulebook.levies(day, activity)}
    dues: dict[str, object] = {
        "levies": tuple(Levied(code=code, amount=it) for code, it in levied.items() if it),
        "internal_retention": rounded(event.gross * retention.rate) if retention else ZERO,
    }
    policy = rulebook.contribution(day, activity)
    if policy is None:
        return dues
    if policy.base != "invoiced":
        return dues | {"contribution_basis": policy.base}
    before = _base_before(known, day, rulebook)
    return dues | {
        "contribution_rate": policy.rate_at(before + event.net),
        "contribution": rounded(policy.charge(before, event.net)),
    }


def _of_credit_note(known: Contributions, event: CreditNoteIssued) -> dict[str, object]:
    """In proportion to what the invoice was charged: its terms, whatever holds today."""
    dues = known.invoices[event.invoice]
    back = {it.code: proportion(it.amount, event.net, dues.net) for it in dues.levies}
    counted = _counted(dues, event.net)
    of = dues.net - dues.waiting
    return {
        "contribution": proportion(dues.contribution, counted, of) if counted else ZERO,
        "levies": tuple(Levied(code=code, amount=it) for code, it in back.items() if it),
        "internal_retention": proportion(dues.retention, event.net, dues.net),
    }


def _of_payment(
    known: Contributions, event: PaymentReceived, rulebook: Rulebook
) -> dict[str, object]:
    dues = known.invoices[event.invoice]
    policy = rulebook.contribution(dues.issued_on, event.activity)
    if not dues.waiting or policy is None:
        return {}
    base = proportion(dues.waiting, event.amount, dues.unpaid)
    before = _base_before(known, event.occurred_on, rulebook)
    return {
        "contribution_base": base,
        "contribution": rounded(policy.charge(before, base)),
    }


def _of_claim(
    known: Contributions, event: ExpensesClaimed, rulebook: Rulebook
) -> dict[str, object]:
    day = event.occurred_on
    policy = rulebook.contribution(day, event.activity)
    if policy is None:
        return {}
    base = sum(
        (
            line.net
            for line in event.lines
            if rulebook.expense_type(line.type, day).lowers_contribution
        ),
        ZERO,
    )
    dues: dict[str, object] = {"contribution_basis": policy.base, "lowers_base": base}
    if policy.base == "margin":
        return dues
    before = _base_before(known, day, rulebook)
    return dues | {"contribution_credit": rounded(policy.charge(before - base, base))}


def _base_before(known: Contributions, day: date, rulebook: Rulebook) -> Decimal:
    return known.in_year(known.bases, rulebook.year_of(day))
