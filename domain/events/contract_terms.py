"""What is signed with an entrepreneur, and how it ends."""

from typing import ClassVar, Literal

from domain.events.event import Event
from domain.identifiers import Day, Sha256

ExitReason = Literal[
    "business-created",
    "job",
    "retirement",
    "training",
    "move",
    "failure",
    "not-associate-in-time",
    "other",
    "unknown",
]
"""Why an entrepreneur leaves; `not-associate-in-time` is the end by law (C. trav. L7331-3)."""


class CapeSigned(Event):
    """An entrepreneur signs a CAPE, or its renewal, to test an activity (C. com. L127-1)."""

    topic: ClassVar = "contract.cape-signed"

    entrepreneur: Sha256
    starts_on: Day
    ends_on: Day


class CesaSigned(Event):
    """An entrepreneur becomes entrepreneur salarié (C. trav. L7331-2)."""

    topic: ClassVar = "contract.cesa-signed"

    entrepreneur: Sha256
    starts_on: Day


class ContractEnded(Event):
    """The contract ends; its last day is recorded."""

    topic: ClassVar = "contract.ended"

    last_day: Day
    reason: ExitReason | None = None


TermsEvent = CapeSigned | CesaSigned | ContractEnded
"""Everything signed and ended."""
