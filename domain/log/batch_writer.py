"""One batch, one transaction: in one round trip, or in two when the log must be read first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, LiteralString, Self

import psycopg
from psycopg import Connection, Cursor
from psycopg.errors import LockNotAvailable
from psycopg.rows import DictRow, tuple_row
from psycopg.sql import SQL, Identifier

from domain.log.append import (
    Append,
    Appended,
    Imported,
    LogBusy,
    LogUnavailable,
    OutcomeUnknown,
)
from domain.log.batch import Batch, Verdict
from domain.log.batch_layout import look_parameters, record_parameters
from domain.log.claims import Claims
from domain.log.datastore import CellDatastore
from domain.log.number_series import SeriesEnd, SeriesEnds

_LOOK: Final = "SELECT * FROM {schema}.look(" + "%b, " * 7 + "%b)"
_RECORD: Final = "SELECT * FROM {schema}.record(" + "%b, " * 25 + "%b)"
_CHUNK_EVENTS: Final = 500


class BatchWriter:
    """Writes batches to one cell, stamped by `clock` (aware times), which may jump back."""

    def __init__(self, datastore: CellDatastore, clock: Callable[[], datetime]) -> None:
        self._datastore = datastore
        self._clock = clock
        self._look = _statement(_LOOK, datastore.schema)
        self._record = _statement(_RECORD, datastore.schema)

    def write(self, appends: Sequence[Append]) -> list[Appended | Exception]:
        """Records what is not refused, in one transaction.

        Raises LogBusy or LogUnavailable if nothing was recorded, else OutcomeUnknown.
        """
        with self._datastore.get_connection() as conn:
            if not any(append.series or append.settle for append in appends):
                answers = self._write_at_once(conn, Batch(appends))
                if answers is not None:
                    return answers
            return self._write_under_lock(conn, Batch(appends))

    def write_all(self, appends: Iterable[Append]) -> Imported:
        """Records everything in one transaction, or raises what refuses any of it."""
        first, last = 0, 0
        with (
            self._datastore.get_connection() as conn,
            _Attempt(conn) as attempt,
            attempt.transaction(),
        ):
            for chunk in _chunks(appends):
                before, last = self._write_chunk(conn, Batch(chunk))
                first = first or before + 1
        return Imported(first, last, last - first + 1 if first else 0)

    # The stamp may be late, but the lock would be gone by the time we were told: None.
    def _write_at_once(
        self, conn: Connection[DictRow], batch: Batch
    ) -> list[Appended | Exception] | None:
        recorded_at = self._now()
        batch.finish(recorded_at)
        with _Attempt(conn) as attempt:
            attempt.is_committing = True
            verdicts = _rows(
                _execute(conn, self._record, record_parameters(batch, recorded_at))
            )
        if verdicts[0].verdict == "late":
            return None
        batch.refuse(verdicts)
        return batch.answers(verdicts[0].number, recorded_at)

    def _write_under_lock(
        self, conn: Connection[DictRow], batch: Batch
    ) -> list[Appended | Exception]:
        with _Attempt(conn) as attempt, attempt.transaction():
            position, recorded_at = self._prepare(conn, batch)
            recorded = _execute(conn, self._record, record_parameters(batch, recorded_at))
        batch.refuse(_rows(recorded))
        return batch.answers(position, recorded_at)

    def _write_chunk(self, conn: Connection[DictRow], batch: Batch) -> tuple[int, int]:
        position, recorded_at = self._prepare(conn, batch)
        _raise_refusal(batch)
        batch.refuse(_rows(_execute(conn, self._record, record_parameters(batch, recorded_at))))
        _raise_refusal(batch)
        return position, position + sum(len(append.drafts) for append in batch.appends)

    def _prepare(self, conn: Connection[DictRow], batch: Batch) -> tuple[int, datetime]:
        verdicts = _rows(_execute(conn, self._look, look_parameters(batch)))
        batch.refuse(verdicts)
        ends = SeriesEnds()
        for verdict in verdicts:
            if verdict.verdict == "series":
                ends.learn(verdict.name, SeriesEnd(verdict.number, verdict.day))
        latest = verdicts[0].moment
        recorded_at = self._now() if latest is None else max(self._now(), latest)
        batch.finish_under_lock(recorded_at, ends, conn.cursor(row_factory=tuple_row))
        return verdicts[0].number, recorded_at

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)


class _Attempt:
    """Names what goes wrong on a connection by what it leaves in the log."""

    def __init__(self, conn: Connection[DictRow]) -> None:
        self._conn = conn
        self.is_committing = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, LockNotAvailable):
            raise LogBusy(str(fault)) from fault
        if isinstance(fault, psycopg.Error) and self._conn.closed:
            lost = OutcomeUnknown if self.is_committing else LogUnavailable
            raise lost(str(fault)) from fault

    # In a pipeline BEGIN travels with the first statement, and COMMIT with the last; what
    # fails between them is rolled back by the pool, to which the connection returns at once.
    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._conn.pipeline():
            self._conn.execute("BEGIN")
            yield
            self.is_committing = True
            self._conn.execute("COMMIT")


def _statement(text: LiteralString, schema: str) -> bytes:
    return SQL(text).format(schema=Identifier(schema)).as_bytes()


def _execute(
    conn: Connection[DictRow], statement: bytes, parameters: Sequence[object]
) -> Cursor[tuple[Any, ...]]:
    cursor = conn.cursor(binary=True, row_factory=tuple_row)
    return cursor.execute(statement, parameters, prepare=True)


def _rows(cursor: Cursor[tuple[Any, ...]]) -> list[Verdict]:
    return list(map(Verdict._make, cursor))


def _chunks(appends: Iterable[Append]) -> Iterator[list[Append]]:
    chunk: list[Append] = []
    claims = Claims(streams_continue=True)
    for append in appends:
        events = sum(len(earlier.drafts) for earlier in chunk)
        if not claims.admits(append) or events + len(append.drafts) > _CHUNK_EVENTS:
            yield chunk
            chunk, claims = [], Claims(streams_continue=True)
            claims.admits(append)
        chunk.append(append)
    if chunk:
        yield chunk


def _raise_refusal(batch: Batch) -> None:
    for refusal in batch.refused.values():
        raise refusal
