"""A batch as the parallel arrays the append functions take, in their parameters' order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from domain.log.batch import Batch, stream_starts
from domain.log.binary_array import Array, Bigints, Blobs, Dates, Texts, Uuids


def look_parameters(batch: Batch) -> tuple[object, ...]:
    """What `look` takes."""
    series = {wanted.series for append in batch.appends for wanted in append.series}
    return *_grounds(batch), Texts(sorted(series))


def record_parameters(batch: Batch, recorded_at: datetime) -> tuple[object, ...]:
    """What `record` takes, once the batch is finished."""
    return (
        recorded_at,
        Blobs(append.fingerprint for append in batch.appends),
        *_grounds(batch),
        *_events(batch),
        *_raised(batch),
        *_numbers(batch),
        *_vault(batch),
    )


def _grounds(batch: Batch) -> tuple[object, ...]:
    keys = [append.key for append in batch.appends]
    for request in batch.refused:
        keys[request - 1] = None
    pending = list(batch.pending())
    facts = [(request, *fact) for request, append in pending for fact in append.requires]
    return (
        Blobs(keys),
        *_columns(stream_starts(pending), Bigints, Uuids, Bigints),
        *_columns(facts, Bigints, Texts, Bigints),
    )


def _events(batch: Batch) -> Iterable[object]:
    rows = (
        (request, draft.stream, draft.version, draft.topic, state, draft.accounting_date)
        for request, append in batch.pending()
        for draft, state in zip(append.drafts, batch.finished[request].states, strict=True)
    )
    return _columns(rows, Bigints, Uuids, Bigints, Texts, Blobs, Dates)


def _raised(batch: Batch) -> Iterable[object]:
    rows = ((request, fact) for request, append in batch.pending() for fact in append.raises)
    return _columns(rows, Bigints, Texts)


def _numbers(batch: Batch) -> Iterable[object]:
    rows = (
        (request, wanted.series, taken.number, taken.dated)
        for request, append in batch.pending()
        for wanted, taken in zip(append.series, batch.finished[request].numbers, strict=True)
    )
    return _columns(rows, Bigints, Texts, Bigints, Dates)


def _vault(batch: Batch) -> Iterable[object]:
    rows = ((request, *row) for request, append in batch.pending() for row in append.vault)
    return _columns(rows, Bigints, Blobs, Texts, Blobs, Texts)


def _columns(rows: Iterable[Sequence[Any]], *kinds: type[Array[Any]]) -> Iterable[object]:
    table = list(rows)
    return [kind(row[column] for row in table) for column, kind in enumerate(kinds)]
