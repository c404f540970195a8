"""Share register: who holds which shares, at any date, and the capital they make."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.cooperative.cooperative import CooperativeNotFounded
from domain.cooperative.share_moves import moves_of
from domain.cooperative.share_register import capital_floor
from domain.events.shares import (
    Cancellation,
    ShareRefundRequested,
    SharesCancelled,
    SharesEvent,
)
from domain.identifiers import ContractId
from domain.money import ZERO
from domain.recorded import Recorded
from projections.cooperative import cooperative
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

SHARE_MOVES = Table(
    "share_moves",
    {
        "position": "bigint",
        "rank": "smallint",
        "dated": "date",
        "subscription": 'text COLLATE "C"',
        "member": 'text COLLATE "C"',
        "shares": "bigint",
        "subscribed": "numeric(15,2)",
        "cancelled": "numeric(15,2)",
        "queued": "numeric(15,2)",
        "awaiting": "numeric(15,2)",
        "capital": "numeric(15,2)",
        "unpaid": "numeric(15,2)",
        "refund_due": "numeric(15,2)",
        "refund_by": "date",
    },
    key="position, rank",
    optional=("refund_by",),
)

_HOLDINGS = """
SELECT member, sum(shares)::bigint, sum(subscribed), sum(capital + cancelled),
    sum(capital - unpaid), sum(unpaid), sum(awaiting), sum(capital), sum(cancelled),
    sum(queued), sum(refund_due),
    CASE WHEN sum(refund_due) > 0 THEN max(refund_by) END, max(position)
FROM {share_moves}
WHERE position <= %(position)s AND dated <= coalesce(%(as_of)s, 'infinity'::date)
GROUP BY member ORDER BY member
"""
_HIGHEST = """
SELECT coalesce(max(reached), 0.00) FROM (
    SELECT sum(capital) OVER (ORDER BY position, rank) AS reached FROM {share_moves}
    WHERE position <= %(position)s AND dated <= coalesce(%(as_of)s, 'infinity'::date)
) AS history
"""


class ShareHolding(NamedTuple):
    """A member's shares, in euros at their nominal: `called` is what ever was capital of hers.

    `paid` and `unpaid` are those of the shares held, which are the capital; `awaiting` is paid
    before the assembly admits; `refund_by` is the last day for what is due.
    """

    member: ContractId
    shares: int
    subscribed: Decimal
    called: Decimal
    paid: Decimal
    unpaid: Decimal
    awaiting: Decimal
    capital: Decimal
    cancelled: Decimal
    queued: Decimal
    refund_due: Decimal
    refund_by: date | None
    position: int


class ShareRegister(NamedTuple):
    """The members' shares, the highest capital reached, and what it may not fall below."""

    holdings: tuple[ShareHolding, ...]
    highest: Decimal
    floor: Decimal

    @property
    def capital(self) -> Decimal:
        """What is called and not cancelled, paid or not."""
        return sum((holding.capital for holding in self.holdings), ZERO)

    @property
    def votes(self) -> int:
        """The members who hold shares: each has one vote (loi 47-1775 art. 4)."""
        return sum(holding.shares > 0 for holding in self.holdings)


def share_register(snapshot: Snapshot) -> ShareRegister:
    """The register; the highest capital is that of the order in which it was recorded."""
    card = cooperative(snapshot)
    if card is None:
        raise CooperativeNotFounded
    ((highest,),) = snapshot.rows(_HIGHEST)
    holdings = tuple(ShareHolding(*row) for row in snapshot.rows(_HOLDINGS))
    return ShareRegister(holdings, highest, capital_floor(highest, card.legal_form))


def _project(recorded: Recorded) -> Iterator[Write]:
    event = recorded.event
    if not isinstance(event, SharesEvent):
        return
    dated = recorded.accounting_date or event.occurred_on
    cancelled = _cancellation(event)
    for rank, (subscription, member, *moved) in enumerate(moves_of(event), 1):
        row = (recorded.position, rank, dated, subscription, member, *moved)
        yield Write(SHARE_MOVES, (*row, cancelled.due_by if cancelled else None))


def _cancellation(event: SharesEvent) -> Cancellation | None:
    if isinstance(event, ShareRefundRequested | SharesCancelled):
        return event.cancelled
    return None


SHARE_REGISTER = ReadModel((SHARE_MOVES,), without_memory(_project))
"""A row for each subscription that an event changes."""
