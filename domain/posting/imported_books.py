"""How the entries of books kept elsewhere are booked: as they stood there."""

from collections.abc import Iterable

from domain.events.imported_books import EntryImported, EntryPartImported
from domain.identifiers import EntryReference, JournalCode
from domain.journal import JournalEntry, Posting
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import Entries


def entry_imported(event: EntryImported, _: AccountRoles) -> Entries:
    """The lines that move something, under their own journal and number."""
    if not event.postings:
        return ()
    return (taken_over(event.journal, event.number, event.postings),)


def entry_part_imported(_: EntryPartImported, __: AccountRoles) -> Entries:
    """No entry by itself: a part balances with the others only, and stands in its event."""
    return ()


def label_of(number: EntryReference) -> str:
    """How an entry of the former books is called in ours."""
    return f"Écriture reprise {number}"


def taken_over(
    journal: JournalCode, number: EntryReference, postings: Iterable[Posting]
) -> JournalEntry:
    """An entry of the former books; its own texts stand in the vault."""
    return JournalEntry(
        journal=journal,
        reference=number,
        label=label_of(number),
        postings=tuple(postings),
    )
