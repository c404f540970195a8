"""How suppliers' invoices and expense claims are booked."""

from collections.abc import Iterable
from decimal import Decimal

from domain.activity.purchase_vat import Parts, charge, deductible_in, due_with
from domain.events.expense_claims import ExpensesClaimed, ExpensesPaid
from domain.events.purchases import (
    PurchaseLine,
    PurchaseVat,
    SupplierCreditNoteBooked,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
    SupplierPaid,
    SupplierRefunded,
)
from domain.identifiers import AccountNumber, EntryReference, Section
from domain.journal import Posting, credit, debit, entry
from domain.money import ZERO
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries, contribution


def supplier_invoice_booked(event: SupplierInvoiceBooked, roles: AccountRoles) -> Entries:
    """Each charge on its account; VAT is due and deductible at once, or when it is paid."""
    booked = entry(
        "AC",
        event.reference,
        f"Facture fournisseur {event.reference}",
        *_invoiced(event.lines, event.vat, event.activity, roles),
        credit(roles.suppliers, event.activity, event.gross, event.supplier),
    )
    return (booked,)


def supplier_invoice_corrected(event: SupplierInvoiceCorrected, roles: AccountRoles) -> Entries:
    """The wrong entry is undone, the right one booked; both say which they mend."""
    section = event.activity
    wrong = sum((line.net + line.vat for line in event.wrong_lines), ZERO)
    invoiced = _invoiced(event.wrong_lines, event.wrong_vat, section, roles)
    undone = entry(
        "OD",
        event.reference,
        f"Extourne facture fournisseur {event.invoice}",
        debit(roles.suppliers, section, wrong, event.supplier),
        *(line.reversed() for line in invoiced),
    )
    right = entry(
        "OD",
        event.correction,
        f"Correction facture fournisseur {event.invoice}",
        *_invoiced(event.lines, event.vat, section, roles),
        credit(roles.suppliers, section, event.gross, event.supplier),
    )
    return (
        undone.model_copy(update={"reverses": event.entry}),
        right.model_copy(update={"corrects": event.entry}),
    )


def supplier_paid(event: SupplierPaid, roles: AccountRoles) -> Entries:
    """The bank pays the supplier; VAT that waited for it is due and deductible."""
    section = event.activity
    paid = entry(
        "BQ",
        event.reference,
        f"Paiement facture fournisseur {event.invoice}",
        debit(roles.suppliers, section, event.amount, event.supplier),
        credit(roles.bank, section, event.amount),
    )
    return (paid, *_released(event.vat_reference, event, event.vat, roles))


def supplier_credit_note_booked(
    event: SupplierCreditNoteBooked, roles: AccountRoles
) -> Entries:
    """The charge is taken back, with VAT that waited or was deducted."""
    section = event.activity
    invoiced = (
        *_charges(event.lines, section),
        *_waiting(event.waiting, section, roles),
        *_due(event.taken_back, section, roles),
    )
    note = entry(
        "AC",
        event.reference,
        f"Avoir fournisseur {event.reference}",
        debit(roles.suppliers, section, event.gross, event.supplier),
        *(line.reversed() for line in invoiced),
    )
    return (note, *_released(f"{event.reference}/TVA", event, event.released, roles))


def supplier_refunded(event: SupplierRefunded, roles: AccountRoles) -> Entries:
    """The bank has what the supplier owed us."""
    refunded = entry(
        "BQ",
        event.reference,
        f"Remboursement fournisseur {event.invoice}",
        debit(roles.bank, event.activity, event.amount),
        credit(roles.suppliers, event.activity, event.amount, event.supplier),
    )
    return (refunded,)


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


def _invoiced(
    lines: Iterable[PurchaseLine], vat: Parts, section: Section, roles: AccountRoles
) -> tuple[Posting, ...]:
    return (
        *_charges(lines, section),
        *_due(due_with(vat, "invoice"), section, roles),
        *_waiting(due_with(vat, "payment"), section, roles),
    )


def _charges(lines: Iterable[PurchaseLine], section: Section) -> tuple[Posting, ...]:
    return tuple(debit(line.account, section, charge(line)) for line in lines)


def _released(
    reference: EntryReference,
    event: SupplierPaid | SupplierCreditNoteBooked,
    vat: Parts,
    roles: AccountRoles,
) -> Entries:
    if not vat:
        return ()
    section = event.activity
    waited = (line.reversed() for line in _waiting(vat, section, roles))
    lines = sorted((*_due(vat, section, roles), *waited), key=lambda it: it.credit > 0)
    label = f"TVA déductible facture fournisseur {event.invoice}"
    return (entry("OD", reference, label, *lines),)


def _due(vat: Parts, section: Section, roles: AccountRoles) -> tuple[Posting, ...]:
    deducted: dict[AccountNumber, Decimal] = {}
    owed: dict[AccountNumber, Decimal] = {}
    for part in vat:
        _count(deducted, _deductible_account(part, roles), part.deductible)
        _count(owed, _due_account(part, roles), part.owed)
    return (
        *(debit(account, section, amount) for account, amount in deducted.items()),
        *(credit(account, section, amount) for account, amount in owed.items()),
    )


def _waiting(vat: Parts, section: Section, roles: AccountRoles) -> tuple[Posting, ...]:
    return (
        debit(roles.vat_deductible_waiting, section, deductible_in(vat)),
        credit(roles.vat_collected_waiting, section, sum((it.owed for it in vat), ZERO)),
    )


def _deductible_account(part: PurchaseVat, roles: AccountRoles) -> AccountNumber:
    if part.on_assets:
        return roles.vat_deductible_on_assets
    if part.regime in {"taxed", "goods-from-eu"}:
        return roles.vat_deductible
    return roles.vat_deductible_reverse_charge


def _due_account(part: PurchaseVat, roles: AccountRoles) -> AccountNumber:
    from_eu = part.regime == "goods-from-eu"
    return roles.vat_due_from_eu if from_eu else roles.vat_due_reverse_charge


def _count(
    totals: dict[AccountNumber, Decimal], account: AccountNumber, amount: Decimal
) -> None:
    totals[account] = totals.get(account, ZERO) + amount
