"""Owed: what documents left to be settled, the oldest first, and on which accounts."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal, NamedTuple

from domain.events.pay import SettledPart
from domain.money import ZERO
from domain.rulebook import Rulebook

Body = Literal[
    "social_security", "other_bodies", "withholding_tax", "advances", "daily_allowances"
]
"""To whom, or by whom, something of pay is owed."""

_ROLES: dict[Body, str] = {
    "social_security": "social_security",
    "other_bodies": "other_social_bodies",
    "withholding_tax": "withholding_tax",
    "advances": "wage_advances",
    "daily_allowances": "daily_allowances",
}


class Owed(NamedTuple):
    """What is left to settle of a document of that day."""

    dated: date
    amount: Decimal


Queue = tuple[Owed, ...]
"""What is owed, by the dates of the documents."""


def total(queue: Queue, *, until: date = date.max) -> Decimal:
    """What is owed by documents dated until a day."""
    return sum((it.amount for it in queue if it.dated <= until), ZERO)


def joined(queue: Queue, dated: date, amount: Decimal) -> Queue:
    """The queue with one more document, which may come late."""
    if not amount:
        return queue
    return tuple(sorted((*queue, Owed(dated, amount)), key=lambda owed: owed.dated))


def settled(queue: Queue, amount: Decimal) -> Iterator[Owed]:
    """What an amount settles, the oldest first."""
    for owed in queue:
        part = min(owed.amount, amount)
        amount -= part
        if part:
            yield Owed(owed.dated, part)


def left(queue: Queue, amount: Decimal) -> Queue:
    """What remains once an amount is settled."""
    parts = [it.amount for it in settled(queue, amount)]
    parts += [ZERO] * (len(queue) - len(parts))
    remaining = (
        Owed(owed.dated, owed.amount - part) for owed, part in zip(queue, parts, strict=True)
    )
    return tuple(owed for owed in remaining if owed.amount)


def on_accounts(
    body: Body, queue: Queue, amount: Decimal, rulebook: Rulebook
) -> Iterator[SettledPart]:
    """What an amount settles, account by account: those of the documents' own days."""
    parts = settled(queue, amount)
    role = _ROLES[body]
    for account, several in groupby(
        parts, key=lambda owed: getattr(rulebook.account_roles(owed.dated), role)
    ):
        yield SettledPart(account=account, amount=sum((it.amount for it in several), ZERO))
