"""Each section opens a year with its own balance sheet, to the cent."""

from datetime import date
from typing import Any

import pytest

from domain.circumstances import Circumstances, DatedInTheFuture
from domain.cooperative.closing import OpeningsStillProvisional
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.year_end import (
    BalancesAlreadyOpened,
    NothingToOpen,
    OpenBalances,
    OpeningTooLate,
    ResultUndecided,
    YearNotClosed,
)
from domain.events.adoption import FiscalYearOpened
from domain.events.event import Event
from domain.events.year_end import BalancesOpened
from domain.ledger import Ledger
from domain.money import euros
from domain.period import FiscalYear
from domain.refusal import Refusal
from domain.rulebook import OutsideOpenYears
from tests.domain.cooperative_of_2026 import NEW_YEAR
from tests.domain.specification import given
from tests.domain.test_surplus import ALLOCATED
from tests.domain.year_end import (
    CLOSED,
    LAST,
    LATER_OPENED,
    LIVED,
    LOST,
    MEETING,
    NEXT,
    OPENED,
    OPENING,
    SOLD,
    at,
    books,
    closed_books,
    decided,
    moved,
    opened,
    opening,
)


def test_each_section_opens_with_its_own_balance_sheet() -> None:
    ledger, past = closed_books(*SOLD, *LOST)
    given(COOPERATIVE, *past).when(opening(), at(ledger)).then_books(
        "AN AN2027 411 E001 1200.00 0.00",
        "AN AN2027 44571 E001 0.00 200.00",
        "AN AN2027 181 E001 0.00 100.00",
        "AN AN2027 120 E001 0.00 900.00",
        "AN AN2027 129 E002 300.00 0.00",
        "AN AN2027 401 E002 0.00 300.00",
        "AN AN2027 181 COOP 100.00 0.00",
        "AN AN2027 120 COOP 0.00 100.00",
    )


def test_parties_keep_their_balances_apart() -> None:
    other = (
        moved("2026-04-02", "411", "E001", "24.00", "C0002"),
        moved("2026-04-02", "706", "E001", "-24.00"),
    )
    ledger, past = closed_books(*SOLD, *other)
    event = decided(given(COOPERATIVE, *past).when(opening(), at(ledger)))
    owed = {it.auxiliary: it.debit for it in event.postings if it.account == "411"}
    assert owed == {"C0001": euros("1200.00"), "C0002": euros("24.00")}


PAID_LATE = (
    moved("2026-12-30", "512", "E001", "500.00"),
    moved("2026-12-30", "411", "E001", "-500.00", "C0001"),
    moved("2026-12-30", "606", "E001", "0.01"),
    moved("2026-12-30", "401", "E001", "-0.01", "F0001"),
)


def test_final_openings_add_only_what_provisional_ones_left_out() -> None:
    before = books(*SOLD)
    provisional = decided(
        given(COOPERATIVE, *LIVED[:-1]).when(
            opening("provisional"), at(before, closed="2026-11")
        )
    )
    assert provisional.reference == "AN2027-PROV"
    after = opened(before, provisional)
    for day, posting in PAID_LATE:
        after = after.with_postings(day, (posting,))
    past = given(COOPERATIVE, *LIVED, CLOSED, provisional)
    outcome = past.when(opening(), at(after))
    outcome.then_books(
        "AN AN2027 512 E001 500.00 0.00",
        "AN AN2027 120 E001 0.01 0.00",
        "AN AN2027 411 E001 0.00 500.00",
        "AN AN2027 401 E001 0.00 0.01",
    )
    whole = opened(after, outcome.decided())
    carried = {it.account: it.amount for it in whole.balance_sheet("E001", "2027-01")}
    assert carried == {
        "411": euros("700.00"),
        "44571": euros("-200.00"),
        "181": euros("-100.00"),
        "512": euros("500.00"),
        "401": euros("-0.01"),
        "120": euros("-899.99"),
    }


def test_a_balance_that_went_away_meanwhile_is_taken_back() -> None:
    before = books(*SOLD)
    provisional = decided(given(COOPERATIVE, *LIVED).when(opening("provisional"), at(before)))
    settled = (
        moved("2026-12-31", "411", "E001", "-1200.00", "C0001"),
        moved("2026-12-31", "6541", "E001", "1200.00"),
    )
    after = opened(before, provisional)
    for day, posting in settled:
        after = after.with_postings(day, (posting,))
    past = given(COOPERATIVE, *LIVED, CLOSED, provisional)
    past.when(opening(), at(after)).then_books(
        "AN AN2027 120 E001 900.00 0.00",
        "AN AN2027 129 E001 300.00 0.00",
        "AN AN2027 411 E001 0.00 1200.00",
    )


def test_final_openings_that_add_nothing_are_final_all_the_same() -> None:
    before = books(*SOLD)
    provisional = decided(given(COOPERATIVE, *LIVED).when(opening("provisional"), at(before)))
    past = given(COOPERATIVE, *LIVED, CLOSED, provisional)
    outcome = past.when(opening(), at(opened(before, provisional)))
    outcome.then_says(status="final", postings=())
    outcome.then_books()
    again = given(COOPERATIVE, *LIVED, CLOSED, provisional, outcome.decided())
    again.when(opening(), at(before)).then_refused(BalancesAlreadyOpened)


def test_a_result_not_yet_allocated_stays_in_120_and_a_loss_comes_beside_it() -> None:
    before = (
        moved("2026-01-01", "512", "E001", "50.00"),
        moved("2026-01-01", "120", "E001", "-50.00"),
        moved("2026-02-01", "606", "E001", "20.00"),
        moved("2026-02-01", "512", "E001", "-20.00"),
    )
    ledger, past = closed_books(*before)
    given(COOPERATIVE, *past).when(opening(), at(ledger)).then_books(
        "AN AN2027 512 E001 30.00 0.00",
        "AN AN2027 129 E001 20.00 0.00",
        "AN AN2027 120 E001 0.00 50.00",
    )


OPENINGS_REFUSED: list[tuple[tuple[Event, ...], OpenBalances, Circumstances, type[Refusal]]] = [
    (LIVED, opening(), at(books(*SOLD)), YearNotClosed),
    (LIVED, opening("provisional"), at(books()), NothingToOpen),
    (LIVED, opening("provisional"), at(books(*SOLD), LAST), DatedInTheFuture),
    (LIVED, opening(last=NEXT.last), at(books(*SOLD), MEETING), OutsideOpenYears),
    (LIVED, opening(last=MEETING), at(books(*SOLD), MEETING), OutsideOpenYears),
    (LIVED[:2], opening(), at(books(*SOLD)), OutsideOpenYears),
    ((*LIVED, OPENED), opening("provisional"), at(books(*SOLD)), BalancesAlreadyOpened),
    ((*LIVED, LATER_OPENED), opening("provisional"), at(books(*SOLD)), BalancesAlreadyOpened),
    (
        (*LIVED, LATER_OPENED.model_copy(update={"status": "provisional"})),
        opening("provisional"),
        at(books(*SOLD)),
        BalancesAlreadyOpened,
    ),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), OPENINGS_REFUSED)
def test_openings_are_refused(
    before: tuple[Event, ...],
    command: OpenBalances,
    circumstances: Circumstances,
    refusal: type[Refusal],
) -> None:
    given(COOPERATIVE, *before).when(command, circumstances).then_refused(refusal)


def test_openings_come_while_their_year_has_an_open_month() -> None:
    later = FiscalYearOpened(
        occurred_on=NEW_YEAR, first=date(2028, 1, 1), last=date(2028, 12, 31)
    )
    third = FiscalYear(first=later.first, last=later.last)
    years = (*at(books()).rulebook.years, third)
    past = given(COOPERATIVE, *LIVED, later, CLOSED)
    of_next = opening(last=NEXT.last)
    third_year = at(books(*SOLD), date(2028, 2, 1), "2027-12", years=years)
    past.when(of_next, third_year).then_refused(YearNotClosed)
    late = at(books(*SOLD), date(2028, 2, 1), "2027-12", years=years)
    past.when(opening(), late).then_refused(OpeningTooLate)
    in_time = at(books(*SOLD), date(2028, 2, 1), "2027-11", years=years)
    past.when(opening(), in_time).then_says(occurred_on=OPENING)


def test_a_year_without_openings_of_its_own_goes_on_from_those_before() -> None:
    ledger = books(*SOLD)
    event = decided(given(COOPERATIVE, *LIVED, CLOSED).when(opening(), at(ledger)))
    ledger = opened(ledger, event)
    for day, posting in LOST:
        ledger = ledger.with_postings(day.replace(year=2027), (posting,))
    assert ledger.unclosed_result("E002", "2027-12") == euros("-300.00")
    assert ledger.unclosed_result("E001", "2027-12") == 0
    assert ledger.unclosed_result("E001", "2026-12") == euros("900.00")
    assert ledger.balance("E001", "411") == euros("2400.00")
    (owed,) = (it for it in ledger.balance_sheet("E001", "2028-12") if it.account == "411")
    assert owed.amount == euros("1200.00")


THIRD = FiscalYear(first=date(2028, 1, 1), last=date(2028, 12, 31))
OF_THIRD = opening("provisional", NEXT.last)


def in_third(ledger: Ledger) -> Circumstances:
    """The first day of the year after the next."""
    years = (*at(ledger).rulebook.years, THIRD)
    return at(ledger, THIRD.first, "2027-11", years=years)


def third_year(*lines: Any) -> tuple[Ledger, tuple[Event, ...], BalancesOpened]:
    """The next year began with a final opening, and is over."""
    ledger, past = closed_books(*lines)
    event = decided(given(COOPERATIVE, *past).when(opening(), at(ledger)))
    third_opened = FiscalYearOpened(occurred_on=OPENING, first=THIRD.first, last=THIRD.last)
    return opened(ledger, event), (*past, third_opened), event


def test_the_year_after_opens_whole_whatever_the_one_before_carried() -> None:
    ledger, past, event = third_year(*SOLD)
    allocated = ALLOCATED.model_copy(update={"occurred_on": MEETING, "year_ended": LAST})
    given(COOPERATIVE, *past, event).when(OF_THIRD, in_third(ledger)).then_refused(
        ResultUndecided
    )
    outcome = given(COOPERATIVE, *past, event, allocated).when(OF_THIRD, in_third(ledger))
    assert set(decided(outcome).postings) == set(event.postings)


def test_a_year_without_a_result_leaves_nothing_to_decide() -> None:
    lent = (
        moved("2026-04-02", "512", "COOP", "24.00"),
        moved("2026-04-02", "1013", "COOP", "-24.00"),
    )
    ledger, past, event = third_year(*lent)
    outcome = given(COOPERATIVE, *past, event).when(OF_THIRD, in_third(ledger))
    assert set(decided(outcome).postings) == set(event.postings)


def test_the_year_after_waits_until_the_openings_before_it_are_final() -> None:
    ledger, past, event = third_year(*SOLD)
    provisional = event.model_copy(update={"status": "provisional"})
    early = given(COOPERATIVE, *past, provisional).when(OF_THIRD, in_third(ledger))
    early.then_refused(OpeningsStillProvisional)
