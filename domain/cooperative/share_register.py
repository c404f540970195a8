"""Share register: who holds which shares, what is paid on them, and who waits for a refund."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from rpds import HashTrieMap

from domain.cooperative.legal_form import is_scop
from domain.cooperative.share_moves import ShareMove, moves_of
from domain.events.cooperative import LegalForm
from domain.events.shares import (
    MemberAdmitted,
    ShareInstalmentPaid,
    ShareInstalmentRetained,
    ShareRefundPaid,
    ShareRefundRequested,
    SharesCancelled,
    SharesEvent,
    SharesIssued,
    SharesSubscribed,
    SharesTransferred,
)
from domain.identifiers import ContractId, Reference
from domain.money import CENT, ZERO
from domain.refusal import Refusal
from domain.statutory import CAPITAL_FLOOR, CAPITAL_FLOOR_OF_SCOP

# Refusals


class UnknownSubscription(Refusal):
    """No subscription of that reference is recorded."""


class SubscriptionAlreadyRecorded(Refusal):
    """A subscription of that reference is already recorded."""


class NotAdmittedYet(Refusal):
    """The assembly has not admitted the subscriber on that subscription."""


class SharesExceeded(Refusal):
    """The member holds fewer shares under that subscription, beside those that wait."""


class DatedBeforeSubscription(Refusal):
    """The date comes before that of the subscription."""


# State


@dataclass(frozen=True, slots=True)
class Subscription:
    """Shares under one reference: asked for, then held, paid bit by bit, given back.

    `document_on` is the day whose accounts they stand on; `holdings` the days on which what is
    paid changed; the three ranks count the entries under the reference.
    """

    subscriber: ContractId
    occurred_on: date
    document_on: date
    asked: int
    nominal: Decimal
    instalment: Decimal | None
    admitted: bool = False
    shares: int = 0
    queued: int = 0
    awaiting: Decimal = ZERO
    capital: Decimal = ZERO
    unpaid: Decimal = ZERO
    refund_due: Decimal = ZERO
    instalments: int = 0
    cancellations: int = 0
    refunds: int = 0
    cancelled_on: date | None = None
    holdings: tuple[tuple[date, Decimal], ...] = ()

    @property
    def amount(self) -> Decimal:
        """The nominal of what was asked for."""
        return self.asked * self.nominal

    @property
    def paid(self) -> Decimal:
        """What is paid on the shares held."""
        return self.capital - self.unpaid

    @property
    def free(self) -> int:
        """The shares that neither wait for a refund nor are given back."""
        return self.shares - self.queued

    def paid_on(self, day: date) -> Decimal:
        """What was paid, at the end of a day, on the shares then held."""
        return sum((amount for since, amount in self.holdings if since <= day), ZERO)


class Queued(NamedTuple):
    """Shares whose refund waits, the losses they will bear, and since when."""

    subscription: Reference
    shares: int
    loss: Decimal
    since: date


class Instalments(NamedTuple):
    """What is left to pay: so many instalments, the last of them smaller or equal."""

    left: int
    last: Decimal


@dataclass(frozen=True, slots=True)
class Shares:
    """The subscriptions by reference, the capital, and the refunds that wait in their order.

    `retained` is what was kept from each payslip, `retentions` how often from each member's
    pay. The capital is what is called, paid or not; the highest is that of the log's order.
    """

    subscriptions: "HashTrieMap[Reference, Subscription]" = field(default_factory=HashTrieMap)
    capital: Decimal = ZERO
    highest: Decimal = ZERO
    held: "HashTrieMap[ContractId, int]" = field(default_factory=HashTrieMap)
    queue: tuple[Queued, ...] = ()
    retained: "HashTrieMap[tuple[ContractId, Reference], Decimal]" = field(
        default_factory=HashTrieMap
    )
    retentions: "HashTrieMap[ContractId, int]" = field(default_factory=HashTrieMap)

    def subscription(self, reference: Reference) -> Subscription:
        """The subscription of a reference; refused when there is none."""
        if found := self.subscriptions.get(reference):
            return found
        raise UnknownSubscription(reference)

    def admitted(self, reference: Reference, day: date) -> Subscription:
        """A subscription whose shares are capital on a day; refused when they are not."""
        found = self.subscription(reference)
        if not found.admitted:
            raise NotAdmittedYet(reference)
        if day < found.occurred_on:
            raise DatedBeforeSubscription(day, found.occurred_on)
        return found

    def demand_new(self, reference: Reference) -> None:
        """Refuse a reference that names a subscription already."""
        if reference in self.subscriptions:
            raise SubscriptionAlreadyRecorded(reference)

    @property
    def votes(self) -> int:
        """The members: each has one vote, whatever the shares (loi 47-1775 art. 4)."""
        return sum(held > 0 for held in self.held.values())

    def shares_of(self, member: ContractId) -> int:
        """How many shares a member holds, under all her subscriptions."""
        return self.held.get(member, 0)


def capital_floor(highest: Decimal, form: LegalForm) -> Decimal:
    """What the capital may not fall below: a fraction of the highest it reached, by form.

    Half in a SCOP (loi 78-763 art. 31), a quarter in others (loi 47-1775 art. 13), to the cent
    above.
    """
    fraction = CAPITAL_FLOOR_OF_SCOP if is_scop(form) else CAPITAL_FLOOR
    return (highest * fraction.value).quantize(CENT, ROUND_CEILING)


def cancellable_now(shares: Shares, form: LegalForm, nominal: Decimal) -> int:
    """How many shares of a nominal can be cancelled before the capital meets its floor."""
    room = shares.capital - capital_floor(shares.highest, form)
    return max(0, int(room // nominal))


def instalments_left(subscription: Subscription) -> Instalments | None:
    """What is left of an agreed schedule; none without a schedule, or when all is paid."""
    if not subscription.instalment or not subscription.unpaid:
        return None
    whole, rest = divmod(subscription.unpaid, subscription.instalment)
    return Instalments(int(whole) + bool(rest), rest or subscription.instalment)


def evolve(shares: Shares, event: SharesEvent) -> Shares:
    """The register after an event."""
    shares = _counted(_opened(shares, event), event)
    for move in moves_of(event):
        shares = _moved(shares, move, event.occurred_on)
    return shares


def _opened(shares: Shares, event: SharesEvent) -> Shares:
    match event:
        case SharesSubscribed() | SharesIssued():
            opened = Subscription(
                subscriber=event.subscriber,
                occurred_on=event.occurred_on,
                document_on=event.occurred_on,
                asked=event.shares,
                nominal=event.nominal,
                instalment=event.instalment,
                admitted=isinstance(event, SharesIssued),
            )
        case SharesTransferred():
            sold = shares.subscriptions[event.subscription]
            opened = Subscription(
                subscriber=event.buyer,
                occurred_on=event.occurred_on,
                document_on=sold.document_on,
                asked=event.shares,
                nominal=sold.nominal,
                instalment=sold.instalment,
                admitted=True,
            )
        case _:
            return shares
    return replace(shares, subscriptions=shares.subscriptions.insert(event.reference, opened))


def _counted(shares: Shares, event: SharesEvent) -> Shares:
    match event:
        case MemberAdmitted():
            document_on = event.document_on or event.occurred_on
            return _changed(shares, event.subscription, admitted=True, document_on=document_on)
        case ShareInstalmentPaid():
            return _changed(shares, event.subscription, instalments=event.rank)
        case ShareInstalmentRetained():
            return _retained(
                _changed(shares, event.subscription, instalments=event.rank), event
            )
        case ShareRefundRequested():
            return _requested(shares, event)
        case SharesCancelled():
            first, *others = shares.queue
            left = first._replace(
                shares=first.shares - event.cancelled.shares,
                loss=first.loss - event.cancelled.loss,
            )
            queue = (left, *others) if left.shares else tuple(others)
            before = shares.subscriptions[event.subscription]
            return _changed(
                replace(shares, queue=queue),
                event.subscription,
                queued=before.queued - event.cancelled.shares,
                cancellations=event.cancelled.rank,
                cancelled_on=before.cancelled_on or event.occurred_on,
            )
        case ShareRefundPaid():
            return _changed(shares, event.subscription, refunds=event.rank)
        case SharesSubscribed() | SharesIssued() | SharesTransferred():
            return shares


def _requested(shares: Shares, event: ShareRefundRequested) -> Shares:
    now = event.cancelled
    left, loss = event.shares, event.loss
    before = shares.subscriptions[event.subscription]
    if now:
        left, loss = left - now.shares, loss - now.loss
        shares = _changed(
            shares,
            event.subscription,
            cancellations=now.rank,
            cancelled_on=before.cancelled_on or event.occurred_on,
        )
    if not left:
        return shares
    queue = (*shares.queue, Queued(event.subscription, left, loss, event.occurred_on))
    return _changed(
        replace(shares, queue=queue), event.subscription, queued=before.queued + left
    )


def _retained(shares: Shares, event: ShareInstalmentRetained) -> Shares:
    member, slip = event.subscriber, (event.subscriber, event.payslip)
    kept = shares.retained.get(slip, ZERO) + event.amount
    return replace(
        shares,
        retained=shares.retained.insert(slip, kept),
        retentions=shares.retentions.insert(member, shares.retentions.get(member, 0) + 1),
    )


def _changed(shares: Shares, reference: Reference, **changes: object) -> Shares:
    changed = replace(shares.subscriptions[reference], **changes)  # type: ignore[arg-type]  # Fields of a subscription, by name.
    return replace(shares, subscriptions=shares.subscriptions.insert(reference, changed))


def _moved(shares: Shares, move: ShareMove, day: date) -> Shares:
    before = shares.subscriptions[move.subscription]
    after = replace(
        before,
        shares=before.shares + move.shares,
        awaiting=before.awaiting + move.awaiting,
        capital=before.capital + move.capital,
        unpaid=before.unpaid + move.unpaid,
        refund_due=before.refund_due + move.refund_due,
        holdings=(*before.holdings, (day, move.paid)) if move.paid else before.holdings,
    )
    capital = shares.capital + move.capital
    return replace(
        shares,
        subscriptions=shares.subscriptions.insert(move.subscription, after),
        held=shares.held.insert(
            move.subscriber, shares.shares_of(move.subscriber) + move.shares
        ),
        capital=capital,
        highest=max(shares.highest, capital),
    )
