"""How what becomes of an invoice is booked: payments, cheques, refunds, losses."""

from collections.abc import Iterable
from decimal import Decimal

from domain.events.sales import (
    ChequeBanked,
    CreditNoteIssued,
    CustomerRefunded,
    InvoiceDoubted,
    InvoiceWrittenOff,
    PaymentReceived,
    PaymentUndone,
)
from domain.events.vat import VatAmount, VatDue, VatPart
from domain.identifiers import Reference, Section
from domain.journal import Posting, credit, debit, entry
from domain.money import ZERO
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries, contribution

Settling = CreditNoteIssued | PaymentReceived | PaymentUndone | InvoiceWrittenOff


def payment_received(event: PaymentReceived, roles: AccountRoles) -> Entries:
    """The bank has the money, or a cheque; VAT that waited falls due (CGI art. 269, 2 c)."""
    what = "retenue de garantie facture" if event.retained else "facture"
    held = roles.cheques if event.by == "cheque" else roles.bank
    paid = entry(
        "BQ",
        event.reference,
        f"Encaissement {what} {event.invoice}",
        debit(held, event.activity, event.amount),
        *off_customer(event, event.amount, roles),
    )
    return (
        paid,
        *vat_fallen_due(event.activity, event.reference, event.invoice, event.vat, roles),
        *written_up(event, event.reference, roles),
        *_contribution(event, event.reference, event.contribution, roles),
    )


def cheque_banked(event: ChequeBanked, roles: AccountRoles) -> Entries:
    """The bank has the money of the cheque."""
    banked = entry(
        "BQ",
        f"{event.payment}/B",
        f"Remise de chèque facture {event.invoice}",
        debit(roles.bank, event.activity, event.amount),
        credit(roles.cheques, event.activity, event.amount),
    )
    return (banked,)


def payment_undone(event: PaymentUndone, roles: AccountRoles) -> Entries:
    """The invoice is due again, its VAT waits again; a returned cheque may cost a fee."""
    section = event.activity
    returned = event.reason == "returned-cheque"
    what = "Chèque impayé" if returned else "Encaissement annulé"
    mark = "I" if returned else "X"
    undone = entry(
        "BQ",
        f"{event.payment}/{mark}",
        f"{what} facture {event.invoice}",
        *(line.reversed() for line in off_customer(event, event.amount, roles)),
        credit(roles.bank if event.banked else roles.cheques, section, event.amount),
    )
    return (
        undone,
        *_vat_waiting_again(event, f"{event.payment}/{mark}-TVA", roles),
        *_contribution(event, f"{event.payment}/{mark}", -event.contribution, roles),
        *_fee(event, roles),
    )


def _vat_waiting_again(
    event: PaymentUndone, reference: Reference, roles: AccountRoles
) -> Entries:
    vat = vat_of(event.vat, "payment")
    if not vat:
        return ()
    waiting = entry(
        "OD",
        reference,
        f"TVA non exigible facture {event.invoice}",
        debit(roles.vat_collected, event.activity, vat),
        credit(roles.vat_collected_waiting, event.activity, vat),
    )
    return (waiting,)


def _fee(event: PaymentUndone, roles: AccountRoles) -> Entries:
    if not event.fee:
        return ()
    section = event.activity
    fee = entry(
        "BQ",
        f"{event.payment}/F",
        f"Frais de chèque impayé facture {event.invoice}",
        debit(roles.bank_fees, section, event.fee),
        credit(roles.bank, section, event.fee),
    )
    if not event.fee_charged_on:
        return (fee,)
    owed = roles.doubtful_customers if event.doubtful else roles.customers
    charged_on = entry(
        "OD",
        f"{event.payment}/FR",
        f"Frais de chèque impayé à la charge du client, facture {event.invoice}",
        debit(owed, section, event.fee_charged_on, event.customer),
        credit(roles.bank_fees_charged_on, section, event.fee_charged_on),
    )
    return (fee, charged_on)


def customer_refunded(event: CustomerRefunded, roles: AccountRoles) -> Entries:
    """The customer has back what was owed to them."""
    refund = entry(
        "BQ",
        event.reference,
        f"Remboursement client facture {event.invoice}",
        debit(roles.customers, event.activity, event.amount, event.customer),
        credit(roles.bank, event.activity, event.amount),
    )
    return (refund,)


def invoice_doubted(event: InvoiceDoubted, roles: AccountRoles) -> Entries:
    """The debt, VAT included, stands apart; what may be lost of it, VAT apart, is a charge."""
    section, customer = event.activity, event.customer
    entries: Entries = ()
    if event.amount:
        moved = entry(
            "OD",
            event.reference,
            f"Créance douteuse facture {event.invoice}",
            debit(roles.doubtful_customers, section, event.amount, customer),
            credit(roles.customers, section, event.amount, customer),
        )
        entries = (moved,)
    reference = f"{event.reference}/DEP"
    return (*entries, *_depreciation(section, reference, event.invoice, event.charged, roles))


def invoice_written_off(event: InvoiceWrittenOff, roles: AccountRoles) -> Entries:
    """The net is a loss; the VAT is not owed, or never falls due (CGI art. 272, 1)."""
    section = event.activity
    loss = roles.bad_debts_prior_years if event.of_prior_year else roles.bad_debts
    lost = entry(
        "OD",
        event.reference,
        f"Créance irrécouvrable facture {event.invoice}",
        debit(loss, section, event.net),
        debit(roles.vat_collected, section, vat_of(event.vat, "invoice")),
        debit(roles.vat_collected_waiting, section, vat_of(event.vat, "payment")),
        *off_customer(event, event.amount, roles),
    )
    return (
        lost,
        *written_up(event, event.reference, roles),
        *_contribution(event, event.reference, -event.contribution, roles),
    )


# Lines that these share


def off_customer(event: Settling, amount: Decimal, roles: AccountRoles) -> tuple[Posting, ...]:
    """An amount off the accounts on which it stood: the customer's, doubtful, retained."""
    section, customer = event.activity, event.customer
    owed = amount - event.retained - event.doubtful
    lines = (
        credit(roles.customers, section, owed, customer),
        credit(roles.doubtful_customers, section, event.doubtful, customer),
        credit(roles.customer_retentions, section, event.retained, customer),
    )
    return tuple(line for line in lines if line.amount)


def _contribution(
    event: PaymentReceived | PaymentUndone | InvoiceWrittenOff,
    reference: Reference,
    amount: Decimal,
    roles: AccountRoles,
) -> Entries:
    return contribution(
        event.activity, reference, f"Contribution {event.invoice}", amount, roles
    )


def vat_fallen_due(
    section: Section,
    reference: Reference,
    invoice: Reference,
    vat: Iterable[VatPart],
    roles: AccountRoles,
) -> Entries:
    """VAT that waited for a payment is owed to the State."""
    due = vat_of(vat, "payment")
    if not due:
        return ()
    released = entry(
        "OD",
        _vat_reference(reference, invoice),
        f"TVA exigible facture {invoice}",
        debit(roles.vat_collected_waiting, section, due),
        credit(roles.vat_collected, section, due),
    )
    return (released,)


def _vat_reference(reference: Reference, invoice: Reference) -> Reference:
    """Filed beside its payment; F1/P and F1/RGP, filed under their invoice, have F1/TVA."""
    if reference in {f"{invoice}/P", f"{invoice}/RGP"}:
        return f"{reference.removesuffix('P')}TVA"
    return f"{reference}/TVA"


def written_up(
    event: CreditNoteIssued | PaymentReceived | InvoiceWrittenOff,
    reference: Reference,
    roles: AccountRoles,
) -> Entries:
    """The depreciation that is not needed any more."""
    released = -event.depreciation_released
    return _depreciation(event.activity, f"{reference}/DEP", event.invoice, released, roles)


def _depreciation(
    section: Section,
    reference: Reference,
    invoice: Reference,
    charged: Decimal,
    roles: AccountRoles,
) -> Entries:
    if not charged:
        return ()
    label = f"Dépréciation facture {invoice}"
    held = roles.doubtful_depreciation
    if charged > 0:
        lines = (
            debit(roles.depreciation_charged, section, charged),
            credit(held, section, charged),
        )
    else:
        lines = (
            debit(held, section, -charged),
            credit(roles.depreciation_released, section, -charged),
        )
    return (entry("OD", reference, label, *lines),)


def vat_of(amounts: Iterable[VatAmount | VatPart], due: VatDue) -> Decimal:
    """The VAT of several rates that is due at a moment."""
    return sum((vat.amount for vat in amounts if vat.due == due), ZERO)
