"""Activity: opened under contracts, then everything its parts decide."""

from dataclasses import dataclass, field, replace
from typing import assert_never

from pydantic import Field

from domain.activity import expense_claims, internal_sales, purchases, sales
from domain.activity.expense_claims import ExpenseClaims
from domain.activity.internal_sales import InternalSales
from domain.activity.purchases import Purchases
from domain.activity.sales import Sales
from domain.circumstances import Circumstances
from domain.decider import Command, Decider
from domain.events import activity as events
from domain.events.activity import ActivityEvent
from domain.identifiers import ActivityCode, ContractId
from domain.privacy import Name
from domain.refusal import Refusal

# Commands


class OpenActivity(Command):
    """Open an activity under the contracts of those who run it."""

    activity: ActivityCode
    trade_name: Name
    contracts: tuple[ContractId, ...] = Field(min_length=1, max_length=50)


ActivityCommand = (
    OpenActivity
    | sales.IssueInvoice
    | sales.IssueCreditNote
    | sales.ReceivePayment
    | sales.WriteOffInvoice
    | internal_sales.SellInternally
    | expense_claims.ClaimExpenses
    | expense_claims.PayExpenses
    | purchases.BookSupplierInvoice
    | purchases.CorrectSupplierInvoice
    | purchases.PaySupplier
)


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


def evolve(state: Activity, event: ActivityEvent) -> Activity:
    """The activity after an event; nothing is computed here that the event does not say."""
    match event:
        case events.ActivityOpened():
            return replace(state, code=event.activity, contracts=event.contracts)
        case events.InvoiceIssued():
            return replace(state, sales=sales.invoice_issued(state.sales, event))
        case events.CreditNoteIssued():
            return replace(state, sales=sales.credit_note_issued(state.sales, event))
        case events.PaymentReceived():
            return replace(state, sales=sales.payment_received(state.sales, event))
        case events.InvoiceWrittenOff():
            return replace(state, sales=sales.invoice_written_off(state.sales, event))
        case events.InternalSaleMade():
            sold = internal_sales.internal_sale_made(state.internal_sales, event)
            return replace(state, internal_sales=sold)
        case events.ExpensesClaimed():
            return replace(state, claims=expense_claims.expenses_claimed(state.claims, event))
        case events.ExpensesPaid():
            return replace(state, claims=expense_claims.expenses_paid(state.claims, event))
        case events.SupplierInvoiceBooked():
            booked = purchases.supplier_invoice_booked(state.purchases, event)
            return replace(state, purchases=booked)
        case events.SupplierInvoiceCorrected():
            corrected = purchases.supplier_invoice_corrected(state.purchases, event)
            return replace(state, purchases=corrected)
        case events.SupplierPaid():
            return replace(state, purchases=purchases.supplier_paid(state.purchases, event))
        case _:
            assert_never(event)


# Decisions


def decide(
    state: Activity, command: ActivityCommand, circumstances: Circumstances
) -> ActivityEvent:
    """The event a command causes; every refusal is named."""
    if isinstance(command, OpenActivity):
        return open_activity(state, command, circumstances)
    if state.code is None:
        raise ActivityNotOpened
    match command:
        case sales.IssueInvoice():
            return sales.issue_invoice(state.code, command, circumstances)
        case sales.IssueCreditNote():
            return sales.issue_credit_note(state.code, state.sales, command, circumstances)
        case sales.ReceivePayment():
            return sales.receive_payment(state.code, state.sales, command, circumstances)
        case sales.WriteOffInvoice():
            return sales.write_off_invoice(state.code, state.sales, command, circumstances)
        case internal_sales.SellInternally():
            return internal_sales.sell_internally(
                state.code, state.internal_sales, command, circumstances
            )
        case expense_claims.ClaimExpenses():
            return expense_claims.claim_expenses(
                state.code, state.claims, command, circumstances
            )
        case expense_claims.PayExpenses():
            return expense_claims.pay_expenses(state.code, state.claims, command, circumstances)
        case purchases.BookSupplierInvoice():
            return purchases.book_supplier_invoice(
                state.code, state.purchases, command, circumstances
            )
        case purchases.CorrectSupplierInvoice():
            return purchases.correct_supplier_invoice(
                state.code, state.purchases, command, circumstances
            )
        case purchases.PaySupplier():
            return purchases.pay_supplier(state.code, state.purchases, command, circumstances)
        case _:
            assert_never(command)


def open_activity(
    state: Activity, command: OpenActivity, circumstances: Circumstances
) -> events.ActivityOpened:
    """The activity, once, under contracts that cover its first day."""
    if state.code is not None:
        raise ActivityAlreadyOpened(state.code)
    circumstances.demand_cover(command.occurred_on)
    return events.ActivityOpened(
        occurred_on=command.occurred_on,
        activity=command.activity,
        trade_name=command.trade_name.digest,
        contracts=command.contracts,
    )


ACTIVITY: Decider[Activity, ActivityCommand, ActivityEvent] = Decider(
    Activity(), decide, evolve
)
