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
from domain.events.carry_forward import CarryForwardReleased, EarningsCarriedForward
from domain.events.closing import MonthClosed
from domain.events.contract_terms import (
    CapeAmended,
    CapeSigned,
    CesaAmended,
    CesaSigned,
    ContractEnded,
)
from domain.events.contribution import (
    ContributionCharged,
    ContributionPrepaid,
    InternalRetentionReleased,
    MinimumContributionCharged,
)
from domain.events.cooperative import BooksImported, CooperativeFounded
from domain.events.enrolment import OutcomeSurveyed, PersonEnrolled
from domain.events.event import Event, Settlement
from domain.events.expense_claims import ExpensesClaimed, ExpensesPaid
from domain.events.gatherings import GeneralMeetingHeld, WorkshopHeld
from domain.events.hand_entries import EntryBooked, EntryReversed
from domain.events.impact import FundingAgreementSigned, ReferenceFigureRecorded, TargetSet
from domain.events.imported_books import EntryImported, EntryPartImported
from domain.events.internal_sales import InternalSaleMade
from domain.events.interviews import InterviewHeld
from domain.events.mutualisation import LossBorne
from domain.events.parties import CustomerRegistered, PartyDetailsChanged, SupplierRegistered
from domain.events.pay import (
    AdvancePaid,
    DailyAllowancesReceived,
    PayslipBooked,
    SocialDuesPaid,
    WagesPaid,
)
from domain.events.purchases import (
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
    SupplierPaid,
)
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
    WorksAccepted,
)
from domain.events.share_interest import (
    ShareInterestGranted,
    ShareInterestPaid,
    ShareLeviesPaid,
)
from domain.events.shares import (
    MemberAdmitted,
    ShareInstalmentPaid,
    ShareInstalmentRetained,
    ShareRefundPaid,
    ShareRefundRequested,
    SharesCancelled,
    SharesIssued,
    SharesSubscribed,
    SharesTransferred,
)
from domain.events.sharing import ResultShared, SharingAgreed
from domain.events.surplus import (
    InvestmentProvisionUsed,
    LossCarriedForward,
    ParticipationReserveConstituted,
    ParticipationReserveTransferred,
    SurplusAllocated,
    WorkShareDistributed,
    WorkSharePaid,
)
from domain.events.vat_returns import VatDeclared, VatPaid
from domain.events.year_end import BalancesOpened, ResultsBroughtUp, YearClosed
from domain.policies.account_roles import AccountRoles
from domain.posting.between_sections import loss_borne, result_shared
from domain.posting.carry_forward import carry_forward_released, earnings_carried_forward
from domain.posting.common_books import entry_booked, entry_reversed
from domain.posting.contribution import (
    contribution_charged,
    contribution_prepaid,
    internal_retention_released,
    minimum_contribution_charged,
)
from domain.posting.imported_books import entry_imported, entry_part_imported
from domain.posting.lines import Entries, Post
from domain.posting.pay import (
    advance_paid,
    daily_allowances_received,
    payslip_booked,
    social_dues_paid,
    wages_paid,
)
from domain.posting.purchases import (
    expenses_claimed,
    expenses_paid,
    supplier_invoice_booked,
    supplier_invoice_corrected,
    supplier_paid,
)
from domain.posting.receipts import (
    cheque_banked,
    customer_refunded,
    invoice_doubted,
    invoice_written_off,
    payment_received,
    payment_undone,
)
from domain.posting.sales import (
    credit_note_issued,
    deposit_invoice_issued,
    internal_sale_made,
    invoice_issued,
)
from domain.posting.shares import (
    member_admitted,
    share_instalment_paid,
    share_instalment_retained,
    share_interest_paid,
    share_levies_paid,
    share_refund_paid,
    share_refund_requested,
    shares_cancelled,
    shares_issued,
    shares_subscribed,
)
from domain.posting.surplus import (
    loss_carried_forward,
    participation_reserve_constituted,
    participation_reserve_transferred,
    surplus_allocated,
    work_share_paid,
)
from domain.posting.vat_returns import vat_declared, vat_paid
from domain.posting.year_end import balances_opened, results_brought_up
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
    if isinstance(event, ShareInstalmentRetained):
        # It settles two documents: the subscription, and a part of the payslip.
        wages_due = rulebook.account_roles(event.payslip_on).wages_due
        roles = roles.model_copy(update={"wages_due": wages_due})
    return latest.post(event, roles)


def nothing(_: Event, __: AccountRoles) -> Entries:
    """The event moves no money."""
    return ()


ALWAYS = date.min
RULES_IN_ORDER = (
    Rule(ActivityOpened, ALWAYS, nothing),
    Rule(InvoiceIssued, ALWAYS, invoice_issued),
    Rule(CreditNoteIssued, ALWAYS, credit_note_issued),
    Rule(DepositInvoiceIssued, ALWAYS, deposit_invoice_issued),
    Rule(PaymentReceived, ALWAYS, payment_received),
    Rule(ChequeBanked, ALWAYS, cheque_banked),
    Rule(PaymentUndone, ALWAYS, payment_undone),
    Rule(CustomerRefunded, ALWAYS, customer_refunded),
    Rule(WorksAccepted, ALWAYS, nothing),
    Rule(InvoiceDoubted, ALWAYS, invoice_doubted),
    Rule(InvoiceWrittenOff, ALWAYS, invoice_written_off),
    Rule(ExpensesClaimed, ALWAYS, expenses_claimed),
    Rule(ExpensesPaid, ALWAYS, expenses_paid),
    Rule(SupplierInvoiceBooked, ALWAYS, supplier_invoice_booked),
    Rule(SupplierInvoiceCorrected, ALWAYS, supplier_invoice_corrected),
    Rule(SupplierPaid, ALWAYS, supplier_paid),
    Rule(InternalSaleMade, ALWAYS, internal_sale_made),
    Rule(ContributionCharged, ALWAYS, contribution_charged),
    Rule(ContributionPrepaid, ALWAYS, contribution_prepaid),
    Rule(MinimumContributionCharged, ALWAYS, minimum_contribution_charged),
    Rule(InternalRetentionReleased, ALWAYS, internal_retention_released),
    Rule(SharingAgreed, ALWAYS, nothing),
    Rule(ResultShared, ALWAYS, result_shared),
    Rule(LossBorne, ALWAYS, loss_borne),
    Rule(CapeSigned, ALWAYS, nothing),
    Rule(CesaSigned, ALWAYS, nothing),
    Rule(CapeAmended, ALWAYS, nothing),
    Rule(CesaAmended, ALWAYS, nothing),
    Rule(ContractEnded, ALWAYS, nothing),
    Rule(InterviewHeld, ALWAYS, nothing),
    Rule(PayslipBooked, ALWAYS, payslip_booked),
    Rule(WagesPaid, ALWAYS, wages_paid),
    Rule(SocialDuesPaid, ALWAYS, social_dues_paid),
    Rule(AdvancePaid, ALWAYS, advance_paid),
    Rule(DailyAllowancesReceived, ALWAYS, daily_allowances_received),
    Rule(EarningsCarriedForward, ALWAYS, earnings_carried_forward),
    Rule(CarryForwardReleased, ALWAYS, carry_forward_released),
    Rule(CooperativeFounded, ALWAYS, nothing),
    Rule(FiscalYearOpened, ALWAYS, nothing),
    Rule(MonthClosed, ALWAYS, nothing),
    Rule(YearClosed, ALWAYS, nothing),
    Rule(BalancesOpened, ALWAYS, balances_opened),
    Rule(ResultsBroughtUp, ALWAYS, results_brought_up),
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
    Rule(SurplusAllocated, ALWAYS, surplus_allocated),
    Rule(LossCarriedForward, ALWAYS, loss_carried_forward),
    Rule(WorkShareDistributed, ALWAYS, nothing),
    Rule(WorkSharePaid, ALWAYS, work_share_paid),
    Rule(ParticipationReserveConstituted, ALWAYS, participation_reserve_constituted),
    Rule(ParticipationReserveTransferred, ALWAYS, participation_reserve_transferred),
    Rule(InvestmentProvisionUsed, ALWAYS, nothing),
    Rule(SharesIssued, ALWAYS, shares_issued),
    Rule(ShareInstalmentPaid, ALWAYS, share_instalment_paid),
    Rule(ShareInstalmentRetained, ALWAYS, share_instalment_retained),
    Rule(SharesTransferred, ALWAYS, nothing),
    Rule(ShareRefundRequested, ALWAYS, share_refund_requested),
    Rule(SharesCancelled, ALWAYS, shares_cancelled),
    Rule(ShareRefundPaid, ALWAYS, share_refund_paid),
    Rule(TargetSet, ALWAYS, nothing),
    Rule(ReferenceFigureRecorded, ALWAYS, nothing),
    Rule(FundingAgreementSigned, ALWAYS, nothing),
    Rule(PersonEnrolled, ALWAYS, nothing),
    Rule(OutcomeSurveyed, ALWAYS, nothing),
    Rule(ShareInterestGranted, ALWAYS, nothing),
    Rule(ShareInterestPaid, ALWAYS, share_interest_paid),
    Rule(ShareLeviesPaid, ALWAYS, share_levies_paid),
    Rule(EntryBooked, ALWAYS, entry_booked),
    Rule(EntryReversed, ALWAYS, entry_reversed),
    Rule(VatDeclared, ALWAYS, vat_declared),
    Rule(VatPaid, ALWAYS, vat_paid),
    Rule(WorkshopHeld, ALWAYS, nothing),
    Rule(GeneralMeetingHeld, ALWAYS, nothing),
    Rule(BooksImported, ALWAYS, nothing),
    Rule(EntryImported, ALWAYS, entry_imported),
    Rule(EntryPartImported, ALWAYS, entry_part_imported),
)

RULES: dict[type[Event], tuple[Rule, ...]] = {
    rule.event: tuple(other for other in RULES_IN_ORDER if other.event is rule.event)
    for rule in RULES_IN_ORDER
}
"""Event type → its rules: a new rule is a new row with a later day, never a changed one."""
