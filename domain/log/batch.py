"""A batch of commands, finished under one stamp, and answered one by one."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Cursor

from domain.log.append import (
    AlreadyRecorded,
    Append,
    Appended,
    FactMoved,
    Stamp,
    VersionConflict,
)
from domain.log.number_series import SeriesEnd, SeriesEnds

_LEAF = b"\x00"


class Verdict(NamedTuple):
    """One row of the database's answer: see `append_functions`."""

    request: int
    verdict: str
    name: str
    number: int
    moment: datetime | None
    day: date


class Finished(NamedTuple):
    """A command ready to be recorded: the bytes of its events, the numbers it takes."""

    states: tuple[bytes, ...]
    numbers: tuple[SeriesEnd, ...]


class Batch:
    """Commands sent together; each is finished or refused on its own."""

    def __init__(self, appends: Sequence[Append]) -> None:
        self.appends = appends
        self.refused: dict[int, Exception] = {}
        self.finished: dict[int, Finished] = {}

    def pending(self) -> Iterator[tuple[int, Append]]:
        """The commands not refused so far, each with its rank from 1."""
        for request, append in enumerate(self.appends, 1):
            if request not in self.refused:
                yield request, append

    def finish(self, recorded_at: datetime) -> None:
        """Has every pending command write its bytes; one that raises is refused alone."""
        for request, append in self.pending():
            try:
                self.finished[request] = _finished(append, recorded_at, ())
            except Exception as refusal:  # noqa: BLE001 - Raised again in the command's thread.
                self.refused[request] = refusal

    def finish_under_lock(
        self, recorded_at: datetime, ends: SeriesEnds, cursor: Cursor[tuple[Any, ...]]
    ) -> None:
        """The same once the log stands still: settles, and numbers what is not refused."""
        for request, append in self.pending():
            try:
                if append.settle is not None:
                    append.settle(cursor)
                numbers = ends.next_numbers(append.series)
                self.finished[request] = _finished(append, recorded_at, numbers)
            except Exception as refusal:  # noqa: BLE001 - Raised again in the command's thread.
                self.refused[request] = refusal
            else:
                ends.take(append.series, numbers)

    def refuse(self, verdicts: Sequence[Verdict]) -> None:
        """Refuses what the database refuses; that a key is known goes before other reasons."""
        for verdict in sorted(verdicts, key=lambda verdict: verdict.verdict != "known"):
            if verdict.request:
                self.refused.setdefault(verdict.request, _refusal(verdict))

    def answers(self, position: int, recorded_at: datetime) -> list[Appended | Exception]:
        """What each command is told, once those not refused stand after `position`."""
        answers: list[Appended | Exception] = []
        for request, append in enumerate(self.appends, 1):
            if request in self.refused:
                answers.append(self.refused[request])
                continue
            states = self.finished[request].states
            answers.append(_appended(append, states, position, recorded_at))
            position += len(states)
        return answers


def stream_starts(appends: Sequence[tuple[int, Append]]) -> Iterator[tuple[int, UUID, int]]:
    """Where each stream is taken up: (rank of the command, stream, first version).

    Raises VersionConflict where a stream's versions do not follow one another.
    """
    versions: dict[UUID, int] = {}
    for request, append in appends:
        for draft in append.drafts:
            expected = versions.get(draft.stream)
            if expected is None:
                yield request, draft.stream, draft.version
            elif draft.version != expected:
                raise VersionConflict(draft.stream, draft.version)
            versions[draft.stream] = draft.version + 1


def leaf_hash(state: bytes) -> bytes:
    """The hash under which an event's bytes stand in the tree (RFC 6962, section 2.1)."""
    return sha256(_LEAF + state).digest()


def _finished(
    append: Append, recorded_at: datetime, numbers: tuple[SeriesEnd, ...]
) -> Finished:
    stamp = Stamp(recorded_at, tuple(end.number for end in numbers))
    states = tuple(append.finish(stamp))
    if len(states) != len(append.drafts):
        raise ValueError(f"{len(append.drafts)} events were drafted, {len(states)} finished")
    return Finished(states, numbers)


def _refusal(verdict: Verdict) -> Exception:
    match verdict.verdict:
        case "known":
            return AlreadyRecorded("the key is known")
        case "stream":
            return VersionConflict(UUID(verdict.name), verdict.number)
        case _:
            return FactMoved(verdict.name, verdict.number)


def _appended(
    append: Append, states: tuple[bytes, ...], position: int, recorded_at: datetime
) -> Appended:
    return Appended(
        first_position=position + 1,
        last_position=position + len(states),
        recorded_at=recorded_at,
        states=states,
        leaf_hashes=tuple(map(leaf_hash, states)),
        replayed=False,
        fingerprint=append.fingerprint,
    )
