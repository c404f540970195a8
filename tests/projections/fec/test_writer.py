"""What the writer writes is lawful, and the reader reads it back."""

from decimal import Decimal

import pytest
from hypothesis import given

from projections.fec.columns import FecLine
from projections.fec.writer import UnwritableLine
from tests.projections.fec.lawful import (
    REFERENCE,
    books,
    file_of,
    lines_of,
    refused_by_check,
)

LINE = lines_of(REFERENCE)[2]


@given(books())
def test_what_is_written_reads_back_identically_and_breaks_no_rule(
    lines: list[FecLine],
) -> None:
    content = file_of(lines)
    assert lines_of(content) == lines
    assert refused_by_check(content) == []
    assert file_of(lines_of(content)) == content


def test_the_reference_is_written_byte_for_byte() -> None:
    assert file_of(lines_of(REFERENCE)) == REFERENCE


@pytest.mark.parametrize("forbidden", ["\t", "|", "\r", "\n", "\x00", "\x1f", "\x85"])
def test_a_character_that_would_break_the_line_becomes_a_space(forbidden: str) -> None:
    content = file_of([LINE._replace(label=f"Facture{forbidden}F1")])
    assert lines_of(content)[0].label == "Facture F1"


def test_an_amount_in_another_currency_keeps_its_decimals() -> None:
    line = LINE._replace(currency_amount=Decimal("-1000.500"), currency="TND")
    assert b"\t-1000,500\tTND\r\n" in file_of([line])


def test_a_zero_has_no_sign() -> None:
    assert b"\t-0,00\t" not in file_of([LINE._replace(credit=Decimal("-0.00"))])


@pytest.mark.parametrize(
    "line",
    [
        LINE._replace(journal_code=""),
        LINE._replace(document_reference="|"),
        LINE._replace(account_label="\u00a0"),
        LINE._replace(debit=Decimal("0.001")),
        LINE._replace(debit=Decimal(-5)),
        LINE._replace(credit=Decimal("NaN")),
        LINE._replace(credit=Decimal("1E20")),
    ],
)
def test_a_line_that_would_be_unlawful_is_refused(line: FecLine) -> None:
    with pytest.raises(UnwritableLine):
        file_of([line])
