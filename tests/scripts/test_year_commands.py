"""A year is closed, opened and read from the command line."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.settings import Settings
from domain.cooperative.adoption import OpenFiscalYear
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.year_end import YearNotClosed
from domain.identifiers import COOP
from domain.journal import credit, debit
from domain.money import euros
from domain.privacy import Label
from domain.streams import THE_COOPERATIVE
from scripts.books_commands import ACTOR, network
from scripts.main import app

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
COMPANY = ("--name", "Ponant", "--siren", "999000003", "--legal-form", "scop-sarl")


@pytest.fixture(autouse=True)
def ponant(empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found a cooperative of two years, with a capital of sixty and a sale of forty euros."""
    monkeypatch.setenv("DATABASE_URL", empty_database)
    monkeypatch.setenv("GRANDLIVRE_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("GRANDLIVRE_DATA", str(tmp_path / "data"))
    told("found", "ponant", *COMPANY, "--first", str(FIRST), "--last", str(LAST))
    next_year = OpenFiscalYear(
        occurred_on=LAST, first=date(2025, 1, 1), last=date(2025, 12, 31)
    )
    lived = BookEntry(
        occurred_on=FIRST,
        reference="OD-1",
        label=Label("Apport et vente"),
        postings=(
            debit("512", COOP, euros("100.00")),
            credit("1013", COOP, euros("60.00")),
            credit("706", COOP, euros("40.00")),
        ),
    )
    with network(Settings()) as opened:
        for command in (next_year, lived):
            opened.cell("ponant").books.execute(THE_COOPERATIVE, command, ACTOR)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def told(*arguments: str) -> str:
    """What a command that works prints."""
    outcome = run(*arguments)
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def test_a_year_ends_and_the_next_begins() -> None:
    assert "AN2025-PROV: 3 provisional lines" in told(
        "open-balances", "ponant", "--year", "2024"
    )
    closed = told("close-year", "ponant", "--year", "2024")
    assert "the year until 2024-12-31 is closed" in closed
    assert "result of COOP: 40.00" in closed
    final = told("open-balances", "ponant", "--year", "2024", "--final")
    assert "AN2025: 0 final lines at 2025-01-01" in final


def test_the_annual_accounts_are_printed() -> None:
    printed = told("statements", "ponant", "--year", "2024")
    assert _figures(printed) == {
        "Disponibilités": "100.00",
        "Capital": "60.00",
        "Résultat de l'exercice": "40.00",
        "Production vendue": "40.00",
        "Total": "100.00",
        "Résultat": "40.00",
    }


def test_what_cannot_be_done_says_why() -> None:
    assert isinstance(
        run("open-balances", "ponant", "--year", "2024", "--final").exception, YearNotClosed
    )
    assert run("close-year", "ponant", "--year", "1999").exit_code == 1
    assert run("statements", "ponant", "--activity", "E001").exit_code == 1


def _figures(printed: str) -> dict[str, str]:
    rows = (line.rsplit(maxsplit=1) for line in printed.splitlines() if line.strip())
    pairs = (row for row in rows if len(row) == 2 and row[1].endswith("0"))
    return {label.strip(): figure for label, figure in pairs}
