"""Policy: every setting that `AdoptPolicy` adopts, told apart by its kind."""

from typing import Annotated

from pydantic import Field

from domain.policies.carry_forward import CarryForwardPolicy
from domain.policies.closing import ClosingPolicy
from domain.policies.contribution import ContributionExemption
from domain.policies.deadlines import DeadlinePolicy
from domain.policies.distribution_tax import DistributionTax
from domain.policies.impact import ImpactPolicy
from domain.policies.internal_retention import InternalRetentionPolicy
from domain.policies.levy import LevyPolicy
from domain.policies.mutualisation import MutualisationPolicy
from domain.policies.pay import PayPolicy
from domain.policies.share_terms import ShareTerms
from domain.policies.smoothing import SmoothingPolicy
from domain.policies.surplus import SurplusPolicy
from domain.policies.vat_regime import VatRegimePolicy
from domain.policies.written_contents import WrittenContentsPolicy

Policy = Annotated[
    CarryForwardPolicy
    | ClosingPolicy
    | ContributionExemption
    | DeadlinePolicy
    | DistributionTax
    | ImpactPolicy
    | InternalRetentionPolicy
    | LevyPolicy
    | MutualisationPolicy
    | PayPolicy
    | ShareTerms
    | SmoothingPolicy
    | SurplusPolicy
    | VatRegimePolicy
    | WrittenContentsPolicy,
    Field(discriminator="kind"),
]
"""A setting of the cooperative, or of one of its activities, from a day on."""
