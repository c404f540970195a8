"""Lines that several posting rules share."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from domain.identifiers import COOP, Section
from domain.journal import JournalEntry, Posting, credit, debit, entry
from domain.policies.account_roles import AccountRoles

Entries = tuple[JournalEntry, ...]
Post = Callable[[Any, AccountRoles], Entries]


def contribution(
    section: Section, reference: str, label: str, amount: Decimal, roles: AccountRoles
) -> Entries:
    """What an activity owes to the shared structure, or takes back when negative."""
    if not amount:
        return ()
    lines = transfer(section, COOP, abs(amount), roles)
    if amount < 0:
        charge, left, arrived, product = (line.reversed() for line in lines)
        # Within a section the debit is written first.
        lines = (left, charge, product, arrived)
    return (entry("CI", f"{reference}/C", label, *lines, purpose="contribution"),)


def transfer(
    payer: Section, earner: Section, amount: Decimal, roles: AccountRoles
) -> tuple[Posting, ...]:
    """The four lines by which one section pays another inside the company (PCG, 181 to 187)."""
    return (
        debit(roles.internal_charges, payer, amount),
        credit(roles.liaison, payer, amount),
        debit(roles.liaison, earner, amount),
        credit(roles.internal_products, earner, amount),
    )
