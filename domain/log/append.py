"""What one command asks of the log, all or nothing, and what the log answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import IntegrityError, OperationalError
from psycopg import Cursor

# Asked


class Draft(NamedTuple):
    """An event's place in its stream; its bytes are finished once its stamp is known."""

    stream: UUID
    version: int
    topic: str
    accounting_date: date | None


class Fact(NamedTuple):
    """A fact other streams rely on, such as `period/2026-03`; version 0 = never raised."""

    name: str
    version: int


class SeriesRequest(NamedTuple):
    """One number of an unbroken, date-ordered series (CGI, ann. II, art. 242 nonies A I-7°)."""

    series: str
    first: int
    dated: date


class VaultRow(NamedTuple):
    """The value whose salted digest stands in an event."""

    digest: bytes
    kind: str
    salt: bytes
    value: str


class Stamp(NamedTuple):
    """What only the log gives: the time (UTC, never decreasing) and the numbers asked for."""

    recorded_at: datetime
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Append:
    """One command's worth of the log: recorded whole, or not at all.

    `finish` gives the bytes of each draft; it is called again when a later stamp is needed.
    `settle` reads what must be read under the log's lock, and may raise to refuse.
    """

    drafts: tuple[Draft, ...]
    finish: Callable[[Stamp], Sequence[bytes]]
    key: bytes | None = None
    fingerprint: bytes | None = None
    requires: tuple[Fact, ...] = ()
    raises: tuple[str, ...] = ()
    series: tuple[SeriesRequest, ...] = ()
    vault: tuple[VaultRow, ...] = ()
    settle: Callable[[Cursor[tuple[Any, ...]]], None] | None = None

    def __post_init__(self) -> None:
        if not self.drafts:
            raise ValueError("an append records at least one event")


# Answered


class Appended(NamedTuple):
    """Where and when a command was recorded; `replayed` = it already was, under its key."""

    first_position: int
    last_position: int
    recorded_at: datetime
    states: tuple[bytes, ...]
    leaf_hashes: tuple[bytes, ...]
    replayed: bool
    fingerprint: bytes | None


class Imported(NamedTuple):
    """What one import recorded: `events` of them, from `first_position` to `last_position`."""

    first_position: int
    last_position: int
    events: int


# Refused: nothing of the command was recorded


class AppendRefused(Exception):
    """The log stands otherwise than the command supposes."""


class VersionConflict(AppendRefused, IntegrityError):
    """The stream has moved since it was read: another command came first."""

    def __init__(self, stream: UUID, version: int) -> None:
        super().__init__(f"stream {stream} does not continue at version {version}")
        self.stream = stream
        self.version = version


class FactMoved(AppendRefused):
    """A fact the command relies on has changed: the period was closed, the policy replaced."""

    def __init__(self, fact: str, version_now: int) -> None:
        super().__init__(f"{fact} is now at version {version_now}")
        self.fact = fact
        self.version_now = version_now


class OutOfDateOrder(AppendRefused):
    """The series already has a number of a later date."""

    def __init__(self, series: str, last_dated: date) -> None:
        super().__init__(f"the last number of {series} is dated {last_dated.isoformat()}")
        self.series = series
        self.last_dated = last_dated


class AlreadyRecorded(AppendRefused):
    """The key stands in the log: `lookup` gives what was recorded then."""


# Faults


class LogUnavailable(OperationalError):
    """The database cannot be reached; nothing was recorded."""


class LogBusy(OperationalError):
    """Another transaction held the cooperative's lock too long; nothing was recorded."""


class OutcomeUnknown(OperationalError):
    """The connection was lost while committing: only sending the same key again can tell."""
