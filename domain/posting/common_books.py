"""How bank fees and entries by hand are booked."""

from domain.events.bank_fees import BankFeeBooked
from domain.events.hand_entries import EntryBooked, EntryReversed
from domain.journal import credit, debit, entry
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


def bank_fee_booked(event: BankFeeBooked, roles: AccountRoles) -> Entries:
    """The bank takes its fee; its VAT is deductible as the fee is paid."""
    section = event.section
    fee = entry(
        "BQ",
        event.reference,
        f"Frais bancaires {event.reference}",
        debit(roles.bank_fees, section, event.net),
        debit(roles.vat_deductible, section, event.vat),
        credit(roles.bank, section, event.net + event.vat),
    )
    return (fee,)


def entry_booked(event: EntryBooked, _: AccountRoles) -> Entries:
    """The lines as they were given."""
    label = f"Écriture {event.reference}"
    booked = entry(event.journal, event.reference, label, *event.postings)
    return (booked.model_copy(update={"text": event.label, "corrects": event.corrects}),)


def entry_reversed(event: EntryReversed, _: AccountRoles) -> Entries:
    """The lines of the wrong entry, each on its other side."""
    label = f"Extourne écriture {event.entry}"
    undone = entry("OD", event.reference, label, *event.postings, purpose=event.purpose)
    return (undone.model_copy(update={"reverses": event.entry}),)
