"""An entry is put together wherever its rows stand, and comes out with its last row."""

from collections import Counter
from decimal import Decimal
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from projections.fec.columns import FecLine
from projections.fec.entries import FecEntry, entries
from tests.projections.fec.lawful import REFERENCE, books, file_of, lines_of, rows_of


def assembled(lines: list[FecLine]) -> list[FecEntry]:
    return list(entries(BytesIO(file_of(lines))))


def trial_balance(lines: list[FecLine]) -> dict[str, tuple[Decimal, Decimal]]:
    """Debits and credits of each account, in euros."""
    totals: dict[str, tuple[Decimal, Decimal]] = {}
    for line in lines:
        debit, credit = totals.get(line.account, (Decimal(0), Decimal(0)))
        totals[line.account] = debit + line.debit, credit + line.credit
    return totals


def test_the_rows_of_an_entry_stand_together() -> None:
    found = assembled(lines_of(REFERENCE))
    assert [entry.key for entry in found] == [
        ("AN", "1"),
        ("VE", "2"),
        ("BQ", "3"),
        ("OD", "4"),
    ]
    assert [entry.first_line for entry in found] == [2, 4, 7, 9]
    assert [row for entry in found for row in entry.rows] == rows_of(REFERENCE)


@given(books().flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))))
def test_in_any_order_the_entries_are_the_same(
    files: tuple[list[FecLine], list[FecLine]],
) -> None:
    straight, scattered = (
        {entry.key: Counter(row.line for row in entry.rows) for entry in assembled(lines)}
        for lines in files
    )
    assert scattered == straight


@given(books().flatmap(st.permutations))
def test_in_any_order_the_trial_balance_is_the_file_s(lines: list[FecLine]) -> None:
    found = assembled(lines)
    recorded = [row.line for entry in found for row in entry.rows]
    assert trial_balance(recorded) == trial_balance(lines)
    assert all(entry.net == 0 and len(entry.dates) == 1 for entry in found)


def test_a_number_used_on_two_dates_makes_an_entry_for_each() -> None:
    lines = lines_of(REFERENCE)[2:5]
    later = [line._replace(entry_date=line.entry_date.replace(month=6)) for line in lines]
    found = assembled([*lines, *later])
    assert [(entry.key, entry.dates[0].month) for entry in found] == [
        (("VE", "2"), 1),
        (("VE", "2"), 6),
    ]


def test_a_warning_among_the_rows_is_not_one() -> None:
    found = list(entries(BytesIO(REFERENCE + b"\r\n")))
    assert found == assembled(lines_of(REFERENCE))
