"""Report: the books of the demonstration, as a terminal shows them."""

from collections.abc import Iterable
from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from projections.activities import activities
from projections.activity_statement import ActivityStatement, statement
from projections.snapshot import Snapshot
from projections.trial_balance import trial_balance
from projections.vault import values

MEASURES = ("turnover", "charges", "pay", "contribution", "internal", "available")
WIDE = 100
"""Columns from which there is room for the names of trades."""


def print_books(console: Console, snapshot: Snapshot) -> None:
    """Print each entrepreneur's balance and the trial balance; no amount is cut."""
    for table in (balances(snapshot, wide=console.width >= WIDE), general_balance(snapshot)):
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
    _add_amounts(table, MEASURES, [figures for _, figures in rows])
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
    _add_amounts(table, ("debit", "credit", "balance"), [*rows, total])
    for line, row in zip(lines, rows, strict=True):
        table.add_row(line.account, line.label, *row)
    table.add_section()
    table.add_row("", "total", *total)
    return table


def written(amount: Decimal) -> str:
    """An amount as people read it, thousands apart."""
    return f"{amount:,.2f}".replace(",", " ")


def _table(title: str, snapshot: Snapshot) -> Table:
    moment = f" at {snapshot.as_of:%d/%m/%Y}" if snapshot.as_of else ""
    return Table(
        title=f"{title}{moment}, in euros",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )


def _add_amounts(table: Table, names: Iterable[str], rows: list[list[str]]) -> None:
    for rank, name in enumerate(names):
        widest = max((len(row[rank]) for row in rows), default=0)
        width = max(widest, len(name))
        table.add_column(name, justify="right", no_wrap=True, min_width=width)


def _figures(one: ActivityStatement) -> list[str]:
    internal = one.internal_sales - one.internal_purchases + one.other_internal
    earned = one.turnover + one.other_products
    measures = (earned, one.charges, one.pay_cost, one.contribution, internal, one.available)
    return [written(amount) for amount in measures]
