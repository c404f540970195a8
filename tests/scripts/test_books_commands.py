"""The command line keeps books from one end to the other, on the database it is given."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.settings import Settings
from domain.books import Origin
from domain.entrepreneur_contract.terms import SignCesa
from domain.identifiers import opaque
from domain.privacy import Name
from domain.refusal import Refusal
from domain.streams import Address
from scripts.books_commands import network
from scripts.faults import sentence_of
from scripts.main import app
from tests.domain.written_contents import cesa_contents

FIRST_YEAR = ("--first", "2025-01-01", "--last", "2025-12-31")
COMPANY = ("--name", "Reprise", "--siren", "999000003", "--legal-form", "scop-sarl")
FEC = "999000003FEC20251231.txt"
DUE = ("deadlines", "essai", "--on")
BY_LAW = "contract ends by law (C. trav. art. L7331-3)"


@pytest.fixture
def grandlivre(
    empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> "CommandLine":
    monkeypatch.setenv("DATABASE_URL", empty_database)
    monkeypatch.setenv("GRANDLIVRE_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("GRANDLIVRE_DATA", str(tmp_path / "data"))
    return CommandLine()


class CommandLine:
    """Runs commands as a person would."""

    def __call__(self, *arguments: str | Path) -> Result:
        """The outcome of a command."""
        return CliRunner().invoke(app, [str(one) for one in arguments])

    def told(self, *arguments: str | Path) -> str:
        """What a command that works prints."""
        outcome = self(*arguments)
        assert outcome.exit_code == 0, outcome.output
        return outcome.output


def test_a_year_is_told_written_taken_over_and_written_again(
    grandlivre: CommandLine, tmp_path: Path
) -> None:
    told = grandlivre.told("demo", "--output", tmp_path)
    file = tmp_path / "DEMONSTRATION" / FEC
    assert "E001  33 040.20" in told
    assert "328 425.84" in told
    assert "valid; refusals: 0" in grandlivre.told("check", "fec", file)

    grandlivre.told("found", "mirror", *COMPANY, *FIRST_YEAR)
    dry = grandlivre.told("import", "fec", "mirror", file, "--dry-run")
    assert "331 entries are recorded" not in dry
    assert "331 entries are recorded" in grandlivre.told("import", "fec", "mirror", file)
    assert "already imported" in grandlivre.told("import", "fec", "mirror", file)
    grandlivre.told("export", "fec", "mirror", "--year", "2025", "-o", tmp_path / "again")
    assert (tmp_path / "again" / FEC).read_bytes() == file.read_bytes()

    assert "version 2 serves" in grandlivre.told("rebuild", "mirror")


def test_what_is_due_under_each_contract_is_listed(grandlivre: CommandLine) -> None:
    grandlivre.told("found", "essai", *COMPANY, *FIRST_YEAR)
    assert "0 deadlines on 2025-06-30" in grandlivre.told(*DUE, "2025-06-30")
    signing = SignCesa(
        occurred_on=date(2022, 7, 1),
        entrepreneur=Name("Zoé Kermarrec"),
        starts_on=date(2022, 7, 1),
        contents=cesa_contents(),
    )
    with network(Settings()) as opened:
        contract = Address("contract", opaque("con", bytes(16)))
        opened.cell("essai").books.execute(contract, signing, Origin("test"))
    told = [" ".join(line.split()) for line in grandlivre.told(*DUE, "2025-07-01").splitlines()]
    missing = (
        "interviews of the year are missing (C. trav. art. R7331-1 ff. (décret 2015-1363))"
    )
    assert told == [
        "3 deadlines on 2025-07-01, 2 of them overdue",
        "due late what activities entrepreneur if not",
        f"2025-06-30 LATE associate Zoé Kermarrec {BY_LAW}",
        f"2025-06-30 LATE interviews (2) Zoé Kermarrec {missing}",
        f"2026-06-30 interviews (2) Zoé Kermarrec {missing}",
    ]
    assert grandlivre(*DUE, "01/07/2025").exit_code == 2


def test_another_company_s_books_are_not_taken_over(
    grandlivre: CommandLine, tmp_path: Path
) -> None:
    grandlivre.told("demo", "--output", tmp_path)
    other = ("--name", "Autre", "--siren", "732829320", "--legal-form", "scop-sarl")
    grandlivre.told("found", "other", *other, *FIRST_YEAR)

    outcome = grandlivre("import", "fec", "other", tmp_path / "DEMONSTRATION" / FEC)

    assert outcome.exit_code == 1
    assert "the cooperative's is 732829320" in outcome.output


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("found", "wrong", *COMPANY[:3], "123456789", *COMPANY[4:], *FIRST_YEAR), 2),
        (("rebuild", "nobody"), 1),
        (("deadlines", "nobody"), 1),
        (("export", "fec", "nobody", "--year", "2025"), 1),
        (("serve", "--host", "0.0.0.0"), 2),  # noqa: S104  # It must be refused.
        (("import", "fec", "nobody", "missing.txt"), 2),
    ],
)
def test_what_cannot_be_done_exits_by_its_kind(
    grandlivre: CommandLine, arguments: tuple[str, ...], status: int
) -> None:
    outcome = grandlivre(*arguments)
    refused = isinstance(outcome.exception, Refusal)
    assert (1 if refused else outcome.exit_code) == status


def test_a_fault_is_a_sentence_and_a_defect_is_not() -> None:
    assert sentence_of(PermissionError(13, "Permission denied", "DEMO")) == (
        "Permission denied: DEMO"
    )
    assert sentence_of(ZeroDivisionError()) is None
