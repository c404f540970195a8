"""Policy: every setting that `AdoptPolicy` adopts, told apart by its kind."""

from typing import Annotated

from pydantic import Field

from domain.policies.carry_forward import CarryForwardPolicy
from domain.policies.pay import PayPolicy
from domain.policies.payroll_mapping import PayrollMapping
from domain.policies.smoothing import SmoothingPolicy

Policy = Annotated[
    SmoothingPolicy | CarryForwardPolicy | PayPolicy | PayrollMapping,
    Field(discriminator="kind"),
]
"""A setting of the cooperative, or of one of its activities, from a day on."""
