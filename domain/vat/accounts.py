"""Accounts of VAT: those a return empties, and those that show an entry is itself a return."""

from collections.abc import Iterable

from domain.identifiers import LedgerAccount
from domain.journal import JournalEntry, Posting

DUE = ("4452", "4457")
"""VAT we owe, that of purchases from the Union and under reverse charge included (PCG)."""

DEDUCTIBLE = "4456"
DEDUCTIBLE_ON_ASSETS = "44562"
CARRIED = "44567"
"""The credit of an earlier return: it enters by box 22, not as VAT of the period."""

_SETTLED = ("4455", CARRIED)
_OPENING_JOURNAL = "AN"


def is_due(account: LedgerAccount) -> bool:
    """Whether an account holds VAT we owe."""
    return account.startswith(DUE)


def is_deductible(account: LedgerAccount) -> bool:
    """Whether an account holds VAT we may deduct."""
    return account.startswith(DEDUCTIBLE) and not account.startswith(CARRIED)


def to_declare(entry: JournalEntry) -> tuple[Posting, ...]:
    """The lines of an entry that a return must declare.

    An opening entry repeats what was declared or still is to be; an entry that moves VAT to or
    from VAT payable is itself a return, booked by hand.
    """
    if entry.journal == _OPENING_JOURNAL or _is_return(entry.postings):
        return ()
    return tuple(
        line for line in entry.postings if is_due(line.account) or is_deductible(line.account)
    )


def _is_return(postings: Iterable[Posting]) -> bool:
    return any(line.account.startswith(_SETTLED) for line in postings)
