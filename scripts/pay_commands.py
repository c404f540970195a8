"""Commands on pay: `pay preview`."""

from typing import Annotated

import typer

pay_app = typer.Typer(no_args_is_help=True, help="What entrepreneurs are paid.")


@pay_app.command("preview")
def preview(
    cooperative: Annotated[str, typer.Argument(help="The cooperative's name")],
    activity: Annotated[str, typer.Argument(help="The activity's code, such as E001")],
    month: Annotated[str | None, typer.Option(help="YYYY-MM; by default this one.")] = None,
) -> None:
    """Show what an activity can pay in a month under its smoothing policy."""
    from scripts import payroll  # noqa: PLC0415  # Help needs no books.

    payroll.show_preview(cooperative, activity, month)
