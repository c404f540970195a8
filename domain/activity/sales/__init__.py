"""What an activity sells: invoices, and what becomes of them.

sales          the part as a whole: what each of the modules below decides
receivables    what the next decision needs to know of an invoice
invoices       what is sold and claimed
deposits       what is invoiced before the sale, and deducted after
payment_terms  when an invoice is due
credit_notes   an invoice taken back, and refunds
payments       what customers pay, and what was no payment
retentions     what a customer keeps of a price of works
losses         doubtful debts, and what is given up

What others use of them is named here.
"""

from domain.activity.sales.credit_notes import (
    DepositAlreadyDeducted,
    DepositNotPaid,
    IssueCreditNote,
    NotTheAccountOfTheDeposit,
    RateNotOnInvoice,
    RefundAlreadyRecorded,
    RefundCustomer,
    RefundExceedsOwed,
)
from domain.activity.sales.deposits import (
    DepositOfAnotherCustomer,
    DepositsExceedInvoice,
    IssueDepositInvoice,
    NoDepositToDeduct,
)
from domain.activity.sales.invoices import (
    IssueInvoice,
    RetentionAboveLimit,
    RetentionWithoutWorks,
)
from domain.activity.sales.losses import (
    AlreadyDoubtful,
    DepositNotDeducted,
    DepreciationExceedsNet,
    DoubtInvoice,
    WriteOffInvoice,
)
from domain.activity.sales.payment_terms import (
    DueBeforeIssue,
)
from domain.activity.sales.payments import (
    BankCheque,
    BeforePayment,
    ChequeAlreadyBanked,
    ChequeNotBanked,
    FeeWithoutAmount,
    NotACheque,
    PaymentAlreadyRecorded,
    PaymentAlreadyUndone,
    PaymentExceedsDue,
    ReceivePayment,
    ReceiveRetention,
    RetentionExceeded,
    ReturnCheque,
    UndoPayment,
    UnknownPayment,
)
from domain.activity.sales.receivables import (
    BeforeInvoice,
    NothingDue,
    Receivable,
    Sales,
    UnknownInvoice,
)
from domain.activity.sales.retentions import (
    AcceptWorks,
    NothingRetained,
    WorksAlreadyAccepted,
)
from domain.activity.sales.sales import (
    SalesCommand,
    decide,
    evolve,
)

__all__ = [
    "AcceptWorks",
    "AlreadyDoubtful",
    "BankCheque",
    "BeforeInvoice",
    "BeforePayment",
    "ChequeAlreadyBanked",
    "ChequeNotBanked",
    "DepositAlreadyDeducted",
    "DepositNotDeducted",
    "DepositNotPaid",
    "DepositOfAnotherCustomer",
    "DepositsExceedInvoice",
    "DepreciationExceedsNet",
    "DoubtInvoice",
    "DueBeforeIssue",
    "FeeWithoutAmount",
    "IssueCreditNote",
    "IssueDepositInvoice",
    "IssueInvoice",
    "NoDepositToDeduct",
    "NotACheque",
    "NotTheAccountOfTheDeposit",
    "NothingDue",
    "NothingRetained",
    "PaymentAlreadyRecorded",
    "PaymentAlreadyUndone",
    "PaymentExceedsDue",
    "RateNotOnInvoice",
    "Receivable",
    "ReceivePayment",
    "ReceiveRetention",
    "RefundAlreadyRecorded",
    "RefundCustomer",
    "RefundExceedsOwed",
    "RetentionAboveLimit",
    "RetentionExceeded",
    "RetentionWithoutWorks",
    "ReturnCheque",
    "Sales",
    "SalesCommand",
    "UndoPayment",
    "UnknownInvoice",
    "UnknownPayment",
    "WorksAlreadyAccepted",
    "WriteOffInvoice",
    "decide",
    "evolve",
]
