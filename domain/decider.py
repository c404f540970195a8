"""What every aggregate is made of: commands, refusals, and a decider that joins them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.circumstances import Circumstances
from domain.value import Value


class Command(Value):
    """What someone asks for; accepted as events or refused by name."""


State = TypeVar("State")
Ask = TypeVar("Ask")
Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Decider(Generic[State, Ask, Fact]):
    """An aggregate as a value: where it starts, what it decides, what it remembers."""

    initial: State
    decide: Callable[[State, Ask, Circumstances], Fact]
    evolve: Callable[[State, Fact], State]
