"""Each rule of one line has a line that breaks it, and one beside it that does not."""

from datetime import date
from decimal import Decimal

import pytest

from domain.period import FiscalYear
from projections.fec.columns import FecLine
from projections.fec.rows import Row
from projections.fec.rules import LINE_RULES, inside, line_findings
from tests.projections.fec.lawful import REFERENCE, lines_of

RULES = (*LINE_RULES, inside(FiscalYear(first=date(2026, 1, 1), last=date(2026, 12, 31))))
LINE = lines_of(REFERENCE)[2]
PLAIN = LINE._replace(
    auxiliary="", auxiliary_label="", matching="", matched_on=None, credit=Decimal("0.00")
)
FOREIGN = PLAIN._replace(currency_amount=Decimal(5), currency="USD")


def broken(line: FecLine) -> list[str]:
    return [finding.rule for finding in line_findings(Row(2, line, {}), RULES)]


@pytest.mark.parametrize(
    "line",
    [
        LINE,
        PLAIN,
        FOREIGN,
        LINE._replace(debit=Decimal("0.00"), credit=Decimal("0.01")),
        LINE._replace(validated_on=LINE.entry_date),
        LINE._replace(account="101"),
        LINE._replace(account="861"),
        LINE._replace(entry_date=date(2026, 1, 1)),
        LINE._replace(entry_date=date(2026, 12, 31), validated_on=date(2027, 3, 31)),
        LINE._replace(document_date=date(2019, 5, 5)),
    ],
)
def test_a_lawful_line_breaks_none(line: FecLine) -> None:
    assert broken(line) == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (LINE._replace(credit=Decimal("0.01")), "FEC-06"),
        (LINE._replace(debit=Decimal("0.00")), "FEC-06"),
        (LINE._replace(debit=Decimal("-1.00")), "FEC-06"),
        (LINE._replace(credit=Decimal("-1.00")), "FEC-06"),
        (LINE._replace(entry_date=date(2025, 12, 31)), "FEC-11"),
        (LINE._replace(validated_on=date(2026, 1, 9)), "FEC-12"),
        (LINE._replace(account="41"), "FEC-15"),
        (LINE._replace(account="911000"), "FEC-15"),
        (LINE._replace(account="0411"), "FEC-15"),
        (LINE._replace(account="C0001"), "FEC-15"),
        (LINE._replace(auxiliary=""), "FEC-16"),
        (LINE._replace(auxiliary_label=""), "FEC-16"),
        (LINE._replace(matching=""), "FEC-17"),
        (LINE._replace(matched_on=None), "FEC-17"),
        (FOREIGN._replace(currency=""), "FEC-18"),
        (FOREIGN._replace(currency_amount=None), "FEC-18"),
        (FOREIGN._replace(currency="FRF"), "FEC-18"),
        (FOREIGN._replace(currency="usd"), "FEC-18"),
    ],
)
def test_a_line_that_breaks_a_rule_is_told_which(line: FecLine, rule: str) -> None:
    assert broken(line) == [rule]


def test_the_reason_says_what_is_wrong() -> None:
    (finding,) = line_findings(Row(7, LINE._replace(auxiliary_label=""), {}), RULES)
    assert (finding.line, finding.reason) == (7, "CompAuxNum is filled and CompAuxLib is not")
