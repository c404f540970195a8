"""Payment terms: the day on which an invoice is due."""

from datetime import date, timedelta

from domain.refusal import Refusal
from domain.statutory import PAYMENT_DAYS


class DueBeforeIssue(Refusal):
    """An invoice cannot be due before the day it is issued."""


def due_day(due_on: date | None, day: date) -> date:
    """The day a document says it is due, or that of the ordinary term."""
    if due_on is not None and due_on < day:
        raise DueBeforeIssue(due_on)
    return due_on or day + timedelta(days=int(PAYMENT_DAYS.value))
