"""What every aggregate is made of: commands, refusals, and a decider that joins them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.circumstances import Circumstances
from domain.identifiers import Day
from domain.value import Value


class Command(Value):
    """What someone asks for, with its document's date; an event follows, or a named refusal."""

    occurred_on: Day


State = TypeVar("State")
Ask = TypeVar("Ask")
Decided = TypeVar("Decided")


@dataclass(frozen=True, slots=True)
class Decider(Generic[State, Ask, Decided]):
    """An aggregate as a value: where it starts, what it decides, what it remembers."""

    initial: State
    decide: Callable[[State, Ask, Circumstances], Decided]
    evolve: Callable[[State, Decided], State]
