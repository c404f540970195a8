"""Threads that arrive together share a commit, each with its own answer; none waits in vain."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest

from domain.log.append import OutcomeUnknown
from domain.log.group_commit import BATCH_MAX, GroupCommit

PATIENCE = 10.0


class Notary:
    """Commits batches of numbers: halves even ones, refuses odd ones, and may be held up."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.arrived = Event()
        self.released = Event()
        self.group = GroupCommit[int, int](self.commit, lambda: lambda _: True)

    def commit(self, batch: Sequence[int]) -> list[int | Exception]:
        self.batches.append(list(batch))
        self.arrived.set()
        assert self.released.wait(PATIENCE)
        return [asked // 2 if asked % 2 == 0 else ValueError(asked) for asked in batch]

    def queue_behind_the_first(
        self, threads: ThreadPoolExecutor, asked: Sequence[int]
    ) -> list[Future[int]]:
        """Submits all while the first one's commit is held up, then lets it go."""
        first = threads.submit(self.group.submit, asked[0])
        assert self.arrived.wait(PATIENCE)
        rest = [threads.submit(self.group.submit, number) for number in asked[1:]]
        while len(self.group._queue) < len(rest):  # noqa: SLF001 - Nothing else tells.
            sleep(0.001)
        self.released.set()
        return [first, *rest]


def distinct() -> Callable[[int], bool]:
    seen: set[int] = set()

    def admits(asked: int) -> bool:
        is_new = asked not in seen
        seen.add(asked)
        return is_new

    return admits


@pytest.fixture
def notary() -> Notary:
    return Notary()


def test_a_lone_submitter_commits_at_once(notary: Notary) -> None:
    notary.released.set()
    assert notary.group.submit(4) == 2
    assert notary.batches == [[4]]


def test_those_who_arrive_during_a_commit_share_the_next(notary: Notary) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = notary.queue_behind_the_first(threads, [0, 2, 4, 6, 8])
        assert [answer.result(PATIENCE) for answer in answers] == [0, 1, 2, 3, 4]
    assert [sorted(batch) for batch in notary.batches] == [[0], [2, 4, 6, 8]]


def test_a_refusal_reaches_its_own_submitter_alone(notary: Notary) -> None:
    with ThreadPoolExecutor(8) as threads:
        zero, two, three = notary.queue_behind_the_first(threads, [0, 2, 3])
        assert (zero.result(PATIENCE), two.result(PATIENCE)) == (0, 1)
        with pytest.raises(ValueError, match="3"):
            three.result(PATIENCE)


def test_a_batch_has_a_limit(notary: Notary) -> None:
    with ThreadPoolExecutor(BATCH_MAX + 3) as threads:
        answers = notary.queue_behind_the_first(threads, [0] * (BATCH_MAX + 3))
        assert {answer.result(PATIENCE) for answer in answers} == {0}
    assert [len(batch) for batch in notary.batches] == [1, BATCH_MAX, 2]


def test_what_may_not_join_a_batch_leads_a_later_one(notary: Notary) -> None:
    notary.group = GroupCommit(notary.commit, distinct)
    with ThreadPoolExecutor(8) as threads:
        answers = notary.queue_behind_the_first(threads, [0, 2, 2, 4, 2])
        assert [answer.result(PATIENCE) for answer in answers] == [0, 1, 1, 2, 1]
    assert [sorted(batch) for batch in notary.batches] == [[0], [2, 4], [2], [2]]


def test_when_the_leader_is_interrupted_the_others_are_told(notary: Notary) -> None:
    def interrupted(batch: Sequence[int]) -> list[int | Exception]:
        notary.commit(batch)
        raise KeyboardInterrupt

    notary.group = GroupCommit(interrupted, lambda: lambda _: True)
    with ThreadPoolExecutor(8) as threads:
        answers = notary.queue_behind_the_first(threads, [0, 2, 4])
        faults = [answer.exception(PATIENCE) for answer in answers]
    assert sorted(type(fault).__name__ for fault in faults) == sorted(
        ["KeyboardInterrupt", "KeyboardInterrupt", OutcomeUnknown.__name__]
    )
