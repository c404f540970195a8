"""How sales are booked."""

from collections.abc import Iterable
from decimal import Decimal

from domain.events.internal_sales import InternalSaleMade
from domain.events.sales import (
    CreditNoteIssued,
    InvoiceIssued,
    InvoiceWrittenOff,
    PaymentReceived,
    SaleLine,
)
from domain.events.vat import VatAmount, VatDue, VatPart
from domain.identifiers import AccountNumber, Reference, Section
from domain.journal import Posting, credit, debit, entry
from domain.money import ZERO
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries, contribution, levies, retention, transfer


def invoice_issued(event: InvoiceIssued, roles: AccountRoles) -> Entries:
    """The customer owes the whole; the activity earns the net and owes VAT and contribution."""
    section, customer = event.activity, event.customer
    sale = entry(
        "VT",
        event.number,
        f"Facture {event.number}",
        debit(roles.customers, section, event.gross, customer),
        *_by_account(event.lines, section),
        credit(roles.vat_collected, section, _vat(event.vat, "invoice")),
        credit(roles.vat_collected_waiting, section, _vat(event.vat, "payment")),
    )
    label = f"Contribution {event.number}"
    return (
        sale,
        *contribution(section, event.number, label, event.contribution, roles),
        *levies(section, event.number, ((it.code, it.amount) for it in event.levies), roles),
        *retention(section, event.number, event.internal_retention, roles),
    )


def credit_note_issued(event: CreditNoteIssued, roles: AccountRoles) -> Entries:
    """The sale is taken back in part, and the contribution with it."""
    section, customer = event.activity, event.customer
    note = entry(
        "VT",
        event.number,
        f"Avoir {event.number} sur facture {event.invoice}",
        *(line.reversed() for line in _by_account(event.lines, section)),
        debit(roles.vat_collected, section, _vat(event.vat, "invoice")),
        debit(roles.vat_collected_waiting, section, _vat(event.vat, "payment")),
        credit(roles.customers, section, event.gross, customer),
    )
    label = f"Contribution {event.number}"
    return (
        note,
        *contribution(section, event.number, label, -event.contribution, roles),
        *levies(section, event.number, ((it.code, -it.amount) for it in event.levies), roles),
        *retention(section, event.number, -event.internal_retention, roles),
        *_vat_released(section, event.number, event.invoice, event.released, roles),
    )


def payment_received(event: PaymentReceived, roles: AccountRoles) -> Entries:
    """The bank has the money; VAT that waited for it falls due (CGI art. 269, 2 c)."""
    section = event.activity
    paid = entry(
        "BQ",
        event.reference,
        f"Encaissement facture {event.invoice}",
        debit(roles.bank, section, event.amount),
        credit(roles.customers, section, event.amount, event.customer),
    )
    label = f"Contribution {event.invoice}"
    return (
        paid,
        *_vat_released(section, event.reference, event.invoice, event.vat, roles),
        *contribution(section, event.reference, label, event.contribution, roles),
    )


def invoice_written_off(event: InvoiceWrittenOff, roles: AccountRoles) -> Entries:
    """The net is a loss; the VAT is not owed, or never falls due (CGI art. 272, 1)."""
    section = event.activity
    loss = roles.bad_debts_prior_years if event.of_prior_year else roles.bad_debts
    lost = entry(
        "OD",
        event.reference,
        f"Créance irrécouvrable facture {event.invoice}",
        debit(loss, section, event.net),
        debit(roles.vat_collected, section, _vat(event.vat, "invoice")),
        debit(roles.vat_collected_waiting, section, _vat(event.vat, "payment")),
        credit(roles.customers, section, event.amount, event.customer),
    )
    return (lost,)


def internal_sale_made(event: InternalSaleMade, roles: AccountRoles) -> Entries:
    """The buyer bears an internal charge, the seller earns an internal product."""
    label = f"Cession interne {event.reference}"
    lines = transfer(event.buyer, event.activity, event.amount, roles)
    return (entry("CI", event.reference, label, *lines, purpose="internal-sale"),)


def _vat_released(
    section: Section,
    reference: Reference,
    invoice: Reference,
    vat: Iterable[VatPart],
    roles: AccountRoles,
) -> Entries:
    due = _vat(vat, "payment")
    if not due:
        return ()
    released = entry(
        "OD",
        f"{reference}/TVA",
        f"TVA exigible facture {invoice}",
        debit(roles.vat_collected_waiting, section, due),
        credit(roles.vat_collected, section, due),
    )
    return (released,)


def _by_account(lines: Iterable[SaleLine], section: Section) -> tuple[Posting, ...]:
    totals: dict[AccountNumber, Decimal] = {}
    for line in lines:
        totals[line.account] = totals.get(line.account, ZERO) + line.net
    return tuple(credit(account, section, net) for account, net in totals.items())


def _vat(amounts: Iterable[VatAmount | VatPart], due: VatDue) -> Decimal:
    return sum((vat.amount for vat in amounts if vat.due == due), ZERO)
