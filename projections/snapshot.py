"""A snapshot: the readings at one moment, whatever is added while they are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, LiteralString

from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg.sql import Composable

from projections.version import Version

_PAGE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The books as of a date, as known at a position: the answer's own, to be told with it."""

    connection: Connection[TupleRow]
    version: Version
    position: int
    as_of: date | None

    def rows(
        self, query: LiteralString, parts: dict[str, Composable] | None = None, **values: Any
    ) -> list[TupleRow]:
        """The rows of a query, which knows `position` and `as_of` beside its own values."""
        text = self.version.query(query, **parts or {})
        return self.connection.execute(text, self._values(values)).fetchall()

    def stream(self, query: LiteralString, **values: Any) -> Iterator[TupleRow]:
        """The rows of a query too long to be held, a page at a time."""
        with self.connection.cursor(name="stream") as cursor:
            cursor.itersize = _PAGE
            yield from cursor.execute(self.version.query(query), self._values(values))

    def _values(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"position": self.position, "as_of": self.as_of, **values}
