"""Receivables: each invoice, and what became of it: credited, paid, lost, still due."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple, assert_never

from domain.activity.mentions import business_case, mentions
from domain.events.sales import (
    ChequeBanked,
    CreditNoteIssued,
    CustomerRefunded,
    DepositInvoiceIssued,
    InvoiceDoubted,
    InvoiceIssued,
    InvoiceWrittenOff,
    PaymentReceived,
    PaymentUndone,
    SalesEvent,
    WorksAccepted,
)
from domain.identifiers import ActivityCode, Auxiliary, Reference
from domain.money import ZERO
from domain.recorded import Recorded
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

RECEIVABLES = Table(
    "receivable_moves",
    {
        "position": "bigint",
        "rank": "integer",
        "activity": 'text COLLATE "C"',
        "invoice": 'text COLLATE "C"',
        "customer": "text",
        "kind": "text",
        "accounting_date": "date",
        "occurred_on": "date",
        "due_on": "date",
        "amount": "numeric(15,2)",
        "retained": "numeric(15,2)",
        "doubtful": "numeric(15,2)",
        "depreciation": "numeric(15,2)",
        "business_case": "text",
        "mentions": "text[]",
    },
    key="activity, invoice, position, rank",
    optional=("due_on", "business_case"),
)

_RECEIVABLES = """
WITH moves AS (
    SELECT * FROM {receivable_moves}
    WHERE position <= %(position)s AND accounting_date <= coalesce(%(as_of)s, 'infinity'::date)
      AND (%(activity)s::text IS NULL OR activity = %(activity)s)
), amounts AS (
    SELECT activity, invoice,
        coalesce(sum(amount) FILTER (WHERE kind = 'deducted'), 0.00) AS deducted,
        coalesce(sum(amount) FILTER (WHERE kind = 'credited'), 0.00) AS credited,
        coalesce(sum(amount) FILTER (WHERE kind = 'paid'), 0.00) AS paid,
        coalesce(sum(amount) FILTER (WHERE kind = 'refunded'), 0.00) AS refunded,
        coalesce(sum(amount) FILTER (WHERE kind = 'charged'), 0.00) AS charged,
        coalesce(sum(amount) FILTER (WHERE kind = 'lost'), 0.00) AS lost,
        sum(retained) AS retained, sum(doubtful) AS doubtful,
        sum(depreciation) AS depreciation,
        max(due_on) FILTER (WHERE kind = 'accepted') AS retention_due_on
    FROM moves GROUP BY 1, 2
)
SELECT invoice, activity, customer, kind = 'deposit', occurred_on, due_on, amount,
    amounts.deducted, credited, paid, refunded, charged, lost, amounts.retained,
    retention_due_on, amounts.doubtful, amounts.depreciation, business_case, mentions,
    position
FROM moves JOIN amounts USING (activity, invoice)
WHERE kind IN ('invoiced', 'deposit') ORDER BY activity, position
"""


class Receivable(NamedTuple):
    """An invoice, all taxes included, and what became of it.

    `mentions` are what it must say, and `business_case` its code BT-23 in an e-invoice.
    `charged` is what the customer owes besides, such as a returned cheque's fee. Of what is
    outstanding `doubtful` may be lost, and is written down by `depreciation`, net of VAT.
    """

    number: Reference
    activity: ActivityCode
    customer: Auxiliary
    deposit: bool
    issued_on: date
    due_on: date
    gross: Decimal
    deducted: Decimal
    credited: Decimal
    paid: Decimal
    refunded: Decimal
    charged: Decimal
    lost: Decimal
    retained: Decimal
    retention_due_on: date | None
    doubtful: Decimal
    depreciation: Decimal
    business_case: str
    mentions: list[str]
    position: int

    @property
    def outstanding(self) -> Decimal:
        """What the customer owes beside the retention; below zero what is owed to them."""
        claimed = self.gross - self.deducted - self.credited + self.charged - self.retained
        return claimed - self.paid + self.refunded - self.lost


def receivables(
    snapshot: Snapshot, *, activity: ActivityCode | None = None
) -> tuple[Receivable, ...]:
    """The invoices of the cooperative, or of one activity, in the order of issue."""
    rows = snapshot.rows(_RECEIVABLES, activity=activity)
    return tuple(Receivable(*row) for row in rows)


class Move(NamedTuple):
    """What an event does to an invoice, and to what is retained, doubtful, written down."""

    kind: str
    invoice: Reference
    amount: Decimal
    due_on: date | None = None
    retained: Decimal = ZERO
    doubtful: Decimal = ZERO
    depreciation: Decimal = ZERO
    business_case: str | None = None
    mentions: tuple[str, ...] = ()


def _moves(event: SalesEvent) -> Iterator[Move]:
    match event:
        case InvoiceIssued():
            yield _invoiced("invoiced", event, event.retained)
            for it in event.deposits:
                yield Move("deducted", event.number, it.gross)
        case DepositInvoiceIssued():
            yield _invoiced("deposit", event, ZERO)
        case CreditNoteIssued():
            yield _settling("credited", event, event.gross)
        case PaymentReceived():
            yield _settling("paid", event, event.amount)
        case InvoiceWrittenOff():
            yield _settling("lost", event, event.amount)
        case CustomerRefunded():
            yield Move("refunded", event.invoice, event.amount)
        case PaymentUndone():
            yield from _again(event)
        case InvoiceDoubted():
            yield Move(
                "doubted",
                event.invoice,
                ZERO,
                doubtful=event.amount,
                depreciation=event.charged,
            )
        case WorksAccepted():
            yield Move("accepted", event.invoice, ZERO, event.retention_due_on)
        case ChequeBanked():
            return
        case _:
            assert_never(event)


def _invoiced(
    kind: str, event: InvoiceIssued | DepositInvoiceIssued, retained: Decimal
) -> Move:
    return Move(
        kind,
        event.number,
        event.gross,
        event.due_on,
        retained,
        business_case=business_case(event),
        mentions=mentions(event),
    )


def _settling(
    kind: str, event: CreditNoteIssued | PaymentReceived | InvoiceWrittenOff, amount: Decimal
) -> Move:
    return Move(
        kind,
        event.invoice,
        amount,
        retained=-event.retained,
        doubtful=-event.doubtful,
        depreciation=-event.depreciation_released,
    )


def _again(event: PaymentUndone) -> Iterator[Move]:
    retained, doubtful = event.retained, event.doubtful
    yield Move("paid", event.invoice, -event.amount, retained=retained, doubtful=doubtful)
    fee = event.fee_charged_on
    yield Move("charged", event.invoice, fee, doubtful=fee if doubtful else ZERO)


def _project(recorded: Recorded) -> Iterator[Write]:
    event = recorded.event
    if not isinstance(event, SalesEvent) or isinstance(event, ChequeBanked):
        return
    for rank, move in enumerate(_moves(event)):
        counted = recorded.accounting_date or event.occurred_on
        dates = (counted, event.occurred_on, move.due_on)
        about = (event.activity, move.invoice, event.customer, move.kind)
        amounts = (move.amount, move.retained, move.doubtful, move.depreciation)
        said = (move.business_case, list(move.mentions))
        yield Write(RECEIVABLES, (recorded.position, rank, *about, *dates, *amounts, *said))


RECEIVABLES_MODEL = ReadModel((RECEIVABLES,), without_memory(_project))
"""A row for each invoice, and for each thing that lowers what is due on it."""
