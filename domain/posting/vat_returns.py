"""How VAT returns are booked."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from domain.events.vat_returns import VatDeclared, VatEmptied, VatGathered, VatPaid
from domain.identifiers import COOP, Section
from domain.journal import JournalEntry, Posting, credit, debit, entry
from domain.money import ZERO
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


def vat_declared(event: VatDeclared, roles: AccountRoles) -> Entries:
    """Each section's VAT becomes payable, then the cooperative's, then whole euros.

    One taxable person, one return, one payment (CGI art. 287): 181 brings the debts together.
    """
    owed = _owed(event)
    steps = (
        ("", "Déclaration de TVA", _emptied(event, owed)),
        ("/C", "TVA des activités", _brought_together(event, owed, roles)),
        ("/A", "Arrondi de la déclaration de TVA", _rounded(event, owed, roles)),
    )
    return tuple(
        _entry(f"{event.reference}{suffix}", f"{label} {event.period}", lines)
        for suffix, label, lines in steps
        if any(line.amount for line in lines)
    )


def vat_gathered(event: VatGathered, roles: AccountRoles) -> Entries:
    """Some activities' VAT becomes payable, then the cooperative's."""
    owed = _owed_by(event.emptied)
    emptied = (
        *(credit(it.account, it.section, it.amount) for it in event.emptied),
        *(credit(event.payable_account, section, due) for section, due in owed.items()),
    )
    steps = (
        ("", "Déclaration de TVA", emptied),
        ("/C", "TVA des activités", _brought_together(event, owed, roles)),
    )
    return tuple(
        _entry(f"{event.reference}{suffix}", f"{label} {event.period}", lines)
        for suffix, label, lines in steps
        if any(line.amount for line in lines)
    )


def vat_paid(event: VatPaid, roles: AccountRoles) -> Entries:
    """The bank pays the State."""
    paid = entry(
        "BQ",
        event.reference,
        f"Paiement de la TVA {event.period}",
        debit(event.payable_account, COOP, event.amount),
        credit(roles.bank, COOP, event.amount),
    )
    return (paid,)


def _owed(event: VatDeclared) -> dict[Section, Decimal]:
    """What each section owes, below zero where it has more to deduct."""
    owed = _owed_by(event.emptied)
    owed.setdefault(COOP, ZERO)
    owed[COOP] -= event.credit_before
    return owed


def _owed_by(emptied: Iterable[VatEmptied]) -> dict[Section, Decimal]:
    owed: dict[Section, Decimal] = {}
    for it in emptied:
        owed[it.section] = owed.get(it.section, ZERO) - it.amount
    return owed


def _emptied(event: VatDeclared, owed: dict[Section, Decimal]) -> tuple[Posting, ...]:
    emptied = [credit(it.account, it.section, it.amount) for it in event.emptied]
    if event.credit_account_before:
        emptied.append(credit(event.credit_account_before, COOP, event.credit_before))
    return (
        *emptied,
        *(credit(event.payable_account, section, due) for section, due in owed.items()),
    )


def _brought_together(
    event: VatDeclared | VatGathered, owed: dict[Section, Decimal], roles: AccountRoles
) -> tuple[Posting, ...]:
    due_by_activities = sum((due for section, due in owed.items() if section != COOP), ZERO)
    return (
        *_transferred(event, owed, roles),
        debit(roles.liaison, COOP, due_by_activities),
        credit(event.payable_account, COOP, due_by_activities),
    )


def _transferred(
    event: VatDeclared | VatGathered, owed: dict[Section, Decimal], roles: AccountRoles
) -> Iterator[Posting]:
    for section, due in owed.items():
        if section != COOP:
            yield debit(event.payable_account, section, due)
            yield credit(roles.liaison, section, due)


def _rounded(
    event: VatDeclared, owed: dict[Section, Decimal], roles: AccountRoles
) -> tuple[Posting, ...]:
    due = sum(owed.values(), ZERO) + event.gathered
    gain = due - event.to_pay + event.credit
    result = (
        credit(roles.rounding_gains, COOP, gain)
        if gain > 0
        else debit(roles.rounding_losses, COOP, -gain)
    )
    return (
        debit(event.payable_account, COOP, due - event.to_pay),
        debit(event.credit_account, COOP, event.credit),
        result,
    )


def _entry(reference: str, label: str, lines: Iterable[Posting]) -> JournalEntry:
    ordered = sorted(lines, key=lambda it: (it.section == COOP, it.section, it.credit > 0))
    return entry("OD", reference, label, *ordered)
