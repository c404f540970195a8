"""Lines that several posting rules share."""

from collections.abc import Callable, Iterable
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
    """The contribution an activity owes for a document, or takes back when negative."""
    if not amount:
        return ()
    lines = owed(section, amount, roles)
    return (entry("CI", f"{reference}/C", label, *lines, purpose="contribution"),)


def levies(
    section: Section, reference: str, levied: Iterable[tuple[str, Decimal]], roles: AccountRoles
) -> Entries:
    """The levies on a document by code, or what is taken back of them when negative."""
    return tuple(
        entry(
            "CI",
            f"{reference}/L{rank}",
            f"Prélèvement {code} {reference}",
            *owed(section, amount, roles),
            purpose="levy",
        )
        for rank, (code, amount) in enumerate(levied, 1)
    )


def retention(
    section: Section, reference: str, amount: Decimal, roles: AccountRoles
) -> Entries:
    """What the structure keeps of a document, or gives back when negative."""
    if not amount:
        return ()
    label = f"Retenue de garantie interne {reference}"
    lines = owed(section, amount, roles)
    return (entry("CI", f"{reference}/RGI", label, *lines, purpose="retention"),)


def owed(section: Section, amount: Decimal, roles: AccountRoles) -> tuple[Posting, ...]:
    """What an activity owes to the shared structure, or takes back when negative."""
    lines = transfer(section, COOP, abs(amount), roles)
    if amount < 0:
        charge, left, arrived, product = (line.reversed() for line in lines)
        # Within a section the debit is written first.
        return (left, charge, product, arrived)
    return lines


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
