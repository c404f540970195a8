"""The command line: `grandlivre COMMAND`; data on standard output, messages on standard error.

Exit status: 0 it worked, 1 a check or a command failed, 2 the command was used wrongly.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from scripts import fec_commands
from scripts.beancount_commands import export_beancount

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


def deadlines(
    cooperative: str,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; else today.")
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
