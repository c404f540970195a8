"""A year closes once, after its months, with what they recorded and each section earned."""

from datetime import date
from typing import Any

import pytest

from domain.cooperative.closing import CloseMonth, OpeningsStillProvisional
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.year_end import (
    MonthsStillOpen,
    SuspenseNotClear,
    YearsCloseInOrder,
)
from domain.events.closing import JournalTotal
from domain.events.event import Event
from domain.events.year_end import (
    SectionResult,
)
from domain.money import euros
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import FOUNDED, NEW_YEAR
from tests.domain.specification import given
from tests.domain.year_end import (
    CLOSED,
    LAST,
    LIVED,
    LOST,
    MONTHS,
    NEXT,
    OPENED,
    PROVISIONAL,
    SOLD,
    at,
    books,
    closing,
    month,
    moved,
    under,
    year_closed,
)


def test_a_year_closes_with_what_its_months_recorded_and_each_section_earned() -> None:
    afterwards = moved("2027-01-02", "606", "E001", "5.00")
    ledger = books(*SOLD, *LOST, afterwards)
    outcome = given(COOPERATIVE, *LIVED).when(closing(), at(ledger))
    outcome.then_says(
        first=NEW_YEAR,
        last=LAST,
        entries=24,
        journals=(JournalTotal(journal="VT", entries=24, debit="1200.00", credit="1200.00"),),
        perpetual_debit=euros("1200.00"),
        perpetual_credit=euros("1200.00"),
        results=(
            SectionResult(section="E001", amount="900.00"),
            SectionResult(section="E002", amount="-300.00"),
            SectionResult(section="COOP", amount="100.00"),
        ),
    )


def test_journals_are_added_up_each_on_its_own() -> None:
    other = JournalTotal(journal="AC", entries=1, debit="7.00", credit="7.00")
    months = (MONTHS[0].model_copy(update={"journals": (other,), "entries": 1}), *MONTHS[1:])
    past = given(COOPERATIVE, *LIVED[:3], *months)
    past.when(closing(), at(books())).then_says(
        entries=23,
        journals=(
            other,
            JournalTotal(journal="VT", entries=22, debit="1100.00", credit="1100.00"),
        ),
    )


def test_the_digest_of_a_year_tells_its_months_and_their_order() -> None:
    digests = {year_closed(books()).digest}  # type: ignore[attr-defined]  # A year closed has one.
    for other in (
        (MONTHS[0].model_copy(update={"digest": "f" * 64}), *MONTHS[1:]),
        (
            MONTHS[0].model_copy(update={"digest": MONTHS[1].digest}),
            MONTHS[1].model_copy(update={"digest": MONTHS[0].digest}),
            *MONTHS[2:],
        ),
    ):
        past = given(COOPERATIVE, *LIVED[:3], *other)
        digests.add(past.when(closing(), at(books())).decided().digest)  # type: ignore[attr-defined]  # As above.
    assert len(digests) == 3


def test_a_month_of_the_next_year_closed_meanwhile_is_not_of_the_year() -> None:
    january = month(1).model_copy(update={"month": "2027-01"})
    outcome = given(COOPERATIVE, *LIVED, january).when(closing(), at(books()))
    outcome.then_says(entries=24, perpetual_debit=euros("1200.00"))


def test_the_last_month_of_a_year_waits_for_its_final_openings() -> None:
    today = date(2028, 1, 5)
    lived = [it.model_copy(update={"month": it.month.replace("2026", "2027")}) for it in MONTHS]
    later = at(books(), today, "2027-11")
    december = CloseMonth(occurred_on=today, month="2027-12")
    past = (*LIVED, *lived[:11], CLOSED, PROVISIONAL)
    given(COOPERATIVE, *past).when(december, later).then_refused(OpeningsStillProvisional)
    given(COOPERATIVE, *past, OPENED).when(december, later).then_says(month="2027-12")
    november = CloseMonth(occurred_on=today, month="2027-11")
    before = given(COOPERATIVE, *LIVED, *lived[:10], CLOSED, PROVISIONAL)
    before.when(november, later).then_says(month="2027-11")


CLOSINGS_REFUSED: list[tuple[tuple[Event, ...], date, type[Refusal]]] = [
    (LIVED[:-1], LAST, MonthsStillOpen),
    (LIVED, NEXT.last, YearsCloseInOrder),
    (LIVED, date(2026, 12, 30), YearsCloseInOrder),
    ((FOUNDED,), LAST, YearsCloseInOrder),
    ((*LIVED, CLOSED), LAST, YearsCloseInOrder),
    ((*LIVED, CLOSED), NEXT.last, MonthsStillOpen),
    ((*LIVED, CLOSED, PROVISIONAL), NEXT.last, OpeningsStillProvisional),
    ((*LIVED, CLOSED, PROVISIONAL, OPENED), NEXT.last, MonthsStillOpen),
]


@pytest.mark.parametrize(("before", "last", "refusal"), CLOSINGS_REFUSED)
def test_a_closing_is_refused(
    before: tuple[Event, ...], last: date, refusal: type[Refusal]
) -> None:
    given(COOPERATIVE, *before).when(closing(last), at(books())).then_refused(refusal)


def waiting(account: str, section: str = "E001", party: str | None = None) -> Any:
    return (
        moved("2026-05-01", account, section, "10.00", party),
        moved("2026-05-01", "512", section, "-10.00"),
    )


@pytest.mark.parametrize("account", ["471", "4721", "473", "58", "581"])
def test_nothing_may_be_left_unexplained(account: str) -> None:
    past = given(COOPERATIVE, *LIVED)
    past.when(closing(), at(books(*waiting(account)))).then_refused(SuspenseNotClear)
    past.when(closing(), at(books(*waiting("455")))).then_says(last=LAST)


def test_an_account_may_be_waived_by_name() -> None:
    past = given(COOPERATIVE, *LIVED, under(clear=("58",)))
    past.when(closing(), at(books(*waiting("471")))).then_says(last=LAST)
    past.when(closing(), at(books(*waiting("58")))).then_refused(SuspenseNotClear)


def test_what_one_section_owes_another_in_suspense_is_not_clear() -> None:
    back = (
        moved("2026-05-02", "471", "E002", "-10.00"),
        moved("2026-05-02", "512", "E002", "10.00"),
    )
    past = given(COOPERATIVE, *LIVED)
    past.when(closing(), at(books(*waiting("471"), *back))).then_refused(SuspenseNotClear)


def test_one_party_s_balance_is_not_matched_by_another_s() -> None:
    two = (
        *waiting("4091", party="F0001"),
        moved("2026-05-02", "4091", "E001", "-10.00", "F0002"),
    )
    past = given(COOPERATIVE, *LIVED, under(matched=("4091",)))
    past.when(closing(), at(books(*two))).then_refused(SuspenseNotClear)
    cleared = (*two, moved("2026-05-03", "4091", "E001", "10.00", "F0002"))
    settled = (*cleared, moved("2026-05-03", "4091", "E001", "-10.00", "F0001"))
    past.when(closing(), at(books(*settled))).then_says(last=LAST)
