"""What is to be done by when is listed as a person reads it."""

from typer.testing import CliRunner

from scripts.main import app
from tests.scripts.test_pay_commands import cooperative

__all__ = ["cooperative"]


def test_the_deadlines_of_a_day_are_listed_with_their_article(cooperative: str) -> None:
    outcome = CliRunner().invoke(app, ["deadlines", cooperative, "--on", "2024-12-01"])
    assert outcome.exit_code == 0, outcome.output
    words = " ".join(outcome.output.split())
    assert "deadlines on 2024-12-01" in words
    assert "2024-12-31 interviews (2)" in words
    assert "C. trav. art. L7331-3" in words
