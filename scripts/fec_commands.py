"""Commands on the tax office's file: `check fec`, `import fec`, `export fec`."""

from pathlib import Path
from typing import Annotated

import typer

from projections.fec.check import check
from projections.fec.findings import Finding, Severity
from scripts.console import failure, messages

check_app = typer.Typer(no_args_is_help=True, help="Check a file against the law.")
import_app = typer.Typer(no_args_is_help=True, help="Take over books kept elsewhere.")
export_app = typer.Typer(no_args_is_help=True, help="Write the books as a file.")

Cooperative = Annotated[str, typer.Argument(help="The cooperative's name, such as demo_3_1")]
FecFile = Annotated[Path, typer.Argument(help="A FEC, such as 999000003FEC20251231.txt")]
LISTED_MAX = 1000


@check_app.command("fec")
def check_fec(file: FecFile) -> None:
    """Check a FEC: exit 0 when it is valid, 1 when it is not, 2 when it cannot be read."""
    if not file.is_file():
        raise failure(f"there is no file {file}", 2)
    with file.open("rb") as stream:
        refused = print_findings(file, list(check(file.name, stream)))
    if refused:
        raise typer.Exit(1)


def print_findings(file: Path, findings: list[Finding]) -> int:
    """Print each finding with its line, its rule and its reason; how many refuse the file."""
    ordered = sorted(findings, key=lambda finding: (finding.line or 0, finding.rule))
    for finding in ordered[:LISTED_MAX]:
        place = f"line {finding.line}" if finding.line else "file"
        print(
            f"{file.name}: {place}: {finding.rule}: {finding.severity.value}: {finding.reason}"
        )
    refused = sum(finding.severity is Severity.REFUSAL for finding in findings)
    left = f", the first {LISTED_MAX} listed" if len(findings) > LISTED_MAX else ""
    verdict = "not valid" if refused else "valid"
    counts = f"refusals: {refused}, warnings: {len(findings) - refused}{left}"
    messages.print(f"{file.name}: {verdict}; {counts}")
    return refused


@import_app.command("fec")
def import_fec(
    cooperative: Cooperative,
    file: FecFile,
    cut_over: Annotated[
        str | None, typer.Option(help="First month kept here, YYYY-MM; else the one after.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Show what it would do.")] = False,
) -> None:
    """Take over a year kept in other software: all of it or nothing."""
    from scripts import takeover  # noqa: PLC0415  # `check` needs no books.

    if not file.is_file():
        raise failure(f"there is no file {file}", 2)
    takeover.import_fec(cooperative, file, cut_over, dry_run=dry_run)


@export_app.command("fec")
def export_fec(
    cooperative: Cooperative,
    year: Annotated[int, typer.Option(help="The calendar year in which it closes.")],
    folder: Annotated[Path, typer.Option("--output", "-o", file_okay=False)] = Path(),
    internal: Annotated[
        bool, typer.Option(help="With transfers between sections (181, 186, 187).")
    ] = False,
) -> None:
    """Write the FEC of a fiscal year, with its description."""
    from scripts import takeover  # noqa: PLC0415  # `check` needs no books.

    takeover.export_fec(cooperative, year, folder, internal=internal)
