"""Policy: every setting that `AdoptPolicy` adopts, told apart by its kind."""

from typing import Annotated

from pydantic import Field

from domain.policies.carry_forward import CarryForwardPolicy
from domain.policies.impact import ImpactPolicy
from domain.policies.smoothing import SmoothingPolicy
from domain.policies.surplus import SurplusPolicy

Policy = Annotated[
    SmoothingPolicy | CarryForwardPolicy | SurplusPolicy | ImpactPolicy,
    Field(discriminator="kind"),
]
"""A setting of the cooperative, or of one of its activities, from a day on."""
