"""How contributions are booked apart from documents, and internal retentions released."""

from decimal import Decimal

from domain.events.contribution import (
    ContributionCharged,
    ContributionEvent,
    ContributionPrepaid,
    InternalRetentionReleased,
    MinimumContributionCharged,
)
from domain.journal import Purpose, entry
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries, owed


def contribution_charged(event: ContributionCharged, roles: AccountRoles) -> Entries:
    """The month's contribution, or what a bad month gives back."""
    label = f"Contribution {event.month}"
    return _transferred(event, label, event.amount, roles)


def contribution_prepaid(event: ContributionPrepaid, roles: AccountRoles) -> Entries:
    """The advance on the minimum contribution."""
    label = f"Avance sur contribution minimale, {event.months} mois"
    return _transferred(event, label, event.amount, roles)


def minimum_contribution_charged(
    event: MinimumContributionCharged, roles: AccountRoles
) -> Entries:
    """What the year lacked of its minimum, or what was paid in advance beyond it."""
    label = f"Contribution minimale au {event.last:%d/%m/%Y}"
    return _transferred(event, label, event.amount, roles)


def internal_retention_released(
    event: InternalRetentionReleased, roles: AccountRoles
) -> Entries:
    """The structure gives back what it kept."""
    label = f"Libération retenue de garantie interne {event.invoice}"
    return _transferred(event, label, -event.amount, roles, "retention")


def _transferred(
    event: ContributionEvent,
    label: str,
    amount: Decimal,
    roles: AccountRoles,
    purpose: Purpose = "contribution",
) -> Entries:
    if not amount:
        return ()
    lines = owed(event.activity, amount, roles)
    return (entry("CI", event.reference, label, *lines, purpose=purpose),)
