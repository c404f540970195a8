"""Who is supported, as far as an impact report asks, and what became of them."""

from typing import ClassVar, Literal

from pydantic import Field

from domain.events.event import Event
from domain.identifiers import Sha256

Situation = Literal[
    "in-cae", "trading", "employed", "training", "unemployed", "retired", "other"
]
"""What someone lives on some months after leaving; `trading` is a business of their own."""

SurveySource = Literal["call", "form", "letter", "register"]
"""How it came to be known."""


class PersonEnrolled(Event):
    """Someone enrols, and says what they will of themselves; each answer has its own salt."""

    topic: ClassVar = "contract.person-enrolled"

    gender: Sha256 | None = None
    birth_year: Sha256 | None = None
    status: Sha256 | None = None
    education: Sha256 | None = None
    area: Sha256 | None = None
    prescriber: Sha256 | None = None


class OutcomeSurveyed(Event):
    """Someone who left is asked what became of them."""

    topic: ClassVar = "contract.outcome-surveyed"

    months_after_exit: int = Field(ge=1, le=600)
    situation: Situation
    source: SurveySource


EnrolmentEvent = PersonEnrolled | OutcomeSurveyed
"""Everything known of a person for the impact report."""
