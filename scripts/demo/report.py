"""Report: the books of the demonstration, as a terminal shows them."""

from decimal import Decimal

from rich.console import Console
from rich.table import Table

from projections.activities import activities
from projections.activity_statement import ActivityStatement, statement
from projections.snapshot import Snapshot
from projections.trial_balance import trial_balance
from projections.vault import values
from scripts.demo.step import END, YEAR_END
from scripts.demo.tables import add_amounts, new_table, written
from scripts.demo.year_report import result_and_surplus, vat_by_month, what_is_due

MEASURES = ("turnover", "charges", "pay", "contrib.", "levies", "internal", "available")
WIDE = 100
"""Columns from which there is room for the names of trades."""


def print_books(console: Console, at_year_end: Snapshot, since: Snapshot) -> None:
    """Print the books as the year left them, then what became of it; no amount is cut."""
    for table in (
        balances(at_year_end, wide=console.width >= WIDE),
        general_balance(at_year_end),
        result_and_surplus(since, YEAR_END),
        vat_by_month(since),
        what_is_due(since, END),
    ):
        console.print(table, crop=False, soft_wrap=True)


def balances(snapshot: Snapshot, *, wide: bool) -> Table:
    """A line for each activity, with the measures its entrepreneur understands."""
    opened = activities(snapshot)
    names = values(snapshot, [one.trade_name for one in opened])
    rows = [(one, _figures(statement(snapshot, one.activity))) for one in opened]
    table = _table("Entrepreneurs' balances", snapshot)
    table.add_column("code", no_wrap=True, min_width=4)
    if wide:
        table.add_column("trade name", no_wrap=True, min_width=24)
    add_amounts(table, MEASURES, [figures for _, figures in rows])
    for one, figures in rows:
        named = (names.get(one.trade_name, ""),) if wide else ()
        table.add_row(one.activity, *named, *figures)
    return table


def general_balance(snapshot: Snapshot) -> Table:
    """The cooperative's trial balance, all sections together."""
    lines = trial_balance(snapshot)
    totals = (
        sum((line.debit for line in lines), Decimal(0)),
        sum((line.credit for line in lines), Decimal(0)),
        sum((line.balance for line in lines), Decimal(0)),
    )
    rows = [[written(it) for it in (line.debit, line.credit, line.balance)] for line in lines]
    total = [written(amount) for amount in totals]
    table = _table("Trial balance", snapshot)
    table.add_column("account", no_wrap=True, min_width=7)
    table.add_column("label", no_wrap=True, overflow="ellipsis", max_width=30)
    add_amounts(table, ("debit", "credit", "balance"), [*rows, total])
    for line, row in zip(lines, rows, strict=True):
        table.add_row(line.account, line.label, *row)
    table.add_section()
    table.add_row("", "total", *total)
    return table


def _table(title: str, snapshot: Snapshot) -> Table:
    moment = f" at {snapshot.as_of:%d/%m/%Y}" if snapshot.as_of else ""
    return new_table(f"{title}{moment}, in euros")


def _figures(one: ActivityStatement) -> list[str]:
    internal = one.internal_sales - one.internal_purchases + one.other_internal
    earned = one.turnover + one.other_products
    costs = (one.charges, one.pay_cost, one.contribution, one.levies + one.retention)
    return [written(amount) for amount in (earned, *costs, internal, one.available)]
