"""Findings: what a rule says of a file, where, and how much it weighs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

LISTED_MAX = 100
"""Warnings of one rule an import lists; the others are counted, so memory stays bounded."""


BOUND: Final = 1000
"""Findings of one rule an import keeps of a file that may hold nothing but faults."""


class Severity(StrEnum):
    """What a finding does to the file."""

    REFUSAL = "refusal"
    FORM = "form"
    """A matter of form or a gap: the check refuses it, an import warns of it."""
    WARNING = "warning"


class Finding(NamedTuple):
    """One thing a rule says: the physical line (none for the whole file), rule, reason."""

    line: int | None
    rule: str
    severity: Severity
    reason: str


def refused(line: int | None, rule: str, reason: str) -> Finding:
    """A finding that refuses the file everywhere."""
    return Finding(line, rule, Severity.REFUSAL, reason)


def formal(line: int | None, rule: str, reason: str) -> Finding:
    """A finding that refuses the file in a check and warns in an import."""
    return Finding(line, rule, Severity.FORM, reason)


def warned(line: int | None, rule: str, reason: str) -> Finding:
    """A finding that never refuses the file."""
    return Finding(line, rule, Severity.WARNING, reason)


def strictly(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a check: a matter of form is a refusal."""
    for finding in findings:
        formal_one = finding.severity is Severity.FORM
        yield finding._replace(severity=Severity.REFUSAL) if formal_one else finding


def tolerantly(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of an import: a matter of form is a warning, a crowd of them is counted."""
    warnings = Counter[str]()
    for finding in findings:
        if finding.severity is Severity.REFUSAL:
            yield finding
            continue
        warnings[finding.rule] += 1
        if warnings[finding.rule] <= LISTED_MAX:
            yield finding._replace(severity=Severity.WARNING)
    yield from _uncounted(warnings)


def bounded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first findings of each rule, then how many more of it there are."""
    seen = Counter[tuple[str, Severity]]()
    for finding in findings:
        kind = finding.rule, finding.severity
        seen[kind] += 1
        if seen[kind] <= BOUND:
            yield finding
    for (rule, severity), count in sorted(seen.items()):
        if count > BOUND:
            yield Finding(None, rule, severity, f"{count - BOUND} more findings of this rule")


def _uncounted(warnings: Counter[str]) -> Iterator[Finding]:
    for rule, count in sorted(warnings.items()):
        if count > LISTED_MAX:
            yield warned(None, rule, f"{count - LISTED_MAX} more warnings of this rule")
