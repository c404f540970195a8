"""How a result is shared between sections, and a loss borne by the cooperative."""

from domain.events.mutualisation import LossBorne
from domain.events.sharing import ResultShared
from domain.identifiers import COOP
from domain.journal import credit, debit, entry
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries, transfer


def result_shared(event: ResultShared, roles: AccountRoles) -> Entries:
    """The activity pays what it earned; each section of the key earns its share."""
    earned = [
        line
        for share in event.shares
        for line in (
            debit(roles.liaison, share.section, share.amount),
            credit(roles.internal_products, share.section, share.amount),
        )
    ]
    shared = entry(
        "CI",
        event.reference,
        f"Partage du résultat {event.activity} {event.month}",
        debit(roles.internal_charges, event.activity, event.amount),
        credit(roles.liaison, event.activity, event.amount),
        *earned,
        purpose="sharing",
    )
    return (shared,)


def loss_borne(event: LossBorne, roles: AccountRoles) -> Entries:
    """The cooperative bears a charge, the activity earns what it lacked."""
    label = f"Mutualisation {event.activity} {event.reference}"
    lines = transfer(COOP, event.activity, event.amount, roles)
    return (entry("CI", event.reference, label, *lines, purpose="mutualisation"),)
