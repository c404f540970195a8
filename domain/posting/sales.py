"""How sales are booked."""

from collections.abc import Iterable
from decimal import Decimal

from domain.events.internal_sales import InternalSaleMade
from domain.events.sales import (
    CreditNoteIssued,
    DepositInvoiceIssued,
    InvoiceIssued,
    SaleLine,
)
from domain.identifiers import AccountNumber, Section
from domain.journal import Posting, credit, debit, entry
from domain.money import ZERO
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries, contribution, levies, retention, transfer
from domain.posting.receipts import off_customer, vat_fallen_due, vat_of, written_up


def invoice_issued(event: InvoiceIssued, roles: AccountRoles) -> Entries:
    """The customer owes the whole; the activity earns the net and owes VAT and contribution."""
    section, customer = event.activity, event.customer
    sale = entry(
        "VT",
        event.number,
        f"Facture {event.number}",
        debit(roles.customers, section, event.claimed, customer),
        *(debit(it.account, section, it.net) for it in event.deposits),
        *_by_account(event.lines, section),
        credit(roles.vat_collected, section, vat_of(event.vat, "invoice")),
        credit(roles.vat_collected_waiting, section, vat_of(event.vat, "payment")),
    )
    label = f"Contribution {event.number}"
    return (
        sale,
        *_customer_retention(event, roles),
        *contribution(section, event.number, label, event.contribution, roles),
        *levies(section, event.number, ((it.code, it.amount) for it in event.levies), roles),
        *retention(section, event.number, event.internal_retention, roles),
    )


def _customer_retention(event: InvoiceIssued, roles: AccountRoles) -> Entries:
    if not event.retained:
        return ()
    section, customer = event.activity, event.customer
    retained = entry(
        "VT",
        f"{event.number}/RG",
        f"Retenue de garantie {event.number}",
        debit(roles.customer_retentions, section, event.retained, customer),
        credit(roles.customers, section, event.retained, customer),
    )
    return (retained,)


def deposit_invoice_issued(event: DepositInvoiceIssued, roles: AccountRoles) -> Entries:
    """The customer owes the deposit; it is a debt towards them until an invoice deducts it."""
    section = event.activity
    deposit = entry(
        "VT",
        event.number,
        f"Facture d'acompte {event.number}",
        debit(roles.customers, section, event.gross, event.customer),
        *_by_account(event.lines, section),
        credit(roles.vat_collected, section, vat_of(event.vat, "invoice")),
        credit(roles.vat_collected_waiting, section, vat_of(event.vat, "payment")),
    )
    return (deposit,)


def credit_note_issued(event: CreditNoteIssued, roles: AccountRoles) -> Entries:
    """The sale is taken back in part, and the contribution with it.

    Its VAT comes first out of what waits for a payment, then out of what had fallen due.
    """
    section = event.activity
    collected = vat_of(event.collected, "payment")
    note = entry(
        "VT",
        event.number,
        f"Avoir {event.number} sur facture {event.invoice}",
        *(line.reversed() for line in _by_account(event.lines, section)),
        debit(roles.vat_collected, section, vat_of(event.vat, "invoice") + collected),
        debit(roles.vat_collected_waiting, section, vat_of(event.vat, "payment") - collected),
        *off_customer(event, event.gross, roles),
    )
    label = f"Contribution {event.number}"
    return (
        note,
        *contribution(section, event.number, label, -event.contribution, roles),
        *levies(section, event.number, ((it.code, -it.amount) for it in event.levies), roles),
        *retention(section, event.number, -event.internal_retention, roles),
        *vat_fallen_due(section, event.number, event.invoice, event.released, roles),
        *written_up(event, event.number, roles),
    )


def internal_sale_made(event: InternalSaleMade, roles: AccountRoles) -> Entries:
    """The buyer bears an internal charge, the seller earns an internal product."""
    label = f"Cession interne {event.reference}"
    lines = transfer(event.buyer, event.activity, event.amount, roles)
    sold = entry("CI", event.reference, label, *lines, purpose="internal-sale")
    label = f"Contribution {event.reference}"
    seller, owed = event.activity, event.contribution
    return (sold, *contribution(seller, event.reference, label, owed, roles))


def _by_account(lines: Iterable[SaleLine], section: Section) -> tuple[Posting, ...]:
    totals: dict[AccountNumber, Decimal] = {}
    for line in lines:
        totals[line.account] = totals.get(line.account, ZERO) + line.net
    return tuple(credit(account, section, net) for account, net in totals.items())
