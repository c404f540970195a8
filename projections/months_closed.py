"""Months closed: what each closing recorded of its month."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from domain.events.closing import MonthClosed
from domain.identifiers import Month, Sha256
from domain.money import ZERO
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

MONTHS_CLOSED = Table(
    "months_closed",
    {
        "position": "bigint",
        "month": 'text COLLATE "C"',
        "entries": "bigint",
        "debit": "numeric(18,2)",
        "credit": "numeric(18,2)",
        "perpetual_debit": "numeric(18,2)",
        "perpetual_credit": "numeric(18,2)",
        "digest": "text",
    },
    key="month",
)

_CLOSED = """
SELECT month, entries, debit, credit, perpetual_debit, perpetual_credit, digest, position
FROM {months_closed} WHERE position <= %(position)s ORDER BY month
"""


class ClosedMonth(NamedTuple):
    """A month nothing is dated in any more, with its totals, the perpetual ones, its digest."""

    month: Month
    entries: int
    debit: Decimal
    credit: Decimal
    perpetual_debit: Decimal
    perpetual_credit: Decimal
    digest: Sha256
    position: int


def months_closed(snapshot: Snapshot) -> tuple[ClosedMonth, ...]:
    """The closed months in order."""
    return tuple(ClosedMonth(*row) for row in snapshot.rows(_CLOSED))


def _project(recorded: Recorded) -> Iterator[Write]:
    if isinstance(recorded.event, MonthClosed):
        closed = recorded.event
        row = (
            recorded.position,
            closed.month,
            closed.entries,
            sum((total.debit for total in closed.journals), ZERO),
            sum((total.credit for total in closed.journals), ZERO),
            closed.perpetual_debit,
            closed.perpetual_credit,
            closed.digest,
        )
        yield Write(MONTHS_CLOSED, row)


MONTHS_CLOSED_MODEL = ReadModel((MONTHS_CLOSED,), without_memory(_project))
"""A row for each closing."""
