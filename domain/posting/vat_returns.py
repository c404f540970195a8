"""How VAT returns are booked."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from domain.events.vat_returns import VatDeclared, VatEmptied, VatGathered, VatPaid
from domain.identifiers import COOP, Section
from domain.journal import Posting, credit, debit, entry
from domain.money import ZERO
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


def vat_declared(event: VatDeclared, roles: AccountRoles) -> Entries:
    """Each section's VAT becomes payable, then the cooperative's, then whole euros.

    One taxable person, one return, one payment (CGI art. 287): 181 brings the debts together.
    """
    owed = _owed(event)
    return (
        *_entry(event, "", "Déclaration de TVA", _emptied(event, owed)),
        *_entry(event, "/C", "TVA des activités", _brought_together(event, owed, roles)),
        *_entry(event, "/A", "Arrondi de la déclaration de TVA", _rounded(event, owed, roles)),
    )


def vat_gathered(event: VatGathered, roles: AccountRoles) -> Entries:
    """Some activities' VAT becomes payable, then the cooperative's."""
    owed = _owed_by(event.emptied)
    emptied = (
        *(credit(it.account, it.section, it.amount) for it in event.emptied),
        *(credit(event.payable_account, section, due) for section, due in owed.items()),
    )
    return (
        *_entry(event, "", "Déclaration de TVA", emptied),
        *_entry(event, "/C", "TVA des activités", _brought_together(event, owed, roles)),
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


def _entry(
    event: VatDeclared | VatGathered, suffix: str, label: str, lines: Sequence[Posting]
) -> Entries:
    """One step of the return, unless it moves nothing."""
    if not any(line.amount for line in lines):
        return ()
    ordered = sorted(lines, key=lambda it: (it.section == COOP, it.section, it.credit > 0))
    reference = f"{event.reference}{suffix}"
    return (entry("OD", reference, f"{label} {event.period}", *ordered),)
