"""How suppliers' invoices and expense claims are booked."""

from collections.abc import Iterable

from domain.events.expense_claims import ExpensesClaimed, ExpensesPaid
from domain.events.purchases import (
    PurchaseLine,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
    SupplierPaid,
)
from domain.identifiers import Section
from domain.journal import Posting, credit, debit, entry
from domain.money import ZERO
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries, contribution


def supplier_invoice_booked(event: SupplierInvoiceBooked, roles: AccountRoles) -> Entries:
    """Each charge on its account; VAT is deductible at once or waits for the payment."""
    booked = entry(
        "AC",
        event.reference,
        f"Facture fournisseur {event.reference}",
        *_charges(event.lines, event.activity),
        debit(roles.vat_deductible, event.activity, event.vat_at_once),
        debit(roles.vat_deductible_waiting, event.activity, event.vat_waiting),
        credit(roles.suppliers, event.activity, event.gross, event.supplier),
    )
    return (booked,)


def supplier_invoice_corrected(event: SupplierInvoiceCorrected, roles: AccountRoles) -> Entries:
    """The wrong entry is undone, the right one booked; both say which they mend."""
    section = event.activity
    wrong = sum((line.net + line.vat for line in event.wrong_lines), ZERO)
    undone = entry(
        "OD",
        event.reference,
        f"Extourne facture fournisseur {event.invoice}",
        debit(roles.suppliers, section, wrong, event.supplier),
        *(line.reversed() for line in _charges(event.wrong_lines, section)),
        credit(roles.vat_deductible, section, event.wrong_vat_at_once),
        credit(roles.vat_deductible_waiting, section, event.wrong_vat_waiting),
    )
    right = entry(
        "OD",
        event.correction,
        f"Correction facture fournisseur {event.invoice}",
        *_charges(event.lines, section),
        debit(roles.vat_deductible, section, event.vat_at_once),
        debit(roles.vat_deductible_waiting, section, event.vat_waiting),
        credit(roles.suppliers, section, event.gross, event.supplier),
    )
    return (
        undone.model_copy(update={"reverses": event.entry}),
        right.model_copy(update={"corrects": event.entry}),
    )


def supplier_paid(event: SupplierPaid, roles: AccountRoles) -> Entries:
    """The bank pays the supplier; VAT that waited for it is deductible."""
    section = event.activity
    paid = entry(
        "BQ",
        event.reference,
        f"Paiement facture fournisseur {event.invoice}",
        debit(roles.suppliers, section, event.amount, event.supplier),
        credit(roles.bank, section, event.amount),
    )
    if not event.vat_released:
        return (paid,)
    released = entry(
        "OD",
        event.vat_reference,
        f"TVA déductible facture fournisseur {event.invoice}",
        debit(roles.vat_deductible, section, event.vat_released),
        credit(roles.vat_deductible_waiting, section, event.vat_released),
    )
    return (paid, released)


def expenses_claimed(event: ExpensesClaimed, roles: AccountRoles) -> Entries:
    """Each expense on its account with its VAT; the total is owed to the entrepreneur."""
    section = event.activity
    lines = [
        posting
        for line in event.lines
        for posting in (
            debit(line.account, section, line.net),
            debit(roles.vat_deductible, section, line.vat),
        )
    ]
    claim = entry(
        "NDF",
        event.reference,
        f"Note de frais {event.reference}",
        *lines,
        credit(roles.expenses_due, section, event.total),
    )
    label = f"Contribution {event.reference}"
    back = -event.contribution_credit
    return (claim, *contribution(section, event.reference, label, back, roles))


def expenses_paid(event: ExpensesPaid, roles: AccountRoles) -> Entries:
    """The bank pays what was owed to the entrepreneur."""
    paid = entry(
        "BQ",
        event.reference,
        f"Remboursement {event.claim}",
        debit(roles.expenses_due, event.activity, event.amount),
        credit(roles.bank, event.activity, event.amount),
    )
    return (paid,)


def _charges(lines: Iterable[PurchaseLine], section: Section) -> tuple[Posting, ...]:
    return tuple(debit(line.account, section, line.net) for line in lines)
