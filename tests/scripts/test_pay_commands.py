"""The command line books a payroll journal and previews a month's pay."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.composition import Network
from domain.activity.activity import OpenActivity
from domain.books import Origin
from domain.cooperative.adoption import AdoptPolicy, OpenFiscalYear
from domain.cooperative.cooperative import FoundCooperative
from domain.decider import Command
from domain.entrepreneur_contract.terms import SignCesa
from domain.identifiers import opaque
from domain.policies.pay import PayPolicy
from domain.policies.policy import Policy
from domain.privacy import Name
from domain.streams import THE_COOPERATIVE, Address
from scripts.main import app
from tests.domain.cases.pay import SMOOTHING
from tests.domain.test_payroll_reading import CALCULATED, HEADING
from tests.scenario import SECRET, Clock, Entropy

DAY = date(2024, 1, 1)
JOURNAL = HEADING + "2024-10-31;E001;BS-1;1867.02;-211.16;-124.74;-44.02;-9.17;1477.93;0;0;0\n"


@pytest.fixture
def cooperative(empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATABASE_URL", empty_database)
    monkeypatch.setenv("GRANDLIVRE_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("GRANDLIVRE_DATA", str(tmp_path / "data"))
    clock = Clock(datetime(2024, 11, 1, 12, tzinfo=UTC))
    with Network(empty_database, clock=clock, entropy=Entropy(), secret=SECRET) as network:
        books = network.create("essai").books
        for address, command in founding():
            books.execute(address, command, Origin("test"))
    return "essai"


def founding() -> list[tuple[Address, Command]]:
    contract = opaque("con", b"\x01" * 16)
    policies: list[Policy] = [CALCULATED, SMOOTHING, PayPolicy(unlimited=True)]
    name = Name("Essai")
    return [
        (
            THE_COOPERATIVE,
            FoundCooperative(
                occurred_on=DAY, name=name, siren="732829320", legal_form="scop-sarl"
            ),
        ),
        (
            THE_COOPERATIVE,
            OpenFiscalYear(occurred_on=DAY, first=DAY, last=date(2024, 12, 31)),
        ),
        *(
            (THE_COOPERATIVE, AdoptPolicy(occurred_on=DAY, effective_from=DAY, policy=it))
            for it in policies
        ),
        (
            Address("contract", contract),
            SignCesa(occurred_on=DAY, entrepreneur=name, starts_on=DAY),
        ),
        (
            Address("activity", "E001"),
            OpenActivity(
                occurred_on=DAY, activity="E001", trade_name=name, contracts=(contract,)
            ),
        ),
    ]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_a_journal_is_shown_booked_and_known(cooperative: str, tmp_path: Path) -> None:
    file = tmp_path / "paie.csv"
    file.write_text(JOURNAL, "utf-8")
    asked = ("import", "payroll", cooperative, file)
    shown = run(*asked, "--preview").output
    assert "1 payslips to book" in shown
    assert "1 867.02" in shown
    assert "payslips are booked" not in shown
    assert "1 payslips are booked" in run(*asked).output
    again = run(*asked).output
    assert "1 payslips of this file are booked already" in again

    previewed = run("pay", "preview", cooperative, "E001", "--month", "2024-10").output
    assert "1 867.02" in previewed
    assert "540.00" in previewed
    assert run("pay", "preview", cooperative, "E001", "--month", "10/2024").exit_code == 2


def test_faults_are_listed_by_their_lines(cooperative: str, tmp_path: Path) -> None:
    file = tmp_path / "paie.csv"
    file.write_text(JOURNAL.replace("2024-10-31", "31/10/2024"), "utf-8")
    outcome = run("import", "payroll", cooperative, file)
    assert outcome.exit_code == 1
    assert "paie.csv: line 2: date: a date is written as yyyy-mm-dd" in outcome.output
    assert run("import", "payroll", cooperative, tmp_path / "absent.csv").exit_code == 2
