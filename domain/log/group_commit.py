"""Group commit: threads that arrive together share one commit, and no thread waits for company.

One thread leads while the others queue behind it; a batch is whatever queued up meanwhile.
"""

from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Final, Generic, TypeVar

from domain.log.append import OutcomeUnknown

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")

BATCH_MAX: Final = 128


class _Place(Generic[Asked, Answered]):
    """A thread's place in the queue: its latch opens when it is answered, or must lead."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.answer: Answered | Exception | None = None
        self.served = False
        self.latch = Lock()
        self.latch.acquire()


class GroupCommit(Generic[Asked, Answered]):
    """Commits what many threads submit, in batches.

    `commit` answers each item of a batch in order; an exception is raised to its submitter
    alone. `admission` gives, for each new batch, what decides whether an item may join it: one
    it turns away keeps its place for the next.
    """

    def __init__(
        self,
        commit: Callable[[Sequence[Asked]], Sequence[Answered | Exception]],
        admission: Callable[[], Callable[[Asked], bool]],
    ) -> None:
        self._commit = commit
        self._admission = admission
        self._mutex = Lock()
        self._queue: deque[_Place[Asked, Answered]] = deque()
        self._led = False

    def submit(self, asked: Asked) -> Answered:
        """Returns, or raises, the answer to `asked` once its batch is committed."""
        place = _Place[Asked, Answered](asked)
        with self._mutex:
            self._queue.append(place)
            leads, self._led = not self._led, True
        if not leads:
            place.latch.acquire()
        if not place.served:
            self._lead()
        if place.answer is None:
            raise OutcomeUnknown("the thread that committed this batch was interrupted")
        if isinstance(place.answer, Exception):
            raise place.answer
        return place.answer

    def _lead(self) -> None:
        batch = self._take()
        try:
            answers = self._commit([place.asked for place in batch])
            for place, answer in zip(batch, answers, strict=True):
                place.answer = answer
        finally:
            self._hand_over(batch)

    def _take(self) -> list[_Place[Asked, Answered]]:
        admits = self._admission()
        with self._mutex:
            batch = [place for place in self._queue if admits(place.asked)][:BATCH_MAX]
            taken = set(map(id, batch))
            self._queue = deque(place for place in self._queue if id(place) not in taken)
        return batch

    # The next leader goes first, so that its batch travels while this one's threads wake.
    def _hand_over(self, batch: list[_Place[Asked, Answered]]) -> None:
        for place in batch:
            place.served = True
        with self._mutex:
            if self._queue:
                self._queue[0].latch.release()
            else:
                self._led = False
        for place in batch:
            place.latch.release()
