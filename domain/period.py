"""Fiscal years and accounting months: what is open, and where a date counts."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from domain.identifiers import Day, Month
from domain.value import Value

PARIS = ZoneInfo("Europe/Paris")
"""Where a day of the books begins and ends."""


def month_of(day: date) -> Month:
    """The accounting month a date falls in."""
    return f"{day:%Y-%m}"


def first_day(month: Month) -> date:
    """The first day of a month."""
    return date.fromisoformat(f"{month}-01")


def last_day(month: Month) -> date:
    """The last day of a month."""
    first = first_day(month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def month_after(month: Month) -> Month:
    """The month that follows."""
    return month_of(last_day(month) + timedelta(days=1))


def months_later(day: date, months: int) -> date:
    """The same day some months later or earlier, or the last of a month too short for it.

    A stay counted in months ends so (Code de procédure civile art. 641).
    """
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def day_after_months(day: date, months: int) -> date:
    """The first day after that many months, which begin on `day`.

    A year from 29 February ends with the next one: what follows begins on 1 March.
    """
    same = months_later(day, months)
    return same if same.day == day.day else same + timedelta(days=1)


class FiscalYear(Value):
    """The twelve months, or so, that one balance sheet closes (C. com. L123-12)."""

    first: Day
    last: Day

    def holds(self, day: date) -> bool:
        """Whether a date falls in this year."""
        return self.first <= day <= self.last

    def months(self) -> Iterator[Month]:
        """Its months in order."""
        month = month_of(self.first)
        while first_day(month) <= self.last:
            yield month
            month = month_after(month)
