"""The register of shares is printed as a person reads it, at the moment she asks for."""

from pathlib import Path

from tests.scripts.test_books_commands import CommandLine, grandlivre

__all__ = ["grandlivre"]


def test_the_register_is_printed_with_the_names_of_its_members(
    grandlivre: CommandLine, tmp_path: Path
) -> None:
    grandlivre.told("demo", "--output", tmp_path)
    words = grandlivre.told("shares", "demo_3_1").split()
    row = " ".join(words[words.index("Louise") :])
    assert row.startswith("Louise Le Goff 20 500.00 500.00 500.00 0.00 0.00 0.00 0.00")
    assert "capital 1 000.00, highest 1 000.00, floor 500.00, votes 2" in " ".join(words)
    before = grandlivre.told("shares", "demo_3_1", "--as-of", "2025-01-01")
    assert "capital 0.00" in before
    assert "Louise" not in before
    assert "capital 0.00" in grandlivre.told("shares", "demo_3_1", "--known-at", "2")


def test_who_keeps_no_books_has_no_register(grandlivre: CommandLine) -> None:
    outcome = grandlivre("shares", "nobody")
    assert outcome.exit_code == 1
