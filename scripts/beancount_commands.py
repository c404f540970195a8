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
    from projections.beancount_export import beancount  # noqa: PLC0415  # `check` needs no books.
    from projections.fec_export import year_closing_in  # noqa: PLC0415  # Nor does it need this.
    from scripts.reading import reading  # noqa: PLC0415  # Nor this.

    with reading(cooperative) as snapshot, file.open("w", encoding="utf-8") as out:
        out.writelines(beancount(snapshot, year_closing_in(snapshot, year)))
    print(file)
