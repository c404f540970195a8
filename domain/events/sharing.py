"""How those who run one activity together share what it earns."""

from typing import ClassVar

from pydantic import Field

from domain.events.event import Event
from domain.identifiers import ActivityCode, Day, Month, Reference
from domain.money import Exact, PositiveEuros
from domain.value import Value


class Weight(Value):
    """What a section weighs in the key of an agreement."""

    section: ActivityCode
    weight: Exact = Field(gt=0)


class SectionShare(Value):
    """What a section gets."""

    section: ActivityCode
    amount: PositiveEuros


class SharingAgreed(Event):
    """An activity's entrepreneurs and the cooperative agree on a key (décret 2015-1363)."""

    topic: ClassVar = "activity.sharing-agreed"

    activity: ActivityCode
    effective_from: Day
    key: tuple[Weight, ...]


class ResultShared(Event):
    """What an activity earned until the end of a month goes to the sections of its key."""

    topic: ClassVar = "activity.result-shared"

    activity: ActivityCode
    reference: Reference
    month: Month
    amount: PositiveEuros
    shares: tuple[SectionShare, ...]


SharingEvent = SharingAgreed | ResultShared
"""Everything that happens to the sharing of an activity."""
