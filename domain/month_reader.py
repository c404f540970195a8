"""Month reader: adds up a month's entries, the last of them under the log's lock.

What is recorded already is read before; under the lock only what came in between remains, so
that a closing holds the others up for a moment whatever the month's size.
"""

from datetime import date
from typing import Any

from psycopg import Cursor
from psycopg.sql import SQL, Identifier

from domain.cooperative.closing import MonthTotals
from domain.identifiers import Month
from domain.log.recorder import LogRecorder
from domain.period import first_day, last_day
from domain.recorded import decode

_ENTRIES = """
SELECT notification_id, state FROM {schema}.events
WHERE accounting_date BETWEEN %s AND %s AND notification_id > %s ORDER BY notification_id
"""


class MonthReader:
    """The totals of a month as far as they have been read."""

    def __init__(self, recorder: LogRecorder, month: Month) -> None:
        self.totals = MonthTotals()
        self._days: tuple[date, date] = (first_day(month), last_day(month))
        self._read_to = 0
        self._query = SQL(_ENTRIES).format(schema=Identifier(recorder.datastore.schema))
        with recorder.datastore.get_connection() as connection, connection.cursor() as cursor:
            for row in cursor.execute(self._query, (*self._days, 0)):
                self._add(row["notification_id"], row["state"])

    def settle(self, cursor: Cursor[tuple[Any, ...]]) -> None:
        """Read what was recorded since; nothing can be recorded until the append ends."""
        for position, state in cursor.execute(self._query, (*self._days, self._read_to)):
            self._add(position, state)

    def _add(self, position: int, state: bytes) -> None:
        recorded = decode(position, bytes(state))
        assert recorded.accounting_date, "the query asks for events that post"
        for index, entry in enumerate(recorded.entries):
            self.totals.add(recorded.entry_name(index), recorded.accounting_date, entry)
        self._read_to = position
