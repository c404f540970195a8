"""Report: the books of the demonstration, as a terminal shows them."""

from decimal import Decimal

from rich.console import Console
from rich.table import Table

from projections.activities import activities
from projections.activity_statement import ActivityStatement, statement
from projections.readings import Snapshot
from projections.trial_balance import trial_balance
from projections.vault import values

MEASURES = ("turnover", "charges", "contribution", "pay_cost", "available")


def print_books(console: Console, snapshot: Snapshot) -> None:
    """Print each entrepreneur's balance and the cooperative's trial balance."""
    console.print(balances(snapshot))
    console.print(general_balance(snapshot))


def balances(snapshot: Snapshot) -> Table:
    """A line for each activity, with the measures its entrepreneur understands."""
    table = Table(title="Entrepreneurs' balances (euros)", title_justify="left")
    table.add_column("activity")
    table.add_column("trade name")
    for measure in MEASURES:
        table.add_column(measure.replace("_", " "), justify="right")
    opened = activities(snapshot)
    names = values(snapshot, [one.trade_name for one in opened])
    for one in opened:
        figures = _figures(statement(snapshot, one.activity))
        table.add_row(one.activity, names.get(one.trade_name, ""), *figures)
    return table


def general_balance(snapshot: Snapshot) -> Table:
    """The cooperative's trial balance, all sections together."""
    table = Table(title="Trial balance (euros)", title_justify="left")
    table.add_column("account")
    table.add_column("label")
    for side in ("debit", "credit", "balance"):
        table.add_column(side, justify="right")
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


def _figures(activity: ActivityStatement) -> list[str]:
    return [written(getattr(activity, measure)) for measure in MEASURES]
