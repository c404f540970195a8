"""VAT returns: the boxes of a period, filed or still to be, each opening onto its entries."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from domain.events.vat_returns import (
    VatBox,
    VatDeclared,
    VatOperation,
    VatPaid,
    VatPeriod,
    VatSum,
)
from domain.identifiers import EntryId, Section
from domain.money import ZERO
from domain.recorded import Recorded
from domain.vat.boxes import Return, vat_return
from domain.vat.items import vat_items
from domain.vat.periods import period_first, period_last
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

VAT_ITEMS = Table(
    "vat_items",
    {
        "position": "bigint",
        "line": "smallint",
        "rank": "smallint",
        "accounting_date": "date",
        "section": 'text COLLATE "C"',
        "operation": "text",
        "rate": "numeric(7,6)",
        "base": "numeric(15,2)",
        "tax": "numeric(15,2)",
    },
    key="position, line",
    optional=("rate",),
    indexes=("accounting_date",),
)
VAT_RETURNS = Table(
    "vat_returns",
    {
        "position": "bigint",
        "period": 'text COLLATE "C"',
        "last": "date",
        "filed_on": "date",
        "reference": "text",
        "through": "bigint",
        "credit_before": "numeric(15,2)",
        "to_pay": "numeric(15,2)",
        "credit": "numeric(15,2)",
    },
    key="period",
)
VAT_PAYMENTS = Table(
    "vat_payments",
    {
        "position": "bigint",
        "period": 'text COLLATE "C"',
        "paid_on": "date",
        "amount": "numeric(15,2)",
    },
    key="period",
)

_RETURNS = """
SELECT r.period, r.last, r.filed_on, r.reference, r.through, r.credit_before, r.to_pay,
    r.credit, p.paid_on, r.position
FROM {vat_returns} AS r LEFT JOIN {vat_payments} AS p
    ON p.period = r.period AND p.position <= %(position)s
    AND p.paid_on <= coalesce(%(as_of)s, 'infinity'::date)
WHERE r.position <= %(position)s AND r.filed_on <= coalesce(%(as_of)s, 'infinity'::date)
ORDER BY r.last
"""
_ITEMS = """
SELECT position, rank, section, operation, rate, base, tax FROM {vat_items}
WHERE position <= %(upper)s AND accounting_date <= %(last)s
  AND accounting_date <= coalesce(%(as_of)s, 'infinity'::date)
  AND (accounting_date >= %(first)s OR position > %(through)s)
ORDER BY position, line
"""


class FiledReturn(NamedTuple):
    """A return as it was filed, and when it was paid; amounts in euros."""

    period: VatPeriod
    last: date
    filed_on: date
    reference: str
    through: int
    credit_before: Decimal
    to_pay: Decimal
    credit: Decimal
    paid_on: date | None
    position: int


class ItemRead(NamedTuple):
    """VAT of an operation as an entry shows it, in euros."""

    position: int
    rank: int
    section: Section
    operation: VatOperation
    rate: Decimal | None
    base: Decimal
    tax: Decimal

    @property
    def entry(self) -> EntryId:
        """The permanent name of the entry."""
        return f"{self.position}.{self.rank}"


class PeriodReturn(NamedTuple):
    """The return of a period: as filed, or as it would be today."""

    period: VatPeriod
    filed: FiledReturn | None
    boxes: Return
    items: tuple[ItemRead, ...]

    def items_in(self, box: VatBox) -> tuple[ItemRead, ...]:
        """What a box is made of."""
        return tuple(
            it for it in self.items if box in self.boxes.entered_by(it.operation, it.rate)
        )


def filed_returns(snapshot: Snapshot) -> tuple[FiledReturn, ...]:
    """The returns filed so far, in order."""
    return tuple(FiledReturn(*row) for row in snapshot.rows(_RETURNS))


def period_return(snapshot: Snapshot, period: VatPeriod) -> PeriodReturn:
    """The return of a period, filed or not; what came late for the one before is in it."""
    returns = filed_returns(snapshot)
    first, last = period_first(period), period_last(period)
    filed = next((it for it in returns if it.period == period), None)
    before = next((it for it in returns if it.last == first - timedelta(days=1)), None)
    rows = snapshot.rows(
        _ITEMS,
        first=first,
        last=last,
        upper=filed.through if filed else snapshot.position,
        # Without a return just before, nothing can be late for it.
        through=before.through if before else snapshot.position,
    )
    items = tuple(ItemRead(*row) for row in rows)
    credit = before.credit if before else ZERO
    return PeriodReturn(period, filed, vat_return(_sums(items), credit), items)


def _sums(items: Iterable[ItemRead]) -> tuple[VatSum, ...]:
    found: dict[tuple[VatOperation, Decimal | None], tuple[Decimal, Decimal]] = {}
    for it in items:
        base, tax = found.get((it.operation, it.rate), (ZERO, ZERO))
        found[it.operation, it.rate] = (base + it.base, tax + it.tax)
    return tuple(
        VatSum(operation=operation, rate=rate, base=base, tax=tax)
        for (operation, rate), (base, tax) in found.items()
    )


def _project(recorded: Recorded) -> Iterator[Write]:
    match recorded.event:
        case VatDeclared() as event:
            dates = (event.period, event.occurred_on, event.filed_on)
            amounts = (event.credit_before, event.to_pay, event.credit)
            row = (*dates, event.reference, event.through_position, *amounts)
            yield Write(VAT_RETURNS, (recorded.position, *row))
        case VatPaid() as event:
            paid = (event.period, event.occurred_on, event.amount)
            yield Write(VAT_PAYMENTS, (recorded.position, *paid))
        case _:
            yield from _items(recorded)


def _items(recorded: Recorded) -> Iterator[Write]:
    day = recorded.accounting_date
    for line, item in enumerate(vat_items(recorded.event, recorded.entries), start=1):
        row = (recorded.position, line, item.rank, day, *item[1:])
        yield Write(VAT_ITEMS, row)


VAT_RETURN_MODEL = ReadModel((VAT_ITEMS, VAT_RETURNS, VAT_PAYMENTS), without_memory(_project))
"""A row for each item of VAT, for each return and for each payment of one."""
