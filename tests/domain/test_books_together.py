"""Several processes keep the same books: what one relied on holds when it is recorded."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count

import pytest

from domain.activity.activity import OpenActivity
from domain.activity.sale_lines import LineOfSale
from domain.activity.sales import IssueInvoice
from domain.books import Books, Origin
from domain.cooperative.closing import CloseMonth
from domain.events.closing import MonthClosed
from domain.events.sales import InvoiceIssued
from domain.log.datastore import CellDatastore
from domain.log.recorder import LogRecorder
from domain.lookup import WronglyAddressed
from domain.privacy import Name
from domain.recorded import Recorded, decode
from domain.streams import THE_COOPERATIVE, Address
from tests.scenario import SCHEMA, SECRET, Scenario

MARCH = date(2026, 3, 31)
ACTIVITIES = ("E001", "E002", "E003", "E004", "E005")
USER = Origin("test")


@pytest.fixture
def scenario(empty_database: str) -> Iterator[Scenario]:
    scenario = Scenario(empty_database)
    scenario.founded()
    scenario.numbered("invoice", "F{year}-{number:04d}")
    for code in ACTIVITIES:
        scenario.activity(code)
    scenario.customer()
    yield scenario
    scenario.close()


def another_process(scenario: Scenario) -> Books:
    """Books with nothing at hand but what they read themselves."""
    recorder = LogRecorder(CellDatastore(scenario.pool, SCHEMA), clock=scenario.clock)
    return Books(recorder, scenario.clock, scenario.entropy, SECRET)


def invoice() -> IssueInvoice:
    line = LineOfSale.model_validate(
        {"label": "Pain", "nature": "goods", "unit_price": "10.00", "vat_rate": "0.055"}
    )
    return IssueInvoice(occurred_on=MARCH, customer="C0001", lines=(line,))


def log(scenario: Scenario) -> list[Recorded]:
    found = scenario.recorder.select_notifications(1, 1000)
    return [decode(one.id, one.state) for one in found]


def issued(books: Books) -> Callable[[int], Recorded]:
    def issue(rank: int) -> Recorded:
        address = Address("activity", ACTIVITIES[rank % len(ACTIVITIES)])
        return books.execute(address, invoice(), USER).recorded[0]

    return issue


def test_50_invoices_of_several_activities_share_a_series_without_gap(
    scenario: Scenario,
) -> None:
    processes = [issued(scenario.books), issued(another_process(scenario))]
    with ThreadPoolExecutor(16) as writers:
        done = writers.map(lambda rank: processes[rank % 2](rank), range(50))
        events = [one.event for one in done]

    numbers = [event.number for event in events if isinstance(event, InvoiceIssued)]
    assert sorted(numbers) == [f"F2026-{rank:04d}" for rank in range(1, 51)]


def test_a_month_closed_by_another_process_receives_nothing_more(scenario: Scenario) -> None:
    closing, posting = another_process(scenario), issued(another_process(scenario))
    for month in ("2026-01", "2026-02"):
        scenario.when(THE_COOPERATIVE, CloseMonth(occurred_on=MARCH, month=month))
    ranks = count()
    with ThreadPoolExecutor(8) as writers:
        before = [writers.submit(posting, next(ranks)) for _ in range(30)]
        closed = writers.submit(
            closing.execute,
            THE_COOPERATIVE,
            CloseMonth(occurred_on=MARCH, month="2026-03"),
            USER,
        )
        after = [writers.submit(posting, next(ranks)) for _ in range(30)]
        closed.result()
        assert len([one.result() for one in (*before, *after)]) == 60

    recorded = log(scenario)
    end = next(it for it in recorded if _closes_march(it))
    dates = {it.accounting_date for it in recorded if it.position > end.position}
    assert dates == {date(2026, 4, 1)}
    assert isinstance(end.event, MonthClosed)
    assert end.event.entries == _entries_of_march(recorded, end.position)


def test_an_activity_is_opened_under_its_own_code(scenario: Scenario) -> None:
    opening = OpenActivity(
        occurred_on=MARCH,
        activity="E006",
        trade_name=Name("Fournil"),
        contracts=(scenario.contracts["E001"],),
    )

    with pytest.raises(WronglyAddressed):
        scenario.when("E007", opening)
    scenario.when("E006", opening)


def _closes_march(recorded: Recorded) -> bool:
    return isinstance(recorded.event, MonthClosed) and recorded.event.month == "2026-03"


def _entries_of_march(recorded: list[Recorded], end: int) -> int:
    march = [it for it in recorded if it.accounting_date == MARCH and it.position < end]
    return sum(len(it.entries) for it in march)
