"""Policy: every setting that `AdoptPolicy` adopts, told apart by its kind."""

from typing import Annotated

from pydantic import Field

from domain.policies.carry_forward import CarryForwardPolicy
from domain.policies.deadlines import DeadlinePolicy
from domain.policies.mutualisation import MutualisationPolicy
from domain.policies.smoothing import SmoothingPolicy
from domain.policies.written_contents import WrittenContentsPolicy

Policy = Annotated[
    SmoothingPolicy
    | CarryForwardPolicy
    | DeadlinePolicy
    | WrittenContentsPolicy
    | MutualisationPolicy,
    Field(discriminator="kind"),
]
"""A setting of the cooperative, or of one of its activities, from a day on."""
