"""What a decision may know of the world: which days are covered, open, and past."""

from dataclasses import replace
from datetime import date

import pytest

from domain.circumstances import Coverage, DatedInTheFuture, NotCovered, UnknownSection
from domain.refusal import Refusal
from domain.rulebook import OutsideOpenYears
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, TODAY, with_rules

CAPE = Coverage("cape", date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("day", "covered"),
    [
        (date(2026, 1, 31), False),
        (date(2026, 2, 1), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ],
)
def test_a_contract_covers_its_first_and_its_last_day(day: date, *, covered: bool) -> None:
    circumstances = replace(CIRCUMSTANCES, coverage=(CAPE,))
    if covered:
        circumstances.demand_cover(day)
        assert CAPE.holds(day)
    else:
        with pytest.raises(NotCovered):
            circumstances.demand_cover(day)


def test_the_shared_structure_is_always_a_section_and_an_activity_once_opened() -> None:
    alone = replace(CIRCUMSTANCES, sections=frozenset())
    alone.demand_section("COOP")
    CIRCUMSTANCES.demand_section("E001")
    with pytest.raises(UnknownSection):
        alone.demand_section("E001")


COUNTED: list[tuple[str | None, date, date]] = [
    (None, MARCH, MARCH),
    ("2026-02", MARCH, MARCH),
    ("2026-03", MARCH, date(2026, 4, 1)),
    ("2026-03", date(2026, 1, 1), date(2026, 4, 1)),
    ("2026-03", date(2026, 4, 1), date(2026, 4, 1)),
    ("2026-11", date(2026, 2, 28), date(2026, 12, 1)),
    (None, TODAY, TODAY),
]


@pytest.mark.parametrize(("closed_through", "day", "counted"), COUNTED)
def test_a_document_counts_on_its_day_or_on_the_first_open_one(
    closed_through: str | None, day: date, counted: date
) -> None:
    assert with_rules(closed_through=closed_through).accounting_date(day) == counted


REFUSED: list[tuple[str | None, date, type[Refusal]]] = [
    (None, date(2027, 1, 1), DatedInTheFuture),
    (None, date(2025, 12, 31), OutsideOpenYears),
    # The year is closed to its end, and the next one is not open yet.
    ("2026-12", MARCH, OutsideOpenYears),
]


@pytest.mark.parametrize(("closed_through", "day", "refusal"), REFUSED)
def test_a_document_that_counts_nowhere_is_refused(
    closed_through: str | None, day: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        with_rules(closed_through=closed_through).accounting_date(day)
