"""What the law wants done under a contract, by when, and what is said when it was not."""

from datetime import date
from typing import Any

import pytest

from domain.circumstances import Coverage
from domain.entrepreneur_contract.deadlines import (
    Approval,
    Deadline,
    Support,
    deadlines,
)
from domain.entrepreneur_contract.delays import (
    Duration,
    associate_before,
    balance_due_on,
    duration,
    trial_ends_before,
)
from domain.entrepreneur_contract.terms import Terms
from domain.events.contract_terms import Stretch
from domain.policies.deadlines import DeadlinePolicy
from tests.domain.cooperative_of_2026 import LOUISE

BY_MONTHS, BY_DAYS = DeadlinePolicy(), DeadlinePolicy(deduct="days")
SIGNED = date(2025, 3, 1)
JUNE = date(2026, 6, 15)


def stretch(first: str, last: str) -> Stretch:
    return Stretch.model_validate({"first": first, "last": last})


# Delays


@pytest.mark.parametrize(
    ("first", "after", "expected"),
    [
        ("2024-03-01", "2025-03-01", Duration(12, 0)),
        ("2024-02-29", "2025-03-01", Duration(12, 0)),
        ("2024-01-15", "2024-03-14", Duration(1, 28)),
        ("2024-01-15", "2024-03-15", Duration(2, 0)),
        ("2024-12-31", "2025-01-01", Duration(0, 1)),
    ],
)
def test_a_duration_is_whole_months_and_the_days_left(
    first: str, after: str, expected: Duration
) -> None:
    assert duration(date.fromisoformat(first), date.fromisoformat(after)) == expected


ASSOCIATES: list[tuple[list[Stretch], str, str]] = [
    ([], "2028-03-01", "2028-03-01"),
    # 2028 has a 29 February: 365 days are not a year before 1 March.
    ([stretch("2024-03-01", "2025-02-28")], "2027-03-01", "2027-03-02"),
    ([stretch("2024-03-01", "2024-03-10")], "2028-02-20", "2028-02-20"),
    # Two that follow each other are one of two months, not twice a month and some days.
    (
        [stretch("2024-01-01", "2024-01-20"), stretch("2024-01-21", "2024-02-29")],
        "2028-01-01",
        "2028-01-01",
    ),
    (
        [stretch("2024-01-01", "2024-01-31"), stretch("2024-07-01", "2024-07-31")],
        "2028-01-01",
        "2027-12-30",
    ),
    # The same days do not count twice.
    (
        [stretch("2024-01-01", "2024-01-31"), stretch("2024-01-11", "2024-01-20")],
        "2028-02-01",
        "2028-01-30",
    ),
    ([stretch("2021-01-01", "2025-02-28")], "2025-03-01", "2025-03-01"),
]


@pytest.mark.parametrize(("earlier", "by_months", "by_days"), ASSOCIATES)
def test_three_years_less_the_contracts_before_are_left_to_become_associate(
    earlier: list[Stretch], by_months: str, by_days: str
) -> None:
    assert str(associate_before(SIGNED, earlier, BY_MONTHS)) == by_months
    assert str(associate_before(SIGNED, earlier, BY_DAYS)) == by_days
    assert associate_before(SIGNED, reversed(earlier), BY_MONTHS).isoformat() == by_months


def test_a_trial_is_shortened_alike_and_never_before_the_contract() -> None:
    assert trial_ends_before(SIGNED, [], BY_MONTHS) == date(2025, 11, 1)
    half = [stretch("2024-09-01", "2025-02-28")]
    assert trial_ends_before(SIGNED, half, BY_MONTHS) == date(2025, 5, 1)
    assert trial_ends_before(SIGNED, half, BY_DAYS) == date(2025, 5, 4)
    longer = [stretch("2024-03-01", "2025-02-28")]
    assert trial_ends_before(SIGNED, longer, BY_MONTHS) == SIGNED


@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        (date(2026, 6, 15), date(2026, 7, 15)),
        (date(2026, 5, 31), date(2026, 6, 30)),
        (date(2026, 6, 30), date(2026, 7, 30)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_the_balance_is_due_a_month_after_the_meeting(meeting: date, due: date) -> None:
    assert balance_due_on(meeting) == due


# Deadlines

CESA = Terms((Coverage("cesa", SIGNED, None),), 1, SIGNED, written=True)
CAPE = Terms((Coverage("cape", SIGNED, date(2026, 2, 28)),), 1, SIGNED, written=True)


def kinds(on: str, terms: Terms = CESA, **known: Any) -> list[tuple[str, str, bool]]:
    """The deadlines of one contract: kind, day and whether it has passed."""
    approvals: tuple[Approval, ...] = known.pop("approvals", ())
    policy = known.pop("policy", BY_MONTHS)
    support = Support(LOUISE, terms, **known)
    found = deadlines([support], approvals, date.fromisoformat(on), policy)
    return [(it.kind, str(it.due_on), it.overdue) for it in found]


HELD = (date(2025, 5, 1), date(2025, 11, 1), date(2026, 5, 1), date(2026, 11, 1))


def test_one_becomes_associate_before_three_years_or_the_contract_ends_by_law() -> None:
    known: dict[str, Any] = {"interviews": HELD}
    assert kinds("2027-02-28", **known) == [("associate", "2028-02-29", False)]
    (missed, *_) = deadlines(
        [Support(LOUISE, CESA, HELD)], (), date(2028, 3, 1), DeadlinePolicy()
    )
    assert missed.overdue
    assert (missed.kind, missed.consequence) == ("associate", "contract ends by law")
    assert "L7331-3" in missed.article
    assert kinds("2026-12-31", **known, associate=True) == []


def test_a_cape_ends_on_its_last_day_and_is_not_listed_after() -> None:
    assert kinds("2025-06-01", CAPE) == [("cape-end", "2026-02-28", False)]
    assert kinds("2026-02-28", CAPE) == [("cape-end", "2026-02-28", False)]
    assert kinds("2026-03-01", CAPE) == []


def test_a_trial_is_listed_while_it_runs() -> None:
    on_trial = Terms(CESA.coverage, 1, SIGNED, trial_until=date(2025, 8, 31), written=True)
    known: dict[str, Any] = {"associate": True, "interviews": HELD}
    assert kinds("2025-08-31", on_trial, **known) == [("trial-end", "2025-08-31", False)]
    assert kinds("2025-09-01", on_trial, **known) == []


def test_a_contract_without_its_contents_is_listed() -> None:
    unwritten = Terms(CESA.coverage, 1, SIGNED)
    known: dict[str, Any] = {"associate": True, "interviews": HELD}
    assert kinds("2025-06-01", unwritten, **known) == [("written-contents", "2025-03-01", True)]


def test_nothing_is_listed_once_a_contract_is_over() -> None:
    over = Terms((Coverage("cesa", SIGNED, date(2026, 6, 30)),), 2, SIGNED)
    assert kinds("2026-06-30", over) != []
    assert kinds("2026-07-01", over) == []
    assert kinds("2026-07-01", Terms()) == []


# Interviews

MISSING = [
    ("2025-03-01", (), [("2026-02-28", False)]),
    ("2025-12-31", HELD[:1], [("2026-02-28", False)]),
    ("2025-12-31", HELD[:2], []),
    ("2026-03-01", HELD[:1], [("2026-02-28", True), ("2027-02-28", False)]),
    ("2026-12-31", HELD[:3], [("2027-02-28", False)]),
    ("2027-03-01", HELD[1:], [("2028-02-29", False)]),
    ("2025-02-28", (), []),
]


@pytest.mark.parametrize(("on", "held", "expected"), MISSING)
def test_two_interviews_are_owed_in_each_year_of_the_contract(
    on: str, held: tuple[date, ...], expected: list[tuple[str, bool]]
) -> None:
    found = kinds(on, interviews=held, associate=True)
    assert [(due, late) for _, due, late in found] == expected
    assert {kind for kind, _, _ in found} <= {"interviews"}


def test_they_are_owed_in_each_year_of_the_calendar_where_it_was_chosen() -> None:
    calendar = DeadlinePolicy(interview_year="calendar")
    known: dict[str, Any] = {"associate": True, "policy": calendar}
    first = kinds("2025-12-31", interviews=HELD[:1], **known)
    assert first == [("interviews", "2025-12-31", False)]
    second = kinds("2026-01-01", interviews=HELD[:1], **known)
    assert second == [("interviews", "2025-12-31", True), ("interviews", "2026-12-31", False)]
    assert kinds("2026-12-31", interviews=HELD, **known) == []


def test_how_many_are_missing_is_told() -> None:
    support = Support(LOUISE, CESA, HELD[:1], associate=True)
    found = deadlines([support], (), date(2026, 3, 1), BY_MONTHS)
    assert [it.missing for it in found] == [1, 2]


# The balance of the variable part

YEAR = stretch("2025-01-01", "2025-12-31")
APPROVED = (Approval(date(2025, 6, 20), stretch("2024-01-01", "2024-12-31")),)
APPROVED_SINCE = (Approval(JUNE, YEAR), *APPROVED)


@pytest.mark.parametrize(
    ("on", "paid_on", "expected"),
    [
        ("2026-06-15", (), [("variable-balance", "2026-07-15", False)]),
        ("2026-07-15", (JUNE,), [("variable-balance", "2026-07-15", False)]),
        ("2026-07-16", (JUNE,), []),
        ("2026-07-16", (date(2026, 6, 14),), [("variable-balance", "2026-07-15", True)]),
    ],
)
def test_the_balance_is_due_a_month_after_the_accounts_are_approved(
    on: str, paid_on: tuple[date, ...], expected: list[tuple[str, str, bool]]
) -> None:
    known: dict[str, Any] = {"associate": True, "interviews": HELD, "payslips": paid_on}
    assert kinds(on, approvals=APPROVED_SINCE, **known) == expected


def test_no_balance_is_due_to_who_was_not_employed_in_the_year() -> None:
    known: dict[str, Any] = {"associate": True, "interviews": HELD}
    assert kinds("2025-06-25", approvals=APPROVED, **known) == []
    later = Terms((Coverage("cesa", date(2026, 1, 1), None),), 1, SIGNED, written=True)
    found = kinds("2026-06-20", later, approvals=APPROVED_SINCE, associate=True)
    assert [kind for kind, _, _ in found] == ["interviews"]


def test_the_most_urgent_comes_first() -> None:
    found = deadlines(
        [Support(f"con_{2:032x}", CESA, HELD), Support(LOUISE, CAPE)],
        (),
        date(2026, 2, 1),
        BY_MONTHS,
    )
    assert [it.due_on for it in found] == [date(2026, 2, 28), date(2028, 2, 29)]
    assert found[0] == Deadline(date(2026, 2, 28), "cape-end", LOUISE, overdue=False)
