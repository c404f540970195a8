"""The posting rules: which entries each event posts, by event type and since when.

The table at the end is the whole behaviour. The entries of an event are computed here when its
command is decided, and again when it has its number; they are recorded with it, and a later
rule never changes them.
"""

from datetime import date
from typing import NamedTuple

from domain.events import activity, cooperative, imported_books
from domain.events import entrepreneur_contract as contract
from domain.events.event import Event
from domain.policies import AccountRoles
from domain.posting.common_books import (
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
    supplier_invoice_booked,
    supplier_invoice_corrected,
    supplier_paid,
)
from domain.posting.sales import (
    credit_note_issued,
    internal_sale_made,
    invoice_issued,
    invoice_written_off,
    payment_received,
)
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
    return latest.post(event, rulebook.account_roles(event.occurred_on))


def nothing(_: Event, __: AccountRoles) -> Entries:
    """The event moves no money."""
    return ()


ALWAYS = date.min
RULES_IN_ORDER = (
    Rule(activity.ActivityOpened, ALWAYS, nothing),
    Rule(activity.InvoiceIssued, ALWAYS, invoice_issued),
    Rule(activity.CreditNoteIssued, ALWAYS, credit_note_issued),
    Rule(activity.PaymentReceived, ALWAYS, payment_received),
    Rule(activity.InvoiceWrittenOff, ALWAYS, invoice_written_off),
    Rule(activity.ExpensesClaimed, ALWAYS, expenses_claimed),
    Rule(activity.ExpensesPaid, ALWAYS, expenses_paid),
    Rule(activity.SupplierInvoiceBooked, ALWAYS, supplier_invoice_booked),
    Rule(activity.SupplierInvoiceCorrected, ALWAYS, supplier_invoice_corrected),
    Rule(activity.SupplierPaid, ALWAYS, supplier_paid),
    Rule(activity.InternalSaleMade, ALWAYS, internal_sale_made),
    Rule(contract.CapeSigned, ALWAYS, nothing),
    Rule(contract.CesaSigned, ALWAYS, nothing),
    Rule(contract.ContractEnded, ALWAYS, nothing),
    Rule(contract.PayslipBooked, ALWAYS, payslip_booked),
    Rule(contract.WagesPaid, ALWAYS, wages_paid),
    Rule(contract.SocialDuesPaid, ALWAYS, social_dues_paid),
    Rule(cooperative.CooperativeFounded, ALWAYS, nothing),
    Rule(cooperative.FiscalYearOpened, ALWAYS, nothing),
    Rule(cooperative.MonthClosed, ALWAYS, nothing),
    Rule(cooperative.ContributionPolicyAdopted, ALWAYS, nothing),
    Rule(cooperative.AccountRolesAdopted, ALWAYS, nothing),
    Rule(cooperative.NumberSeriesAdopted, ALWAYS, nothing),
    Rule(cooperative.ExpenseTypeAdopted, ALWAYS, nothing),
    Rule(cooperative.AccountOpened, ALWAYS, nothing),
    Rule(cooperative.CustomerRegistered, ALWAYS, nothing),
    Rule(cooperative.SupplierRegistered, ALWAYS, nothing),
    Rule(cooperative.PartyDetailsChanged, ALWAYS, nothing),
    Rule(cooperative.SharesSubscribed, ALWAYS, shares_subscribed),
    Rule(cooperative.MemberAdmitted, ALWAYS, member_admitted),
    Rule(cooperative.EntryBooked, ALWAYS, entry_booked),
    Rule(cooperative.EntryReversed, ALWAYS, entry_reversed),
    Rule(cooperative.BooksImported, ALWAYS, nothing),
    Rule(imported_books.EntryImported, ALWAYS, entry_imported),
    Rule(imported_books.EntryPartImported, ALWAYS, entry_part_imported),
)

RULES: dict[type[Event], tuple[Rule, ...]] = {
    rule.event: tuple(other for other in RULES_IN_ORDER if other.event is rule.event)
    for rule in RULES_IN_ORDER
}
"""Event type → its rules: a new rule is a new row with a later day, never a changed one."""
