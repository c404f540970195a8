"""On a real log a history leaves the same books, and carrying it out again changes nothing."""

from itertools import count

from hypothesis import HealthCheck, Phase, given, settings

from domain.books import Origin
from domain.recorded import Recorded
from domain.refusal import Refusal
from tests.histories import History, Step
from tests.properties.test_books import a_closed_month_is_for_ever_what_its_closing_says
from tests.scenario import Scenario
from tests.strategies import histories

CELLS = count(1)


@settings(
    max_examples=6,
    # Making a failure smaller on a real log takes minutes; the first one tells enough.
    phases=[Phase.generate],
    # Each example has a cell of its own in the test's database.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(histories(length=30))
def test_a_history_is_the_same_on_a_real_log_and_is_carried_out_once(
    database: str, history: History
) -> None:
    scenario = Scenario(database, f"coop_{next(CELLS)}")
    try:
        steps = list(enumerate(history.steps))
        outcomes = [_carried_out(scenario, rank, step) for rank, step in steps]
        assert list(map(_told, outcomes)) == [_told(step.outcome) for step in history.steps]
        log = scenario.log()
        # What was refused may be right by now: there is money, or a refund's turn has come.
        done = [(rank, step) for rank, step in steps if isinstance(step.outcome, Recorded)]
        assert [_carried_out(scenario, rank, step) for rank, step in done] == list(log)
        assert scenario.log() == log
        _expect_closings(history, log)
    finally:
        scenario.close()


def _carried_out(scenario: Scenario, rank: int, step: Step) -> Recorded | type[Refusal]:
    scenario.today(step.today)
    origin = Origin("test", f"key-{rank}")
    try:
        return scenario.books.execute(step.address, step.command, origin).recorded[0]
    except Refusal as refused:
        return type(refused)


def _told(outcome: Recorded | type[Refusal]) -> object:
    """What does not depend on salts and clocks."""
    if not isinstance(outcome, Recorded):
        return outcome
    entries = [entry.model_copy(update={"text": None}) for entry in outcome.entries]
    return outcome.position, outcome.place, outcome.accounting_date, entries


def _expect_closings(history: History, log: tuple[Recorded, ...]) -> None:
    """The closings, made by reading the database, say what the whole log says now."""
    history.books.log[:] = log
    a_closed_month_is_for_ever_what_its_closing_says(history)
