"""Streams: the aggregates of one cooperative, loaded from the log and kept at hand.

The library's repository loads and caches. A decision is first taken on what is at hand; the
guards of the append catch what has moved since, and it is then taken again on what is current.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Literal, NamedTuple, TypeVar, cast
from uuid import UUID, uuid5

from eventsourcing.application import LRUCache, Repository
from eventsourcing.persistence import (
    ApplicationRecorder,
    EventStore,
    JSONTranscoder,
    Mapper,
    StoredEvent,
)
from typing_extensions import override

from domain.activity.activity import ACTIVITY, Activity
from domain.cooperative.cooperative import COOPERATIVE, Cooperative
from domain.decider import Decider
from domain.entrepreneur_contract.entrepreneur_contract import (
    ENTREPRENEUR_CONTRACT,
    EntrepreneurContract,
)
from domain.recorded import Step, step

_NAMES = UUID("5f2c7a4e-6d0b-4f5e-9a51-0c8b1f6f2d11")
KEPT_AT_HAND = 10_000
State = TypeVar("State")


class Address(NamedTuple):
    """Where a command goes: an aggregate of the cooperative."""

    kind: Literal["cooperative", "activity", "contract"]
    name: str = ""

    @override
    def __str__(self) -> str:
        return f"{self.kind}/{self.name}" if self.name else self.kind

    @property
    def decider(self) -> Decider[Any, Any, Any]:
        """What decides there."""
        match self.kind:
            case "cooperative":
                return COOPERATIVE
            case "activity":
                return ACTIVITY
            case "contract":
                return ENTREPRENEUR_CONTRACT


THE_COOPERATIVE = Address("cooperative")


def stream_id(address: Address) -> UUID:
    """The key of a stream in the log."""
    return uuid5(_NAMES, str(address))


@dataclass(frozen=True, slots=True)
class Stream(Generic[State]):
    """An aggregate as its events leave it, and how many there are."""

    version: int
    state: State


class EventMapper(Mapper[UUID]):
    """Reads stored bytes as the steps of a stream."""

    def __init__(self) -> None:
        super().__init__(JSONTranscoder())

    @override
    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        return step(stored_event.state)


class Streams:
    """Loads aggregates; `current=True` reads what was recorded since they were last seen."""

    def __init__(self, recorder: ApplicationRecorder) -> None:
        store = EventStore[UUID](EventMapper(), recorder)
        self._at_hand = Repository(store, cache_maxsize=KEPT_AT_HAND, fastforward=False)
        self._current = Repository(store, cache_maxsize=KEPT_AT_HAND)
        self.forget()

    def cooperative(self, *, current: bool) -> Stream[Cooperative]:
        """The cooperative itself."""
        return self.load(THE_COOPERATIVE, current=current)

    def activity(self, code: str, *, current: bool) -> Stream[Activity]:
        """An activity; at version 0 when it was never opened."""
        return self.load(Address("activity", code), current=current)

    def contract(self, contract: str, *, current: bool) -> Stream[EntrepreneurContract]:
        """An entrepreneur's contract; at version 0 when nothing was signed."""
        return self.load(Address("contract", contract), current=current)

    def load(self, address: Address, *, current: bool) -> Stream[Any]:
        """Any aggregate."""
        repository = self._current if current else self._at_hand
        loaded: Any = repository.get(
            stream_id(address),
            projector_func=cast("Any", projector(address.decider)),
            deepcopy_from_cache=False,
        )
        self.keep(address, loaded)
        return cast("Stream[Any]", loaded)

    def forget(self) -> None:
        """Keep nothing at hand: everything is read from the log again."""
        cache: LRUCache[UUID, Any] = LRUCache(KEPT_AT_HAND)
        self._at_hand.cache = self._current.cache = self._cache = cache

    def keep(self, address: Address, seen: Stream[Any]) -> None:
        """Remember an aggregate as an append has just left it."""
        key = stream_id(address)
        try:
            newer = self._cache.get(key).version >= seen.version
        except KeyError:
            newer = False
        if not newer:
            self._cache.put(key, seen)


def projector(
    decider: Decider[State, Any, Any],
) -> Callable[[Stream[State] | None, Iterable[Step]], Stream[State]]:
    """How a stream's events add up to its state."""

    def project(seen: Stream[State] | None, events: Iterable[Step]) -> Stream[State]:
        stream = seen or Stream(0, decider.initial)
        for version, event in events:
            stream = Stream(version, decider.evolve(stream.state, event))
        return stream

    return project
