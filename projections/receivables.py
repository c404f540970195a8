"""Receivables: each invoice, and what became of it: credited, paid, lost, still due."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.events.sales import (
    CreditNoteIssued,
    InvoiceIssued,
    InvoiceWrittenOff,
    PaymentReceived,
)
from domain.identifiers import ActivityCode, Auxiliary, Reference
from domain.recorded import Recorded
from projections.read_model import ReadModel, Row, Table, Write, without_memory
from projections.snapshot import Snapshot

RECEIVABLES = Table(
    "receivable_moves",
    {
        "position": "bigint",
        "activity": 'text COLLATE "C"',
        "invoice": 'text COLLATE "C"',
        "customer": "text",
        "kind": "text",
        "accounting_date": "date",
        "occurred_on": "date",
        "due_on": "date",
        "amount": "numeric(15,2)",
    },
    key="activity, invoice, position",
    optional=("due_on",),
)

_RECEIVABLES = """
WITH moves AS (
    SELECT * FROM {receivable_moves}
    WHERE position <= %(position)s AND accounting_date <= coalesce(%(as_of)s, 'infinity'::date)
      AND (%(activity)s::text IS NULL OR activity = %(activity)s)
), amounts AS (
    SELECT activity, invoice,
        coalesce(sum(amount) FILTER (WHERE kind = 'credited'), 0.00) AS credited,
        coalesce(sum(amount) FILTER (WHERE kind = 'paid'), 0.00) AS paid,
        coalesce(sum(amount) FILTER (WHERE kind = 'lost'), 0.00) AS lost
    FROM moves GROUP BY 1, 2
)
SELECT invoice, activity, customer, occurred_on, due_on, amount, credited, paid, lost, position
FROM moves JOIN amounts USING (activity, invoice)
WHERE kind = 'invoiced' ORDER BY activity, position
"""


class Receivable(NamedTuple):
    """An invoice, all taxes included, and what became of it."""

    number: Reference
    activity: ActivityCode
    customer: Auxiliary
    issued_on: date
    due_on: date
    gross: Decimal
    credited: Decimal
    paid: Decimal
    lost: Decimal
    position: int

    @property
    def outstanding(self) -> Decimal:
        """What the customer still owes."""
        return self.gross - self.credited - self.paid - self.lost


def receivables(
    snapshot: Snapshot, *, activity: ActivityCode | None = None
) -> tuple[Receivable, ...]:
    """The invoices of the cooperative, or of one activity, in the order of issue."""
    rows = snapshot.rows(_RECEIVABLES, activity=activity)
    return tuple(Receivable(*row) for row in rows)


def _project(recorded: Recorded) -> Iterator[Write]:
    event = recorded.event
    match event:
        case InvoiceIssued():
            move: Row = ("invoiced", event.number, event.due_on, event.gross)
        case CreditNoteIssued():
            move = ("credited", event.invoice, None, event.gross)
        case PaymentReceived():
            move = ("paid", event.invoice, None, event.amount)
        case InvoiceWrittenOff():
            move = ("lost", event.invoice, None, event.amount)
        case _:
            return
    kind, invoice, due_on, amount = move
    dates = (recorded.accounting_date, event.occurred_on, due_on)
    row = (event.activity, invoice, event.customer, kind, *dates, amount)
    yield Write(RECEIVABLES, (recorded.position, *row))


RECEIVABLES_MODEL = ReadModel((RECEIVABLES,), without_memory(_project))
"""A row for each invoice, and for each thing that lowers what is due on it."""
