"""The log of one cooperative, to which any number of threads and processes append."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from eventsourcing.persistence import ApplicationRecorder, StoredEvent, Subscription
from eventsourcing.postgres import PostgresApplicationRecorder
from psycopg.sql import SQL, Identifier
from typing_extensions import override

from domain.log.append import (
    AlreadyRecorded,
    Append,
    Appended,
    Draft,
    Imported,
    LogBusy,
    LogUnavailable,
    OutcomeUnknown,
)
from domain.log.batch import stream_starts
from domain.log.batch_writer import BatchWriter
from domain.log.claims import Claims
from domain.log.datastore import CellDatastore
from domain.log.group_commit import GroupCommit
from domain.log.subscription import LogSubscription

_LOOKUP: Final = """
SELECT c.fingerprint, c.first_position, c.last_position, e.recorded_at, e.state, e.leaf_hash
FROM {schema}.commands AS c
JOIN {schema}.events AS e ON e.notification_id BETWEEN c.first_position AND c.last_position
WHERE c.key = %b ORDER BY e.notification_id
"""
_FACT: Final = """
SELECT coalesce(max(version), 0) AS version FROM {schema}.facts WHERE fact = %s
"""


class LogRecorder(PostgresApplicationRecorder):
    """Appends commands to one cell and reads its events back; every thread may share one.

    `clock` gives aware times; a clock that jumps back does not disturb the log's order.
    """

    datastore: CellDatastore

    def __init__(self, datastore: CellDatastore, *, clock: Callable[[], datetime]) -> None:
        if datastore.enable_db_functions:
            raise ValueError("the library's insert function takes no lock: readers miss events")
        super().__init__(datastore, events_table_name="events")
        # The owner makes the cell (log_schema); a writer may not.
        self.sql_create_statements.clear()
        self._lookup = SQL(_LOOKUP).format(schema=Identifier(datastore.schema)).as_bytes()
        self._fact = SQL(_FACT).format(schema=Identifier(datastore.schema)).as_bytes()
        self._writer = BatchWriter(datastore, clock)
        self._group = GroupCommit(self._commit, lambda: Claims().admits)

    def append(self, append: Append) -> Appended:
        """Records one command; a key already in the log gives what was recorded then.

        Raises VersionConflict, FactMoved, OutOfDateOrder or what `settle` raises, and then
        nothing is recorded; LogBusy, LogUnavailable, or OutcomeUnknown.
        """
        _check_versions(append)
        try:
            return self._append(append)
        except OutcomeUnknown as unknown:
            # Only the key can tell whether the first attempt was committed.
            if append.key is None:
                raise
            return self._again(append, unknown)

    def _again(self, append: Append, unknown: OutcomeUnknown) -> Appended:
        try:
            return self._append(append)
        except (LogBusy, LogUnavailable):
            raise unknown from None

    def append_all(self, appends: Iterable[Append]) -> Imported:
        """Records an import: all of it in one transaction, in bounded memory, or nothing.

        Raises as `append` does, and AlreadyRecorded for a known key. The cell's other
        writers wait meanwhile, and meet LogBusy after five seconds.
        """
        return self._writer.write_all(appends)

    def lookup(self, key: bytes) -> Appended | None:
        """What was recorded under this key, if anything."""
        rows = self._rows_under(key)
        return _recorded(rows) if rows else None

    def fact_version(self, name: str) -> int:
        """How often a fact has moved so far."""
        with self.datastore.get_connection() as conn:
            rows = conn.execute(self._fact, (name,), prepare=True).fetchall()
        return int(rows[0]["version"])

    @override
    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """The library's door to the same path: the positions of the events it records."""
        if not stored_events:
            return None
        appended = self.append(_as_append(stored_events))
        return list(range(appended.first_position, appended.last_position + 1))

    @override
    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Follows the log after position `gt`, for ever."""
        return LogSubscription(recorder=self, gt=gt, topics=topics)

    def _append(self, append: Append) -> Appended:
        try:
            return self._group.submit(append)
        except AlreadyRecorded:
            return _recorded(self._rows_under(append.key))

    def _rows_under(self, key: bytes | None) -> list[dict[str, Any]]:
        with self.datastore.get_connection() as conn:
            return conn.execute(self._lookup, (key,), prepare=True).fetchall()

    def _commit(self, appends: Sequence[Append]) -> Sequence[Appended | Exception]:
        try:
            return self._writer.write(appends)
        except (LogBusy, LogUnavailable, OutcomeUnknown) as fault:
            return [_same(fault) for _ in appends]
        except Exception as fault:  # noqa: BLE001 - Raised again in the command's thread.
            if len(appends) == 1:
                return [fault]
            # One of them broke the transaction: alone, it breaks its own.
            return [answer for append in appends for answer in self._commit([append])]


def _check_versions(append: Append) -> None:
    for _ in stream_starts([(1, append)]):
        pass


def _same(fault: Exception) -> Exception:
    copy = type(fault)(*fault.args)
    copy.__cause__ = fault
    return copy


def _as_append(events: Sequence[StoredEvent]) -> Append:
    return Append(tuple(map(_as_draft, events)), lambda _: [event.state for event in events])


def _as_draft(event: StoredEvent) -> Draft:
    stream = event.originator_id
    if not isinstance(stream, UUID):
        raise TypeError(f"a stream is a UUID, not {stream!r}")
    return Draft(stream, event.originator_version, event.topic, None)


def _recorded(rows: Sequence[dict[str, Any]]) -> Appended:
    return Appended(
        first_position=rows[0]["first_position"],
        last_position=rows[0]["last_position"],
        recorded_at=rows[0]["recorded_at"].astimezone(UTC),
        states=tuple(row["state"] for row in rows),
        leaf_hashes=tuple(row["leaf_hash"] for row in rows),
        replayed=True,
        fingerprint=rows[0]["fingerprint"],
    )
