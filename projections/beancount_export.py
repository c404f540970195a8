"""A fiscal year as a beancount file: books that a program of nobody here can add up again.

One account for each section, account and party; debits are positive. Accounts stand under the
five roots that beancount knows, by class: 1 is equity, 2 to 5 assets (a debt is an asset below
zero), 6 expenses and 7 income.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from psycopg.rows import TupleRow

from domain.identifiers import Auxiliary, LedgerAccount, Section
from domain.period import FiscalYear
from projections.snapshot import Snapshot

ROOTS: Final = {"1": "Equity", "6": "Expenses", "7": "Income"}
_ENTRIES: Final = """
SELECT position, rank, e.accounting_date, journal, number, reference, label,
    section, account, auxiliary, debit - credit
FROM {entries} AS e JOIN {postings} USING (position, rank)
WHERE fiscal_year = %(first)s AND position <= %(position)s
  AND e.accounting_date <= coalesce(%(as_of)s, 'infinity'::date)
ORDER BY journal <> 'AN', position, rank, line
"""
_ACCOUNTS: Final = """
SELECT DISTINCT section, account, auxiliary
FROM {entries} AS e JOIN {postings} USING (position, rank)
WHERE fiscal_year = %(first)s AND position <= %(position)s
  AND e.accounting_date <= coalesce(%(as_of)s, 'infinity'::date)
ORDER BY section, account, auxiliary NULLS FIRST
"""


def beancount(snapshot: Snapshot, year: FiscalYear) -> Iterator[str]:
    """The file of a fiscal year, piece by piece, its opening entries first."""
    yield 'option "title" "Grand-Livre"\noption "operating_currency" "EUR"\n\n'
    for section, account, auxiliary in snapshot.rows(_ACCOUNTS, first=year.first):
        yield f"{year.first} open {name_of(section, account, auxiliary)} EUR\n"
    rows = snapshot.stream(_ENTRIES, first=year.first)
    for _, lines in groupby(rows, key=itemgetter(0, 1)):
        yield _transaction(lines)


def name_of(
    section: Section, account: LedgerAccount, auxiliary: Auxiliary | None = None
) -> str:
    """What an account of a section is called in the file."""
    parts = (ROOTS.get(account[0], "Assets"), section, account, auxiliary)
    return ":".join(part for part in parts if part)


def _transaction(rows: Iterable[TupleRow]) -> str:
    lines = list(rows)
    position, rank, day, journal, number, reference, label, *_ = lines[0]
    heading = f'\n{day} * "{journal} {number} {reference}" "{label}"\n'
    named = f'  entry: "{position}.{rank}"\n'
    return heading + named + "".join(_posting(*line[-4:]) for line in lines)


def _posting(
    section: Section, account: LedgerAccount, auxiliary: Auxiliary | None, amount: object
) -> str:
    return f"  {name_of(section, account, auxiliary)}  {amount} EUR\n"
