"""Contributions: what an activity was charged, and on what, document by document.

`contribution_dues` says what the next document owes, `contribution_charges` what is owed apart
from documents; both stand on what is remembered here, of any event of the activity.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias, TypeVar

from rpds import HashTrieMap

from domain.activity.vat import gross
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
    SupplierCreditNoteBooked,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
)
from domain.events.sales import (
    CreditNoteIssued,
    CustomerRefunded,
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


class Receipt(NamedTuple):
    """What a payment brought: of the invoice with its VAT, of its net, of the contribution."""

    month: Month
    gross: Decimal
    base: Decimal
    contribution: Decimal


class TakenBack(NamedTuple):
    """What a month's base and contribution lose."""

    month: Month
    base: Decimal
    contribution: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceDues:
    """What an invoice still bears; `free` of its net is not received yet, and `lost` is lost.

    `unpaid` is below zero when a credit note left something to the customer. `counted` is the
    part of the net that bears the contribution, by the month in which it came to bear it.
    """

    issued_on: date
    basis: ContributionBasis
    net: Decimal
    free: Decimal
    unpaid: Decimal
    contribution: Decimal
    levies: tuple[Levied, ...]
    retention: Decimal
    lost: Decimal = ZERO
    counted: ByMonth = field(default_factory=HashTrieMap)
    receipts: "HashTrieMap[Reference, Receipt]" = field(default_factory=HashTrieMap)

    @property
    def borne(self) -> "Borne":
        """The part of the net that bears the contribution, and that contribution."""
        return Borne(self.net - self.free - self.lost, self.contribution)

    def back(self, base: Decimal) -> Decimal:
        """The contribution that goes with a part of what bears it."""
        return proportion(self.contribution, base, self.borne.base) if base else ZERO

    def of_credit(self, net: Decimal) -> Decimal:
        """What of a net taken back bears the contribution: what is not received goes first."""
        return min(max(ZERO, net - self.free), self.borne.base)

    def taken_back(self, borne: "Borne", first: Month | None) -> tuple[TakenBack, ...]:
        """Where a part counted: in the first month told, then in the latest that hold some."""
        left, taken = borne, []
        for month in sorted(self.counted, key=lambda it: (it == first, it), reverse=True):
            base = min(left.base, self.counted[month])
            if base:
                back = proportion(left.contribution, base, left.base)
                taken.append(TakenBack(month, base, back))
                left = Borne(left.base - base, left.contribution - back)
        return tuple(taken)


class TopUps(NamedTuple):
    """How often a year was topped up to its minimum, and by how much in all."""

    times: int = 0
    amount: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Contributions:
    """Month by month, what bore a contribution and what was charged; and by invoice.

    `bases` is turnover charged with documents, `turnover`, `purchases` and `expenses` are what
    margins are made of; `variable` is what margins were charged.
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
    variable: ByMonth = field(default_factory=HashTrieMap)
    months: frozenset[Month] = frozenset()
    topped_up: "HashTrieMap[date, TopUps]" = field(default_factory=HashTrieMap)

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
        case PaymentUndone():
            return payment_undone(known, event)
        case CustomerRefunded():
            return customer_refunded(known, event)
        case InvoiceWrittenOff():
            return invoice_written_off(known, event)
        case InternalSaleMade():
            return _charged(known, month_of(event.occurred_on), event.contribution, ZERO)
        case ExpensesClaimed():
            return expenses_claimed(known, event)
        case SupplierInvoiceBooked():
            return _bought(known, event.occurred_on, event.lines)
        case SupplierCreditNoteBooked():
            # It lowers the costs of the month in which they counted.
            bought_on = event.document_on or event.occurred_on
            return _bought(known, bought_on, event.lines, -1)
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
    free = event.net - event.contribution_base if waits_for_payment(event) else ZERO
    borne = ZERO if event.contribution_basis == "margin" else event.net - free
    month = month_of(event.occurred_on)
    dues = InvoiceDues(
        issued_on=event.occurred_on,
        basis=event.contribution_basis,
        net=event.net,
        free=free,
        unpaid=event.claimed,
        contribution=event.contribution,
        levies=event.levies,
        retention=event.internal_retention,
        counted=_more(HashTrieMap(), month, borne),
    )
    after = replace(known, invoices=known.invoices.insert(event.number, dues))
    after = _earned(after, dues, event.net)
    return _charged(after, month, event.contribution, borne)


def credit_note_issued(known: Contributions, event: CreditNoteIssued) -> Contributions:
    """The invoice bears less; so does the month in which it came to bear it."""
    dues = known.invoices.get(event.invoice)
    if dues is None:
        return known
    net, free = dues.net - event.net, max(ZERO, dues.free - event.net)
    left = replace(
        dues,
        net=net,
        free=free,
        lost=min(dues.lost, net - free),
        unpaid=dues.unpaid - event.gross,
        levies=_less(dues.levies, event.levies),
        retention=dues.retention - event.internal_retention,
    )
    back = Borne(dues.of_credit(event.net), event.contribution)
    return _earned(_bears_less(known, event.invoice, left, back), dues, -event.net)


def payment_received(known: Contributions, event: PaymentReceived) -> Contributions:
    """What was paid of the net bears its contribution."""
    dues = known.invoices.get(event.invoice)
    if dues is None:
        return known
    month, base = month_of(event.occurred_on), event.contribution_base
    receipt = Receipt(month, gross(event.vat), base, event.contribution)
    left = replace(
        dues,
        free=dues.free - base,
        unpaid=dues.unpaid - event.amount,
        contribution=dues.contribution + event.contribution,
        counted=_more(dues.counted, month, base),
        receipts=dues.receipts.insert(event.reference, receipt),
    )
    after = replace(known, invoices=known.invoices.insert(event.invoice, left))
    return _charged(after, month, event.contribution, base)


def payment_undone(known: Contributions, event: PaymentUndone) -> Contributions:
    """What is not received after all bears nothing any more."""
    dues = known.invoices.get(event.invoice)
    if dues is None:
        return known
    back = Borne(event.contribution_base, event.contribution)
    left = replace(dues, free=dues.free + back.base, unpaid=dues.unpaid + event.amount)
    return _bears_less(known, event.invoice, left, back, dues.receipts[event.payment].month)


def customer_refunded(known: Contributions, event: CustomerRefunded) -> Contributions:
    """Less is owed to the customer."""
    dues = known.invoices.get(event.invoice)
    if dues is None:
        return known
    left = replace(dues, unpaid=dues.unpaid + event.amount)
    return replace(known, invoices=known.invoices.insert(event.invoice, left))


def invoice_written_off(known: Contributions, event: InvoiceWrittenOff) -> Contributions:
    """What is lost will not be received; it bears nothing any more if it was given back."""
    dues = known.invoices.get(event.invoice)
    if dues is None:
        return known
    back = Borne(event.contribution_base, event.contribution)
    left = replace(dues, free=ZERO, lost=dues.lost + dues.free + back.base, unpaid=ZERO)
    return _bears_less(known, event.invoice, left, back)


def expenses_claimed(known: Contributions, event: ExpensesClaimed) -> Contributions:
    """The base is lower by what was spent for it, or the month's margin is."""
    month = month_of(event.occurred_on)
    if event.contribution_basis == "margin":
        return replace(known, expenses=_more(known.expenses, month, event.lowers_base))
    return _charged(known, month, -event.contribution_credit, -event.lowers_base)


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
    month = month_of(event.occurred_on)
    after = _charged(known, month, event.amount, ZERO)
    match event:
        case ContributionCharged():
            return _margins_charged(after, event)
        case ContributionPrepaid():
            return replace(after, prepaid=_more(known.prepaid, month, event.amount))
        case MinimumContributionCharged():
            times, amount = known.topped_up.get(event.first, TopUps())
            so_far = TopUps(times + 1, amount + event.amount)
            return replace(after, topped_up=known.topped_up.insert(event.first, so_far))


def _margins_charged(known: Contributions, event: ContributionCharged) -> Contributions:
    """What late documents of other years caused is of those years."""
    variable, charged = _more(known.variable, event.month, event.variable), known.charged
    for first, amount in ((month_of(it.first), it.amount) for it in event.other_years):
        variable = _more(_more(variable, event.month, -amount), first, amount)
        charged = _more(_more(charged, event.month, -amount), first, amount)
    months = known.months | {event.month}
    return replace(known, variable=variable, charged=charged, months=months)


def waits_for_payment(event: InvoiceIssued) -> bool:
    """Whether an invoice is charged when it is paid: not if deposits leave nothing to pay."""
    return event.contribution_basis == "received" and event.claimed > 0


def _bears_less(
    known: Contributions,
    invoice: Reference,
    left: InvoiceDues,
    back: Borne,
    first: Month | None = None,
) -> Contributions:
    """Taken from what counted, where it did: a late settlement lowers no other year's base."""
    taken = left.taken_back(back, first)
    counted = left.counted
    for month, base, contribution in taken:
        counted = _more(counted, month, -base)
        known = _charged(known, month, -contribution, -base)
    dues = replace(left, contribution=left.contribution - back.contribution, counted=counted)
    return replace(known, invoices=known.invoices.insert(invoice, dues))


def _earned(known: Contributions, dues: InvoiceDues, net: Decimal) -> Contributions:
    """A margin rises and falls in the invoice's month, whatever its base has become since."""
    if dues.basis != "margin":
        return known
    return replace(known, turnover=_more(known.turnover, month_of(dues.issued_on), net))


def _bought(
    known: Contributions, day: date, lines: tuple[PurchaseLine, ...], sign: int = 1
) -> Contributions:
    purchases = known.purchases
    for line in lines:
        purchases = _more(purchases, (month_of(day), line.account), sign * line.net)
    return replace(known, purchases=purchases)


def _charged(
    known: Contributions, month: Month, amount: Decimal, base: Decimal
) -> Contributions:
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
