"""The shares of the members."""

from typing import ClassVar

from pydantic import Field

from domain.events.event import Event
from domain.identifiers import ContractId, Reference
from domain.money import PositiveEuros


class SharesSubscribed(Event):
    """An entrepreneur subscribes shares and pays them at once."""

    topic: ClassVar = "cooperative.shares-subscribed"

    subscriber: ContractId
    reference: Reference
    shares: int = Field(ge=1)
    nominal: PositiveEuros
    amount: PositiveEuros


class MemberAdmitted(Event):
    """The assembly admits a subscriber; the shares become capital (loi 78-763 art. 7)."""

    topic: ClassVar = "cooperative.member-admitted"

    subscription: Reference
    subscriber: ContractId
    shares: int = Field(ge=1)
    amount: PositiveEuros


SharesEvent = SharesSubscribed | MemberAdmitted
"""Everything that happens to shares."""
