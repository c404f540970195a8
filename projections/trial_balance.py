"""The trial balance: each account's debits, credits and balance, company or section."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.identifiers import LedgerAccount, Section
from domain.money import ZERO
from projections.accounts import Labels, labels
from projections.movements import Movement, company_movements, movements
from projections.snapshot import Snapshot


class AccountBalance(NamedTuple):
    """An account's totals, in euros."""

    account: LedgerAccount
    label: str
    debit: Decimal
    credit: Decimal

    @property
    def balance(self) -> Decimal:
        """Debit less credit."""
        return self.debit - self.credit


class SectionBalance(NamedTuple):
    """The accounts of one section."""

    section: Section
    accounts: tuple[AccountBalance, ...]


def trial_balance(
    snapshot: Snapshot, *, section: Section | None = None, since: date | None = None
) -> tuple[AccountBalance, ...]:
    """The accounts of the company, or of one section, in the order of the chart.

    From `since`, or else from the last opening entries, until the snapshot's date.
    """
    named = labels(snapshot)
    if section is not None:
        return by_account(movements(snapshot, section=section, since=since), named)
    return tuple(
        AccountBalance(account, named.of(account), debit, credit)
        for account, debit, credit in company_movements(snapshot, since=since)
    )


def by_section(snapshot: Snapshot, *, since: date | None = None) -> tuple[SectionBalance, ...]:
    """The accounts of each section, which add up to the company's."""
    named = labels(snapshot)
    sections: dict[Section, list[Movement]] = {}
    for moved in movements(snapshot, since=since):
        sections.setdefault(moved.section, []).append(moved)
    return tuple(
        SectionBalance(section, by_account(moved, named)) for section, moved in sections.items()
    )


def by_account(moved: Iterable[Movement], named: Labels) -> tuple[AccountBalance, ...]:
    """Movements added up by account."""
    totals: dict[LedgerAccount, tuple[Decimal, Decimal]] = {}
    for one in moved:
        debit, credit = totals.get(one.account, (ZERO, ZERO))
        totals[one.account] = debit + one.debit, credit + one.credit
    return tuple(
        AccountBalance(account, named.of(account), *totals[account])
        for account in sorted(totals)
    )
