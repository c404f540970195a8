"""Commands on pay: `pay preview`, `import payroll`."""

from pathlib import Path
from typing import Annotated

import typer

from scripts.console import failure
from scripts.fec_commands import Cooperative, import_app

pay_app = typer.Typer(no_args_is_help=True, help="What entrepreneurs are paid.")


@pay_app.command("preview")
def preview(
    cooperative: Cooperative,
    activity: Annotated[str, typer.Argument(help="The activity's code, such as E001")],
    month: Annotated[str | None, typer.Option(help="YYYY-MM; by default this one.")] = None,
) -> None:
    """Show what an activity can pay in a month under its smoothing policy."""
    from scripts import payroll  # noqa: PLC0415  # Help needs no books.

    payroll.show_preview(cooperative, activity, month)


@import_app.command("payroll")
def import_payroll(
    cooperative: Cooperative,
    file: Annotated[Path, typer.Argument(help="A payroll journal as CSV")],
    preview: Annotated[bool, typer.Option(help="Show what it would do.")] = False,
) -> None:
    """Book the payslips of a payroll journal, by the mapping the cooperative declared."""
    from scripts import payroll  # noqa: PLC0415  # Help needs no books.

    if not file.is_file():
        raise failure(f"there is no file {file}", 2)
    payroll.import_payroll(cooperative, file, dry_run=preview)
