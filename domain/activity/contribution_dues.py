"""Contribution dues: what an activity owes to the shared structure with each of its documents.

Sales and expense claims are decided by their own parts; `with_dues` adds what they owe or give
back: the contribution, the levies and the internal retention. Terms are those of the document's
date, or of the date of its invoice for a credit note or a payment; the tier is the one that the
base of the fiscal year has reached, in the order of recording.
"""

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from domain.activity.contribution import (
    Contributions,
    InvoiceDues,
    waits_for_payment,
)
from domain.activity.vat import gross, net
from domain.circumstances import Circumstances
from domain.events.activity import ActivityEvent
from domain.events.expense_claims import ExpensesClaimed
from domain.events.internal_sales import InternalSaleMade
from domain.events.sales import (
    CreditNoteIssued,
    InvoiceIssued,
    InvoiceWrittenOff,
    Levied,
    PaymentReceived,
    PaymentUndone,
)
from domain.money import ZERO, proportion, rounded
from domain.policies.internal_retention import InternalRetentionPolicy
from domain.rulebook import Rulebook

Settling: TypeAlias = CreditNoteIssued | PaymentReceived | PaymentUndone | InvoiceWrittenOff
Dues: TypeAlias = dict[str, object]
"""What is added to an event."""


def with_dues(
    known: Contributions, event: ActivityEvent, circumstances: Circumstances
) -> ActivityEvent:
    """The event of a sale or a claim with what it owes to the structure, or takes back."""
    return event.model_copy(update=_dues(known, event, circumstances.rulebook))


def _dues(known: Contributions, event: ActivityEvent, rulebook: Rulebook) -> Dues:
    match event:
        case InvoiceIssued():
            return _of_invoice(known, event, rulebook)
        case InternalSaleMade():
            return _of_internal_sale(event, rulebook)
        case ExpensesClaimed():
            return _of_claim(known, event, rulebook)
        case CreditNoteIssued() | PaymentReceived() | PaymentUndone() | InvoiceWrittenOff():
            # A deposit bears nothing: the invoice that deducts it does.
            dues = known.invoices.get(event.invoice)
            return _of_settlement(known, dues, event, rulebook) if dues else {}
        case _:
            return {}


def _of_settlement(
    known: Contributions, dues: InvoiceDues, event: Settling, rulebook: Rulebook
) -> Dues:
    match event:
        case CreditNoteIssued():
            return _of_credit_note(dues, event)
        case PaymentReceived():
            return _of_payment(known, dues, event, rulebook)
        case PaymentUndone():
            return _of_undone(dues, event)
        case InvoiceWrittenOff():
            return _of_loss(dues, event, rulebook)


def _of_invoice(known: Contributions, event: InvoiceIssued, rulebook: Rulebook) -> Dues:
    day, activity = event.occurred_on, event.activity
    retention = rulebook.policy(InternalRetentionPolicy, day, activity)
    levied = {it.code: rounded(event.net * it.rate) for it in rulebook.levies(day, activity)}
    dues: Dues = {
        "levies": tuple(Levied(code=code, amount=it) for code, it in levied.items() if it),
        "internal_retention": rounded(event.gross * retention.rate) if retention else ZERO,
    }
    policy = rulebook.contribution(day, activity)
    if policy is None:
        return dues
    dues["contribution_basis"] = policy.base
    if policy.base == "margin":
        return dues
    base = event.net
    if waits_for_payment(event.model_copy(update=dues)):
        base = dues["contribution_base"] = sum((it.net for it in event.deposits), ZERO)
    if not base:
        return dues
    before = _base_before(known, day, rulebook)
    return dues | {
        "contribution_rate": policy.rate_at(before + base),
        "contribution": rounded(policy.charge(before, base)),
    }


def _of_credit_note(dues: InvoiceDues, event: CreditNoteIssued) -> Dues:
    """In proportion to what the invoice was charged: its terms, whatever holds today."""
    back = {it.code: proportion(it.amount, event.net, dues.net) for it in dues.levies}
    return {
        "contribution": dues.back(dues.of_credit(event.net)),
        "levies": tuple(Levied(code=code, amount=it) for code, it in back.items() if it),
        "internal_retention": proportion(dues.retention, event.net, dues.net),
    }


def _of_payment(
    known: Contributions, dues: InvoiceDues, event: PaymentReceived, rulebook: Rulebook
) -> Dues:
    policy = rulebook.contribution(dues.issued_on, event.activity)
    if not dues.free or dues.basis != "received" or policy is None:
        return {}
    # A fee charged on to the customer may make a payment larger than what is invoiced.
    whole = event.amount >= dues.unpaid
    base = dues.free if whole else min(net(event.vat), dues.free)
    before = _base_before(known, event.occurred_on, rulebook)
    return {
        "contribution_base": base,
        "contribution": rounded(policy.charge(before, base)),
    }


def _of_undone(dues: InvoiceDues, event: PaymentUndone) -> Dues:
    """What the payment brought, unless a credit note took of it since.

    What the customer was owed pays the invoice in its place: the VAT tells what waits again.
    """
    receipt, borne = dues.receipts[event.payment], dues.borne
    again = receipt.base if gross(event.vat) == receipt.gross else net(event.vat)
    base = min(again, borne.base) if dues.basis == "received" else ZERO
    if base == receipt.base and receipt.contribution <= borne.contribution:
        return {"contribution_base": base, "contribution": receipt.contribution}
    return {"contribution_base": base, "contribution": dues.back(base)}


def _of_loss(dues: InvoiceDues, event: InvoiceWrittenOff, rulebook: Rulebook) -> Dues:
    """In proportion to what the invoice was charged, where the cooperative gives it back."""
    policy = rulebook.contribution(dues.issued_on, event.activity)
    if policy is None or not policy.back_on_losses or dues.basis != "invoiced":
        return {}
    # A fee charged on to the customer is lost too, and bore nothing.
    lost = min(net(event.vat), dues.borne.base)
    return {"contribution_base": lost, "contribution": dues.back(lost)}


def _of_internal_sale(event: InternalSaleMade, rulebook: Rulebook) -> Dues:
    policy = rulebook.contribution(event.occurred_on, event.activity)
    return {"contribution": rounded(event.amount * policy.internal_rate)} if policy else {}


def _of_claim(known: Contributions, event: ExpensesClaimed, rulebook: Rulebook) -> Dues:
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
    dues: Dues = {"contribution_basis": policy.base, "lowers_base": base}
    if policy.base == "margin":
        return dues
    before = _base_before(known, day, rulebook)
    return dues | {"contribution_credit": rounded(policy.charge(before - base, base))}


def _base_before(known: Contributions, day: date, rulebook: Rulebook) -> Decimal:
    return known.in_year(known.bases, rulebook.year_of(day))
