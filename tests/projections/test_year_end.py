"""Over two years the readings and the file of the tax office go on as the books do."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from domain.chart_of_accounts import standard_chart
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.year_end import BringResultsUp, CloseYear
from domain.identifiers import COOP
from domain.journal import Posting, credit, debit
from domain.ledger_reader import LedgerReader
from domain.money import ZERO, euros
from domain.period import FiscalYear
from domain.privacy import Label
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE
from projections.balance_sheet import balance_sheet
from projections.closing_check import ClosingDisagrees, demand_closings
from projections.fec.check import check
from projections.fec.columns import FecLine
from projections.fec.writer import written
from projections.fec_export import export
from projections.general_ledger import Extract
from projections.general_ledger import ledger as general_ledger
from projections.ledger_beginning import ledger_beginning
from projections.movements import openings
from projections.rebuild import rebuild
from projections.trial_balance import by_section, trial_balance
from projections.years_closed import years_closed
from tests.projections.kept import Kept, g01
from tests.scenario import SCHEMA

LAST, OPENING = date(2026, 12, 31), date(2027, 1, 1)
NEXT = FiscalYear(first=OPENING, last=date(2027, 12, 31))
RENT = (debit("6132", COOP, euros("60.00")), credit("512", COOP, euros("60.00")))


def year_lived(kept: Kept) -> None:
    """The case G01 and a rent, a second year open, and months closed but for December."""
    g01(kept)
    kept.by_hand(date(2026, 3, 10), "LOYER", "BQ", *RENT)
    kept.books.opened(2027)
    kept.books.today(date(2027, 2, 10))
    kept.books.closed(*(f"2026-{month:02d}" for month in range(1, 12)))


def year_closed(kept: Kept) -> Recorded:
    """December closes, then the year."""
    kept.books.closed("2026-12")
    closing = CloseYear(occurred_on=OPENING, last=LAST)
    return kept.books.when(THE_COOPERATIVE, closing).recorded[0]


def year_ended(kept: Kept) -> None:
    """Openings before the closing and after it, January closed meanwhile, a second year."""
    year_lived(kept)
    kept.opened(LAST, "provisional")
    kept.by_hand(LAST, "LOYER-12", "BQ", *RENT)
    year_closed(kept)
    kept.books.closed("2027-01")
    kept.opened(LAST, "final")
    kept.books.today(date(2027, 6, 15))
    up = BringResultsUp(occurred_on=date(2027, 6, 15), reference="AG-REMONTEE")
    kept.books.when(THE_COOPERATIVE, up)
    kept.paid("E001", "F2026-0001", date(2027, 3, 1), "1200.00")


def file_of(kept: Kept, year: FiscalYear) -> list[FecLine]:
    with kept.seen() as snapshot:
        return list(export(snapshot, year))


def test_the_second_year_s_file_breaks_no_rule_and_opens_with_the_balance_sheet(
    kept: Kept,
) -> None:
    year_ended(kept)
    lines = file_of(kept, NEXT)
    content = b"".join(written(lines))
    assert list(check("732829320FEC20271231.txt", BytesIO(content))) == []
    opening = [line for line in lines if line.journal_code == "AN"]
    assert opening == lines[: len(opening)]
    assert not any(line.account.startswith(("6", "7", "18")) for line in opening)
    balances: dict[str, Decimal] = {}
    for line in opening:
        balances[line.account] = balances.get(line.account, ZERO) + line.net
    assert balances == {
        "411000": euros("1200.00"),
        "445710": euros("-200.00"),
        "512000": euros("-120.00"),
        "120000": euros("-900.00"),
        "129000": euros("20.00"),
    }
    assert {line.entry_date for line in opening} == {OPENING, date(2027, 2, 1)}
    references = {line.document_reference for line in opening}
    assert references == {"AN2027-PROV", "AN2027"}


def test_balances_of_the_second_year_hold_those_of_the_first_once(kept: Kept) -> None:
    year_ended(kept)
    with kept.seen() as snapshot:
        found = {it.account: it.balance for it in trial_balance(snapshot)}
        sections = by_section(snapshot)
    assert (found["411"], found["512"]) == (ZERO, euros("1080.00"))
    assert found.keys().isdisjoint({"706", "186", "187", "6132"})
    assert all(sum(it.balance for it in one.accounts) == 0 for one in sections)
    held = {one.section: {it.account: it.balance for it in one.accounts} for one in sections}
    assert (held["E001"]["120"], held[COOP]["120"]) == (ZERO, euros("-880.00"))
    with kept.seen(as_of=LAST) as snapshot:
        before = {it.account: it.balance for it in trial_balance(snapshot)}
    assert (before["411"], before["706"]) == (euros("1200.00"), euros("-1000.00"))


def test_a_balance_is_true_on_every_day_whenever_its_opening_is_dated(kept: Kept) -> None:
    year_ended(kept)
    ledger = LedgerReader(kept.books.recorder).current()
    days = (LAST, OPENING, date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 10))
    for day in days:
        with kept.seen(as_of=day) as snapshot:
            found = {it.account: it.balance for it in trial_balance(snapshot)}
            listed = general_ledger(snapshot, Extract("512")).closing
            since = general_ledger(snapshot, Extract("512", since=day)).closing
            sheet = balance_sheet(snapshot)
        assert found["512"] == listed == since == euros("-120.00")
        assert sum(found.values()) == sheet.total - sum(it.amount for it in sheet.liabilities)
        known = ledger.balance_sheet(COOP, f"{day:%Y-%m}")
        assert [it.amount for it in known if it.account == "512"] == [euros("-120.00")]


def test_what_decisions_see_is_what_is_read(kept: Kept) -> None:
    year_ended(kept)
    ledger = LedgerReader(kept.books.recorder).current()
    with kept.seen() as snapshot:
        sections = by_section(snapshot)
        assert openings(snapshot) == ledger.openings
    assert ledger_beginning(kept.readings) == ledger
    assert ledger.openings == {"2027-01"}
    for one in sections:
        carried = {it.account: it.amount for it in ledger.balance_sheet(one.section, "2027-12")}
        assert carried == {it.account: it.balance for it in one.accounts if it.balance}


def test_a_closed_year_is_told_and_proven(kept: Kept) -> None:
    year_ended(kept)
    with kept.seen() as snapshot:
        (year,) = years_closed(snapshot)
    assert [(it.section, it.amount) for it in year.results] == [
        (COOP, euros("-20.00")),
        ("E001", euros("900.00")),
    ]
    assert (year.result, year.entries) == (euros("880.00"), 4)
    assert rebuild(kept.projectors, SCHEMA).version == 2


def test_rows_that_give_a_closed_year_other_results_are_refused(kept: Kept) -> None:
    year_lived(kept)
    closing = year_closed(kept)
    with kept.seen() as snapshot:
        demand_closings(snapshot)
    kept.owner("UPDATE {postings} SET section = 'E001' WHERE account = '6132'")
    # The months are taken as proven, so that only the year can tell.
    with kept.seen() as snapshot, pytest.raises(ClosingDisagrees, match="2026-12-31"):
        demand_closings(snapshot, closing.position - 1)


def test_a_document_of_a_closed_year_counts_in_the_next(kept: Kept) -> None:
    year_lived(kept)
    year_closed(kept)
    late = kept.by_hand(LAST, "TARD", "BQ", *RENT)
    assert late.accounting_date == OPENING


def test_hundreds_of_activities_open_in_one_entry(kept: Kept) -> None:
    """Thirty accounts in each of three hundred sections, the bank's among them."""
    kept.books.founded(2026, 2027)
    sections = [f"E{rank:03d}" for rank in range(300)]
    accounts = [number for number in standard_chart() if number.startswith("4")][:29]
    for section in sections:
        kept.books.activity(section)
        paid = Posting(account="512", section=section, debit=euros("29.00"))
        owed = (
            Posting(account=account, section=section, credit=euros("1.00"))
            for account in accounts
        )
        _book(kept, section, paid, *owed)
    kept.books.today(OPENING)
    opened = kept.opened(LAST, "provisional")
    (entry,) = opened.entries
    assert len(entry.postings) == 300 * 30
    with kept.seen() as snapshot:
        found = {it.account: it.balance for it in trial_balance(snapshot)}
    assert found["512"] == euros("8700.00")
    assert sum(found.values()) == 0


def _book(kept: Kept, reference: str, *lines: Posting) -> None:
    booking = BookEntry(
        occurred_on=date(2026, 5, 5),
        reference=reference,
        label=Label("Reprise"),
        postings=lines,
    )
    kept.books.when(THE_COOPERATIVE, booking)
