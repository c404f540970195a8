"""VAT reader: adds up what a return must declare, reading only what no return holds yet."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from psycopg.sql import SQL, Identifier

from domain.events.vat_returns import VatPeriod
from domain.log.recorder import LogRecorder
from domain.recorded import Recorded, decode
from domain.vat.periods import period_first, period_last
from domain.vat.undeclared import UndeclaredVat

_ASKED = """
SELECT notification_id, state FROM {schema}.events
WHERE accounting_date <= %(last)s AND notification_id <= %(position)s
  AND (accounting_date >= %(first)s OR notification_id > %(through)s)
ORDER BY notification_id
"""


class Asked(NamedTuple):
    """The days of a period, where the return before ends, and where this one does."""

    first: date
    last: date
    through: int
    position: int


class VatReader:
    """Reads the VAT of a period, and what came too late for the return before."""

    def __init__(self, recorder: LogRecorder) -> None:
        self._recorder = recorder

    def undeclared(
        self, period: VatPeriod, through: int, until: int | None = None
    ) -> UndeclaredVat:
        """The VAT to declare for a period, when returns hold the log until `through`.

        A return begun in parts is finished as of the position `until` which it began.
        """
        position = until or self._recorder.max_notification_id() or 0
        asked = Asked(period_first(period), period_last(period), through, position)
        found = UndeclaredVat(position)
        for recorded in self._counted(asked):
            assert recorded.accounting_date, "only what posts is asked for"
            found.add(recorded.accounting_date, recorded.event, recorded.entries)
        return found

    def _counted(self, asked: Asked) -> Iterator[Recorded]:
        datastore = self._recorder.datastore
        query = SQL(_ASKED).format(schema=Identifier(datastore.schema))
        with datastore.get_connection() as connection, connection.cursor() as cursor:
            for row in cursor.execute(query, asked._asdict()):
                yield decode(row["notification_id"], row["state"])
