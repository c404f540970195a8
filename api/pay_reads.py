"""Reading pay: what an activity can pay this month."""

from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from api.composition import Network
from api.doors import ActivityPath, CooperativePath
from api.moment import Moment, Reading, read_at, told
from api.reading_answers import Told, Total
from domain.identifiers import Month
from domain.period import month_of
from projections.pay_preview import PayPreview, pay_preview


class PreviewQuery(Moment):
    """The month that is to be paid."""

    month: Month | None = Field(default=None, description="By default, the one it is now.")


class PayPreviewRead(Told):
    """What a month can be paid under the smoothing policy, in euros.

    `before` is what the year's earlier months left, `margin` what the month earned without its
    pay; `gross`, `employer` and `cost` are what can be paid in all, `balance` what that leaves.
    `booked` is what payslips of the month cost already, `to_pay` what further ones may; `hours`
    those the gross pay stands for, if the policy gives a minimum wage.
    """

    month: Month
    before: Total
    margin: Total
    gross: Total
    employer: Total
    cost: Total
    balance: Total
    booked: Total
    to_pay: Total
    hours: Total | None


def read_pay_preview(
    request: Request,
    cooperative: CooperativePath,
    activity: ActivityPath,
    query: Annotated[PreviewQuery, Query()],
) -> Reading[PayPreviewRead]:
    """What can be paid in a month: the target if there is enough, the fixed part anyway."""
    network: Network = request.app.state.network
    month = query.month or month_of(network.cell(cooperative).books.today())
    with read_at(request, cooperative, query) as snapshot:
        return told(query, snapshot, _read(pay_preview(snapshot, activity, month)))


def _read(preview: PayPreview) -> PayPreviewRead:
    due = preview.due
    fields = preview._asdict() | due._asdict() | {"cost": due.cost, "to_pay": preview.to_pay}
    return PayPreviewRead.model_validate(fields)
