"""Sales: what happens to the invoices of an activity, part by part."""

from typing import assert_never

from domain.activity.sales.credit_notes import (
    IssueCreditNote,
    RefundCustomer,
    credit_note_issued,
    customer_refunded,
    issue_credit_note,
    refund_customer,
)
from domain.activity.sales.deposits import (
    IssueDepositInvoice,
    deposit_invoice_issued,
    issue_deposit_invoice,
)
from domain.activity.sales.invoices import IssueInvoice, invoice_issued, issue_invoice
from domain.activity.sales.losses import (
    DoubtInvoice,
    WriteOffInvoice,
    doubt_invoice,
    invoice_doubted,
    invoice_written_off,
    write_off_invoice,
)
from domain.activity.sales.payments import (
    BankCheque,
    ReceivePayment,
    ReceiveRetention,
    ReturnCheque,
    UndoPayment,
    bank_cheque,
    cheque_banked,
    payment_received,
    payment_undone,
    receive_payment,
    receive_retention,
    return_cheque,
    undo_payment,
)
from domain.activity.sales.receivables import Sales
from domain.activity.sales.retentions import AcceptWorks, accept_works, works_accepted
from domain.circumstances import Circumstances
from domain.events.sales import (
    ChequeBanked,
    CreditNoteIssued,
    CustomerRefunded,
    DepositInvoiceIssued,
    InvoiceDoubted,
    InvoiceIssued,
    InvoiceWrittenOff,
    PaymentReceived,
    PaymentUndone,
    SalesEvent,
    WorksAccepted,
)
from domain.identifiers import ActivityCode

SalesCommand = (
    IssueInvoice
    | IssueDepositInvoice
    | IssueCreditNote
    | RefundCustomer
    | ReceivePayment
    | ReceiveRetention
    | BankCheque
    | ReturnCheque
    | UndoPayment
    | AcceptWorks
    | DoubtInvoice
    | WriteOffInvoice
)


def evolve(sales: Sales, event: SalesEvent) -> Sales:
    """The sales after an event."""
    match event:
        case InvoiceIssued():
            return invoice_issued(sales, event)
        case DepositInvoiceIssued():
            return deposit_invoice_issued(sales, event)
        case CreditNoteIssued():
            return credit_note_issued(sales, event)
        case CustomerRefunded():
            return customer_refunded(sales, event)
        case PaymentReceived():
            return payment_received(sales, event)
        case ChequeBanked():
            return cheque_banked(sales, event)
        case PaymentUndone():
            return payment_undone(sales, event)
        case WorksAccepted():
            return works_accepted(sales, event)
        case InvoiceDoubted():
            return invoice_doubted(sales, event)
        case InvoiceWrittenOff():
            return invoice_written_off(sales, event)
        case _:
            assert_never(event)


def decide(
    activity: ActivityCode, sales: Sales, command: SalesCommand, circumstances: Circumstances
) -> SalesEvent:
    """The event a command on sales causes."""
    match command:
        case IssueInvoice():
            return issue_invoice(activity, sales, command, circumstances)
        case IssueDepositInvoice():
            return issue_deposit_invoice(activity, command, circumstances)
        case IssueCreditNote():
            return issue_credit_note(activity, sales, command, circumstances)
        case RefundCustomer():
            return refund_customer(activity, sales, command, circumstances)
        case ReceivePayment():
            return receive_payment(activity, sales, command, circumstances)
        case ReceiveRetention():
            return receive_retention(activity, sales, command, circumstances)
        case BankCheque():
            return bank_cheque(activity, sales, command, circumstances)
        case ReturnCheque():
            return return_cheque(activity, sales, command, circumstances)
        case UndoPayment():
            return undo_payment(activity, sales, command, circumstances)
        case AcceptWorks():
            return accept_works(activity, sales, command, circumstances)
        case DoubtInvoice():
            return doubt_invoice(activity, sales, command, circumstances)
        case WriteOffInvoice():
            return write_off_invoice(activity, sales, command, circumstances)
        case _:
            assert_never(command)
