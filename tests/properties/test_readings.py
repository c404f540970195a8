"""Whatever a cooperative lives through, its readings say what its log says, at any moment."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from decimal import Decimal
from itertools import count, cycle
from typing import NamedTuple

import psycopg
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.activity.activity import Activity
from domain.cooperative.cooperative import Cooperative
from domain.money import ZERO
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE, Address
from projections.activity_statement import statement
from projections.journal_reading import entries
from projections.moment import At
from projections.pools import Pool, projector_pool, reader_pool
from projections.projector import Projector
from projections.readings import Readings
from projections.readings_schema import create_readings
from projections.rebuild import rebuild
from projections.receivables import receivables
from projections.share_register import share_register
from projections.snapshot import Snapshot
from projections.trial_balance import by_section, trial_balance
from tests.histories import ACTIVITIES, History
from tests.reading import Line, lines, net
from tests.scenario import Scenario
from tests.strategies import histories

CELLS = count(1)
BATCHES = st.sampled_from((1, 2, 5, 1000))
PAUSES = st.lists(st.booleans(), min_size=1, max_size=7)
MOMENTS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=3)


class Kept(NamedTuple):
    """A history on a real log, and the means to read it."""

    scenario: Scenario
    schema: str
    projectors: Pool
    readings: Readings


@contextmanager
def kept(conninfo: str) -> Iterator[Kept]:
    """A cell of its own in the test's database, nothing recorded yet."""
    schema = f"readings_{next(CELLS)}"
    with ExitStack() as stack:
        scenario = Scenario(conninfo, schema)
        stack.callback(scenario.close)
        with psycopg.connect(conninfo) as owner:
            create_readings(owner, schema)
        projectors = stack.enter_context(projector_pool(conninfo))
        readers = stack.enter_context(reader_pool(conninfo))
        yield Kept(scenario, schema, projectors, Readings(readers, schema, scenario.clock))


@settings(
    max_examples=6,
    # Making a failure smaller on a real log takes minutes; the first one tells enough.
    phases=[Phase.generate],
    # Each example has a cell of its own in the test's database.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(histories(length=35), st.lists(BATCHES, min_size=2, max_size=2), PAUSES, MOMENTS)
def test_readings_say_what_the_log_says(
    database: str,
    history: History,
    batches: list[int],
    pauses: list[bool],
    moments: list[tuple[int, int]],
) -> None:
    with kept(database) as found:
        _play(found, history, batches, cycle(pauses))
        log, days = found.scenario.log(), _days(history)
        for at, day in moments:
            position, until = at % len(log) + 1, days[day % len(days)]
            _expect_balances(found, log[:position], until)
            _expect_balances(found, log[:position], None)
        with found.readings.at() as snapshot:
            _expect_numbers(snapshot, history)
            _expect_receivables(snapshot, history)
            _expect_shares(snapshot, history)
            before = trial_balance(snapshot)
        # A rebuild compares every row, and every closing, before it serves.
        assert rebuild(found.projectors, found.schema).position == len(log)
        with found.readings.at() as snapshot:
            assert trial_balance(snapshot) == before


def _play(found: Kept, history: History, batches: list[int], pauses: Iterator[bool]) -> None:
    """Carry the history out, while two projectors race in batches of their own."""
    rivals = [Projector(found.projectors, found.schema, batch=batch) for batch in batches]
    for step in history.steps:
        if isinstance(step.outcome, Recorded):
            found.scenario.today(step.today)
            found.scenario.when(step.address, step.command)
            for rival in rivals if next(pauses) else ():
                rival.step()
    assert rivals[0].catch_up() == len(history.books.log)


def _days(history: History) -> list[date]:
    found = {it.accounting_date for it in history.books.log if it.accounting_date}
    return sorted(found) or [history.first_day]


def _expect_balances(found: Kept, log: tuple[Recorded, ...], day: date | None) -> None:
    known = tuple(line for line in lines(log) if day is None or line.dated <= day)
    with found.readings.at(At(day, len(log))) as snapshot:
        company = {it.account: (it.debit, it.credit) for it in trial_balance(snapshot)}
        assert company == _totals(known)
        for part in by_section(snapshot):
            own = [line for line in known if line.section == part.section]
            assert {it.account: (it.debit, it.credit) for it in part.accounts} == _totals(own)
        for code in ACTIVITIES:
            result = -net(known, "6", "7", "186", "187", section=code)
            assert statement(snapshot, code).available == result


def _totals(found: tuple[Line, ...] | list[Line]) -> dict[str, tuple[Decimal, Decimal]]:
    totals: dict[str, tuple[Decimal, Decimal]] = {}
    for line in found:
        debit, credit = totals.get(line.account, (ZERO, ZERO))
        totals[line.account] = debit + line.debit, credit + line.credit
    return totals


def _expect_numbers(snapshot: Snapshot, history: History) -> None:
    """In each journal and year numbers follow each other without a gap, in log order."""
    second = history.first_day.replace(year=history.first_day.year + 1)
    seen: dict[tuple[str, bool], list[str]] = {}
    for entry in entries(snapshot, limit=1000):
        year = (entry.journal, entry.accounting_date >= second)
        seen.setdefault(year, []).append(entry.number)
    for (journal, _), numbers in seen.items():
        expected = [f"{journal}-{rank:06d}" for rank in range(1, len(numbers) + 1)]
        assert numbers == expected


def _expect_shares(snapshot: Snapshot, history: History) -> None:
    state = history.books.load(THE_COOPERATIVE).state
    assert isinstance(state, Cooperative)
    register, known = share_register(snapshot), state.shares
    assert (register.capital, register.highest) == (known.capital, known.highest)
    assert register.votes == known.votes
    for holding in register.holdings:
        lots = [it for it in known.subscriptions.values() if it.subscriber == holding.member]
        assert holding.shares == sum(it.shares for it in lots)
        assert holding.paid == sum(it.paid for it in lots)
        assert holding.queued == sum(it.queued * it.nominal for it in lots)
        assert holding.refund_due == sum(it.refund_due for it in lots)


def _expect_receivables(snapshot: Snapshot, history: History) -> None:
    found = {
        (it.activity, it.number): (it.outstanding, it.retained, it.depreciation)
        for it in receivables(snapshot)
    }
    doubtful = {(it.activity, it.number) for it in receivables(snapshot) if it.doubtful}
    expected: dict[tuple[str, str], tuple[Decimal, Decimal, Decimal]] = {}
    doubted: set[tuple[str, str]] = set()
    for code in ACTIVITIES:
        state = history.books.load(Address("activity", code)).state
        assert isinstance(state, Activity)
        for number, it in state.sales.invoices.items():
            expected[code, number] = (it.outstanding, it.retained, it.depreciation)
            if it.doubtful:
                doubted.add((code, number))
    assert found == expected
    assert doubtful == doubted
