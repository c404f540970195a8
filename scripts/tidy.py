"""Our own rules on the code, each with its reason; run by `grandlivre test`."""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("api", "domain", "projections", "scripts", "tests")
FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 50
BANNED_NAMES = {"utils", "helpers", "common", "misc", "base", "manager", "service"}
HEADINGS = ("# Commands", "# Refusals", "# State", "# Decisions")
SUPPRESSION = re.compile(
    r"# (noqa: ?[A-Z]+\d+(, ?[A-Z]+\d+)*|type: ignore\[[^\]]*\])(?P<reason>.*)$"
)
ASSERTING = ("raises", ".then", "assert", "expect", "optional_test_")
MONEY_ROOMS = ("domain", "projections", "api")
MAPPED_ROOMS = ("api", "domain", "projections")


class Finding(NamedTuple):
    """A place where a rule is broken."""

    path: Path
    line: int
    reason: str


class Source(NamedTuple):
    """A Python file, read once."""

    path: Path
    text: str
    tree: ast.Module


Rule = Callable[[Source], Iterator[Finding]]


def file_is_short(source: Source) -> Iterator[Finding]:
    """A file over 400 lines holds more than one noun."""
    lines = source.text.count("\n")
    if lines > FILE_LINES_MAX:
        yield Finding(source.path, lines, f"is {lines} lines long, {FILE_LINES_MAX} at most")


def functions_are_short(source: Source) -> Iterator[Finding]:
    """A function over 50 lines does not fit a screen."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES_MAX:
                yield Finding(source.path, node.lineno, f"{node.name} is {length} lines long")


def names_are_nouns(source: Source) -> Iterator[Finding]:
    """A file named for what it is not a thing of attracts everything."""
    if source.path.stem in BANNED_NAMES:
        yield Finding(source.path, 1, f"{source.path.stem} names no thing")


def aggregates_have_their_headings(source: Source) -> Iterator[Finding]:
    """Whoever has read one aggregate finds their way in every other."""
    if "class Refusal" in source.text or "(Command):" not in source.text:
        return
    if source.path.parts[0] != "domain":
        return
    found = [line for line in source.text.splitlines() if line in HEADINGS]
    expected = [heading for heading in HEADINGS if heading in found]
    if found != expected or "# Commands" not in found or "# Decisions" not in found:
        yield Finding(
            source.path, 1, "its headings are not Commands, Refusals, State, Decisions"
        )


def money_is_never_a_float(source: Source) -> Iterator[Finding]:
    """A float cannot hold a cent, and `round` rounds to even."""
    if source.path.parts[0] not in MONEY_ROOMS:
        return
    for node in ast.walk(source.tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in {"float", "round"}:
            yield Finding(source.path, called.lineno, f"{called.id} near money")


def suppressions_say_why(source: Source) -> Iterator[Finding]:
    """A suppression without its reason is a rule that nobody can lift again."""
    for number, line in enumerate(source.text.splitlines(), 1):
        mark = SUPPRESSION.search(line)
        if mark and not mark["reason"].strip(" #-:."):
            yield Finding(source.path, number, "a suppression says no reason")


def tests_assert(source: Source) -> Iterator[Finding]:
    """A test that asserts nothing cannot fail."""
    if source.path.parts[0] != "tests":
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            continue
        if not any(_asserts(inner) for inner in ast.walk(node)):
            yield Finding(source.path, node.lineno, f"{node.name} asserts nothing")


def _asserts(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        return any(mark in name for mark in ASSERTING)
    return False


def maps_name_every_module(source: Source) -> Iterator[Finding]:
    """A newcomer finds a file by the map of its room, or does not look for it."""
    if source.path.name != "__init__.py" or source.path.parts[0] not in MAPPED_ROOMS:
        return
    room = source.path.parent
    known = re.findall(r"[\w*]+", ast.get_docstring(source.tree) or "")
    modules = {it.stem for it in (ROOT / room).glob("[a-z]*.py")}
    rooms = {it.parent.name for it in (ROOT / room).glob("*/__init__.py")}
    for name in sorted(modules | rooms):
        if not any(fnmatchcase(name, mapped) for mapped in known):
            yield Finding(source.path, 1, f"the map of {room} lacks {name}")


RULES: tuple[Rule, ...] = (
    file_is_short,
    functions_are_short,
    names_are_nouns,
    aggregates_have_their_headings,
    money_is_never_a_float,
    suppressions_say_why,
    tests_assert,
    maps_name_every_module,
)


def findings(root: Path) -> Iterator[Finding]:
    """Every place of the project where one of our rules is broken."""
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            text = path.read_text("utf-8")
            source = Source(path.relative_to(root), text, ast.parse(text))
            for rule in RULES:
                yield from rule(source)


def main() -> int:
    """Print what is found; 1 when there is anything."""
    found = list(findings(ROOT))
    for finding in found:
        print(f"{finding.path}:{finding.line}: {finding.reason}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
