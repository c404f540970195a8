"""Recording: sends the steps of the year, each at its own moment; resumes where it stopped."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from itertools import islice

from api.composition import Cell, Network
from domain.books import Origin
from domain.cooperative.vat_returns import PayVat
from domain.events.vat_returns import VatPeriod
from scripts.demo.foundation import RECORDED
from scripts.demo.step import Cast, Step
from scripts.demo.structure import steps

ACTOR = Origin("demonstration")
Progress = Callable[[int, int], None]


class StepTime:
    """A clock that stands at the moment of the step being sent."""

    def __init__(self) -> None:
        self.now = RECORDED

    def __call__(self) -> datetime:
        """The moment of the step."""
        return self.now


class StepEntropy:
    """Bytes that depend on the seed and the step alone, so that a run can stop and resume."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self.step = 0
        self._drawn = 0

    def begin(self, step: int) -> None:
        """Start over for a step."""
        self.step, self._drawn = step, 0

    def __call__(self, size: int) -> bytes:
        """The next bytes of the step."""
        self._drawn += 1
        return self._cast.digest("entropy", self.step, self._drawn)[:size]


def name_of(cast: Cast) -> str:
    """The cooperative of a demonstration: one for each cast."""
    return f"demo_{cast.entrepreneurs}_{cast.seed}"


@contextmanager
def demonstration(conninfo: str, cast: Cast, progress: Progress) -> Iterator[Cell]:
    """The demonstration's cell, its year recorded whole."""
    clock, entropy = StepTime(), StepEntropy(cast)
    secret = hashlib.sha256(b"demonstration").digest()
    with Network(conninfo, clock=clock, entropy=entropy, secret=secret) as network:
        cell = network.create(name_of(cast))
        record(cell, list(steps(cast)), (clock, entropy), progress)
        yield cell


def record(
    cell: Cell,
    year: list[Step],
    simulated: tuple[StepTime, StepEntropy],
    progress: Progress,
) -> None:
    """Send the steps that the log does not hold yet: each command is one event."""
    clock, entropy = simulated
    clock.now = year[-1].at
    done = cell.books.recorder.max_notification_id() or 0
    for rank, step in islice(enumerate(_due(cell, year)), done, None):
        clock.now = step.at
        entropy.begin(rank)
        cell.books.execute(step.address, step.command, ACTOR)
        progress(rank + 1, len(year))


def _due(cell: Cell, year: list[Step]) -> Iterator[Step]:
    """The steps that come about: a return that leaves nothing to pay is not paid."""
    for step in year:
        if not isinstance(step.command, PayVat) or _to_pay(cell, step.command.period):
            yield step


def _to_pay(cell: Cell, period: VatPeriod) -> Decimal:
    state = cell.books.streams.cooperative(current=True).state
    return state.vat_returns.filed[period].to_pay
