"""Payment terms: the day on which an invoice is due."""

from datetime import date, timedelta

from domain.refusal import Refusal

PAYMENT_TERM = timedelta(days=30)
"""When an invoice says nothing else it is due in thirty days (C. com. art. L441-10)."""


class DueBeforeIssue(Refusal):
    """An invoice cannot be due before the day it is issued."""


def due_day(due_on: date | None, day: date) -> date:
    """The day a document says it is due, or that of the ordinary term."""
    if due_on is not None and due_on < day:
        raise DueBeforeIssue(due_on)
    return due_on or day + PAYMENT_TERM
