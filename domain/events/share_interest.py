"""The interest on shares: granted by the assembly, paid to members, taxed when it is paid."""

from typing import ClassVar

from pydantic import Field

from domain.events.event import Event, Settlement
from domain.identifiers import ContractId, Day, Reference
from domain.money import PositiveEuros, SomeEuros
from domain.value import Value


class MemberInterest(Value):
    """What a member receives on the capital she had paid, before what is withheld."""

    member: ContractId
    capital: PositiveEuros
    amount: PositiveEuros


class MemberLevies(Value):
    """What is withheld from a member's interest."""

    member: ContractId
    income_tax: SomeEuros
    social_levies: SomeEuros


class ShareInterestGranted(Event):
    """The assembly grants interest on the shares held on a day (loi 47-1775 art. 14)."""

    topic: ClassVar = "cooperative.share-interest-granted"

    reference: Reference
    held_on: Day
    amount: PositiveEuros
    members: tuple[MemberInterest, ...] = Field(min_length=1)


class ShareInterestPaid(Settlement):
    """The interest is paid to all, less what is withheld (CGI art. 117 quater, CSS L136-7)."""

    topic: ClassVar = "cooperative.share-interest-paid"

    interest: Reference
    amount: PositiveEuros
    income_tax: SomeEuros
    social_levies: SomeEuros
    members: tuple[MemberLevies, ...]


class ShareLeviesPaid(Settlement):
    """What was withheld from interest is paid to the State."""

    topic: ClassVar = "cooperative.share-levies-paid"

    interest: Reference
    income_tax: SomeEuros
    social_levies: SomeEuros


ShareInterestEvent = ShareInterestGranted | ShareInterestPaid | ShareLeviesPaid
"""Everything that happens to the interest on shares."""
