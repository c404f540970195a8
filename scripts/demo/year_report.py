"""Year report: what the year left and what became of it, its VAT, what is still to be done."""

from collections import Counter
from datetime import date
from decimal import Decimal

from rich.table import Table

from projections.deadlines import deadlines
from projections.snapshot import Snapshot
from projections.surpluses import AllocatedResult, allocated_results
from projections.vat_return import filed_returns
from projections.years_closed import years_closed
from scripts.demo.tables import add_amounts, new_table, written

DIVIDED = {
    "legal_reserve": "legal reserve",
    "development_fund": "development fund",
    "work_share": "work share",
    "interest": "interest on shares",
}


def result_and_surplus(snapshot: Snapshot, last: date) -> Table:
    """The result of each section of a closed year, then how the meeting divided it."""
    closed = next(it for it in years_closed(snapshot) if it.last == last)
    rows = [(it.section, it.amount) for it in closed.results]
    table = new_table(f"Result of the year closed on {last:%d/%m/%Y}, in euros")
    table.add_column("section", no_wrap=True, min_width=18)
    add_amounts(table, ("result",), [[written(it)] for _, it in (*rows, ("", closed.result))])
    for section, amount in rows:
        table.add_row(section, written(amount))
    table.add_section()
    table.add_row("together", written(closed.result))
    for made in allocated_results(snapshot):
        if made.year_ended == last:
            table.add_section()
            _divided(table, made)
    return table


def vat_by_month(snapshot: Snapshot) -> Table:
    """The returns filed, in whole euros as they are declared."""
    returns = filed_returns(snapshot)
    rows = [[_whole(it.to_pay), _whole(it.credit)] for it in returns]
    table = new_table("VAT declared, in whole euros")
    for name in ("month", "filed on"):
        table.add_column(name, no_wrap=True)
    add_amounts(table, ("to pay", "credit"), rows)
    table.add_column("paid on", no_wrap=True)
    for it, amounts in zip(returns, rows, strict=True):
        paid_on = f"{it.paid_on:%d/%m/%Y}" if it.paid_on else ""
        table.add_row(it.period, f"{it.filed_on:%d/%m/%Y}", *amounts, paid_on)
    return table


def what_is_due(snapshot: Snapshot, day: date) -> Table:
    """What the law wants done under the contracts, counted by kind and by day."""
    found = Counter(
        (it.deadline.due_on, it.deadline.kind, it.deadline.article.partition(" (")[0])
        for it in deadlines(snapshot, day)
    )
    table = new_table(f"Deadlines on {day:%d/%m/%Y}")
    for name, width in (("until", 10), ("what", 16)):
        table.add_column(name, no_wrap=True, min_width=width)
    table.add_column("contracts", justify="right", no_wrap=True, min_width=9)
    table.add_column("article", no_wrap=True)
    for (due_on, kind, article), contracts in sorted(found.items()):
        table.add_row(f"{due_on:%d/%m/%Y}", kind, str(contracts), article)
    return table


def _divided(table: Table, made: AllocatedResult) -> None:
    for field, name in DIVIDED.items():
        amount: Decimal = getattr(made, field)
        if amount:
            table.add_row(name, written(amount))


def _whole(amount: Decimal) -> str:
    return written(amount).removesuffix(".00")
