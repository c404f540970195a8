"""How payslips and advances are booked, and what is paid on them."""

from collections.abc import Iterator
from decimal import Decimal

from domain.events.pay import (
    AdvancePaid,
    DailyAllowancesReceived,
    PayslipBooked,
    SocialDuesPaid,
    WagesPaid,
)
from domain.journal import JournalEntry, Posting, credit, debit, entry
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


def payslip_booked(event: PayslipBooked, roles: AccountRoles) -> Entries:
    """Gross pay and what is kept from it, then the employer's charges.

    Charges that come as one sum on the account of them all stand in the same entry.
    """
    if [charge.account for charge in event.charges] == [roles.employer_charges]:
        return (_in_one(event, roles),)
    kept = (event.employee_social_security, event.employee_other_bodies)
    lines = (
        *_gross(event, roles),
        *_bodies(event, roles, *kept),
        *_taken_back(event, roles),
        credit(roles.wages_due, event.activity, event.net),
    )
    slip = _slip(event, *lines)
    return (slip, _charges(event, roles)) if event.charges else (slip,)


def _in_one(event: PayslipBooked, roles: AccountRoles) -> JournalEntry:
    (charge,) = event.charges
    owed = (
        event.employee_social_security + event.employer_social_security,
        event.employee_other_bodies + event.employer_other_bodies,
    )
    return _slip(
        event,
        *_gross(event, roles),
        debit(charge.account, event.activity, charge.amount),
        credit(roles.wages_due, event.activity, event.net),
        *_bodies(event, roles, *owed),
        *_taken_back(event, roles),
    )


def _slip(event: PayslipBooked, *lines: Posting) -> JournalEntry:
    label = f"Bulletin de paie {event.reference}"
    return entry("PAIE", event.reference, label, *lines, purpose="pay")


def _charges(event: PayslipBooked, roles: AccountRoles) -> JournalEntry:
    section = event.activity
    return entry(
        "PAIE",
        f"{event.reference}/PP",
        f"Charges patronales {event.reference}",
        *(debit(charge.account, section, charge.amount) for charge in event.charges),
        *_bodies(event, roles, event.employer_social_security, event.employer_other_bodies),
        purpose="pay",
    )


def _gross(event: PayslipBooked, roles: AccountRoles) -> Iterator[Posting]:
    """The gross pay, in its two parts when they are told and have accounts of their own."""
    section, fixed = event.activity, event.fixed_part
    if fixed is None:
        yield debit(roles.wages, section, event.gross)
    elif roles.fixed_wages == roles.variable_wages:
        yield debit(roles.fixed_wages, section, event.gross)
    else:
        yield debit(roles.fixed_wages, section, fixed)
        yield debit(roles.variable_wages, section, event.gross - fixed)
    yield debit(roles.daily_allowances, section, event.daily_allowances)


def _bodies(
    event: PayslipBooked, roles: AccountRoles, security: Decimal, others: Decimal
) -> Iterator[Posting]:
    yield credit(roles.social_security, event.activity, security)
    yield credit(roles.other_social_bodies, event.activity, others)


def _taken_back(event: PayslipBooked, roles: AccountRoles) -> Iterator[Posting]:
    section = event.activity
    yield credit(roles.withholding_tax, section, event.withholding_tax)
    for part in event.advances_recovered:
        yield credit(part.account, section, part.amount)
    yield credit(roles.benefits_in_kind, section, event.benefits_in_kind)


def wages_paid(event: WagesPaid, roles: AccountRoles) -> Entries:
    """The bank pays the net pay."""
    paid = entry(
        "BQ",
        event.reference,
        f"Virement salaire {event.payslip}",
        debit(roles.wages_due, event.activity, event.amount),
        credit(roles.bank, event.activity, event.amount),
    )
    return (paid,)


def social_dues_paid(event: SocialDuesPaid, roles: AccountRoles) -> Entries:
    """The bank pays contributions and tax at source, where the payslips left them."""
    section, dues = event.activity, event.dues
    total = dues.social_security + dues.other_bodies + dues.withholding_tax
    settled = [debit(part.account, section, part.amount) for part in event.settled]
    paid = entry(
        "BQ",
        event.reference,
        f"Cotisations et prélèvement à la source {event.reference}",
        *(settled or _dues(event, roles)),
        credit(roles.bank, section, total),
    )
    return (paid,)


def _dues(event: SocialDuesPaid, roles: AccountRoles) -> Iterator[Posting]:
    section, dues = event.activity, event.dues
    yield debit(roles.social_security, section, dues.social_security)
    yield debit(roles.other_social_bodies, section, dues.other_bodies)
    yield debit(roles.withholding_tax, section, dues.withholding_tax)


def advance_paid(event: AdvancePaid, roles: AccountRoles) -> Entries:
    """The bank pays part of the pay before its payslip."""
    paid = entry(
        "BQ",
        event.reference,
        f"Acompte sur salaire {event.reference}",
        debit(roles.wage_advances, event.activity, event.amount),
        credit(roles.bank, event.activity, event.amount),
    )
    return (paid,)


def daily_allowances_received(event: DailyAllowancesReceived, roles: AccountRoles) -> Entries:
    """The sickness insurance pays what payslips advanced."""
    section = event.activity
    received = entry(
        "BQ",
        event.reference,
        f"Indemnités journalières {event.reference}",
        debit(roles.bank, section, event.amount),
        *(credit(part.account, section, part.amount) for part in event.settled),
    )
    return (received,)
