"""What several entrepreneurs earn together is shared by the key they agreed, to the cent."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.activity.activity import ACTIVITY
from domain.activity.sharing import (
    AgreeSharing,
    MonthNotBegun,
    ResultAlreadyShared,
    SectionNamedTwice,
    ShareResult,
    SharesMoreThanAvailable,
    SharesWithItself,
    SharingNotAgreed,
)
from domain.circumstances import Circumstances, UnknownSection
from domain.events.event import Event
from domain.events.sharing import ResultShared, SectionShare, SharingAgreed, Weight
from domain.refusal import Refusal
from tests.domain.books_of_activities import charged, earned
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, NEW_YEAR, OPENED
from tests.domain.specification import given

TOGETHER = OPENED.model_copy(update={"activity": "K001"})
END_OF_MARCH = date(2026, 3, 31)


def key(**weights: str) -> tuple[Weight, ...]:
    return tuple(Weight(section=code, weight=weight) for code, weight in weights.items())


def agreed(agreed_key: tuple[Weight, ...], since: date = NEW_YEAR) -> SharingAgreed:
    return SharingAgreed(
        occurred_on=NEW_YEAR, activity="K001", effective_from=since, key=agreed_key
    )


def agreement(**weights: str) -> AgreeSharing:
    return AgreeSharing(occurred_on=NEW_YEAR, effective_from=NEW_YEAR, key=key(**weights))


def sharing(**fields: Any) -> ShareResult:
    usual = {
        "occurred_on": END_OF_MARCH,
        "reference": "K001-2026-03",
        "month": "2026-03",
        "amount": "5000.00",
    }
    return ShareResult.model_validate(usual | fields)


SIXTY_FORTY = key(E001="60", E002="40")
AGREED = agreed(SIXTY_FORTY)
SHARED = ResultShared(
    occurred_on=END_OF_MARCH,
    activity="K001",
    reference="K001-2026-03",
    month="2026-03",
    amount="5000.00",
    shares=(
        SectionShare(section="E001", amount="3000.00"),
        SectionShare(section="E002", amount="2000.00"),
    ),
)
RICH = replace(
    earned((MARCH, "5000.00"), section="K001"), sections=frozenset({"E001", "E002", "E003"})
)

# Agreements


def test_an_agreement_gives_each_section_its_weight() -> None:
    past = given(ACTIVITY, TOGETHER)
    past.when(agreement(E001="60", E002="40"), CIRCUMSTANCES).then(AGREED)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (agreement(E001="1", K001="1"), SharesWithItself),
        (agreement(E001="1", E009="1"), UnknownSection),
        (
            AgreeSharing(
                occurred_on=NEW_YEAR,
                effective_from=NEW_YEAR,
                key=(*key(E001="1"), *key(E001="2")),
            ),
            SectionNamedTwice,
        ),
    ],
)
def test_an_agreement_is_refused(command: AgreeSharing, refusal: type[Refusal]) -> None:
    given(ACTIVITY, TOGETHER).when(command, CIRCUMSTANCES).then_refused(refusal)


def test_nobody_weighs_nothing() -> None:
    with pytest.raises(ValidationError):
        Weight(section="E001", weight="0")


# Shares


def test_a_result_is_shared_between_the_sections_of_the_key() -> None:
    outcome = given(ACTIVITY, TOGETHER, AGREED).when(sharing(), RICH)
    outcome.then(SHARED)
    outcome.then_books(
        "CI K001-2026-03 186 K001 5000.00 0.00",
        "CI K001-2026-03 181 K001 0.00 5000.00",
        "CI K001-2026-03 181 E001 3000.00 0.00",
        "CI K001-2026-03 187 E001 0.00 3000.00",
        "CI K001-2026-03 181 E002 2000.00 0.00",
        "CI K001-2026-03 187 E002 0.00 2000.00",
    )


SPLITS = [
    ({"E001": "1", "E002": "1", "E003": "1"}, "100.00", ["33.34", "33.33", "33.33"]),
    ({"E003": "1", "E002": "1", "E001": "1"}, "0.02", ["0.01", "0.01"]),
    ({"E001": "0.333333", "E002": "0.666667"}, "10.01", ["3.34", "6.67"]),
    ({"E002": "99", "E001": "1"}, "0.01", ["0.01"]),
    ({"E002": "1"}, "4999.99", ["4999.99"]),
]


@pytest.mark.parametrize(("weights", "amount", "expected"), SPLITS)
def test_the_last_cents_go_to_the_largest_remainder_then_by_the_code_of_the_section(
    weights: dict[str, str], amount: str, expected: list[str]
) -> None:
    past = given(ACTIVITY, TOGETHER, agreed(key(**weights)))
    event = past.when(sharing(amount=amount), RICH).decided()
    assert isinstance(event, ResultShared)
    assert [str(it.amount) for it in event.shares] == expected
    assert sorted(it.section for it in event.shares) == [it.section for it in event.shares]


def _earned_in(*amounts: tuple[date, str]) -> Circumstances:
    return earned(*amounts, section="K001")


SPENT = charged(_earned_in((MARCH, "5000.00")), date(2026, 5, 2), "K001", "0.01")
REFUSED: list[tuple[list[Event], ShareResult, Circumstances, type[Refusal]]] = [
    ([], sharing(), RICH, SharingNotAgreed),
    ([agreed(SIXTY_FORTY, date(2026, 4, 1))], sharing(), RICH, SharingNotAgreed),
    ([AGREED, SHARED], sharing(), RICH, ResultAlreadyShared),
    ([AGREED], sharing(month="2026-04"), RICH, MonthNotBegun),
    ([AGREED], sharing(amount="5000.01"), RICH, SharesMoreThanAvailable),
    ([AGREED], sharing(), CIRCUMSTANCES, SharesMoreThanAvailable),
    ([AGREED], sharing(), SPENT, SharesMoreThanAvailable),
    (
        [AGREED],
        sharing(),
        _earned_in((date(2026, 4, 1), "5000.00")),
        SharesMoreThanAvailable,
    ),
    (
        [AGREED],
        sharing(),
        _earned_in((date(2025, 12, 31), "5000.00")),
        SharesMoreThanAvailable,
    ),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_a_share_is_refused(
    before: list[Event],
    command: ShareResult,
    circumstances: Circumstances,
    refusal: type[Refusal],
) -> None:
    past = given(ACTIVITY, TOGETHER, *before)
    past.when(command, circumstances).then_refused(refusal)


def test_what_is_left_after_a_charge_can_be_shared() -> None:
    past = given(ACTIVITY, TOGETHER, AGREED)
    past.when(sharing(amount="4999.99"), SPENT).then_says(month="2026-03")


def test_the_key_is_that_of_the_month_shared() -> None:
    later = agreed(key(E002="1"), date(2026, 4, 1))
    corrected = agreed(key(E001="1"), date(2026, 4, 1))
    past = given(ACTIVITY, TOGETHER, later, AGREED, corrected)
    april = {"occurred_on": date(2026, 4, 30), "reference": "K001-2026-04"}
    (mine,) = _shares(past.when(sharing(**april, month="2026-04"), RICH).decided())
    assert mine.section == "E001"
    assert len(_shares(past.when(sharing(**april), RICH).decided())) == 2


def _shares(event: Event) -> tuple[SectionShare, ...]:
    assert isinstance(event, ResultShared)
    return event.shares
