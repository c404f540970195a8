"""Commands on contributions: `contribution adopt`, `… month`, `… year`."""

from typing import Annotated

import typer

from scripts.fec_commands import Cooperative

contribution_app = typer.Typer(
    no_args_is_help=True, help="What activities owe to the shared structure."
)


@contribution_app.command("adopt")
def adopt(
    cooperative: Cooperative,
    preset: Annotated[str, typer.Argument(help="astrolabe or coopaname.")],
    since: Annotated[str, typer.Option("--from", help="Its first day, YYYY-MM-DD.")],
    activity: Annotated[str | None, typer.Option(help="For one activity only.")] = None,
) -> None:
    """Adopt a contribution that a cooperative has published."""
    from scripts import contribution_charges  # noqa: PLC0415  # Help needs no books.

    contribution_charges.adopt(cooperative, preset, since, activity)


@contribution_app.command("month")
def month(
    cooperative: Cooperative,
    month: Annotated[str, typer.Argument(help="A month that is over, such as 2026-05.")],
) -> None:
    """Charge every activity what a month owes: on its margin, and its fee."""
    from scripts import contribution_charges  # noqa: PLC0415  # Help needs no books.

    contribution_charges.charge_month(cooperative, month)


@contribution_app.command("year")
def year(
    cooperative: Cooperative,
    year: Annotated[int, typer.Argument(help="The calendar year in which it closes.")],
) -> None:
    """Top every activity up to the minimum of a fiscal year that is over."""
    from scripts import contribution_charges  # noqa: PLC0415  # Help needs no books.

    contribution_charges.charge_year(cooperative, year)
