"""Reading the impact report of a period."""

from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from api.doors import CooperativePath
from api.impact_answers import FundingRead, ImpactRead
from api.moment import Reading, read_at, told
from api.reading_queries import Unveiled
from api.veil import Veil
from domain.identifiers import Day
from projections.impact.report import ImpactReport, impact_report
from projections.snapshot import Snapshot


class ImpactQuery(Unveiled):
    """The period, by default the last fiscal year."""

    since: Day | None = Field(default=None, description="The first day of the period.")
    until: Day | None = Field(default=None, description="The last day of the period.")


def read_impact(
    request: Request, cooperative: CooperativePath, query: Annotated[ImpactQuery, Query()]
) -> Reading[ImpactRead]:
    """Whom the cooperative supported in a period, and what became of them."""
    with read_at(request, cooperative, query) as snapshot:
        report = impact_report(snapshot, query.since, query.until)
        return told(query, snapshot, impact_read(snapshot, report, values=query.values))


def impact_read(snapshot: Snapshot, report: ImpactReport, *, values: bool) -> ImpactRead:
    """The report as it is told; names of funders and prescribers only when asked for."""
    veil = Veil(snapshot, (it.funder for it in report.funding), lifted=values)
    funding = [
        FundingRead.model_validate(it._asdict() | {"funder": veil.over(it.funder)})
        for it in report.funding
    ]
    told_of = {
        name: cells
        for name, cells in report.breakdown.items()
        if values or name != "prescriber"
    }
    fields = {"funding": funding, "breakdown": told_of}
    return ImpactRead.model_validate(report._asdict() | fields)
