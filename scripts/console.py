"""What the commands share: where they speak, how they show progress, how they fail."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

output = Console()
"""Data."""

messages = Console(stderr=True)
"""Messages and progress: standard output is for data."""

WIDEST = 1_000
"""Columns of a terminal, more than any table takes."""


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that moves as it is told how much is done of how much."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=messages, transient=True) as progress:
        task = progress.add_task(what, total=None)

        def moved(done: int, whole: int) -> None:
            progress.update(task, completed=done, total=whole)

        yield moved


def print_whole(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    amounts_from: int | None = None,
) -> None:
    """Print a table of which no cell is cut, however narrow the terminal.

    An amount cut in two would be another amount; they stand on the right from a column on.
    """
    table = Table(
        title=title,
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )
    first_amount = len(headings) if amounts_from is None else amounts_from
    for rank, heading in enumerate(headings):
        width = max((len(row[rank]) for row in rows), default=0)
        side: Literal["left", "right"] = "right" if rank >= first_amount else "left"
        table.add_column(
            heading, justify=side, no_wrap=True, min_width=max(width, len(heading))
        )
    for row in rows:
        table.add_row(*map(escape, row))
    # On the terminal's own width, narrow columns would vanish for the wide ones.
    Console(file=output.file, width=WIDEST).print(table)


def failure(sentence: str, status: int = 1) -> typer.Exit:
    """Say why the command stops; the caller raises the exit."""
    messages.print(f"grandlivre: {sentence}", style="red", markup=False, highlight=False)
    return typer.Exit(status)
