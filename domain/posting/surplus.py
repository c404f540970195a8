"""How a surplus is booked, the work share and the participation reserve with it."""

from domain.events.surplus import (
    LossCarriedForward,
    ParticipationReserveConstituted,
    ParticipationReserveTransferred,
    SurplusAllocated,
    WorkSharePaid,
)
from domain.identifiers import COOP
from domain.journal import credit, debit, entry
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


def surplus_allocated(event: SurplusAllocated, roles: AccountRoles) -> Entries:
    """The result leaves its account for losses, reserves, employees and members."""
    allocation = event.allocation
    fund = allocation.development_fund + event.excluded_gains
    allocated = entry(
        "OD",
        event.reference,
        f"Affectation du résultat au {event.year_ended:%d/%m/%Y}",
        debit(event.profit_account or roles.profit, COOP, event.profit),
        credit(event.loss_account or roles.loss, COOP, event.loss),
        credit(roles.retained_losses, COOP, event.former_losses),
        credit(roles.legal_reserve, COOP, allocation.legal_reserve),
        credit(roles.development_fund, COOP, fund),
        credit(roles.work_share, COOP, allocation.work_share),
        credit(roles.share_interest, COOP, allocation.interest),
    )
    return (allocated,)


def loss_carried_forward(event: LossCarriedForward, roles: AccountRoles) -> Entries:
    """The loss waits for the surplus of a later year."""
    carried = entry(
        "OD",
        event.reference,
        f"Report à nouveau de la perte au {event.year_ended:%d/%m/%Y}",
        debit(event.profit_account or roles.profit, COOP, event.profit),
        debit(roles.retained_losses, COOP, event.loss - event.profit),
        credit(event.loss_account or roles.loss, COOP, event.loss),
    )
    return (carried,)


def work_share_paid(event: WorkSharePaid, roles: AccountRoles) -> Entries:
    """The bank pays an employee's part, less what is withheld of it."""
    paid = entry(
        "BQ",
        event.reference,
        f"Part travail {event.reference}",
        debit(roles.work_share, COOP, event.amount),
        credit(roles.social_security, COOP, event.social_security),
        credit(roles.withholding_tax, COOP, event.withholding_tax),
        credit(roles.bank, COOP, event.net),
    )
    return (paid,)


def participation_reserve_constituted(
    event: ParticipationReserveConstituted, roles: AccountRoles
) -> Entries:
    """A charge of the year (C. trav. R3323-10), due once the meeting has approved it."""
    constituted = entry(
        "OD",
        event.reference,
        f"Réserve spéciale de participation {event.reference}",
        debit(roles.participation_charged, COOP, event.amount),
        credit(roles.participation_accrued, COOP, event.amount),
    )
    return (constituted,)


def participation_reserve_transferred(
    event: ParticipationReserveTransferred, roles: AccountRoles
) -> Entries:
    """What was due is the employees' reserve."""
    transferred = entry(
        "OD",
        event.reference,
        f"Réserve spéciale de participation {event.reference}",
        debit(roles.participation_accrued, COOP, event.amount),
        credit(roles.participation_reserve, COOP, event.amount),
    )
    return (transferred,)
