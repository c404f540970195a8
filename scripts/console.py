"""What the commands share: where they speak, how they show progress, how they fail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

output = Console()
"""Data."""

messages = Console(stderr=True)
"""Messages and progress: standard output is for data."""


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


def failure(sentence: str, status: int = 1) -> typer.Exit:
    """Say why the command stops; the caller raises the exit."""
    messages.print(f"grandlivre: {sentence}", style="red", markup=False, highlight=False)
    return typer.Exit(status)
