"""The general ledger shows an account's postings by date, with the balance each leaves."""

from datetime import date

from domain.money import euros
from projections.general_ledger import Extract, Ledger, LedgerKey, ledger
from projections.trial_balance import trial_balance
from tests.projections.kept import Kept, a_year, g01


def test_of_g01_shows_what_the_customer_owes(kept: Kept) -> None:
    g01(kept)
    with kept.seen() as snapshot:
        found = ledger(snapshot, Extract("411"))
    (line,) = found.lines
    assert (line.journal, line.number, line.auxiliary) == ("VT", "VT-000001", "C0001")
    assert (line.reference, line.debit) == ("F2026-0001", euros("1200.00"))
    assert (found.opening, found.closing) == (euros("0.00"), euros("1200.00"))


def test_ends_where_the_trial_balance_stands(kept: Kept) -> None:
    a_year(kept)
    for section in (None, "E001", "E002", "COOP"):
        with kept.seen() as snapshot:
            for account in trial_balance(snapshot, section=section):
                found = ledger(snapshot, Extract(account.account, section))
                assert found.closing == account.balance


def test_pages_hold_together(kept: Kept) -> None:
    a_year(kept)
    with kept.seen() as snapshot:
        whole = ledger(snapshot, Extract("4"))
        pages, after = list[Ledger](), None
        while (page := ledger(snapshot, Extract("4"), after=after, limit=3)).lines:
            pages.append(page)
            after = page.lines[-1].key
    assert len(pages) > 3
    assert tuple(line for page in pages for line in page.lines) == whole.lines
    assert [page.opening for page in pages[1:]] == [page.closing for page in pages[:-1]]


def test_from_a_day_brings_the_balance_before_it_forward(kept: Kept) -> None:
    a_year(kept)
    with kept.seen() as snapshot:
        whole = ledger(snapshot, Extract("411"))
        later = ledger(snapshot, Extract("411", since=date(2026, 5, 1)))
    before = [line for line in whole.lines if line.key.date < date(2026, 5, 1)]
    assert later.lines == whole.lines[len(before) :]
    assert later.opening == before[-1].balance
    assert later.lines[0].key > LedgerKey(date(2026, 5, 1), 0, 0, 0)


def test_of_one_customer_holds_no_other(kept: Kept) -> None:
    g01(kept)
    other = kept.books.customer("AUTRE SA")
    kept.invoiced("E001", other, date(2026, 3, 10), "50.00")
    with kept.seen() as snapshot:
        found = ledger(snapshot, Extract("411", auxiliary=other))
    assert [line.debit for line in found.lines] == [euros("60.00")]


def test_stands_by_accounting_date_and_not_by_log(kept: Kept) -> None:
    a_year(kept)
    with kept.seen() as snapshot:
        keys = [line.key for line in ledger(snapshot, Extract("512")).lines]
    assert keys == sorted(keys)
    assert [key.at for key in keys] != sorted(key.at for key in keys)
