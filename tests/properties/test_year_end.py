"""Whatever a year was, it closes, and every section opens the next with what it had."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cooperative.adoption import AdoptPolicy, OpenFiscalYear
from domain.cooperative.closing import CloseMonth
from domain.cooperative.cooperative import Cooperative
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.year_end import (
    BringResultsUp,
    CloseYear,
    NoResultToBringUp,
    NothingToOpen,
    OpenBalances,
    ResultsAlreadyBroughtUp,
)
from domain.decider import Command
from domain.events.year_end import BalancesOpened, OpeningStatus, YearClosed
from domain.journal import Posting
from domain.ledger import RESULT_ACCOUNTS
from domain.ledger_reader import LedgerReader
from domain.money import ZERO, euros
from domain.period import FiscalYear, last_day, month_of
from domain.policies.closing import ClosingPolicy
from domain.privacy import Label
from domain.streams import THE_COOPERATIVE
from tests.histories import ACTIVITIES, History
from tests.reading import Line, by, lines, net
from tests.strategies import histories

SECTIONS = ("COOP", *ACTIVITIES)


@settings(max_examples=40)
@given(histories(), st.booleans(), st.booleans(), st.sampled_from(("opening", "meeting")))
def test_a_year_ends_and_the_next_begins_to_the_cent(
    history: History,
    early: bool,  # noqa: FBT001  # Hypothesis gives it by position.
    late: bool,  # noqa: FBT001  # As above.
    results_go_up: str,
) -> None:
    year = _first_year(history)
    history.books.today = max(history.books.today, year.last + timedelta(days=1))
    _adopt(history, year, results_go_up)
    if early:
        _opened_early(history, year)
    closed = _closed(history, year)
    if late:
        _closed_on(history, year)
    _open(history, year, "final")
    _expect_each_section_carried(history, closed)
    with suppress(NoResultToBringUp, ResultsAlreadyBroughtUp):
        up = BringResultsUp(occurred_on=history.books.today, reference="AG")
        history.books.execute(THE_COOPERATIVE, up)
    _expect_results_in_the_cooperative(history, closed)
    _expect_what_was_carried_to_count_once(history, year)


def _first_year(history: History) -> FiscalYear:
    return _cooperative(history).rulebook.years[0]


def _cooperative(history: History) -> Cooperative:
    state = history.books.load(THE_COOPERATIVE).state
    assert isinstance(state, Cooperative)
    return state


def _adopt(history: History, year: FiscalYear, results_go_up: str) -> None:
    policy = ClosingPolicy.model_validate({"clear": (), "results_go_up": results_go_up})
    day = history.books.today
    adoption = AdoptPolicy(occurred_on=day, effective_from=year.first, policy=policy)
    history.books.execute(THE_COOPERATIVE, adoption)


def _opened_early(history: History, year: FiscalYear) -> None:
    """Provisional openings, twice, with a document that comes in between."""
    late = BookEntry(
        occurred_on=year.last,
        reference="TARD",
        label=Label("Facture tardive"),
        postings=(
            Posting(account="606", section="E001", debit=euros("0.07")),
            Posting(account="401", section="E001", credit=euros("0.07"), auxiliary="F0001"),
        ),
    )
    for _ in range(2):
        with suppress(NothingToOpen):
            _open(history, year, "provisional")
        history.books.execute(THE_COOPERATIVE, late)


def _closed(history: History, year: FiscalYear) -> YearClosed:
    books = history.books
    through = _cooperative(history).rulebook.closed_through or ""
    for month in (it for it in year.months() if it > through):
        closing = CloseMonth(occurred_on=books.today, month=month)
        books.execute(THE_COOPERATIVE, closing)
    closing_year = CloseYear(occurred_on=books.today, last=year.last)
    event = books.execute(THE_COOPERATIVE, closing_year).event
    assert isinstance(event, YearClosed)
    return event


def _closed_on(history: History, year: FiscalYear) -> None:
    """The first month of the next year is closed before its final openings are written."""
    books, first = history.books, year.last + timedelta(days=1)
    if all(it.first != first for it in _cooperative(history).rulebook.years):
        last = first.replace(year=first.year + 1) - timedelta(days=1)
        _execute(history, OpenFiscalYear(occurred_on=first, first=first, last=last))
    books.today = max(books.today, last_day(month_of(first)) + timedelta(days=1))
    _execute(history, CloseMonth(occurred_on=books.today, month=month_of(first)))


def _execute(history: History, command: Command) -> None:
    history.books.execute(THE_COOPERATIVE, command)


def _open(history: History, year: FiscalYear, status: OpeningStatus) -> None:
    opening = OpenBalances(occurred_on=history.books.today, last=year.last, status=status)
    history.books.execute(THE_COOPERATIVE, opening)


def _expect_each_section_carried(history: History, closed: YearClosed) -> None:
    found = [line for line in lines(history.books.log) if line.dated <= closed.last]
    opened = [
        posting
        for it in history.books.log
        if isinstance(it.event, BalancesOpened)
        for posting in it.event.postings
    ]
    results = {it.section: it.amount for it in closed.results}
    for section in SECTIONS:
        result = -net(found, *RESULT_ACCOUNTS, section=section)
        assert results.get(section, ZERO) == result
        sheet = _balance_sheet(found, section)
        # What an earlier year left there still waits for its meeting.
        account = "120" if result > 0 else "129"
        sheet[account] = sheet.get(account, ZERO) - result
        carried: dict[object, Decimal] = {}
        for posting in (it for it in opened if it.section == section):
            before = carried.get(posting.account, ZERO)
            carried[posting.account] = before + posting.amount
        assert _moving(carried) == _moving(sheet)


def _balance_sheet(found: list[Line], section: str) -> dict[object, Decimal]:
    own = [
        line
        for line in found
        if line.section == section and not line.account.startswith(RESULT_ACCOUNTS)
    ]
    return by(own, lambda line: line.account)


def _moving(balances: dict[object, Decimal]) -> dict[object, Decimal]:
    return {account: amount for account, amount in balances.items() if amount}


def _expect_results_in_the_cooperative(history: History, closed: YearClosed) -> None:
    opening = closed.last + timedelta(days=1)
    found = [line for line in lines(history.books.log) if line.dated >= opening]
    for section in ACTIVITIES:
        assert net(found, "120", "129", section=section) == 0
    profit, loss = net(found, "120"), net(found, "129")
    assert not (profit and loss)
    waiting = [line for line in lines(history.books.log) if line.dated < opening]
    former = net(waiting, "120", "129")
    assert -(profit + loss) == sum(it.amount for it in closed.results) - former
    assert net(found, "181") == 0


def _expect_what_was_carried_to_count_once(history: History, year: FiscalYear) -> None:
    """In any month a decision sees what accounts hold as if no entry had carried them over."""
    ledger = LedgerReader(cast("Any", history.books)).current()
    moved = list(
        lines(it for it in history.books.log if not isinstance(it.event, BalancesOpened))
    )
    january = month_of(year.last + timedelta(days=1))
    for month in sorted({month_of(line.dated) for line in moved} | {january, "2199-12"}):
        until = [line for line in moved if month_of(line.dated) <= month]
        for section in SECTIONS:
            seen: dict[object, Decimal] = {}
            for it in ledger.balance_sheet(section, month):
                seen[it.account] = seen.get(it.account, ZERO) + it.amount
            assert _kept(seen) == _kept(_balance_sheet(until, section))


def _kept(balances: dict[object, Decimal]) -> dict[object, Decimal]:
    """What the results of the year have no part in."""
    results = {"120", "129", "181"}
    return {it: amount for it, amount in _moving(balances).items() if it not in results}
