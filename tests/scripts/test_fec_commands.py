"""`check fec` exits with 0 for a valid file, 1 for another, 2 when it was used wrongly."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from scripts.main import app

ROOT = Path(__file__).resolve().parents[2]
LAWFUL = next((ROOT / "tests/projections/fec/golden/00_valid_tab_utf8").glob("*FEC*"))
RUN = CliRunner()


def test_a_valid_file_is_said_to_be() -> None:
    checked = RUN.invoke(app, ["check", "fec", str(LAWFUL)])

    assert checked.exit_code == 0
    assert "refusal: " not in checked.stdout
    assert f"{LAWFUL.name}: valid; refusals: 0, " in checked.stderr


def test_a_refusal_names_its_line_its_rule_and_its_reason(tmp_path: Path) -> None:
    damaged = tmp_path / LAWFUL.name
    lines = LAWFUL.read_bytes().splitlines(keepends=True)
    damaged.write_bytes(b"".join([*lines[:1], lines[1].replace(b",00", b",0O"), *lines[2:]]))
    checked = RUN.invoke(app, ["check", "fec", str(damaged)])

    assert checked.exit_code == 1
    assert f"{damaged.name}: line 2: FEC-05: refusal: " in checked.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ["check", "fec"],
        ["check", "fec", "nowhere/999000003FEC20251231.txt"],
        ["import", "fec", "demo_3_1", "nowhere/999000003FEC20251231.txt"],
        ["export", "fec", "demo_3_1"],
        ["rebuild"],
        ["demo", "--entrepreneurs", "0"],
        ["serve", "--port", "65536"],
    ],
)
def test_a_command_used_wrongly_exits_with_2(wrong: list[str]) -> None:
    assert RUN.invoke(app, wrong).exit_code == 2
