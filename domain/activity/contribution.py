"""Contributions: what an activity was charged, and on what, document by document.

`contribution_dues` says what the next document owes, `contribution_charges` what is owed apart
from documents; both stand on what is remembered here, of any event of the activity.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias, TypeVar

from rpds import HashTrieMap

from domain.events.activity import ActivityEvent
from domain.events.contribution import (
    ContributionCharged,
    ContributionPrepaid,
    InternalRetentionReleased,
    MinimumContributionCharged,
)
from domain.events.expense_claims import ExpensesClaimed
from domain.events.internal_sales import InternalSaleMade
from domain.events.purchases import (
    PurchaseLine,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
)
from domain.events.sales import (
    CreditNoteIssued,
    InvoiceIssued,
    InvoiceWrittenOff,
    Levied,
    PaymentReceived,
    PaymentUndone,
)
from domain.identifiers import AccountNumber, Month, Reference
from domain.money import ZERO, proportion
from domain.period import FiscalYear, month_of
from domain.policies.contribution import ContributionBasis

Key = TypeVar("Key")
ByMonth: TypeAlias = "HashTrieMap[Month, Decimal]"

# State


class Borne(NamedTuple):
    """A part of a net, and the contribution on it."""

    base: Decimal
    contribution: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceDues:
    """What an invoice still bears; `free` of its net is not received yet, or lost.

    `receipts` are the parts of the net, and their contributions, that payments brought.
    """

    issued_on: date
    basis: ContributionBasis
    net: Decimal
    free: Decimal
    unpaid: Decimal
    contribution: Decimal
    levies: tuple[Levied, ...]
    retention: Decimal
    receipts: "HashTrieMap[Reference, Borne]" = field(default_factory=HashTrieMap)

    @property
    def borne(self) -> "Borne":
        """The part of the net that bears the contribution, and that contribution."""
        return Borne(self.net - self.free, self.contribution)

    def back(self, base: Decimal) -> Decimal:
        """The contribution that goes with a part of what bears it."""
        return proportion(self.contribution, base, self.net - self.free) if base else ZERO


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
        case PaymentUndone() | InvoiceWrittenOff():
            return bears_less(known, event)
        case InternalSaleMade():
            return _charged(known, event.occurred_on, event.contribution, ZERO)
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
        free=event.net if waits_for_payment(event) else ZERO,
        unpaid=event.claimed,
        contribution=event.contribution,
        levies=event.levies,
        retention=event.internal_retention,
    )
    borne = ZERO if event.contribution_basis == "margin" else event.net - dues.free
    after = replace(known, invoices=known.invoices.insert(event.number, dues))
    after = _earned(after, event.contribution_basis, event.occurred_on, event.net)
    return _charged(after, event.occurred_on, event.contribution, borne)


def credit_note_issued(known: Contributions, event: CreditNoteIssued) -> Contributions:
    """The invoice bears less; so does the month."""
    dues = known.invoices.get(event.invoice)
    if dues is None:
        return known
    left = replace(
        dues,
        net=dues.net - event.net,
        free=max(ZERO, dues.free - event.net),
        unpaid=dues.unpaid - event.gross,
        contribution=dues.contribution - event.contribution,
        levies=_less(dues.levies, event.levies),
        retention=dues.retention - event.internal_retention,
    )
    after = replace(known, invoices=known.invoices.insert(event.invoice, left))
    after = _earned(after, dues.basis, event.occurred_on, -event.net)
    borne = counted(dues, event.net)
    return _charged(after, event.occurred_on, -event.contribution, -borne)


def payment_received(known: Contributions, event: PaymentReceived) -> Contributions:
    """What was paid of the net bears its contribution."""
    dues = known.invoices.get(event.invoice)
    if dues is None:
        return known
    receipt = Borne(event.contribution_base, event.contribution)
    left = replace(
        dues,
        free=dues.free - event.contribution_base,
        unpaid=dues.unpaid - event.amount,
        contribution=dues.contribution + event.contribution,
        receipts=dues.receipts.insert(event.reference, receipt),
    )
    after = replace(known, invoices=known.invoices.insert(event.invoice, left))
    return _charged(after, event.occurred_on, event.contribution, event.contribution_base)


def bears_less(known: Contributions, event: PaymentUndone | InvoiceWrittenOff) -> Contributions:
    """What is not received after all, or lost, bears nothing any more."""
    dues = known.invoices.get(event.invoice)
    if dues is None:
        return known
    undone = event.amount if isinstance(event, PaymentUndone) else ZERO
    left = replace(
        dues,
        free=dues.free + event.contribution_base,
        unpaid=dues.unpaid + undone,
        contribution=dues.contribution - event.contribution,
    )
    after = replace(known, invoices=known.invoices.insert(event.invoice, left))
    return _charged(after, event.occurred_on, -event.contribution, -event.contribution_base)


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


def waits_for_payment(event: InvoiceIssued) -> bool:
    """Whether an invoice is charged when it is paid: not if deposits leave nothing to pay."""
    return event.contribution_basis == "received" and event.claimed > 0


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


def counted(dues: InvoiceDues, net: Decimal) -> Decimal:
    """What of a net taken back had counted in a base: what is free goes first."""
    return ZERO if dues.basis == "margin" else max(ZERO, net - dues.free)
