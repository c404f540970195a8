"""Our own rules on the code find what they name, and nothing in clean code."""

import ast
from pathlib import Path

import pytest

from scripts.tidy import RULES, Source


def reasons(path: str, text: str) -> list[str]:
    source = Source(Path(path), text, ast.parse(text))
    return [finding.reason for rule in RULES for finding in rule(source)]


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("domain/long.py", "x = 1\n" * 401, "is 401 lines long, 400 at most"),
        ("domain/utils.py", "", "utils names no thing"),
        ("api/vat.py", "share = float(1)\n", "float near money"),
        ("domain/vat.py", "share = round(1)\n", "round near money"),
        ("scripts/x.py", "import os  # noqa: F401\n", "a suppression says no reason"),
        (
            "scripts/x.py",
            "x = y  # type: ignore[name-defined]\n",
            "a suppression says no reason",
        ),
        ("tests/test_x.py", "def test_it():\n    x = 1\n", "test_it asserts nothing"),
        (
            "domain/vat/__init__.py",
            '"""Items and *s."""',
            "the map of domain/vat lacks undeclared",
        ),
        ("domain/f.py", "def f():\n" + "    x = 1\n" * 50, "f is 51 lines long"),
    ],
)
def test_a_broken_rule_is_named(path: str, text: str, reason: str) -> None:
    assert reason in reasons(path, text)


def test_an_aggregate_has_its_headings_in_order() -> None:
    command = "class Open(Command):\n    pass\n"
    shuffled = f"# Decisions\n# Commands\n{command}"
    ordered = f"# Commands\n{command}# Decisions\n"

    assert reasons("domain/activity/x.py", shuffled) != []
    assert reasons("domain/activity/x.py", ordered) == []


def test_clean_code_is_left_alone() -> None:
    text = "import os  # noqa: F401  # Kept for its side effect.\n"

    assert reasons("scripts/x.py", text) == []
