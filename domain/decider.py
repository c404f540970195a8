"""What every aggregate is made of: commands, refusals, and a decider that joins them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from domain.circumstances import Circumstances
from domain.identifiers import ContractId, Day, EntryId, Reference, Section
from domain.value import Value


class Command(Value):
    """What someone asks for, with its document's date; an event follows, or a named refusal.

    A command says what it names beyond its own stream, so that the shell can look it up. One
    that `spends` takes of what an activity has available: two of them never take the same.
    """

    needs_ledger: ClassVar[bool] = False
    spends: ClassVar[bool] = False

    occurred_on: Day

    def named_sections(self) -> frozenset[Section]:
        """The sections that must be open."""
        return frozenset()

    def named_contracts(self) -> tuple[ContractId, ...]:
        """The contracts whose days of cover matter."""
        return ()

    def named_payslip(self) -> Reference | None:
        """The payslip, of the contract named or addressed, whose pay is kept or transferred."""
        return None

    def named_entry(self) -> EntryId | None:
        """The entry that is corrected or undone."""
        return None


State = TypeVar("State")
Ask = TypeVar("Ask")
Decided = TypeVar("Decided")


@dataclass(frozen=True, slots=True)
class Decider(Generic[State, Ask, Decided]):
    """An aggregate as a value: where it starts, what it decides, what it remembers."""

    initial: State
    decide: Callable[[State, Ask, Circumstances], Decided]
    evolve: Callable[[State, Decided], State]
