"""The command line keeps books from one end to the other, on the database it is given."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.settings import Settings
from domain.activity.activity import OpenActivity
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
BY_LAW = "contract ends by law C. trav. art. L7331-3"


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
    assert "E001  35 492.29" in told
    assert "398 144.98" in told
    assert "valid; refusals: 0" in grandlivre.told("check", "fec", file)
    assert "development fund    11 343.22" in told
    following = tmp_path / "DEMONSTRATION" / FEC.replace("2025", "2026")
    assert "valid; refusals: 0" in grandlivre.told("check", "fec", following)
    assert "filed on 2025-04-08" in grandlivre.told("vat", "demo_3_1", "2025-03")
    assert "not filed" in grandlivre.told("vat", "demo_3_1", "2026-01")
    printed = json.loads(grandlivre.told("vat", "demo_3_1", "2025-Q1", "--json"))
    assert {it["box"] for it in printed["boxes"]} >= {"A1", "08", "16", "20", "23"}

    grandlivre.told("found", "mirror", *COMPANY, *FIRST_YEAR)
    dry = grandlivre.told("import", "fec", "mirror", file, "--dry-run")
    assert "415 entries are recorded" not in dry
    assert "415 entries are recorded" in grandlivre.told("import", "fec", "mirror", file)
    assert "already imported" in grandlivre.told("import", "fec", "mirror", file)
    grandlivre.told("export", "fec", "mirror", "--year", "2025", "-o", tmp_path / "again")
    assert (tmp_path / "again" / FEC).read_bytes() == file.read_bytes()

    assert "version 2 serves" in grandlivre.told("rebuild", "mirror")


def _opened(cooperative: str, *codes: str) -> None:
    day = date(2025, 1, 1)
    with network(Settings()) as opened:
        books, origin = opened.cell(cooperative).books, Origin("test")
        for code in codes:
            contract = opaque("con", code.encode().rjust(16))
            cesa = SignCesa(occurred_on=day, entrepreneur=Name(code), starts_on=day)
            books.execute(Address("contract", contract), cesa, origin)
            opening = OpenActivity(
                occurred_on=day, activity=code, trade_name=Name(code), contracts=(contract,)
            )
            books.execute(Address("activity", code), opening, origin)


def test_a_published_contribution_is_adopted_and_charged_once(
    grandlivre: CommandLine,
) -> None:
    grandlivre.told("found", "small", *COMPANY, *FIRST_YEAR)
    _opened("small", "E001", "E002")
    adopt, since = ("contribution", "adopt", "small"), ("--from", "2025-01-01")
    by_month = grandlivre.told(*adopt, "coopaname", *since, "--activity", "E002")
    assert "coopaname holds for E002 from 2025-01-01 on" in by_month
    by_year = grandlivre.told(*adopt, "astrolabe", *since)
    assert "astrolabe holds for every activity from 2025-01-01 on" in by_year

    month = ("contribution", "month", "small", "2025-12")
    assert _charged(grandlivre.told(*month)) == {"E002": "30.00", "Total": "30.00"}
    year = ("contribution", "year", "small", "2025")
    assert _charged(grandlivre.told(*year)) == {"E001": "2 160.00", "Total": "2 160.00"}
    for again in (month, year):
        assert _charged(grandlivre.told(*again)) == {"Total": "0.00"}


def _charged(told: str) -> dict[str, str]:
    return dict(re.findall(r"(E00[0-9]|Total) +([0-9 ]+\.[0-9]{2})\b", told))


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
    missing = "interviews of the year are missing C. trav. art. R7331-1 ff. (décret 2015-1363)"
    assert told[0] == "3 deadlines on 2025-07-01, 2 of them overdue"
    assert [line for line in told if line.startswith("20")] == [
        f"2025-06-30 late associate Zoé Kermarrec {BY_LAW}",
        f"2025-06-30 late interviews (2) Zoé Kermarrec {missing}",
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
        (("vat", "nobody", "2026-03"), 1),
        (("vat", "nobody", "2026-13"), 2),
        (("contribution", "month", "nobody", "2026-03"), 1),
        (("contribution", "month", "nobody", "2026-13"), 2),
        (("contribution", "year", "nobody", "2026"), 1),
        (("contribution", "adopt", "nobody", "astrolabe", "--from", "2026-01-01"), 1),
        (("contribution", "adopt", "nobody", "other", "--from", "2026-01-01"), 2),
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
