"""Entry numbers run from 1 without gap: one sequence for the file, or one for each journal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.fec.findings import Finding
from projections.fec.numbering import Numbering


def said(*entries: str) -> list[tuple[int | None, str]]:
    """What is said of entries written `VE 1`; each stands on the line of its rank."""
    numbering = Numbering()
    findings: list[Finding] = []
    for line, entry in enumerate(entries, start=1):
        journal, number = entry.split(" ", 1)
        findings += numbering.see((journal, number), line)
    findings += numbering.finish()
    return [(finding.line, finding.reason) for finding in findings]


@pytest.mark.parametrize(
    "entries",
    [
        ["AN 1", "VE 2", "BQ 3", "VE 4"],
        ["AN 1", "VE 1", "BQ 1", "VE 2"],
        ["VE VE-0001", "VE VE-0002", "BQ BQ-0001"],
        ["VE 1", "BQ 2", "VE GL1", "BQ GL1", "VE GL2"],
        [],
    ],
)
def test_an_unbroken_sequence_is_lawful(entries: list[str]) -> None:
    assert said(*entries) == []


@pytest.mark.parametrize(
    ("entries", "finding"),
    [
        (["VE 1", "VE 3"], (2, "VE 3 follows a gap: 2 missing")),
        (["VE 1", "BQ 2", "VE 9"], (3, "9 follows a gap: 3 to 8 missing")),
        (["VE 4", "VE 5"], (1, "VE 4 follows a gap: 1 to 3 missing")),
        (["VE 1", "VE 2", "VE 1"], (3, "VE 1 is the number of an entry already seen")),
        (["VE 1", "BQ 2", "BQ 2"], (3, "2 is the number of an entry already seen")),
        (["VE 1", "VE A"], (2, "'A' does not end with a number")),
        (["VE N-1", "VE N-3"], (2, "VE N-3 follows a gap: 2 missing")),
    ],
)
def test_a_break_is_told_where_and_why(entries: list[str], finding: tuple[int, str]) -> None:
    assert finding in said(*entries)


def test_a_number_that_comes_late_is_not_a_gap() -> None:
    assert said("VE 1", "VE 3", "VE 2", "VE 4") == [(3, "VE 2 comes after VE 3")]


@given(st.integers(6, 3000), st.sampled_from(["file", "journal"]))
def test_any_number_left_out_is_missed(count: int, sequence: str) -> None:
    journals = 1 if sequence == "file" else 2
    entries = [f"{'AB'[rank % 2]} {rank // journals + 1}" for rank in range(count)]
    assert said(*entries) == []
    assert len(said(*entries[:1], *entries[3:])) in {1, 2}


def test_a_number_of_any_length_is_read() -> None:
    assert len(said("VE " + "9" * 5000)) == 1
