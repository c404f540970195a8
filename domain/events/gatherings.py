"""What brings the entrepreneurs of a cooperative together: workshops and general meetings."""

from typing import ClassVar

from pydantic import Field

from domain.events.event import Event
from domain.events.interviews import DAY_MINUTES
from domain.identifiers import ContractId, Day, Reference, Sha256


class WorkshopHeld(Event):
    """A workshop, and the contracts of those who attended."""

    topic: ClassVar = "cooperative.workshop-held"

    reference: Reference
    subject: Sha256
    minutes: int = Field(ge=1, le=DAY_MINUTES)
    attendees: tuple[ContractId, ...]


class GeneralMeetingHeld(Event):
    """The general meeting approves a year's accounts (C. com. L223-26, L225-100)."""

    topic: ClassVar = "cooperative.general-meeting-held"

    year_first: Day
    year_last: Day


GatheringsEvent = WorkshopHeld | GeneralMeetingHeld
"""Everything that gathers the entrepreneurs."""
