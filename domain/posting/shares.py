"""How shares are booked: paid, called, capital, given back; always in the shared structure."""

from decimal import Decimal

from domain.events.share_interest import ShareInterestPaid, ShareLeviesPaid
from domain.events.shares import (
    Cancellation,
    MemberAdmitted,
    ShareInstalmentPaid,
    ShareInstalmentRetained,
    ShareRefundPaid,
    ShareRefundRequested,
    SharesCancelled,
    SharesIssued,
    SharesSubscribed,
)
from domain.identifiers import COOP, EntryReference, Reference
from domain.journal import JournalEntry, credit, debit, entry
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


def shares_subscribed(event: SharesSubscribed, roles: AccountRoles) -> Entries:
    """The bank has the money; it is not capital before the admission."""
    amount = event.paid or event.amount
    paid = entry(
        "BQ",
        event.reference,
        f"Souscription de parts {event.reference}",
        debit(roles.bank, COOP, amount),
        credit(roles.shares_paid_in, COOP, amount),
    )
    return (paid,)


def member_admitted(event: MemberAdmitted, roles: AccountRoles) -> Entries:
    """What was paid in becomes capital, the rest is called (loi 78-763 art. 7)."""
    paid = event.paid or event.amount
    admitted = entry(
        "OD",
        f"{event.subscription}/AG",
        f"Admission {event.subscription}",
        debit(roles.shares_paid_in, COOP, paid),
        debit(roles.shares_called, COOP, event.amount - paid),
        credit(roles.share_capital, COOP, paid),
        credit(roles.share_capital_unpaid, COOP, event.amount - paid),
    )
    return (admitted,)


def shares_issued(event: SharesIssued, roles: AccountRoles) -> Entries:
    """All is called, then what is paid at once is capital paid."""
    called = entry(
        "OD",
        event.reference,
        f"Souscription de parts {event.reference}",
        debit(roles.shares_called, COOP, event.amount),
        credit(roles.share_capital_unpaid, COOP, event.amount),
    )
    paid = entry(
        "BQ",
        f"{event.reference}/0",
        f"Versement à la souscription {event.reference}",
        debit(roles.bank, COOP, event.paid),
        credit(roles.shares_called, COOP, event.paid),
    )
    return (called, paid, _paid_up(f"{event.reference}/0b", event.paid, roles))


def share_instalment_paid(event: ShareInstalmentPaid, roles: AccountRoles) -> Entries:
    """The bank receives what was called."""
    reference = f"{event.subscription}/{event.rank}"
    paid = entry(
        "BQ",
        reference,
        f"Versement de parts {reference}",
        debit(roles.bank, COOP, event.amount),
        credit(roles.shares_called, COOP, event.amount),
    )
    return (paid, _paid_up(f"{reference}b", event.amount, roles))


def share_instalment_retained(event: ShareInstalmentRetained, roles: AccountRoles) -> Entries:
    """The activity owes less pay, and the shared structure receives it on the shares."""
    reference = f"{event.subscription}/{event.rank}"
    kept = entry(
        "PAIE",
        reference,
        f"Retenue sur salaire {event.payslip}",
        debit(roles.wages_due, event.activity, event.amount),
        credit(roles.liaison, event.activity, event.amount),
        debit(roles.liaison, COOP, event.amount),
        credit(roles.shares_called, COOP, event.amount),
    )
    return (kept, _paid_up(f"{reference}b", event.amount, roles))


def share_refund_requested(event: ShareRefundRequested, roles: AccountRoles) -> Entries:
    """What is cancelled at once is booked; what waits is still capital."""
    if event.cancelled is None:
        return ()
    return (_cancelled(event.subscription, event.cancelled, roles),)


def shares_cancelled(event: SharesCancelled, roles: AccountRoles) -> Entries:
    """What waited is capital no more."""
    return (_cancelled(event.subscription, event.cancelled, roles),)


def share_refund_paid(event: ShareRefundPaid, roles: AccountRoles) -> Entries:
    """The bank pays what was due on cancelled shares."""
    reference = _ranked(event.subscription, "P", event.rank)
    paid = entry(
        "BQ",
        reference,
        f"Remboursement de parts {reference}",
        debit(roles.shares_to_refund, COOP, event.amount),
        credit(roles.bank, COOP, event.amount),
    )
    return (paid,)


def share_interest_paid(event: ShareInterestPaid, roles: AccountRoles) -> Entries:
    """The bank pays members, and what is withheld is due to the State."""
    reference = f"{event.interest}/P"
    paid = entry(
        "BQ",
        reference,
        f"Intérêts aux parts {event.interest}",
        debit(roles.share_interest, COOP, event.amount),
        credit(roles.tax_on_distributions, COOP, event.income_tax),
        credit(roles.levies_on_distributions, COOP, event.social_levies),
        credit(roles.bank, COOP, event.amount - event.income_tax - event.social_levies),
    )
    return (paid,)


def share_levies_paid(event: ShareLeviesPaid, roles: AccountRoles) -> Entries:
    """The bank pays the State what was withheld."""
    paid = entry(
        "BQ",
        f"{event.interest}/PS",
        f"Prélèvements sur intérêts {event.interest}",
        debit(roles.tax_on_distributions, COOP, event.income_tax),
        debit(roles.levies_on_distributions, COOP, event.social_levies),
        credit(roles.bank, COOP, event.income_tax + event.social_levies),
    )
    return (paid,)


def _paid_up(reference: EntryReference, amount: Decimal, roles: AccountRoles) -> JournalEntry:
    return entry(
        "OD",
        reference,
        f"Libération de parts {reference}",
        debit(roles.share_capital_unpaid, COOP, amount),
        credit(roles.share_capital, COOP, amount),
    )


def _cancelled(
    subscription: Reference, cancelled: Cancellation, roles: AccountRoles
) -> JournalEntry:
    reference = _ranked(subscription, "R", cancelled.rank)
    return entry(
        "OD",
        reference,
        f"Annulation de parts {reference}",
        debit(roles.share_capital, COOP, cancelled.amount - cancelled.unpaid),
        debit(roles.share_capital_unpaid, COOP, cancelled.unpaid),
        credit(roles.shares_called, COOP, cancelled.unpaid),
        credit(roles.shares_to_refund, COOP, cancelled.refund),
        credit(roles.retained_losses, COOP, cancelled.loss),
    )


def _ranked(subscription: Reference, letter: str, rank: int) -> EntryReference:
    # The first keeps the plain letter that accountants look for.
    return f"{subscription}/{letter}{rank if rank > 1 else ''}"
