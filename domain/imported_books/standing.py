"""Standing: what the log must show, under its lock, before an import may begin."""

from datetime import date
from typing import Any

from psycopg import Cursor
from psycopg.sql import SQL, Identifier

from domain.cooperative.cooperative import Cooperative
from domain.imported_books.decision import NativeEntriesBeforeCutOver, Takeover
from domain.log.append import VersionConflict
from domain.streams import THE_COOPERATIVE, Stream, stream_id

_ENDS = """
SELECT (SELECT coalesce(max(notification_id), 0) FROM {schema}.events),
    (SELECT coalesce(max(originator_version), 0) FROM {schema}.events
     WHERE originator_id = %s)
"""
_ENTRY = """
SELECT min(accounting_date) FROM {schema}.events WHERE accounting_date BETWEEN %s AND %s
"""


class Standing:
    """Reads one cell through any cursor."""

    def __init__(self, schema: str) -> None:
        self._ends = SQL(_ENDS).format(schema=Identifier(schema))
        self._entry = SQL(_ENTRY).format(schema=Identifier(schema))

    def demand_no_entry(self, cursor: Cursor[tuple[Any, ...]], takeover: Takeover) -> None:
        """Refuse months that hold an entry: they are open, so it is a native one."""
        found: Any = cursor.execute(self._entry, takeover.days).fetchone()
        first: date | None = found[0]
        if first:
            raise NativeEntriesBeforeCutOver(first)

    def last_position(self, cursor: Cursor[tuple[Any, ...]], seen: Stream[Cooperative]) -> int:
        """Where the log ends; `VersionConflict` when the cooperative has moved meanwhile."""
        key = stream_id(THE_COOPERATIVE)
        found: Any = cursor.execute(self._ends, (key,)).fetchone()
        position, version = found
        if version != seen.version:
            raise VersionConflict(key, seen.version + 1)
        return int(position)
