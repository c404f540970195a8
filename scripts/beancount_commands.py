"""The command that hands the books to another program: `export beancount`."""

from pathlib import Path
from typing import Annotated

import typer

from scripts.fec_commands import Cooperative


def export_beancount(
    cooperative: Cooperative,
    year: Annotated[int, typer.Option(help="The calendar year in which it closes.")],
    file: Annotated[Path, typer.Option("--output", "-o", dir_okay=False)],
) -> None:
    """Write a fiscal year as a beancount file, to add it up with a program of others."""
    from scripts import takeover  # noqa: PLC0415  # `check` needs no books.

    takeover.export_beancount(cooperative, year, file)
