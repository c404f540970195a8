"""The law of one line: small named rules, each a reason when the line breaks it, or none.

The numbers are those of the project's list of twenty-two. FEC-01 to FEC-05, and FEC-11 for a
date that is none, FEC-19 and FEC-22 for an empty field, are said by the reader. FEC-20, FEC-21
and the second half of FEC-13 compare a file with the ledger: tests of the writer hold them.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from domain.period import FiscalYear
from projections.fec.columns import Column, FecLine
from projections.fec.currencies import ISO_4217
from projections.fec.findings import Finding, Severity
from projections.fec.rows import Row

# Class 9 is cost accounting: it is not part of the PCG. What stands in the other classes is
# another matter each year, and a file may be of any.
_ACCOUNT = re.compile(r"[1-8][0-9]{2}")


class LineRule(NamedTuple):
    """A rule of one line, and what breaking it does."""

    rule: str
    severity: Severity
    broken: Callable[[FecLine], str | None]


def _one_side(line: FecLine) -> str | None:
    if sorted((line.debit > 0, line.credit > 0)) == [False, True] and not _negative(line):
        return None
    return f"exactly one side must be above zero: debit {line.debit}, credit {line.credit}"


def _negative(line: FecLine) -> bool:
    return line.debit < 0 or line.credit < 0


def _dated_by_its_validation(line: FecLine) -> str | None:
    if line.entry_date <= line.validated_on:
        return None
    return f"dated {line.entry_date}, after its validation on {line.validated_on}"


def _account_by_its_class(line: FecLine) -> str | None:
    if _ACCOUNT.match(line.account):
        return None
    return f"account {line.account!r} does not begin with three digits, in classes 1 to 8"


def _pair(first: Column, second: Column, *, has_first: bool, has_second: bool) -> str | None:
    if has_first == has_second:
        return None
    there, absent = (first, second) if has_first else (second, first)
    return f"{there} is filled and {absent} is not"


def _auxiliary_with_its_label(line: FecLine) -> str | None:
    return _pair(
        Column.AUXILIARY,
        Column.AUXILIARY_LABEL,
        has_first=bool(line.auxiliary),
        has_second=bool(line.auxiliary_label),
    )


def _matching_with_its_date(line: FecLine) -> str | None:
    return _pair(
        Column.MATCHING,
        Column.MATCHED_ON,
        has_first=bool(line.matching),
        has_second=line.matched_on is not None,
    )


def _currency_with_its_amount(line: FecLine) -> str | None:
    return _pair(
        Column.CURRENCY_AMOUNT,
        Column.CURRENCY,
        has_first=line.currency_amount is not None,
        has_second=bool(line.currency),
    )


def _currency_of_the_standard(line: FecLine) -> str | None:
    if not line.currency or line.currency in ISO_4217:
        return None
    return f"{line.currency!r} is not a currency of ISO 4217"


LINE_RULES = (
    LineRule("FEC-06", Severity.FORM, _one_side),
    LineRule("FEC-12", Severity.FORM, _dated_by_its_validation),
    LineRule("FEC-15", Severity.REFUSAL, _account_by_its_class),
    LineRule("FEC-16", Severity.FORM, _auxiliary_with_its_label),
    LineRule("FEC-17", Severity.FORM, _matching_with_its_date),
    LineRule("FEC-18", Severity.FORM, _currency_with_its_amount),
    LineRule("FEC-18", Severity.FORM, _currency_of_the_standard),
)
"""Every rule that one line is enough to judge."""


def inside(year: FiscalYear) -> LineRule:
    """FEC-11: the accounting date falls in the year the file closes."""

    def broken(line: FecLine) -> str | None:
        if year.holds(line.entry_date):
            return None
        return f"dated {line.entry_date}, outside the year {year.first} to {year.last}"

    return LineRule("FEC-11", Severity.REFUSAL, broken)


def line_findings(row: Row, rules: tuple[LineRule, ...]) -> Iterator[Finding]:
    """What the rules of one line say of a row."""
    for rule in rules:
        if reason := rule.broken(row.line):
            yield Finding(row.number, rule.rule, rule.severity, reason)
