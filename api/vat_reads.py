"""Reading VAT: the returns filed, and the boxes of a period."""

from typing import Annotated

from fastapi import Path, Query, Request

from api.doors import CooperativePath
from api.moment import Moment, Reading, read_at, told
from api.vat_answers import FiledReturnRead, VatBoxRead, VatItemRead, VatReturnRead
from domain.events.vat_returns import VatBox, VatPeriod
from domain.vat.boxes import labels
from projections.vat_return import PeriodReturn, filed_returns, period_return

PeriodPath = Annotated[VatPeriod, Path(examples=["2026-03", "2026-Q1"])]


def read_vat_returns(
    request: Request, cooperative: CooperativePath, query: Annotated[Moment, Query()]
) -> Reading[list[FiledReturnRead]]:
    """The VAT returns filed so far, in order."""
    with read_at(request, cooperative, query) as snapshot:
        rows = filed_returns(snapshot)
        return told(query, snapshot, [FiledReturnRead.model_validate(row) for row in rows])


def read_vat_return(
    request: Request,
    cooperative: CooperativePath,
    period: PeriodPath,
    query: Annotated[Moment, Query()],
) -> Reading[VatReturnRead]:
    """The boxes of the CA3 of a period, filed or not, each with the entries behind it."""
    with read_at(request, cooperative, query) as snapshot:
        return told(query, snapshot, vat_return_read(period_return(snapshot, period)))


def vat_return_read(found: PeriodReturn) -> VatReturnRead:
    """A return as it is told."""
    filed = found.filed and FiledReturnRead.model_validate(found.filed)
    boxes = [_box(found, it.box) for it in found.boxes.filled()]
    return VatReturnRead(period=found.period, filed=filed, boxes=boxes)


def _box(found: PeriodReturn, name: VatBox) -> VatBoxRead:
    declared, exact = found.boxes.declared[name], found.boxes.exact[name]
    return VatBoxRead(
        box=name,
        label=labels()[name],
        declared_base=declared.base,
        declared=declared.amount,
        exact_base=exact.base,
        exact=exact.amount,
        items=[VatItemRead.model_validate(it) for it in found.items_in(name)],
    )
