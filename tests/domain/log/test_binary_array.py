"""An array arrives as it was sent, and its declared type does not depend on what it holds."""

from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest

from domain.log.binary_array import Array, Bigints, Blobs, Dates, Texts, Uuids

SAMPLES = [
    (Bigints, [0, -1, 2**62, None]),
    (Blobs, [b"", b"\x00\xff", None]),
    (Dates, [date(2026, 2, 28), date(1999, 12, 31), None]),
    (Texts, ["", "à l'échéance", None]),
    (Uuids, [UUID(int=0), UUID(int=2**128 - 1), None]),
]


@pytest.mark.parametrize(("kind", "values"), SAMPLES)
def test_what_arrives_is_what_was_sent(
    kind: type[Array[Any]], values: list[Any], server: str
) -> None:
    with psycopg.connect(server) as conn:
        for sent in (values, values[:1], []):
            arrived, declared = conn.execute(
                "SELECT a, pg_typeof(a)::oid FROM (SELECT %b AS a) AS s", [kind(sent)]
            ).fetchone() or ((), 0)
            assert (arrived, declared) == (sent, kind.array_oid)
