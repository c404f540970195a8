"""The reader reads what exists in the wild: each dialect to the same lines, little memory."""

import tracemalloc
from collections.abc import Callable
from io import BytesIO

import pytest

from projections.fec.findings import Finding
from projections.fec.reader import read
from projections.fec.records import RECORD_MAX
from projections.fec.rows import Row
from tests.projections.fec.lawful import (
    REFERENCE,
    golden,
    imported_with,
    lines_of,
    refusals,
    refused_by_check,
    rows_of,
)

TEXT = REFERENCE.decode()
RECORDS = TEXT.split("\r\n")[:-1]
WIDTHS = (9, 20, 12, 12, 12, 40, 12, 30, 20, 12, 30, 14, 14, 12, 12, 12, 14, 8)


def with_directions(debit: str, credit: str) -> str:
    """The reference with an amount and its direction instead of a debit and a credit."""
    records = [RECORDS[0].replace("Debit\tCredit", "Montant\tSens")]
    for record in RECORDS[1:]:
        fields = record.split("\t")
        side = debit if fields[12] == "0,00" else credit
        fields[11:13] = (fields[11] if side == debit else fields[12]), side
        records.append("\t".join(fields))
    return "\r\n".join(records)


def padded() -> str:
    """The reference with every field as wide as its column."""
    return "\r\n".join(
        "\t".join(
            field.ljust(width) for field, width in zip(record.split("\t"), WIDTHS, strict=True)
        )
        for record in RECORDS
    )


def each(change: Callable[[str], str]) -> str:
    """The reference with every record changed."""
    return "".join(change(record) for record in RECORDS)


LAWFUL = {
    "pipe": golden("01_valid_pipe_utf8").read_bytes(),
    "line feed": golden("03_valid_tab_utf8_lf").read_bytes(),
    "carriage return": each(lambda record: record + "\r").encode(),
    "two carriage returns": each(lambda record: record + "\r\r\n").encode(),
    "byte order mark": golden("04_valid_bom").read_bytes(),
    "latin 9": TEXT.encode("iso8859-15"),
    "no last line end": REFERENCE.removesuffix(b"\r\n"),
    "D and C": with_directions("D", "C").encode(),
    "+1 and -1": with_directions("+1", "-1").encode(),
    "trailing separators": golden("77_trailing_separator").read_bytes(),
    "further columns": each(lambda record: f"{record}\tE001\r\n").encode(),
}
READABLE = {
    "Windows-1252": TEXT.replace("Virement client", "Règlement n’1").encode("cp1252"),
    "fixed width": padded().encode(),
    "point": TEXT.replace(",00\t", ".00\t").encode(),
    "no decimals": TEXT.replace(",00\t", "\t").encode(),
    "one side empty": TEXT.replace("\t0,00\t", "\t\t").encode(),
    "d and c": with_directions("d", "c").encode(),
    "lines end with a separator": (
        RECORDS[0] + "\r\n" + "".join(f"{record}\t\r\n" for record in RECORDS[1:])
    ).encode(),
    "blank last lines": REFERENCE + b"\r\n\r\n",
    "columns in another order": "\n".join(
        "\t".join(reversed(record.split("\t"))) for record in RECORDS
    ).encode(),
    "lower case header": golden("63_header_lowercase").read_bytes(),
}


@pytest.mark.parametrize("dialect", LAWFUL)
def test_a_lawful_dialect_gives_the_same_lines_and_is_valid(dialect: str) -> None:
    assert lines_of(LAWFUL[dialect]) == lines_of(REFERENCE)
    assert refused_by_check(LAWFUL[dialect]) == []


@pytest.mark.parametrize("dialect", READABLE)
def test_an_unlawful_dialect_is_read_with_warnings_and_refused_by_the_check(
    dialect: str,
) -> None:
    content = READABLE[dialect]
    sides = [(line.account, line.debit, line.credit) for line in lines_of(content)]
    assert sides == [(line.account, line.debit, line.credit) for line in lines_of(REFERENCE)]
    assert refusals(imported_with(content)) == []
    assert refused_by_check(content)


def test_the_reference_has_nine_lines_and_knows_where_they_stand() -> None:
    assert [row.number for row in rows_of(REFERENCE)] == list(range(2, 11))


def test_further_columns_are_kept_by_name() -> None:
    head, *rest = RECORDS
    content = "\n".join([f"{head}\tActivite", *(f"{record}\tE001 " for record in rest)])
    assert {row.extras["Activite"] for row in rows_of(content.encode())} == {"E001"}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "FEC-01"),
        (TEXT.encode("utf-16"), "FEC-04"),
        (TEXT.replace("\t", ";").encode(), "FEC-03"),
        (REFERENCE + b"x" * (2 * RECORD_MAX), "FEC-03"),
    ],
)
def test_what_cannot_be_read_at_all_is_said_once(content: bytes, rule: str) -> None:
    findings = [item for item in read(BytesIO(content)) if isinstance(item, Finding)]
    assert [finding.rule for finding in findings] == [rule]


def test_a_file_without_entries_is_said_to_have_none() -> None:
    content = REFERENCE[: REFERENCE.index(b"\n") + 1]
    assert [item.rule for item in read(BytesIO(content)) if isinstance(item, Finding)] == [
        "FEC-03"
    ]


def peak_memory(lines: int, consume: Callable[[BytesIO], object]) -> int:
    """Bytes allocated at most while a file of so many lines is read."""
    head, body = REFERENCE.split(b"\n", 1)
    stream = BytesIO(head + b"\n" + body * (lines // 9))
    tracemalloc.start()
    try:
        consume(stream)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file() -> None:
    def count(stream: BytesIO) -> int:
        return sum(isinstance(item, Row) for item in read(stream))

    count(BytesIO(REFERENCE))
    assert peak_memory(4_500, count) < 1.3 * peak_memory(900, count)
    kept = peak_memory(4_500, lambda stream: list(read(stream)))
    assert kept > 1.3 * peak_memory(900, lambda stream: list(read(stream)))
