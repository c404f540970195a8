"""The general ledger: the postings of an account, with its balance after each."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from psycopg.rows import TupleRow

from domain.identifiers import (
    Auxiliary,
    EntryId,
    EntryReference,
    JournalCode,
    LedgerAccount,
    Section,
)
from domain.money import ZERO
from projections.movements import opening
from projections.snapshot import Snapshot

# `[account, last)` is every account it begins, in an order that ignores languages.
_BEFORE: Final = """
SELECT coalesce(sum(debit - credit), 0.00) FROM {postings}
WHERE account >= %(account)s AND account < %(last)s AND accounting_date >= %(since)s
  AND (accounting_date, position, rank, line) <= (%(date)s, %(at)s, %(rank)s, %(line)s)
  AND position <= %(position)s
  AND (%(section)s::text IS NULL OR section = %(section)s)
  AND (%(auxiliary)s::text IS NULL OR auxiliary = %(auxiliary)s)
"""
_LINES: Final = """
SELECT p.accounting_date, p.position, p.rank, p.line, e.occurred_on, e.journal, e.number,
    e.reference, e.label, p.section, p.account, p.auxiliary, p.debit, p.credit
FROM {postings} AS p JOIN {entries} AS e USING (position, rank)
WHERE account >= %(account)s AND account < %(last)s AND p.accounting_date >= %(since)s
  AND (p.accounting_date, p.position, p.rank, p.line)
      > (%(date)s, %(at)s, %(rank)s, %(line)s)
  AND p.accounting_date <= coalesce(%(as_of)s, 'infinity'::date)
  AND p.position <= %(position)s
  AND (%(section)s::text IS NULL OR p.section = %(section)s)
  AND (%(auxiliary)s::text IS NULL OR p.auxiliary = %(auxiliary)s)
ORDER BY p.accounting_date, p.position, p.rank, p.line LIMIT %(limit)s
"""


class Extract(NamedTuple):
    """What part of the ledger to read: an account and those it begins, of all or of one."""

    account: LedgerAccount
    section: Section | None = None
    auxiliary: Auxiliary | None = None
    since: date | None = None


class LedgerKey(NamedTuple):
    """Where a posting stands in the ledger: by date, then in the order of the log."""

    date: date
    at: int
    rank: int
    line: int


class LedgerLine(NamedTuple):
    """A posting, and the balance it leaves, in euros."""

    key: LedgerKey
    occurred_on: date
    journal: JournalCode
    number: str
    reference: EntryReference
    label: str
    section: Section
    account: LedgerAccount
    auxiliary: Auxiliary | None
    debit: Decimal
    credit: Decimal
    balance: Decimal

    @property
    def entry(self) -> EntryId:
        """The entry it is a line of."""
        return f"{self.key.at}.{self.key.rank}"


class Ledger(NamedTuple):
    """A page of an account: the balance brought forward, and its postings."""

    opening: Decimal
    lines: tuple[LedgerLine, ...]

    @property
    def closing(self) -> Decimal:
        """The balance after the page."""
        return self.lines[-1].balance if self.lines else self.opening


def ledger(
    snapshot: Snapshot,
    extract: Extract,
    *,
    after: LedgerKey | None = None,
    limit: int = 200,
) -> Ledger:
    """A page of an account and those it begins; the next begins `after` its last line's key.

    Lines are dated from `since`, the balance before it brought forward from the last opening
    entries; without it, from these.
    """
    begun = opening(snapshot, extract.since)
    asked = {
        **extract._asdict(),
        "last": f"{extract.account}~",
        "since": begun,
        "limit": limit,
        **(after or LedgerKey(extract.since or begun, 0, 0, 0))._asdict(),
    }
    brought = ZERO
    if after or extract.since:
        ((brought,),) = snapshot.rows(_BEFORE, **asked)
    return Ledger(brought, tuple(_running(brought, snapshot.rows(_LINES, **asked))))


def _running(balance: Decimal, rows: Iterable[TupleRow]) -> Iterator[LedgerLine]:
    for row in rows:
        debit, credit = row[-2:]
        balance += debit - credit
        yield LedgerLine._make((LedgerKey(*row[:4]), *row[4:], balance))
