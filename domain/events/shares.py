"""The shares of the members."""

from typing import ClassVar

from pydantic import Field

from domain.events.event import Event, Settlement
from domain.identifiers import ActivityCode, ContractId, Day, Reference
from domain.money import PositiveEuros, SomeEuros
from domain.value import Value


class SharesSubscribed(Event):
    """An entrepreneur subscribes shares, and pays them at once unless `paid` says less."""

    topic: ClassVar = "cooperative.shares-subscribed"

    subscriber: ContractId
    reference: Reference
    shares: int = Field(ge=1)
    nominal: PositiveEuros
    amount: PositiveEuros
    paid: PositiveEuros | None = None
    instalment: PositiveEuros | None = None


class MemberAdmitted(Settlement):
    """The assembly admits a subscriber; the shares become capital (loi 78-763 art. 7)."""

    topic: ClassVar = "cooperative.member-admitted"

    subscription: Reference
    subscriber: ContractId
    shares: int = Field(ge=1)
    amount: PositiveEuros
    paid: PositiveEuros | None = None


class SharesIssued(Event):
    """Someone already admitted subscribes shares: capital at once, paid or only called."""

    topic: ClassVar = "cooperative.shares-issued"

    subscriber: ContractId
    reference: Reference
    shares: int = Field(ge=1)
    nominal: PositiveEuros
    amount: PositiveEuros
    paid: PositiveEuros
    instalment: PositiveEuros | None = None
    admitted_on: Day | None = None


class ShareInstalmentPaid(Settlement):
    """A member pays a part of the shares that are called."""

    topic: ClassVar = "cooperative.share-instalment-paid"

    subscription: Reference
    subscriber: ContractId
    rank: int = Field(ge=1)
    amount: PositiveEuros


class ShareInstalmentRetained(Settlement):
    """A part of the shares that are called is kept from a member's pay (loi 78-763 art. 27)."""

    topic: ClassVar = "cooperative.share-instalment-retained"

    subscription: Reference
    subscriber: ContractId
    rank: int = Field(ge=1)
    activity: ActivityCode
    payslip: Reference
    payslip_on: Day
    amount: PositiveEuros


class SharesTransferred(Event):
    """A member sells shares to another, as the assembly approved; they settle it themselves."""

    topic: ClassVar = "cooperative.shares-transferred"

    subscription: Reference
    seller: ContractId
    buyer: ContractId
    reference: Reference
    approved_on: Day
    shares: int = Field(ge=1)
    amount: PositiveEuros
    unpaid: SomeEuros


class Cancellation(Value):
    """Shares that are capital no more: what was unpaid, the losses borne, and what is due.

    `rank` counts the cancellations of a subscription.
    """

    rank: int = Field(ge=1)
    shares: int = Field(ge=1)
    amount: PositiveEuros
    unpaid: SomeEuros
    loss: SomeEuros
    refund: SomeEuros
    due_by: Day


class ShareRefundRequested(Settlement):
    """A member asks for shares back: some are cancelled at once, the others wait in order."""

    topic: ClassVar = "cooperative.share-refund-requested"

    subscription: Reference
    subscriber: ContractId
    shares: int = Field(ge=1)
    amount: PositiveEuros
    loss: SomeEuros
    cancelled: Cancellation | None = None


class SharesCancelled(Settlement):
    """Shares that waited are cancelled, the capital being high enough again."""

    topic: ClassVar = "cooperative.shares-cancelled"

    subscription: Reference
    subscriber: ContractId
    cancelled: Cancellation


class ShareRefundPaid(Settlement):
    """What is due on cancelled shares is paid, in part or in whole."""

    topic: ClassVar = "cooperative.share-refund-paid"

    subscription: Reference
    subscriber: ContractId
    rank: int = Field(ge=1)
    amount: PositiveEuros


SharesEvent = (
    SharesSubscribed
    | MemberAdmitted
    | SharesIssued
    | ShareInstalmentPaid
    | ShareInstalmentRetained
    | SharesTransferred
    | ShareRefundRequested
    | SharesCancelled
    | ShareRefundPaid
)
"""Everything that happens to shares."""
