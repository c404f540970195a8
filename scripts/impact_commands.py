"""The command `impact`: the impact report of a period, as a table or as JSON."""

from collections.abc import Iterator
from datetime import date

import orjson
from rich.table import Table

from api.impact_answers import Cells, ImpactRead
from api.impact_reads import impact_read
from projections.impact.report import impact_report
from scripts.console import output
from scripts.reading import reading

_HIDDEN = "none or too few"
Line = tuple[str, object]


def impact(cooperative: str, since: date | None, until: date | None, *, as_json: bool) -> None:
    """Print the report of a period; by default of the last fiscal year."""
    with reading(cooperative) as snapshot:
        read = impact_read(snapshot, impact_report(snapshot, since, until), values=True)
    if as_json:
        print(orjson.dumps(read.model_dump(mode="json"), option=orjson.OPT_INDENT_2).decode())
    else:
        output.print(_table(cooperative, read))


def _table(cooperative: str, read: ImpactRead) -> Table:
    table = Table(title=f"{cooperative}, impact from {read.since} to {read.until}")
    table.add_column("measure")
    table.add_column("value", justify="right")
    for measure, value in _lines(read):
        table.add_row(measure, _HIDDEN if value is None else str(value))
    return table


def _lines(read: ImpactRead) -> Iterator[Line]:
    cohort, women, work = read.cohort, read.women, read.work
    yield "supported on the last day", read.supported_on_last_day
    yield "supported in the period", read.supported_in_period
    yield "tests ended", cohort.persons
    yield from _cells("of them", cohort.outcomes)
    yield "positive outcomes", cohort.positive_rate
    yield "without those unknown", cohort.positive_rate_without_unknown
    for months, cells in read.survival.items():
        yield from _cells(f"{months} months on", cells)
    yield "women", women.share
    if women.benchmark is not None:
        yield "benchmark", women.benchmark
        yield "points above it", women.points_above
    for name, cells in read.breakdown.items():
        yield from _cells(name, cells)
    if read.growth:
        yield "multiple of the baseline", read.growth.multiple_reached
        yield "plan, linear", read.growth.linear_plan
        yield "plan, constant growth", read.growth.constant_growth_plan
    yield "jobs (CESA)", work.jobs
    yield "gross pay", work.gross_pay
    yield "turnover", work.turnover
    yield "turnover per head", work.turnover_per_head
    for one in read.funding:
        yield f"funding {one.reference}, {one.funder.value}", one.amount


def _cells(name: str, cells: Cells) -> Iterator[Line]:
    for answer, count in cells.items():
        yield f"  {name}: {answer}", count
