"""A file's name carries a SIREN and a closing date."""

from datetime import date

import pytest

from projections.fec.file_name import FecName, parsed


@pytest.mark.parametrize(
    ("closing", "first"),
    [
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2026, 6, 30), date(2025, 7, 1)),
        (date(2025, 2, 28), date(2024, 3, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
        (date(2024, 2, 28), date(2023, 3, 1)),
    ],
)
def test_the_year_is_the_twelve_months_before_the_closing(closing: date, first: date) -> None:
    year = FecName("732829320", closing).year
    assert (year.first, year.last) == (first, closing)


def test_a_name_reads_back() -> None:
    name = FecName("732829320", date(2026, 12, 31))
    assert name.file == "732829320FEC20261231.txt"
    assert name.description == "732829320FEC20261231_description.txt"
    assert parsed(name.file) == (name, [])


@pytest.mark.parametrize("name", ["732829320FEC20261231", "732829320FEC20261231.csv"])
def test_the_law_names_no_extension(name: str) -> None:
    assert parsed(name)[1] == []


@pytest.mark.parametrize(
    "name",
    [
        "compta.txt",
        "732829320fec20261231.txt",
        "732829320FEC20260231.txt",
        "FEC00010101.txt",
        "",
    ],
)
def test_a_name_without_a_closing_date_says_no_year(name: str) -> None:
    found, findings = parsed(name)
    assert found is None
    assert [finding.rule for finding in findings] == ["FEC-02"]


@pytest.mark.parametrize(
    "name",
    [
        "732829321FEC20261231.txt",
        "12345FEC20261231.txt",
        "732 829 320FEC20261231.txt",
        "732829320FEC20261231_1.txt",
    ],
)
def test_a_wrong_siren_or_a_part_of_a_year_is_a_matter_of_form(name: str) -> None:
    found, findings = parsed(name)
    assert found is not None
    assert [finding.rule for finding in findings] == ["FEC-02"]
