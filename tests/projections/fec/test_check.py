"""A file is valid when no rule refuses it; an import asks less, and no bytes stop either."""

import csv
from datetime import date
from io import BytesIO
from operator import attrgetter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.period import FiscalYear
from projections.fec import entries
from projections.fec.check import check
from projections.fec.columns import COLUMNS, Column, FecLine
from projections.fec.findings import Severity
from tests.projections.fec.lawful import (
    GOLDEN,
    NAME,
    REFERENCE,
    books,
    edited,
    file_of,
    golden,
    imported_with,
    lines_of,
    refusals,
    refused_by_check,
)

VERDICTS = {
    row["cas"]: row["verdict_test_compta_demat_1_00_10b"]
    for row in csv.DictReader((GOLDEN / "golden.csv").read_text().splitlines(), delimiter=";")
}
REJECTED = [case for case, verdict in VERDICTS.items() if verdict != "CONFORME"]
VALID = ["00_valid_tab_utf8", "01_valid_pipe_utf8", "03_valid_tab_utf8_lf", "04_valid_bom"]
LAWFUL_THOUGH_ODD = ["76_quotes", "77_trailing_separator"]
STRICTER = {
    "14_filename_siren_suffix": (None, "FEC-02"),
    "23_amount_empty": (5, "FEC-05"),
    "25_amount_scientific": (5, "FEC-05"),
    "26_debit_and_credit": (5, "FEC-06"),
    "28_three_decimals": (5, "FEC-05"),
    "30_date_slash": (5, "FEC-11"),
    "32_date_feb31": (5, "FEC-11"),
    "35_date_1850": (5, "FEC-11"),
    "36_date_outside_fy": (5, "FEC-11"),
    "41_account_letters": (5, "FEC-15"),
    "42_account_2digits": (5, "FEC-15"),
    "44_aux_num_no_label": (4, "FEC-16"),
    "45_currency_without_amount": (4, "FEC-18"),
    "50_unbalanced_entry": (4, "FEC-07"),
    "51_sequence_gap": (9, "FEC-09"),
    "53_an_not_first": (10, "FEC-13"),
    "61_columns_swapped": (1, "FEC-01"),
    "63_header_lowercase": (1, "FEC-01"),
    "74_pipe_in_label_tabfile": (5, "FEC-19"),
}


def judged(case: str) -> list[tuple[int | None, str]]:
    path = golden(case)
    return refused_by_check(path.read_bytes(), path.name)


@pytest.mark.parametrize("case", [*VALID, *LAWFUL_THOUGH_ODD])
def test_a_lawful_golden_file_is_valid(case: str) -> None:
    assert judged(case) == []


@pytest.mark.parametrize("case", REJECTED)
def test_what_the_tax_office_rejects_is_rejected(case: str) -> None:
    assert judged(case)


@pytest.mark.parametrize("case", STRICTER)
def test_what_the_tax_office_lets_through_but_a_rule_names_is_rejected(case: str) -> None:
    assert STRICTER[case] in judged(case)


def test_every_golden_case_is_judged_by_one_of_these_tests() -> None:
    assert {*VALID, *LAWFUL_THOUGH_ODD, *REJECTED, *STRICTER} == set(VERDICTS)


def test_the_siren_of_no_company_is_a_warning() -> None:
    findings = list(check("000000000FEC20261231.txt", BytesIO(REFERENCE)))
    assert [(one.rule, one.severity) for one in findings] == [("FEC-02", Severity.WARNING)]


def test_a_year_that_is_given_replaces_the_twelve_months_of_the_name() -> None:
    early = REFERENCE.replace(b"20260101", b"20251101")
    longer = FiscalYear(first=date(2025, 10, 1), last=date(2026, 12, 31))
    assert (2, "FEC-11") in refused_by_check(early)
    assert refusals(check(NAME, BytesIO(early), longer)) == []


@pytest.mark.parametrize(
    "case",
    [
        "20_decimal_point",
        "23_amount_empty",
        "44_aux_num_no_label",
        "45_currency_without_amount",
        "51_sequence_gap",
        "53_an_not_first",
        "60_missing_col_Idevise",
        "61_columns_swapped",
        "63_header_lowercase",
        "74_pipe_in_label_tabfile",
        "77_trailing_separator",
    ],
)
def test_an_import_only_warns_of_gaps_and_matters_of_form(case: str) -> None:
    findings = imported_with(golden(case).read_bytes())
    assert refusals(findings) == []
    assert findings


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (golden("50_unbalanced_entry").read_bytes(), "FEC-07"),
        (golden("36_date_outside_fy").read_bytes(), "FEC-11"),
        (golden("22_amount_text").read_bytes(), "FEC-05"),
        (golden("32_date_feb31").read_bytes(), "FEC-11"),
        (golden("40_empty_PieceRef").read_bytes(), "FEC-22"),
        (golden("60_missing_col_ValidDate").read_bytes(), "FEC-01"),
        (golden("70_line_one_field_less").read_bytes(), "FEC-03"),
        (edited(4, Column.ENTRY_DATE, "20260111"), "FEC-08"),
    ],
)
def test_an_import_refuses_what_cannot_be_read_balanced_or_dated(
    content: bytes, rule: str
) -> None:
    assert rule in {rule for _, rule in refusals(imported_with(content))}


def test_an_import_refuses_a_file_whose_year_nothing_says() -> None:
    assert refusals(imported_with(REFERENCE, "compta.txt")) == [(None, "FEC-11")]


def test_every_fault_of_a_file_is_listed() -> None:
    content = edited(5, Column.CREDIT, "abc").replace(b"512000", b"51").replace(b"F2026", b"")
    content = content.replace(b"20260105", b"20260132")
    assert refused_by_check(content)[:3] == [(2, "FEC-11"), (3, "FEC-11"), (5, "FEC-05")]
    assert (7, "FEC-15") in refused_by_check(content)[3:]


def test_one_unreadable_line_does_not_make_its_entry_unbalanced_as_well() -> None:
    assert refused_by_check(edited(5, Column.ENTRY_NUMBER, "")) == [(5, "FEC-22")]


def test_a_file_whose_entries_are_too_scattered_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = file_of(sorted(lines_of(REFERENCE), key=attrgetter("account")))
    assert refusals(imported_with(content)) == []
    monkeypatch.setattr(entries, "ROWS_MAX", 3)
    assert "FEC-10" in {rule for _, rule in refusals(imported_with(content))}


@given(st.binary())
@example(b"\xff\xfe")
@example(b"\r" * 300)
def test_no_bytes_stop_the_check(content: bytes) -> None:
    assert refused_by_check(content)


@given(st.text(), st.integers(0, len(REFERENCE)), st.integers(0, 40), st.binary(max_size=9))
def test_no_name_and_no_damage_stop_the_check(
    name: str, place: int, removed: int, added: bytes
) -> None:
    content = REFERENCE[:place] + added + REFERENCE[place + removed :]
    findings = list(check(name, BytesIO(content)))
    assert all(one.rule.startswith("FEC-") and one.reason for one in findings)


DAMAGES = [
    (Column.JOURNAL_CODE, "", "FEC-22"),
    (Column.JOURNAL_LABEL, " ", "FEC-22"),
    (Column.ENTRY_NUMBER, "", "FEC-22"),
    (Column.ENTRY_NUMBER, "no number", "FEC-09"),
    (Column.ENTRY_DATE, "20260231", "FEC-11"),
    (Column.ENTRY_DATE, "20270101", "FEC-11"),
    (Column.ENTRY_DATE, "20261231", "FEC-12"),
    (Column.ACCOUNT, "9120", "FEC-15"),
    (Column.ACCOUNT_LABEL, "", "FEC-22"),
    (Column.AUXILIARY_LABEL, "", "FEC-16"),
    (Column.AUXILIARY, "", "FEC-16"),
    (Column.DOCUMENT_REFERENCE, "", "FEC-22"),
    (Column.DOCUMENT_DATE, "20261301", "FEC-11"),
    (Column.LABEL, "a|b", "FEC-19"),
    (Column.LABEL, "a\x07b", "FEC-19"),
    (Column.DEBIT, "-1,00", "FEC-06"),
    (Column.DEBIT, "0,001", "FEC-05"),
    (Column.CREDIT, "7 777,00", "FEC-05"),
    (Column.CREDIT, "7777777777777,77", "FEC-07"),
    (Column.MATCHING, "Z", "FEC-17"),
    (Column.MATCHED_ON, "2026-01-31", "FEC-11"),
    (Column.VALIDATED_ON, "20250101", "FEC-08"),
    (Column.VALIDATED_ON, "31/12/2026", "FEC-11"),
    (Column.CURRENCY_AMOUNT, "many", "FEC-18"),
    (Column.CURRENCY, "FRF", "FEC-18"),
]


@given(
    books(),
    st.sampled_from(DAMAGES),
    st.randoms(use_true_random=False).map(lambda r: r.random()),
)
def test_the_damage_of_one_field_is_found(
    lines: list[FecLine], damage: tuple[Column, str, str], where: float
) -> None:
    column, value, rule = damage
    records = file_of(lines).decode().split("\r\n")
    chosen = 1 + int(where * len(lines))
    fields = records[chosen].split("\t")
    fields[COLUMNS.index(column)] = value
    records[chosen] = "\t".join(fields)
    assert rule in {rule for _, rule in refused_by_check("\r\n".join(records).encode())}


@given(books())
def test_the_control_of_that_damage_is_a_valid_file(lines: list[FecLine]) -> None:
    assert refused_by_check(file_of(lines)) == []


@given(books().flatmap(st.permutations))
def test_lines_in_any_order_are_imported_with_warnings(lines: list[FecLine]) -> None:
    assert refusals(imported_with(file_of(lines))) == []
