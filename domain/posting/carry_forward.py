"""How earnings kept for later pay are booked, and how they come back."""

from domain.events.carry_forward import CarryForwardReleased, EarningsCarriedForward
from domain.journal import credit, debit, entry
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


def earnings_carried_forward(event: EarningsCarriedForward, roles: AccountRoles) -> Entries:
    """A charge of the year, against a provision or against pay still due."""
    section, label = event.activity, f"Report de rémunération {event.reference}"
    if event.vehicle == "provision":
        kept = (
            debit(roles.provision_charged, section, event.amount),
            credit(roles.provision, section, event.amount),
        )
        return (entry("OD", event.reference, label, *kept),)
    gross = event.amount - event.employer_charges
    accrued = (
        debit(roles.wages, section, gross),
        debit(roles.employer_charges, section, event.employer_charges),
        credit(roles.accrued_wages, section, gross),
        credit(roles.accrued_charges, section, event.employer_charges),
    )
    return (entry("OD", event.reference, label, *accrued, purpose="pay"),)


def carry_forward_released(event: CarryForwardReleased, roles: AccountRoles) -> Entries:
    """The provision is taken back, or the accrued pay reversed."""
    section, label = event.activity, f"Reprise du report {event.carry_forward}"
    if event.vehicle == "provision":
        released = (
            debit(roles.provision, section, event.amount),
            credit(roles.provision_released, section, event.amount),
        )
        return (entry("OD", event.reference, label, *released),)
    gross = event.amount - event.employer_charges
    reversed_ = (
        debit(roles.accrued_wages, section, gross),
        debit(roles.accrued_charges, section, event.employer_charges),
        credit(roles.wages, section, gross),
        credit(roles.employer_charges, section, event.employer_charges),
    )
    return (entry("OD", event.reference, label, *reversed_, purpose="pay"),)
