"""Journal entries: balanced as a whole and inside each section, or not constructed.

    VT  F2026-0001  Facture F2026-0001
        411    E001  C0001  1200.00 D
        706    E001                    1000.00 C
        44571  E001                     200.00 C

A section is an activity, or COOP for the shared structure. The balance inside each section is
what makes a balance sheet for each activity possible (C. trav. R7331-1 and following), and the
sum of the sections equal to the company's ledger.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from domain.identifiers import (
    AccountNumber,
    Auxiliary,
    EntryId,
    EntryReference,
    JournalCode,
    LedgerAccount,
    Reference,
    Section,
    Sha256,
)
from domain.money import ZERO, SomeEuros
from domain.value import Value

Journal = Literal["VT", "AC", "BQ", "OD", "PAIE", "NDF", "CI", "AN"]
"""The journals a native entry goes to."""

JOURNAL_LABELS: dict[Journal, str] = {
    "VT": "Ventes",
    "AC": "Achats",
    "BQ": "Banque",
    "OD": "Opérations diverses",
    "PAIE": "Paie",
    "NDF": "Notes de frais",
    "CI": "Cessions internes",
    "AN": "À-nouveaux",
}

INTERNAL_ACCOUNTS = ("181", "186", "187")
"""Transfers between sections: they vanish in the company's own accounts (PCG, class 18)."""

Purpose = Literal[
    "contribution",
    "internal-sale",
    "pay",
    "levy",
    "retention",
    "sharing",
    "mutualisation",
    "other",
]
"""What a transfer between sections, or a charge, is for the person who reads her balance."""


class UnbalancedEntryError(ValueError):
    """The lines of an entry do not balance, as a whole or inside a section."""


class Posting(Value):
    """One line of an entry: an account of a section moved by a debit or a credit."""

    account: LedgerAccount
    section: Section
    debit: SomeEuros = ZERO
    credit: SomeEuros = ZERO
    auxiliary: Auxiliary | None = None

    @property
    def amount(self) -> Decimal:
        """Debit less credit."""
        return self.debit - self.credit

    def reversed(self) -> "Posting":
        """The line that undoes this one."""
        return self.model_copy(update={"debit": self.credit, "credit": self.debit})


class JournalEntry(Value):
    """A balanced set of postings under one reference; recorded once, never changed.

    `label` is ours; `text` is the digest of what someone wrote instead, kept in the vault.
    """

    journal: JournalCode
    reference: EntryReference
    label: str = Field(max_length=100)
    text: Sha256 | None = None
    purpose: Purpose = "other"
    postings: tuple[Posting, ...]
    reverses: EntryId | None = None
    corrects: EntryId | None = None

    @model_validator(mode="after")
    def _balanced(self) -> Self:
        if len(self.postings) < 2:
            raise UnbalancedEntryError(self.reference)
        if any(section_total for section_total in balance_by_section(self.postings).values()):
            raise UnbalancedEntryError(self.reference)
        if any((line.debit > 0) == (line.credit > 0) for line in self.postings):
            raise UnbalancedEntryError(self.reference)
        return self


def balance_by_section(postings: Iterable[Posting]) -> dict[Section, Decimal]:
    """Debit less credit of each section."""
    totals: dict[Section, Decimal] = {}
    for line in postings:
        totals[line.section] = totals.get(line.section, ZERO) + line.amount
    return totals


def debit(
    account: AccountNumber,
    section: Section,
    amount: Decimal,
    auxiliary: Auxiliary | None = None,
) -> Posting:
    """A line on the debit side; a negative amount stands on the other side."""
    if amount < 0:
        return Posting(account=account, section=section, credit=-amount, auxiliary=auxiliary)
    return Posting(account=account, section=section, debit=amount, auxiliary=auxiliary)


def credit(
    account: AccountNumber,
    section: Section,
    amount: Decimal,
    auxiliary: Auxiliary | None = None,
) -> Posting:
    """A line on the credit side; a negative amount stands on the other side."""
    return debit(account, section, -amount, auxiliary)


def entry(
    journal: Journal,
    reference: Reference,
    label: str,
    *postings: Posting,
    purpose: Purpose = "other",
) -> JournalEntry:
    """An entry of those lines that move something."""
    moving = tuple(line for line in postings if line.amount)
    return JournalEntry(
        journal=_journal_of(journal, moving),
        reference=reference,
        label=label,
        purpose=purpose,
        postings=moving,
    )


def _journal_of(journal: Journal, postings: Iterable[Posting]) -> Journal:
    internal = all(line.account.startswith(INTERNAL_ACCOUNTS) for line in postings)
    return "CI" if internal else journal
