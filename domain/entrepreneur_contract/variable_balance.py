"""Variable balance: until when what a year leaves of the variable part must be paid."""

from calendar import monthrange
from datetime import date, timedelta

from domain.statutory import VARIABLE_BALANCE_MONTHS


def variable_balance_due(meeting: date) -> date:
    """The last day to pay it, after the general meeting that approved the year's accounts."""
    day = meeting
    for _ in range(int(VARIABLE_BALANCE_MONTHS.value)):
        following = day.replace(day=monthrange(day.year, day.month)[1]) + timedelta(days=1)
        last = monthrange(following.year, following.month)[1]
        day = following.replace(day=min(meeting.day, last))
    return day
