"""What a file brings: its entries, line by line, before they are facts."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from domain.identifiers import COOP, EntryReference, JournalCode, LedgerAccount
from domain.journal import Posting, credit, debit
from domain.money import AMOUNT_LIMIT, Euros

_JOURNAL: TypeAdapter[str] = TypeAdapter(JournalCode)
_NUMBER: TypeAdapter[str] = TypeAdapter(EntryReference)
_ACCOUNT: TypeAdapter[str] = TypeAdapter(LedgerAccount)
_AMOUNT: TypeAdapter[Decimal] = TypeAdapter(Euros)


class SourceLine(NamedTuple):
    """A line of the file; `texts` are its fields that post nothing, empty ones left out."""

    account: LedgerAccount
    debit: Decimal
    credit: Decimal
    texts: Mapping[str, str]

    @property
    def is_odd(self) -> bool:
        """Whether it is anything but one posting."""
        sides = sorted((self.debit, self.credit))
        return sides[0] != 0 or sides[1] <= 0

    def moved(self) -> tuple[Decimal, Decimal]:
        """Its debit and credit; a negative amount stands on the other side."""
        return (
            max(self.debit, Decimal(0)) + max(-self.credit, Decimal(0)),
            max(self.credit, Decimal(0)) + max(-self.debit, Decimal(0)),
        )

    def postings(self) -> tuple[Posting, ...]:
        """Its postings in the shared structure: one, unless it is odd."""
        sides = ((debit, self.debit), (credit, self.credit))
        return tuple(side(self.account, COOP, amount) for side, amount in sides if amount)


class SourceEntry(NamedTuple):
    """A balanced entry of the file, its lines in order; `line` is where it begins."""

    line: int
    journal: JournalCode
    number: EntryReference
    accounting_date: date
    document_date: date
    validated_on: date
    opening: bool
    lines: tuple[SourceLine, ...]


class SourceCodes(NamedTuple):
    """What a line is filed under, and how much it moves: these must fit the books."""

    journal: str
    number: str
    account: str
    amounts: tuple[Decimal, Decimal]

    def faults(self) -> Iterator[str]:
        """Why the line cannot be recorded as it is; nothing for a good one."""
        if not _fits(_JOURNAL, self.journal):
            yield f"journal {self.journal!r} is not a code of 20 characters at most"
        if not _fits(_NUMBER, self.number):
            yield f"entry number {self.number!r} is not a code of 40 characters at most"
        if not any(character.isdigit() for character in self.number):
            yield f"entry number {self.number!r} holds no digit"
        if not _fits(_ACCOUNT, self.account):
            yield f"account {self.account!r} is not two digits and 18 letters or digits at most"
        for amount in self.amounts:
            if abs(amount) >= AMOUNT_LIMIT or not _fits(_AMOUNT, amount):
                yield f"amount {amount} is beyond what the books can hold"


@lru_cache(maxsize=4096)
def _fits(kind: TypeAdapter[str] | TypeAdapter[Decimal], value: str | Decimal) -> bool:
    try:
        kind.validate_python(value)
    except ValidationError:
        return False
    return True
