"""The words of a test on a pure decider: given facts, when a command, then a fact or a refusal.

given(ACTIVITY, opened, invoiced).when(payment, TODAY).then(paid)
given(ACTIVITY, opened, invoiced).when(too_much, TODAY).then_refused(PaymentExceedsDue)
"""

from dataclasses import dataclass
from typing import Any

import pytest

from domain.circumstances import Circumstances
from domain.decider import Command, Decider
from domain.events.event import Event
from domain.posting.rules import entries_of
from domain.refusal import Refusal
from tests.scenario import written


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decider makes of a command."""

    decider: Decider[Any, Any, Any]
    state: Any
    command: Command
    circumstances: Circumstances

    def then(self, event: Event) -> None:
        """Expect this very event."""
        assert self.decided() == event

    def then_says(self, **fields: object) -> None:
        """Expect an event that says this, whatever else it says."""
        event = self.decided()
        assert {name: getattr(event, name) for name in fields} == fields

    def then_books(self, *lines: str) -> None:
        """Expect these lines, in the accountant's notation."""
        assert written(entries_of(self.decided(), self.circumstances.rulebook)) == list(lines)

    def then_refused(self, refusal: type[Refusal]) -> None:
        """Expect this refusal."""
        with pytest.raises(refusal) as refused:
            self.decided()
        assert type(refused.value) is refusal

    def decided(self) -> Event:
        """The event, if any."""
        event: Event = self.decider.decide(self.state, self.command, self.circumstances)
        return event


@dataclass(frozen=True, slots=True)
class Past:
    """What a decider remembers of the facts given."""

    decider: Decider[Any, Any, Any]
    state: Any

    def when(self, command: Command, circumstances: Circumstances) -> Outcome:
        """A command arrives, in those circumstances."""
        return Outcome(self.decider, self.state, command, circumstances)


def given(decider: Decider[Any, Any, Any], *events: Event) -> Past:
    """The facts before."""
    state = decider.initial
    for event in events:
        state = decider.evolve(state, event)
    return Past(decider, state)
