"""Delays: how long a trial may last, and by when an entrepreneur must be associate.

Both are shortened by the duration of the contracts before (C. trav. L7331-3, L7332-1). By
months, a contract counts for its whole months and for the days that are left; by days, for
every day of it. Contracts that follow each other without a gap count as one.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from domain.events.contract_terms import Stretch
from domain.period import day_after_months, months_later
from domain.policies.deadlines import DeadlinePolicy
from domain.statutory import (
    ASSOCIATE_MONTHS,
    BALANCE_MONTHS,
    CAPE_MONTHS,
    CAPE_RENEWALS,
    TRIAL_MONTHS,
)

_DAY = timedelta(days=1)


class Duration(NamedTuple):
    """Whole months, and the days that are left."""

    months: int
    days: int


def associate_before(
    signed_on: date, earlier: Iterable[Stretch], policy: DeadlinePolicy
) -> date:
    """The day before which an entrepreneur is associate, or the CESA ends (L7331-3)."""
    return _shortened(signed_on, int(ASSOCIATE_MONTHS.value), earlier, policy)


def trial_ends_before(
    starts_on: date, earlier: Iterable[Stretch], policy: DeadlinePolicy
) -> date:
    """The first day on which no trial can last any more, its renewal included (L7332-1)."""
    return _shortened(starts_on, int(TRIAL_MONTHS.value), earlier, policy)


def cape_months_max() -> int:
    """The months a CAPE may last with its renewals (C. com. L127-2)."""
    return int(CAPE_MONTHS.value * (1 + CAPE_RENEWALS.value))


def balance_due_on(meeting: date) -> date:
    """The last day to pay the balance of the variable part after the accounts are approved."""
    return months_later(meeting, int(BALANCE_MONTHS.value))


def duration(first: date, after: date) -> Duration:
    """How long it is from a first day to the day after the last."""
    months = (after.year - first.year) * 12 + after.month - first.month
    if day_after_months(first, months) > after:
        months -= 1
    return Duration(months, (after - day_after_months(first, months)).days)


def _shortened(
    since: date, months: int, earlier: Iterable[Stretch], policy: DeadlinePolicy
) -> date:
    stretches = _joined(earlier)
    if policy.deduct == "days":
        days = sum((it.last - it.first + _DAY).days for it in stretches)
        limit = day_after_months(since, months) - timedelta(days=days)
    else:
        counted = [duration(it.first, it.last + _DAY) for it in stretches]
        limit = day_after_months(since, months - sum(it.months for it in counted))
        limit -= timedelta(days=sum(it.days for it in counted))
    return max(since, limit)


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda it: it.first):
        if joined and stretch.first <= joined[-1].last + _DAY:
            last = max(joined[-1].last, stretch.last)
            joined[-1] = Stretch(first=joined[-1].first, last=last)
        else:
            joined.append(stretch)
    return joined
