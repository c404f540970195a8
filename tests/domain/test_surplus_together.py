"""Several processes keep the same books: one result is allocated once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.books import Books, Origin
from domain.cooperative.surplus import ResultAlreadyAllocated
from domain.log.datastore import CellDatastore
from domain.log.recorder import LogRecorder
from domain.recorded import Recorded
from domain.refusal import Refusal
from domain.streams import THE_COOPERATIVE
from tests.domain.cases.surplus import MEETING, left_in_120, split_of
from tests.domain.test_surplus import allocate
from tests.scenario import SCHEMA, SECRET, Scenario


@pytest.fixture
def scenario(database: str) -> Iterator[Scenario]:
    scenario = Scenario(database)
    scenario.founded()
    split_of(scenario, "0.15", "0.35", "0.50")
    scenario.today(MEETING)
    left_in_120(scenario)
    yield scenario
    scenario.close()


def another_process(scenario: Scenario) -> Books:
    recorder = LogRecorder(CellDatastore(scenario.pool, SCHEMA), clock=scenario.clock)
    return Books(recorder, scenario.clock, scenario.entropy, SECRET)


def test_one_result_is_allocated_once(scenario: Scenario) -> None:
    processes = [another_process(scenario) for _ in range(4)]
    with ThreadPoolExecutor(len(processes)) as pool:
        outcomes = list(pool.map(_outcome, processes))
    recorded = [it for it in outcomes if isinstance(it, Recorded)]
    assert len(recorded) == 1
    assert outcomes.count(ResultAlreadyAllocated) == len(processes) - 1
    assert scenario.log()[-1] == recorded[0]


def _outcome(books: Books) -> Recorded | type[Refusal]:
    try:
        return books.execute(THE_COOPERATIVE, allocate(), Origin("test")).recorded[0]
    except Refusal as refused:
        return type(refused)
