"""The entrepreneur's statement of account (C. trav. L7332-3): in detail, and nothing left out.

Each product and each charge of the activity by account, what goes to the cooperative and to
other activities, what is left; then what was paid to the entrepreneur, and who owes what.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from domain.identifiers import LedgerAccount, Section
from domain.journal import Purpose
from domain.money import ZERO
from projections.accounts import Labels, labels
from projections.movements import Movement, balances, movements
from projections.snapshot import Snapshot
from projections.year_held import year_held

_TO_THE_ENTREPRENEUR: Final = "^42[15]"
_THIRD_PARTIES: Final = ("4", "15")
_PAID: Final = """
SELECT account, sum(debit) - sum(credit)
FROM {postings} AS p JOIN {entries} AS e USING (position, rank)
WHERE section = %(section)s AND account ~ %(accounts)s AND journal = 'BQ'
  AND position <= %(position)s AND p.accounting_date >= coalesce(%(since)s, '-infinity'::date)
  AND p.accounting_date <= coalesce(%(as_of)s, 'infinity'::date)
GROUP BY account
"""
_PURPOSES: Final[dict[Purpose, str]] = {
    "contribution": "Contribution coopérative",
    "internal-sale": "Ventes et achats entre activités",
    "levy": "Prélèvements",
    "retention": "Retenues",
    "sharing": "Partage du résultat d'une activité collective",
    "mutualisation": "Mutualisation",
    "pay": "Paie",
    "other": "Autres échanges internes",
}


class StatementLine(NamedTuple):
    """An account, or a purpose, and its amount in euros."""

    account: LedgerAccount | None
    label: str
    amount: Decimal


class AccountStatement(NamedTuple):
    """An activity's account over a stretch; charges and payments are positive amounts.

    `internal` is what other sections paid it less what it paid them; `owed` is what is owed to
    the activity less what it owes, account by account, at the end of the stretch.
    """

    section: Section
    since: date | None
    products: tuple[StatementLine, ...]
    charges: tuple[StatementLine, ...]
    pay: tuple[StatementLine, ...]
    internal: tuple[StatementLine, ...]
    payments: tuple[StatementLine, ...]
    owed: tuple[StatementLine, ...]

    @property
    def available(self) -> Decimal:
        """What is left to the activity: the result of its section."""
        return (
            total(self.products) + total(self.internal) - total(self.charges) - total(self.pay)
        )


def account_statement(
    snapshot: Snapshot, section: Section, *, since: date | None = None
) -> AccountStatement:
    """The statement from `since`, or else from the first day of the fiscal year."""
    year = year_held(snapshot)
    begins = since or (year.first if year else None)
    moved = movements(snapshot, section=section, since=begins)
    named = labels(snapshot)
    return AccountStatement(
        section,
        begins,
        products=_lines(named, _negated(it for it in moved if it.account.startswith("7"))),
        charges=_lines(named, _amounts(it for it in moved if it.is_charge)),
        pay=_lines(named, _amounts(it for it in moved if it.is_pay)),
        internal=tuple(_internal(moved)),
        payments=_lines(named, _paid(snapshot, section, begins)),
        owed=_lines(named, _standing(snapshot, section)),
    )


def total(lines: Iterable[StatementLine]) -> Decimal:
    """What lines add up to."""
    return sum((line.amount for line in lines), ZERO)


def _lines(
    named: Labels, amounts: Iterable[tuple[LedgerAccount, Decimal]]
) -> tuple[StatementLine, ...]:
    found: dict[LedgerAccount, Decimal] = {}
    for account, amount in amounts:
        found[account] = found.get(account, ZERO) + amount
    return tuple(
        StatementLine(account, named.of(account), found[account])
        for account in sorted(found)
        if found[account]
    )


def _amounts(moved: Iterable[Movement]) -> Iterator[tuple[LedgerAccount, Decimal]]:
    return ((it.account, it.amount) for it in moved)


def _negated(moved: Iterable[Movement]) -> Iterator[tuple[LedgerAccount, Decimal]]:
    return ((it.account, -it.amount) for it in moved)


def _internal(moved: Iterable[Movement]) -> Iterator[StatementLine]:
    found: dict[Purpose, Decimal] = {}
    for one in moved:
        if one.is_internal:
            found[one.purpose] = found.get(one.purpose, ZERO) - one.amount
    for purpose, label in _PURPOSES.items():
        if amount := found.get(purpose, ZERO):
            yield StatementLine(None, label, amount)


def _paid(
    snapshot: Snapshot, section: Section, since: date | None
) -> Iterator[tuple[LedgerAccount, Decimal]]:
    asked = {"section": section, "since": since, "accounts": _TO_THE_ENTREPRENEUR}
    return ((account, amount) for account, amount in snapshot.rows(_PAID, None, **asked))


def _standing(snapshot: Snapshot, section: Section) -> Iterator[tuple[LedgerAccount, Decimal]]:
    for account, amount in balances(snapshot, section).items():
        if account.startswith(_THIRD_PARTIES):
            yield account, amount
