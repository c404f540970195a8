"""The posting rules: which entries each event posts, by event type and since when.

The table at the end is the whole behaviour. The entries of an event are computed here when its
command is decided, and again when it has its number; they are recorded with it, and a later
rule never changes them.
"""

from datetime import date
from typing import NamedTuple

from domain.events.activity import ActivityOpened
from domain.events.adoption import (
    AccountOpened,
    AccountRolesAdopted,
    ContributionPolicyAdopted,
    ExpenseTypeAdopted,
    FiscalYearOpened,
    NumberSeriesAdopted,
    PolicyAdopted,
)
from domain.events.bank_fees import BankFeeBooked
from domain.events.closing import MonthClosed
from domain.events.contract_terms import CapeSigned, CesaSigned, ContractEnded
from domain.events.cooperative import BooksImported, CooperativeFounded
from domain.events.event import Event, Settlement
from domain.events.expense_claims import ExpensesClaimed, ExpensesPaid
from domain.events.hand_entries import EntryBooked, EntryReversed
from domain.events.imported_books import EntryImported, EntryPartImported
from domain.events.internal_sales import InternalSaleMade
from domain.events.parties import CustomerRegistered, PartyDetailsChanged, SupplierRegistered
from domain.events.pay import PayslipBooked, SocialDuesPaid, WagesPaid
from domain.events.purchases import (
    SupplierCreditNoteBooked,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
    SupplierPaid,
    SupplierRefunded,
)
from domain.events.sales import (
    CreditNoteIssued,
    InvoiceIssued,
    InvoiceWrittenOff,
    PaymentReceived,
)
from domain.events.shares import MemberAdmitted, SharesSubscribed
from domain.events.vat_returns import VatDeclared, VatPaid
from domain.policies.account_roles import AccountRoles
from domain.posting.common_books import (
    bank_fee_booked,
    entry_booked,
    entry_reversed,
    member_admitted,
    shares_subscribed,
)
from domain.posting.imported_books import entry_imported, entry_part_imported
from domain.posting.lines import Entries, Post
from domain.posting.pay import payslip_booked, social_dues_paid, wages_paid
from domain.posting.purchases import (
    expenses_claimed,
    expenses_paid,
    supplier_credit_note_booked,
    supplier_invoice_booked,
    supplier_invoice_corrected,
    supplier_paid,
    supplier_refunded,
)
from domain.posting.sales import (
    credit_note_issued,
    internal_sale_made,
    invoice_issued,
    invoice_written_off,
    payment_received,
)
from domain.posting.vat_returns import vat_declared, vat_paid
from domain.rulebook import Rulebook


class Rule(NamedTuple):
    """How an event type is booked from a day on."""

    event: type[Event]
    since: date
    post: Post


def entries_of(event: Event, rulebook: Rulebook) -> Entries:
    """The entries an event posts, by the rule in force on its date."""
    rules = [r for r in RULES[type(event)] if r.since <= event.occurred_on]
    latest = max(rules, key=lambda rule: rule.since)
    roles = rulebook.account_roles(event.occurred_on)
    if isinstance(event, Settlement) and event.document_on:
        roles = roles.settling(rulebook.account_roles(event.document_on))
    return latest.post(event, roles)


def nothing(_: Event, __: AccountRoles) -> Entries:
    """The event moves no money."""
    return ()


ALWAYS = date.min
RULES_IN_ORDER = (
    Rule(ActivityOpened, ALWAYS, nothing),
    Rule(InvoiceIssued, ALWAYS, invoice_issued),
    Rule(CreditNoteIssued, ALWAYS, credit_note_issued),
    Rule(PaymentReceived, ALWAYS, payment_received),
    Rule(InvoiceWrittenOff, ALWAYS, invoice_written_off),
    Rule(ExpensesClaimed, ALWAYS, expenses_claimed),
    Rule(ExpensesPaid, ALWAYS, expenses_paid),
    Rule(SupplierInvoiceBooked, ALWAYS, supplier_invoice_booked),
    Rule(SupplierInvoiceCorrected, ALWAYS, supplier_invoice_corrected),
    Rule(SupplierPaid, ALWAYS, supplier_paid),
    Rule(SupplierCreditNoteBooked, ALWAYS, supplier_credit_note_booked),
    Rule(SupplierRefunded, ALWAYS, supplier_refunded),
    Rule(InternalSaleMade, ALWAYS, internal_sale_made),
    Rule(CapeSigned, ALWAYS, nothing),
    Rule(CesaSigned, ALWAYS, nothing),
    Rule(ContractEnded, ALWAYS, nothing),
    Rule(PayslipBooked, ALWAYS, payslip_booked),
    Rule(WagesPaid, ALWAYS, wages_paid),
    Rule(SocialDuesPaid, ALWAYS, social_dues_paid),
    Rule(CooperativeFounded, ALWAYS, nothing),
    Rule(FiscalYearOpened, ALWAYS, nothing),
    Rule(MonthClosed, ALWAYS, nothing),
    Rule(ContributionPolicyAdopted, ALWAYS, nothing),
    Rule(AccountRolesAdopted, ALWAYS, nothing),
    Rule(NumberSeriesAdopted, ALWAYS, nothing),
    Rule(ExpenseTypeAdopted, ALWAYS, nothing),
    Rule(PolicyAdopted, ALWAYS, nothing),
    Rule(AccountOpened, ALWAYS, nothing),
    Rule(CustomerRegistered, ALWAYS, nothing),
    Rule(SupplierRegistered, ALWAYS, nothing),
    Rule(PartyDetailsChanged, ALWAYS, nothing),
    Rule(SharesSubscribed, ALWAYS, shares_subscribed),
    Rule(MemberAdmitted, ALWAYS, member_admitted),
    Rule(EntryBooked, ALWAYS, entry_booked),
    Rule(EntryReversed, ALWAYS, entry_reversed),
    Rule(BankFeeBooked, ALWAYS, bank_fee_booked),
    Rule(VatDeclared, ALWAYS, vat_declared),
    Rule(VatPaid, ALWAYS, vat_paid),
    Rule(BooksImported, ALWAYS, nothing),
    Rule(EntryImported, ALWAYS, entry_imported),
    Rule(EntryPartImported, ALWAYS, entry_part_imported),
)

RULES: dict[type[Event], tuple[Rule, ...]] = {
    rule.event: tuple(other for other in RULES_IN_ORDER if other.event is rule.event)
    for rule in RULES_IN_ORDER
}
"""Event type → its rules: a new rule is a new row with a later day, never a changed one."""
