"""Reading the support of entrepreneurs: interviews and workshops, and what is due by when."""

from typing import Annotated

from fastapi import Query, Request

from api.composition import Network
from api.doors import CooperativePath
from api.moment import Moment, Reading, read_at, told
from api.reading_queries import DeadlineQuery
from api.support_answers import AccompanimentRead, DeadlineRead
from api.veil import Veil
from projections.accompaniment import accompaniment
from projections.deadlines import ListedDeadline, deadlines


def read_accompaniment(
    request: Request, cooperative: CooperativePath, query: Annotated[Moment, Query()]
) -> Reading[list[AccompanimentRead]]:
    """Every interview, and every workshop once for each who attended."""
    with read_at(request, cooperative, query) as snapshot:
        rows = accompaniment(snapshot)
        return told(query, snapshot, [AccompanimentRead.model_validate(row) for row in rows])


def read_deadlines(
    request: Request, cooperative: CooperativePath, query: Annotated[DeadlineQuery, Query()]
) -> Reading[list[DeadlineRead]]:
    """What the law wants done under each contract, by when, the most urgent first."""
    network: Network = request.app.state.network
    day = query.on or query.as_of or network.cell(cooperative).books.today()
    with read_at(request, cooperative, query) as snapshot:
        rows = deadlines(snapshot, day)
        veil = Veil(snapshot, (row.entrepreneur for row in rows), lifted=query.values)
        return told(query, snapshot, [_deadline(row, veil) for row in rows])


def _deadline(row: ListedDeadline, veil: Veil) -> DeadlineRead:
    found = row.deadline
    return DeadlineRead(
        due_on=found.due_on,
        kind=found.kind,
        overdue=found.overdue,
        missing=found.missing,
        article=found.article,
        consequence=found.consequence,
        contract=found.contract,
        entrepreneur=veil.over(row.entrepreneur),
        activities=list(row.activities),
    )
