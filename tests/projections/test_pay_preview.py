"""A month's preview says what can be paid of what the year's books leave the activity."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.activity.carry_forward import CarryForward, ReleaseCarryForward
from domain.circumstances import UnknownSection
from domain.entrepreneur_contract.smoothing import payable
from domain.money import ZERO, euros
from domain.period import last_day
from domain.policies.smoothing import SmoothingPolicy
from domain.rulebook import OutsideOpenYears
from projections.pay_preview import NoSmoothingPolicy, PayPreview, pay_preview
from tests.domain.cases.pay import MARGINS, SMOOTHING, adopted, paid_in_one, sold
from tests.domain.cases.words import written_cases
from tests.projections.kept import Kept
from tests.scenario import Scenario


@pytest.fixture
def books(kept: Kept) -> Scenario:
    kept.books.founded(2025, 2026)
    kept.books.activity("E001")
    kept.books.customer()
    return kept.books


def previewed(kept: Kept, month: str) -> PayPreview:
    with kept.seen() as snapshot:
        return pay_preview(snapshot, "E001", month)


def test_g09_is_previewed_and_paid_month_by_month(kept: Kept, books: Scenario) -> None:
    adopted(books, SMOOTHING, "E001")
    rows = []
    for month, margin in MARGINS.items():
        books.today(last_day(month))
        if euros(margin):
            sold(books, "E001", last_day(month), margin, "C0001")
        found = previewed(kept, month)
        gross, employer = found.due.gross, found.due.employer
        paid_in_one(books, "E001", last_day(month), f"BS-{month}", gross, employer=employer)
        rows.append(_row(found))
        assert previewed(kept, month) == found._replace(booked=found.due.cost)
        assert previewed(kept, month).to_pay == 0
    assert rows == written_cases()["G09"]["expect"]["rows"]


def _row(found: PayPreview) -> dict[str, str]:
    due = found.due
    amounts: dict[str, Any] = {
        "margin": found.margin,
        "gross": due.gross,
        "employer": due.employer,
        "cost": due.cost,
        "balance": due.balance,
    }
    return {"month": found.month} | {name: str(value) for name, value in amounts.items()}


def test_what_another_year_left_is_only_there_once_released(
    kept: Kept, books: Scenario
) -> None:
    adopted(books, SMOOTHING, "E001")
    day, new_year = date(2025, 12, 31), date(2026, 1, 1)
    books.today(day)
    sold(books, "E001", day, "900.00", "C0001")
    books.when("E001", CarryForward(occurred_on=day, reference="CAP-1"))
    books.today(new_year)
    assert previewed(kept, "2026-01").due == payable(SMOOTHING, ZERO)
    release = ReleaseCarryForward(
        occurred_on=new_year, carry_forward="CAP-1", reference="CAP-1/R"
    )
    books.when("E001", release)
    found = previewed(kept, "2026-01")
    assert (found.before, found.margin, found.booked) == (ZERO, euros("900.00"), ZERO)
    assert found.due == payable(SMOOTHING, euros("900.00"))
    with kept.seen(as_of=day) as snapshot:
        assert pay_preview(snapshot, "E001", "2026-01").margin == 0


def smoothing(target: str) -> SmoothingPolicy:
    return SmoothingPolicy(target_gross=target, fixed_part="0.00", employer_rate="0")


def test_the_activity_s_own_policy_holds_before_everyone_s(kept: Kept, books: Scenario) -> None:
    books.activity("E002")
    adopted(books, smoothing("100.00"), None)
    adopted(books, smoothing("200.00"), "E001")
    adopted(books, smoothing("150.00"), None)
    books.today(date(2026, 3, 1))
    for code in ("E001", "E002"):
        sold(books, code, date(2026, 3, 1), "1000.00", "C0001")
    with kept.seen() as snapshot:
        found = {it: pay_preview(snapshot, it, "2026-03").due.gross for it in ("E001", "E002")}
    assert found == {"E001": Decimal("200.00"), "E002": Decimal("150.00")}


def test_it_is_refused(kept: Kept, books: Scenario) -> None:
    with kept.seen() as snapshot:
        with pytest.raises(UnknownSection):
            pay_preview(snapshot, "E009", "2026-03")
        with pytest.raises(NoSmoothingPolicy):
            pay_preview(snapshot, "E001", "2026-03")
    adopted(books, SMOOTHING, "E001")
    with kept.seen() as snapshot, pytest.raises(OutsideOpenYears):
        pay_preview(snapshot, "E001", "2027-01")
