"""The individual interviews of an entrepreneur with the cooperative."""

from typing import ClassVar

from pydantic import Field

from domain.events.event import Event
from domain.identifiers import Sha256

DAY_MINUTES = 24 * 60
"""No meeting of a day lasts longer."""


class InterviewHeld(Event):
    """An individual interview on the activity, its outlook and its needs (décret 2015-1363)."""

    topic: ClassVar = "contract.interview-held"

    minutes: int = Field(ge=1, le=DAY_MINUTES)
    notes: Sha256 | None = None


InterviewsEvent = InterviewHeld
"""Everything that happens in individual support."""
