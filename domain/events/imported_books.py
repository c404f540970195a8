"""What comes from books kept elsewhere before: the entries of an imported file."""

from typing import ClassVar

from pydantic import Field

from domain.events.event import Event
from domain.identifiers import Day, EntryReference, JournalCode, LedgerAccount, Sha256
from domain.journal import Posting
from domain.money import Euros
from domain.value import Value


class OddLine(Value):
    """A line of the file that is not one posting: negative, on both sides, or of nothing.

    `rank` is its place among the lines of its event, from 1; the amounts are the file's.
    """

    rank: int = Field(ge=1)
    account: LedgerAccount
    debit: Euros
    credit: Euros


class EntryFragment(Value):
    """A part of a balanced entry, made by cutting one and by nothing else.

    `part` of `parts` counts from 1; `first` is the rank of its first posting, from 0.
    """

    part: int = Field(ge=1)
    parts: int = Field(ge=2)
    first: int = Field(ge=0)
    postings: tuple[Posting, ...]


class ImportedLines(Event):
    """Lines of one entry, and the digest of their texts.

    `source` is the SHA-256 of the file, `line` where the entry begins in it; an `opening`
    entry carries forward the balances of the year before.
    """

    source: Sha256
    line: int = Field(ge=1)
    journal: JournalCode
    number: EntryReference
    validated_on: Day
    texts: Sha256
    opening: bool
    odd_lines: tuple[OddLine, ...] = ()


class EntryImported(ImportedLines):
    """An entry of books kept elsewhere is taken over as it stood there."""

    topic: ClassVar = "imported-books.entry-imported"

    postings: tuple[Posting, ...]


class EntryPartImported(ImportedLines):
    """A part of an entry too large for one event is taken over, all parts at once."""

    topic: ClassVar = "imported-books.entry-part-imported"

    fragment: EntryFragment


ImportedBooksEvent = EntryImported | EntryPartImported
"""Everything an imported file records of its entries."""
