"""Report: the books of the demonstration, as a terminal shows them."""

from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from projections.activities import activities
from projections.activity_statement import ActivityStatement, statement
from projections.snapshot import Snapshot
from projections.trial_balance import trial_balance
from projections.vault import values

MEASURES = ("turnover", "charges", "contribution", "pay_cost", "available")


def print_books(console: Console, snapshot: Snapshot) -> None:
    """Print each entrepreneur's balance and the cooperative's trial balance."""
    console.print(balances(snapshot))
    console.print(general_balance(snapshot))


def balances(snapshot: Snapshot) -> Table:
    """A line for each activity, with the measures its entrepreneur understands."""
    table = _table("Entrepreneurs' balances, in euros", "code", "trade name", 14)
    _add_amounts(table, *(measure.replace("_cost", "") for measure in MEASURES))
    opened = activities(snapshot)
    names = values(snapshot, [one.trade_name for one in opened])
    for one in opened:
        figures = _figures(statement(snapshot, one.activity))
        table.add_row(one.activity, names.get(one.trade_name, ""), *figures)
    return table


def general_balance(snapshot: Snapshot) -> Table:
    """The cooperative's trial balance, all sections together."""
    table = _table("Trial balance, in euros", "account", "label", 30)
    _add_amounts(table, "debit", "credit", "balance")
    lines = trial_balance(snapshot)
    for line in lines:
        amounts = (line.debit, line.credit, line.balance)
        table.add_row(line.account, line.label, *map(written, amounts))
    totals = (
        sum((line.debit for line in lines), Decimal(0)),
        sum((line.credit for line in lines), Decimal(0)),
        sum((line.balance for line in lines), Decimal(0)),
    )
    table.add_section()
    table.add_row("", "total", *map(written, totals))
    return table


def written(amount: Decimal) -> str:
    """An amount as people read it, with thin groups of thousands."""
    return f"{amount:,.2f}".replace(",", " ")


def _table(title: str, code: str, label: str, width: int) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )
    table.add_column(code, no_wrap=True, min_width=len(code))
    table.add_column(label, no_wrap=True, overflow="ellipsis", max_width=width)
    return table


def _add_amounts(table: Table, *names: str) -> None:
    for name in names:
        table.add_column(name, justify="right", no_wrap=True, min_width=len("12 345.67"))


def _figures(activity: ActivityStatement) -> list[str]:
    return [written(getattr(activity, measure)) for measure in MEASURES]
