"""A line that cannot be read says why, field by field, and what it can of its entry."""

from io import BytesIO

import pytest

from projections.fec.columns import COLUMNS, OPTIONAL, Column
from projections.fec.reader import read
from projections.fec.rows import Unreadable
from tests.projections.fec.lawful import (
    REFERENCE,
    edited,
    imported_with,
    lines_of,
    refusals,
    refused_by_check,
)


def unreadable(content: bytes) -> list[Unreadable]:
    return [item for item in read(BytesIO(content)) if isinstance(item, Unreadable)]


@pytest.mark.parametrize(
    "column",
    [one for one in COLUMNS if one not in OPTIONAL | {Column.DEBIT, Column.CREDIT}],
)
def test_an_empty_mandatory_field_is_unreadable(column: Column) -> None:
    assert refusals(imported_with(edited(5, column, " "))) == [(5, "FEC-22")]


@pytest.mark.parametrize("column", sorted(OPTIONAL))
def test_an_optional_field_may_be_empty(column: Column) -> None:
    assert unreadable(edited(5, column, "")) == []


def test_an_unreadable_line_still_tells_its_entry() -> None:
    assert unreadable(edited(5, Column.CREDIT, "abc")) == [(5, ("VE", "2"))]
    assert unreadable(edited(5, Column.ENTRY_NUMBER, "")) == [(5, None)]


@pytest.mark.parametrize(
    ("column", "value"),
    [(Column.MATCHED_ON, "00000000"), (Column.CURRENCY_AMOUNT, "n/a")],
)
def test_an_unreadable_optional_field_is_left_out_with_a_warning(
    column: Column, value: str
) -> None:
    content = edited(5, column, value)
    assert lines_of(content) == lines_of(REFERENCE)
    assert refusals(imported_with(content)) == []
    assert refused_by_check(content)


def test_both_sides_empty_are_no_amount() -> None:
    content = edited(5, Column.CREDIT, "").replace(b"\t0,00\t\t", b"\t\t\t")
    assert refusals(imported_with(content)) == [(5, "FEC-05"), (5, "FEC-05")]


def test_a_direction_that_is_none_is_refused() -> None:
    content = REFERENCE.replace(b"Debit\tCredit", b"Montant\tSens")
    assert {rule for _, rule in refusals(imported_with(content))} == {"FEC-05"}


def test_a_shifted_line_is_not_taken_for_one_that_ends_with_a_separator() -> None:
    content = edited(5, Column.LABEL, "Facture\tF1")
    assert refusals(imported_with(content)) == [(5, "FEC-03")]
