"""A plain reading of entries, made by adding lines up: what tests hold figures against."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.journal import JournalEntry
from domain.money import ZERO
from domain.recorded import Recorded


class Line(NamedTuple):
    """A posting with what its entry says of it."""

    dated: date
    account: str
    section: str
    debit: Decimal
    credit: Decimal
    purpose: str


def entries(log: Iterable[Recorded]) -> Iterator[tuple[date, JournalEntry]]:
    """Every entry with its accounting date, in log order."""
    for recorded in log:
        for entry in recorded.entries:
            assert recorded.accounting_date, "what posts has an accounting date"
            yield recorded.accounting_date, entry


def lines(log: Iterable[Recorded]) -> tuple[Line, ...]:
    """Every line of every entry."""
    return tuple(
        Line(day, line.account, line.section, line.debit, line.credit, entry.purpose)
        for day, entry in entries(log)
        for line in entry.postings
    )


def net(found: Iterable[Line], *accounts: str, section: str | None = None) -> Decimal:
    """Debit less credit of some accounts and what subdivides them, in one section or in all."""
    return sum(
        (
            line.debit - line.credit
            for line in found
            if line.account.startswith(accounts) and section in {None, line.section}
        ),
        ZERO,
    )


def by(found: Iterable[Line], key: Callable[[Line], object]) -> dict[object, Decimal]:
    """Debit less credit of each group of lines."""
    totals: dict[object, Decimal] = {}
    for line in found:
        totals[key(line)] = totals.get(key(line), ZERO) + line.debit - line.credit
    return totals
