"""A process that starts from the readings knows the same balances as one that reads the log."""

from datetime import date

from domain.cooperative.year_end import OpenBalances
from domain.ledger import Ledger
from domain.ledger_reader import LedgerReader
from domain.streams import THE_COOPERATIVE
from projections.ledger_beginning import ledger_beginning
from tests.projections.kept import Kept, a_year

JULY = date(2026, 7, 1)


def test_the_readings_give_what_the_log_gives(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    known = ledger_beginning(kept.readings)
    assert known.position == kept.books.recorder.max_notification_id()
    assert known == LedgerReader(kept.books.recorder).current()
    assert any(cell.auxiliary for cell, _ in known.cells("E001"))


def test_a_year_opened_whole_begins_anew_for_both(kept: Kept) -> None:
    a_year(kept)
    kept.books.opened(2027)
    kept.books.today(date(2027, 1, 2))
    opened = OpenBalances(
        occurred_on=date(2027, 1, 2), last=date(2026, 12, 31), status="provisional"
    )
    kept.books.when(THE_COOPERATIVE, opened)
    kept.projector.catch_up()
    known = ledger_beginning(kept.readings)
    assert known == LedgerReader(kept.books.recorder).current()
    assert known.begins("2027-01") == "2027-01"


def test_what_came_after_is_read_from_the_log(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    kept.invoiced("E001", "C0001", JULY, "7.77")
    recorder = kept.books.recorder
    begun = LedgerReader(recorder, lambda: ledger_beginning(kept.readings))
    assert begun.current() == LedgerReader(recorder).current()


def test_an_entry_read_in_part_is_not_begun_from(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    kept.owner("UPDATE {readings} SET position = position - 2")
    assert ledger_beginning(kept.readings) == Ledger()


def test_readings_of_other_models_are_not_begun_from(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    kept.owner("UPDATE {readings} SET shape = 'another'")
    assert ledger_beginning(kept.readings) == Ledger()


def test_balances_of_a_log_that_is_no_more_are_forgotten(kept: Kept) -> None:
    a_year(kept)
    recorder = kept.books.recorder
    ahead = LedgerReader(recorder, lambda: Ledger(position=10_000))
    assert ahead.current() == LedgerReader(recorder).current()
