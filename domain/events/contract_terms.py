"""What is signed with an entrepreneur, amended, and how it ends."""

from typing import ClassVar, Literal

from domain.events.contract_contents import CapeClauses, CesaClauses
from domain.events.event import Event
from domain.identifiers import Day, Sha256
from domain.value import Value

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


class Stretch(Value):
    """Days from a first to a last, both counted."""

    first: Day
    last: Day


class CapeSigned(Event):
    """An entrepreneur signs a CAPE, or its renewal, to test an activity (C. com. L127-1)."""

    topic: ClassVar = "contract.cape-signed"

    entrepreneur: Sha256
    starts_on: Day
    ends_on: Day
    contents: CapeClauses | None = None


class CesaSigned(Event):
    """An entrepreneur becomes entrepreneur salarié (C. trav. L7331-2).

    `earlier` are contracts with the cooperative that its books do not hold.
    """

    topic: ClassVar = "contract.cesa-signed"

    entrepreneur: Sha256
    starts_on: Day
    contents: CesaClauses | None = None
    trial_until: Day | None = None
    earlier: tuple[Stretch, ...] = ()


class CapeAmended(Event):
    """A CAPE says something else from a day on."""

    topic: ClassVar = "contract.cape-amended"

    effective_from: Day
    contents: CapeClauses


class CesaAmended(Event):
    """A CESA says something else from a day on, or its trial is renewed."""

    topic: ClassVar = "contract.cesa-amended"

    effective_from: Day
    contents: CesaClauses
    trial_until: Day | None = None


class ContractEnded(Event):
    """The contract ends; its last day is recorded."""

    topic: ClassVar = "contract.ended"

    last_day: Day
    reason: ExitReason | None = None


TermsEvent = CapeSigned | CesaSigned | CapeAmended | CesaAmended | ContractEnded
"""Everything signed, amended and ended."""
