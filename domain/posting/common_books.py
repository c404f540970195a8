"""How entries by hand are booked."""

from domain.events.hand_entries import EntryBooked, EntryReversed
from domain.journal import entry
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


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
