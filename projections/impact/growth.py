"""Growth: the number of persons supported, held against its target on two paths."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from domain.period import first_day, last_day, month_of
from projections.impact.disclosure import rate, told
from projections.snapshot import Snapshot

_TARGET: Final = """
SELECT baseline_on, baseline, multiple, deadline FROM {impact_targets}
WHERE position <= %(position)s AND occurred_on <= coalesce(%(as_of)s, 'infinity'::date)
ORDER BY position DESC LIMIT 1
"""
_TENTH: Final = Decimal("0.1")


class Target(NamedTuple):
    """A number to support by a deadline: a multiple of a baseline."""

    baseline_on: date
    baseline: int
    multiple: Decimal
    deadline: date

    def linear(self, day: date) -> Decimal:
        """Where a path that grows by as many persons every day stands, to the tenth."""
        part = Decimal((day - self.baseline_on).days) / (self.deadline - self.baseline_on).days
        return _tenth(self.baseline * (1 + (self.multiple - 1) * part))

    def constant_growth(self, day: date) -> Decimal:
        """Where a path that grows by the same rate every month stands, to the tenth."""
        end = self.deadline + timedelta(days=1)
        part = _months(self.baseline_on, day) / _months(self.baseline_on, end)
        return _tenth(self.baseline * self.multiple**part)


class Growth(NamedTuple):
    """The number supported, as a multiple of the baseline, and where both paths stand."""

    target: Target
    supported: int | None
    multiple_reached: Decimal | None
    linear_plan: Decimal
    constant_growth_plan: Decimal


def growth(snapshot: Snapshot, day: date, supported: int, smallest: int) -> Growth | None:
    """The growth until a day, if a target was set; after the deadline its plan stands still."""
    rows = snapshot.rows(_TARGET)
    if not rows or day < rows[0][0]:
        return None
    target = Target(*rows[0])
    planned = min(day, target.deadline)
    shown = told(supported, smallest)
    return Growth(
        target=target,
        supported=shown,
        multiple_reached=None if shown is None else rate(shown, target.baseline),
        linear_plan=target.linear(planned),
        constant_growth_plan=target.constant_growth(planned),
    )


def _months(since: date, day: date) -> Decimal:
    """The months between two days, the last in proportion to its days."""
    return _month_count(day) - _month_count(since)


def _month_count(day: date) -> Decimal:
    month = month_of(day)
    days = (last_day(month) - first_day(month)).days + 1
    return Decimal(day.year * 12 + day.month) + Decimal(day.day - 1) / days


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(_TENTH, ROUND_HALF_UP)
