"""How payslips are booked, and what is paid on them."""

from domain.events.pay import PayslipBooked, SocialDuesPaid, WagesPaid
from domain.journal import JournalEntry, credit, debit, entry
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


def payslip_booked(event: PayslipBooked, roles: AccountRoles) -> Entries:
    """Gross pay and what is kept from it, then the employer's charges.

    Charges that come as one sum on the account of them all stand in the same entry.
    """
    if [charge.account for charge in event.charges] == [roles.employer_charges]:
        return (_in_one(event, roles),)
    section = event.activity
    slip = entry(
        "PAIE",
        event.reference,
        f"Bulletin de paie {event.reference}",
        debit(roles.wages, section, event.gross),
        credit(roles.social_security, section, event.employee_social_security),
        credit(roles.other_social_bodies, section, event.employee_other_bodies),
        credit(roles.withholding_tax, section, event.withholding_tax),
        credit(roles.wages_due, section, event.net),
        purpose="pay",
    )
    if not event.charges:
        return (slip,)
    charges = entry(
        "PAIE",
        f"{event.reference}/PP",
        f"Charges patronales {event.reference}",
        *(debit(charge.account, section, charge.amount) for charge in event.charges),
        credit(roles.social_security, section, event.employer_social_security),
        credit(roles.other_social_bodies, section, event.employer_other_bodies),
        purpose="pay",
    )
    return (slip, charges)


def _in_one(event: PayslipBooked, roles: AccountRoles) -> JournalEntry:
    section, (charge,) = event.activity, event.charges
    social = event.employee_social_security + event.employer_social_security
    other = event.employee_other_bodies + event.employer_other_bodies
    return entry(
        "PAIE",
        event.reference,
        f"Bulletin de paie {event.reference}",
        debit(roles.wages, section, event.gross),
        debit(charge.account, section, charge.amount),
        credit(roles.wages_due, section, event.net),
        credit(roles.social_security, section, social),
        credit(roles.other_social_bodies, section, other),
        credit(roles.withholding_tax, section, event.withholding_tax),
        purpose="pay",
    )


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
    """The bank pays contributions and tax at source."""
    section, dues = event.activity, event.dues
    total = dues.social_security + dues.other_bodies + dues.withholding_tax
    paid = entry(
        "BQ",
        event.reference,
        f"Cotisations et prélèvement à la source {event.reference}",
        debit(roles.social_security, section, dues.social_security),
        debit(roles.other_social_bodies, section, dues.other_bodies),
        debit(roles.withholding_tax, section, dues.withholding_tax),
        credit(roles.bank, section, total),
    )
    return (paid,)
