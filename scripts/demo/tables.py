"""Tables: how amounts stand on a terminal."""

from collections.abc import Iterable
from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.table import Table


def written(amount: Decimal) -> str:
    """An amount as people read it, thousands apart."""
    return f"{amount:,.2f}".replace(",", " ")


def new_table(title: str) -> Table:
    """A table as narrow as its columns allow."""
    return Table(
        title=title,
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )


def add_amounts(table: Table, names: Iterable[str], rows: list[list[str]]) -> None:
    """Columns of amounts, each as wide as its widest."""
    for rank, name in enumerate(names):
        widest = max((len(row[rank]) for row in rows), default=0)
        width = max(widest, len(name))
        table.add_column(name, justify="right", no_wrap=True, min_width=width)
