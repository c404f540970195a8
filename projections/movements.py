"""Movements: what moved each account of each section, in a stretch of the books.

Whole months are taken from their totals; what they do not hold is summed from the postings:
those recorded since the last totals, and those of months asked for in part.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from psycopg.sql import SQL

from domain.events.imported_books import EntryImported, EntryPartImported
from domain.events.year_end import BalancesOpened
from domain.identifiers import LedgerAccount, Month, Section
from domain.journal import Purpose
from domain.money import ZERO
from domain.period import first_day, month_after, month_of
from projections.journal_tables import COMPANY_TOTALS, SECTION_TOTALS
from projections.snapshot import Snapshot

_OPENED: Final = """
SELECT max(fiscal_year) FROM {entries} AS e
WHERE opening AND topic = ANY(%(whole)s) AND position <= %(position)s
  AND CASE WHEN topic = %(ours)s THEN fiscal_year ELSE accounting_date END
      <= coalesce(%(day)s, %(as_of)s, 'infinity'::date)
"""
_OPENINGS: Final = """
SELECT DISTINCT to_char(
    CASE WHEN topic = %(ours)s THEN fiscal_year ELSE accounting_date END, 'YYYY-MM')
FROM {entries} WHERE opening AND topic = ANY(%(whole)s) AND position <= %(position)s
"""
# An opening entry by hand may hold some balances only: it adds to what stood before.
_WHOLE: Final[dict[str, Any]] = {
    "ours": BalancesOpened.topic,
    "whole": [BalancesOpened.topic, EntryImported.topic, EntryPartImported.topic],
}
_TOTALLED: Final = """
SELECT coalesce(max(position), 0) FROM {company_totals} WHERE position <= %(position)s
"""
_MOVED: Final = """
SELECT {group}, sum(debit), sum(credit) FROM (
    SELECT {group}, debit, credit FROM {totals}
    WHERE position <= %(position)s AND month >= %(whole)s AND month < %(part)s AND {asked}
  UNION ALL
    SELECT {group}, debit, credit FROM {postings}
    WHERE position > %(totalled)s AND position <= %(position)s
      AND accounting_date BETWEEN %(since)s AND %(until)s AND {asked}
  UNION ALL
    SELECT {group}, debit, credit FROM {postings}
    WHERE position <= %(totalled)s AND accounting_date >= %(since)s
      AND accounting_date < %(whole)s AND accounting_date <= %(until)s AND {asked}
  UNION ALL
    SELECT {group}, debit, credit FROM {postings}
    WHERE position <= %(totalled)s AND accounting_date >= %(part)s
      AND accounting_date >= %(whole)s AND accounting_date <= %(until)s AND {asked}
) AS moved
GROUP BY {group} ORDER BY {group}
"""
_BY_SECTION: Final = SQL("section, account, purpose")
_BY_ACCOUNT: Final = SQL("account")
_BEGINNING: Final = date(1900, 1, 1)
_END: Final = date(9998, 12, 31)


class Movement(NamedTuple):
    """What moved an account of a section for one purpose, in euros."""

    section: Section
    account: LedgerAccount
    purpose: Purpose
    debit: Decimal
    credit: Decimal

    @property
    def amount(self) -> Decimal:
        """Debit less credit."""
        return self.debit - self.credit

    @property
    def is_charge(self) -> bool:
        """Whether it is a charge, pay apart."""
        return self.account.startswith("6") and self.purpose != "pay"

    @property
    def is_pay(self) -> bool:
        """Whether it is a charge of pay."""
        return self.account.startswith("6") and self.purpose == "pay"

    @property
    def is_internal(self) -> bool:
        """Whether it is what sections paid each other."""
        return self.account.startswith(("186", "187"))


def movements(
    snapshot: Snapshot, *, section: Section | None = None, since: date | None = None
) -> tuple[Movement, ...]:
    """What moved until the snapshot's date, in all sections or one, by section and account."""
    asked = SQL("true" if section is None else "section = %(section)s")
    parts = {"group": _BY_SECTION, "totals": snapshot.version.table(SECTION_TOTALS)}
    rows = snapshot.rows(
        _MOVED, {**parts, "asked": asked}, section=section, **_stretch(snapshot, since)
    )
    return tuple(Movement(*row) for row in rows)


def company_movements(
    snapshot: Snapshot, *, since: date | None = None
) -> tuple[tuple[LedgerAccount, Decimal, Decimal], ...]:
    """Debit and credit of each account of the company until the snapshot's date."""
    parts = {"group": _BY_ACCOUNT, "totals": snapshot.version.table(COMPANY_TOTALS)}
    rows = snapshot.rows(_MOVED, {**parts, "asked": SQL("true")}, **_stretch(snapshot, since))
    return tuple((account, debit, credit) for account, debit, credit in rows)


def balances(
    snapshot: Snapshot, section: Section | None = None, *, since: date | None = None
) -> dict[LedgerAccount, Decimal]:
    """Debit less credit of each account of the company, or of one section."""
    found: dict[LedgerAccount, Decimal] = {}
    if section is None:
        moved = company_movements(snapshot, since=since)
        return {account: debit - credit for account, debit, credit in moved}
    for one in movements(snapshot, section=section, since=since):
        found[one.account] = found.get(one.account, ZERO) + one.amount
    return found


def opening(snapshot: Snapshot, day: date | None = None) -> date:
    """Where the balances of a day begin: the last year opened whole, else with all.

    A year whose opening entries are not written yet goes on from the balances before it.
    """
    ((year,),) = snapshot.rows(_OPENED, None, day=day, **_WHOLE)
    return year or _BEGINNING


def openings(snapshot: Snapshot) -> frozenset[Month]:
    """The years opened whole, as a ledger begun from these readings must know them."""
    return frozenset(month for (month,) in snapshot.rows(_OPENINGS, None, **_WHOLE))


def _stretch(snapshot: Snapshot, asked_since: date | None) -> dict[str, Any]:
    """The days asked for, the first whole month, and the first that is not whole any more."""
    since, until = asked_since or opening(snapshot), snapshot.as_of or _END
    whole = since if since.day == 1 else first_day(month_after(month_of(since)))
    part = first_day(month_of(until + timedelta(days=1)))
    ((totalled,),) = snapshot.rows(_TOTALLED)
    days = {"since": since, "until": until, "whole": whole, "part": part}
    return {"totalled": totalled, **days}
