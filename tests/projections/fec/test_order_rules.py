"""Some rules only the lines together show."""

from datetime import date
from decimal import Decimal

import pytest

from projections.fec.columns import FecLine
from projections.fec.order_rules import is_opening
from tests.projections.fec.lawful import REFERENCE, file_of, lines_of, refused_by_check

LINES = lines_of(REFERENCE)
OPENING, SALE, REST = LINES[:2], LINES[2:5], LINES[5:]


def judged(lines: list[FecLine]) -> list[tuple[int | None, str]]:
    return refused_by_check(file_of(lines))


def validated(lines: list[FecLine], day: date) -> list[FecLine]:
    return [line._replace(validated_on=day) for line in lines]


def test_validation_dates_do_not_decrease() -> None:
    late = validated(SALE, date(2026, 2, 28))
    assert judged([*OPENING, *late, *REST]) == [(7, "FEC-10")]


def test_opening_entries_may_be_validated_later() -> None:
    late = validated(OPENING, date(2026, 6, 30))
    assert judged([*late, *SALE, *REST]) == []


def test_the_rows_of_an_entry_are_contiguous() -> None:
    assert judged([*OPENING, SALE[0], *REST[:2], *SALE[1:], *REST[2:]]) == [(7, "FEC-10")]


def test_opening_entries_stand_first() -> None:
    assert (8, "FEC-13") in judged([*SALE, *REST[:3], *OPENING, *REST[3:]])
    assert {rule for _, rule in judged([*SALE, *REST, *OPENING])} == {"FEC-09", "FEC-13"}


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("AN", "Journal 1"),
        ("RAN", "Report"),
        ("99", "A nouveaux"),
        ("99", "Reports à-nouveau"),
        ("OUV", "Journal d'ouverture"),
    ],
)
def test_an_opening_entry_is_known_by_its_journal(code: str, label: str) -> None:
    assert is_opening(OPENING[0]._replace(journal_code=code, journal_label=label))


@pytest.mark.parametrize("label", ["Ventes", "Magasin nouveau", "Ouvertures de dossiers"])
def test_another_journal_is_not_one_of_openings(label: str) -> None:
    assert not is_opening(SALE[0]._replace(journal_label=label))


def test_an_account_keeps_its_label_over_the_year() -> None:
    renamed = [line._replace(account_label="Banque populaire") for line in REST[:1]]
    assert judged([*OPENING, *SALE, *renamed, *REST[1:]]) == [(7, "FEC-15")]


def test_an_account_s_second_label_is_said_once() -> None:
    renamed = [line._replace(account_label=f"{line.account_label} bis") for line in REST]
    assert judged([*OPENING, *SALE, *renamed]) == [(7, "FEC-15"), (8, "FEC-15"), (9, "FEC-15")]


def test_a_matching_mark_balances_on_its_account() -> None:
    alone = [REST[1]._replace(matching="", matched_on=None)]
    assert judged([*OPENING, *SALE, REST[0], *alone, *REST[2:]]) == [(4, "FEC-17")]


def test_a_mark_of_another_account_is_another_mark() -> None:
    elsewhere = REST[1]._replace(account="401000", account_label="Fournisseurs")
    assert judged([*OPENING, *SALE, REST[0], elsewhere, *REST[2:]]) == [
        (4, "FEC-17"),
        (8, "FEC-17"),
    ]


def test_a_match_may_take_many_lines() -> None:
    half = REST[1]._replace(credit=Decimal("600.00"))
    assert judged([*OPENING, *SALE, REST[0], half, half, *REST[2:]]) == []
