"""A program of nobody here adds our export up, and comes to our balances."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from beancount import loader
from beancount.core.data import Transaction

from domain.identifiers import COOP
from domain.journal import credit, debit
from domain.money import euros
from projections.beancount_export import beancount
from projections.fec_export import year_closing_in
from projections.snapshot import Snapshot
from projections.trial_balance import by_section
from tests.projections.kept import Kept, a_year


def exported(snapshot: Snapshot) -> str:
    return "".join(beancount(snapshot, year_closing_in(snapshot, 2026)))


def loaded(text: str) -> list[Any]:
    """The directives of a file that beancount takes without a word."""
    found, faults, _ = loader.load_string(text)
    assert faults == []
    return list(found)


def added_up(found: Iterable[Any]) -> dict[tuple[str, str], Decimal]:
    """The balance of each account of each section, as beancount's postings give it."""
    totals: dict[tuple[str, str], Decimal] = {}
    for transaction in found:
        for posting in transaction.postings if isinstance(transaction, Transaction) else ():
            section, account = posting.account.split(":")[1:3]
            assert posting.units, "every line of ours has its amount"
            moved = posting.units.number or Decimal(0)
            totals[section, account] = totals.get((section, account), Decimal(0)) + moved
    return totals


def ours(snapshot: Snapshot) -> dict[tuple[str, str], Decimal]:
    return {
        (section, it.account): it.balance
        for section, accounts in by_section(snapshot)
        for it in accounts
    }


def test_beancount_comes_to_the_same_balances(kept: Kept) -> None:
    a_year(kept)
    with kept.seen() as snapshot:
        found = loaded(exported(snapshot))
        assert added_up(found) == ours(snapshot)
        assert len(added_up(found)) > 10


def test_it_ends_where_the_reading_ends(kept: Kept) -> None:
    a_year(kept)
    with kept.seen(as_of=date(2026, 3, 10)) as snapshot:
        assert added_up(loaded(exported(snapshot))) == ours(snapshot)


def test_a_cent_more_is_a_fault_for_beancount(kept: Kept) -> None:
    rent = (debit("6132", COOP, euros("60.00")), credit("512", COOP, euros("60.00")))
    kept.books.founded()
    kept.by_hand(date(2026, 3, 10), "OD-1", "OD", *rent)
    with kept.seen() as snapshot:
        text = exported(snapshot).replace(" 60.00 EUR", " 60.01 EUR")
    _, faults, _ = loader.load_string(text)
    assert "does not balance" in str(faults)
