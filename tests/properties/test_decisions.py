"""A decision is an event or a named refusal, for any command on any state."""

from typing import Any, get_args

from hypothesis import event, given, settings
from hypothesis import strategies as st

from domain.activity.activity import ActivityCommand
from domain.cooperative.cooperative import CooperativeCommand
from domain.entrepreneur_contract.entrepreneur_contract import ContractCommand
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE, Address
from tests.histories import ACTIVITIES, History
from tests.strategies import commands, histories

DECIDED: tuple[tuple[Address, Any], ...] = (
    *((Address("activity", code), ActivityCommand) for code in (*ACTIVITIES, "E009")),
    *((Address("contract", name), ContractCommand) for name in ACTIVITIES.values()),
    (THE_COOPERATIVE, CooperativeCommand),
)


@settings(max_examples=60)
@given(histories(length=8), st.data())
def test_any_command_is_carried_out_or_refused_by_name(
    history: History, data: st.DataObject
) -> None:
    for _ in range(8):
        address, kinds = data.draw(st.sampled_from(DECIDED))
        command = data.draw(commands(get_args(kinds)))
        if command is not None:
            before = len(history.books.log)
            history.attempt(address, command)
            accepted = isinstance(history.steps[-1].outcome, Recorded)
            assert len(history.books.log) == before + accepted
            event(f"accepted: {accepted}")
