"""Books kept elsewhere come in whole, as they stood there, once, before anything native."""

import gc
from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from pydantic import ValidationError

from domain.cooperative.closing import MonthTotals
from domain.cooperative.hand_entries import BookEntry
from domain.events.closing import MonthClosed
from domain.events.cooperative import BooksImported
from domain.imported_books.decision import (
    MonthAlreadyClosed,
    NativeEntriesBeforeCutOver,
    SourceChanged,
)
from domain.imported_books.recording import EVENTS_MAX
from domain.imported_books.source import SourceEntry
from domain.journal import credit, debit
from domain.log.append import Append
from domain.money import euros
from domain.period import month_of
from domain.privacy import Label
from domain.recorded import Recorded
from domain.rulebook import OutsideOpenYears
from domain.streams import THE_COOPERATIVE
from tests.domain.former_books import (
    A_FILE,
    ANOTHER_FILE,
    FormerBooks,
    entry,
    imported_events,
    line,
    long_entry,
    taken_over,
    totals_of,
)

JANUARY, MARCH, JUNE = date(2026, 1, 5), date(2026, 3, 9), date(2026, 6, 30)
HALF_A_YEAR = (entry("1", JANUARY), entry("2", MARCH), entry("1", JUNE, journal="AC"))


@pytest.fixture
def books(database: str) -> Iterator[FormerBooks]:
    scenario = FormerBooks(database)
    yield scenario
    scenario.close()


def booked(books: FormerBooks, day: date, reference: str = "OD-1") -> Recorded:
    fee = (debit("627", "COOP", euros("5.00")), credit("512", "COOP", euros("5.00")))
    command = BookEntry(
        occurred_on=day, journal="OD", reference=reference, label=Label("Frais"), postings=fee
    )
    return books.when(THE_COOPERATIVE, command).recorded[0]


def closings(log: Sequence[Recorded]) -> list[MonthClosed]:
    return [it.event for it in log if isinstance(it.event, MonthClosed)]


def test_the_entries_stand_first_then_the_books_then_their_months(books: FormerBooks) -> None:
    before = len(books.log())
    taken = books.imported(*HALF_A_YEAR)
    log = books.log()[before:]
    assert [it.event.topic.partition(".")[2] for it in log] == [
        *["entry-imported"] * 3,
        "books-imported",
        *["month-closed"] * 6,
    ]
    assert taken.recorded == log[3:]


def test_the_books_say_what_the_file_held(books: FormerBooks) -> None:
    assert books.imported(*HALF_A_YEAR).books == BooksImported(
        occurred_on=date(2027, 1, 15),
        source=A_FILE,
        lines=9,
        entries=3,
        debit=euros("360.00"),
        credit=euros("360.00"),
        first=JANUARY,
        last=JUNE,
        cut_over="2026-07",
    )


def test_an_entry_keeps_its_number_its_journal_and_its_dates(books: FormerBooks) -> None:
    books.imported(entry("VE-0042/a", MARCH)._replace(document_date=date(2025, 12, 9)))
    (recorded,) = imported_events(books.log())
    assert recorded.accounting_date == MARCH
    assert recorded.event.occurred_on == date(2025, 12, 9)
    assert [(it.journal, it.reference, it.label) for it in recorded.entries] == [
        ("VE", "VE-0042/a", "Écriture reprise VE-0042/a")
    ]


def test_a_closing_has_the_digest_of_the_months_entries_in_log_order(
    books: FormerBooks,
) -> None:
    books.imported(*HALF_A_YEAR, long_entry("3", MARCH, 600), entry("4", MARCH))
    log = books.log()
    for closing in closings(log):
        assert closing.digest == recomputed(log, closing.month).lines.hexdigest()
    without_the_last = recomputed(log[:-9], "2026-03").lines.hexdigest()
    assert without_the_last != closings(log)[2].digest


def recomputed(log: Sequence[Recorded], month: str) -> MonthTotals:
    totals = MonthTotals()
    for name, day, whole in taken_over(log):
        if month_of(day) == month:
            totals.add(name, day, whole)
    return totals


def test_a_closing_carries_the_perpetual_totals_on(books: FormerBooks) -> None:
    books.imported(*HALF_A_YEAR)
    assert [
        (it.month, it.entries, str(it.perpetual_debit)) for it in closings(books.log())
    ] == [
        ("2026-01", 1, "120.00"),
        ("2026-02", 0, "120.00"),
        ("2026-03", 1, "240.00"),
        ("2026-04", 0, "240.00"),
        ("2026-05", 0, "240.00"),
        ("2026-06", 1, "360.00"),
    ]


def test_the_same_file_twice_changes_nothing(books: FormerBooks) -> None:
    first = books.imported(*HALF_A_YEAR)
    before = books.log()
    again = books.imported(*HALF_A_YEAR)
    assert (first.replayed, again.replayed) == (False, True)
    assert again.recorded == first.recorded
    assert books.log() == before


def test_another_file_for_the_same_months_is_refused(books: FormerBooks) -> None:
    books.imported(*HALF_A_YEAR)
    with pytest.raises(MonthAlreadyClosed, match="2026-06"):
        books.imported(entry("9", JUNE), source=ANOTHER_FILE)


def test_another_file_may_bring_the_months_that_follow(books: FormerBooks) -> None:
    books.imported(*HALF_A_YEAR)
    books.imported(entry("9", date(2026, 8, 1)), source=ANOTHER_FILE, cut_over="2026-10")
    assert [it.month for it in closings(books.log())][6:] == ["2026-07", "2026-08", "2026-09"]


def test_months_that_hold_a_native_entry_cannot_be_taken_over(books: FormerBooks) -> None:
    booked(books, date(2026, 6, 1))
    before = books.log()
    with pytest.raises(NativeEntriesBeforeCutOver, match="2026-06-01"):
        books.imported(*HALF_A_YEAR)
    assert books.log() == before
    assert books.imported(entry("1", JANUARY), cut_over="2026-06").books.cut_over == "2026-06"


def test_after_the_cut_over_native_entries_go_on(books: FormerBooks) -> None:
    books.imported(*HALF_A_YEAR)
    assert booked(books, date(2026, 7, 1)).accounting_date == date(2026, 7, 1)


def test_no_native_entry_counts_before_the_cut_over(books: FormerBooks) -> None:
    books.imported(*HALF_A_YEAR)
    assert booked(books, MARCH).accounting_date == date(2026, 7, 1)


def test_a_whole_year_taken_over_takes_no_native_entry(books: FormerBooks) -> None:
    books.imported(*HALF_A_YEAR, cut_over="2027-01")
    with pytest.raises(OutsideOpenYears):
        booked(books, MARCH)


def test_one_bad_entry_leaves_nothing_behind(books: FormerBooks) -> None:
    many = [entry(str(rank), JANUARY) for rank in range(1, 700)]
    wrong = entry("700", JUNE, line("411000", "1.00"), line("706000", credit="2.00"))
    before = books.log()
    with pytest.raises(ValidationError, match="700"):
        books.imported(*many, wrong)
    assert books.log() == before
    assert books.imported(*many, entry("700", JUNE)).books.entries == 700


def test_a_file_that_is_not_the_one_announced_leaves_nothing_behind(
    books: FormerBooks,
) -> None:
    announced, before = totals_of(HALF_A_YEAR), books.log()
    with pytest.raises(SourceChanged):
        books.books_import.record(A_FILE, announced, lambda: HALF_A_YEAR[:2], None, "test")
    assert books.log() == before


def test_what_the_cooperative_does_meanwhile_does_not_disturb(books: FormerBooks) -> None:
    readings: list[int] = []

    def entries() -> tuple[SourceEntry, ...]:
        readings.append(1)
        if len(readings) == 1:
            books.customer()
        return HALF_A_YEAR

    totals = totals_of(HALF_A_YEAR)
    taken = books.books_import.record(A_FILE, totals, entries, None, "test")
    assert (taken.replayed, len(readings)) == (False, 2)


def test_of_two_imports_of_one_file_at_a_time_one_is_recorded(books: FormerBooks) -> None:
    def entries() -> tuple[SourceEntry, ...]:
        if not imported_events(books.log()):
            books.imported(*HALF_A_YEAR)
        return HALF_A_YEAR

    totals = totals_of(HALF_A_YEAR)
    assert books.books_import.record(A_FILE, totals, entries, None, "test").replayed
    assert len(imported_events(books.log())) == 3


def test_few_entries_are_in_memory_at_a_time(books: FormerBooks) -> None:
    at_a_time: list[int] = []

    def entries() -> Iterator[SourceEntry]:
        for rank in range(1, 25 * EVENTS_MAX + 1):
            if rank % EVENTS_MAX == 0:
                at_a_time.append(sum(isinstance(it, Append) for it in gc.get_objects()))
            yield entry(str(rank), MARCH)

    books.books_import.record(A_FILE, totals_of(entries()), entries, None, "test")
    assert max(at_a_time) <= 15
    assert len(imported_events(books.log())) == 25 * EVENTS_MAX
