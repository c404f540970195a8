"""The command line: `grandlivre COMMAND`; data on standard output, messages on standard error.

Exit status: 0 it worked, 1 a check or a command failed, 2 the command was used wrongly.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from scripts import fec_commands, pay_commands
from scripts.beancount_commands import export_beancount
from scripts.contribution_commands import contribution_app

DAY = ["%Y-%m-%d"]
app = typer.Typer(
    name="grandlivre",
    help="The event-sourced books of a coopérative d'activités et d'emploi.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
)
app.add_typer(fec_commands.check_app, name="check")
app.add_typer(fec_commands.import_app, name="import")
fec_commands.export_app.command("beancount")(export_beancount)
app.add_typer(fec_commands.export_app, name="export")
app.add_typer(pay_commands.pay_app, name="pay")
app.add_typer(contribution_app, name="contribution")


@app.command()
def demo(
    entrepreneurs: Annotated[int, typer.Option(min=1, max=5000)] = 3,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    fresh: Annotated[
        bool, typer.Option(help="Erase this demonstration and record it again.")
    ] = False,
    output: Annotated[Path | None, typer.Option(help="Where the FEC is written.")] = None,
) -> None:
    """Record a year of a small cooperative and print its books."""
    from scripts import books_commands

    books_commands.demo(entrepreneurs, seed, output, fresh=fresh)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="A loopback address.")] = "127.0.0.1",
) -> None:
    """Serve the API on this machine only: authentication comes with a later version."""
    from scripts import books_commands

    books_commands.serve(host, port)


@app.command()
def found(
    cooperative: Annotated[str, typer.Argument(help="A name: small letters, digits, _")],
    name: Annotated[str, typer.Option(help="Its corporate name.")],
    siren: Annotated[str, typer.Option(help="Nine digits.")],
    first: Annotated[str, typer.Option(help="First day of its first year, YYYY-MM-DD.")],
    last: Annotated[str, typer.Option(help="Last day of its first year, YYYY-MM-DD.")],
    legal_form: Annotated[str, typer.Option(help="scop-sarl, scop-sa, scop-sas, scic…")],
) -> None:
    """Begin a cooperative's books, and open its first fiscal year."""
    from scripts import takeover

    takeover.found(
        cooperative, {"name": name, "siren": siren, "legal_form": legal_form}, first, last
    )


@app.command()
def vat(
    cooperative: str,
    period: Annotated[str, typer.Argument(help="A month, 2026-03, or a quarter, 2026-Q1.")],
    as_json: Annotated[bool, typer.Option("--json", help="With the entries behind.")] = False,
) -> None:
    """Show the VAT return (CA3) of a period, filed or as it would be today."""
    from scripts import vat_commands

    vat_commands.vat(cooperative, period, as_json=as_json)


@app.command()
def deadlines(
    cooperative: str,
    on: Annotated[
        datetime | None, typer.Option(formats=DAY, help="The day; else today.")
    ] = None,
) -> None:
    """List what the law wants done under each contract: associates, interviews, pay."""
    from scripts import support_commands

    support_commands.list_deadlines(cooperative, on.date() if on else None)


@app.command()
def rebuild(cooperative: str) -> None:
    """Rebuild a cooperative's projections beside the old, compare, then switch."""
    from scripts import books_commands

    books_commands.rebuild(cooperative)


@app.command("close-year")
def close_year(
    cooperative: str,
    year: Annotated[int, typer.Option(help="The calendar year in which it closes.")],
) -> None:
    """Close a fiscal year: its months still open, in order, then the year itself."""
    from scripts import year_commands

    year_commands.close_year(cooperative, year)


@app.command("open-balances")
def open_balances(
    cooperative: str,
    year: Annotated[int, typer.Option(help="The calendar year in which it closes.")],
    final: Annotated[bool, typer.Option(help="The year is closed: nothing follows.")] = False,
) -> None:
    """Open the next fiscal year with the balances that one leaves, section by section."""
    from scripts import year_commands

    year_commands.open_balances(cooperative, year, final=final)


@app.command()
def statements(
    cooperative: str,
    year: Annotated[
        int | None, typer.Option(help="The calendar year in which it closes.")
    ] = None,
    activity: Annotated[str | None, typer.Option(help="Its code, such as E001.")] = None,
) -> None:
    """Print the balance sheet and the income statement, of the company or of an activity."""
    from scripts import year_commands

    year_commands.statements(cooperative, year, activity)


@app.command()
def impact(
    cooperative: str,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=DAY, help="First day.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=DAY, help="Last day.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, not as a table.")] = False,
) -> None:
    """Tell whom a cooperative supported, and what became of them; by default last year."""
    from scripts import impact_commands

    period = [day and day.date() for day in (since, until)]
    impact_commands.impact(cooperative, *period, as_json=as_json)


@app.command()
def shares(
    cooperative: str,
    as_of: Annotated[datetime | None, typer.Option(formats=DAY, help="Until this day.")] = None,
    known_at: Annotated[
        int | None, typer.Option(min=0, help="As known at a position of the log.")
    ] = None,
) -> None:
    """Print the register of shares: who holds which, what is paid, what is due."""
    from scripts import share_commands

    share_commands.shares(cooperative, as_of.date() if as_of else None, known_at)


@app.command()
def test() -> None:
    """Run every check of this project: format, lint, imports, types, tests."""
    from scripts.check import run_gates

    raise typer.Exit(run_gates())


def main() -> None:
    """Run a command; what stops it is one sentence, not a trace."""
    try:
        app(prog_name="grandlivre")
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        from scripts.console import failure
        from scripts.faults import sentence_of

        sentence = sentence_of(error)
        if sentence is None:
            raise
        sys.exit(failure(sentence).exit_code)


if __name__ == "__main__":
    main()
