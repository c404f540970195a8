"""What the cooperative bears for its activities."""

from typing import ClassVar

from domain.events.event import Event
from domain.identifiers import ActivityCode, Reference
from domain.money import PositiveEuros


class LossBorne(Event):
    """The cooperative bears the loss of an activity: it is liable for it (C. trav. L7332-5)."""

    topic: ClassVar = "activity.loss-borne"

    activity: ActivityCode
    reference: Reference
    amount: PositiveEuros


MutualisationEvent = LossBorne
"""Everything the cooperative bears for an activity."""
