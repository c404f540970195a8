"""Presets: contribution scales that cooperatives have published, adopted by name.

A cooperative adopts the figures, not the name: what is recorded is the policy itself, and a
preset that changes later changes no books.
"""

from typing import Literal

from domain.policies.contribution import ContributionPolicy, Tier

ContributionPreset = Literal["astrolabe", "coopaname"]
"""The cooperative whose published scale is meant."""

CONTRIBUTION_PRESETS: dict[ContributionPreset, ContributionPolicy] = {
    "astrolabe": ContributionPolicy(
        rate="0.11",
        tiers=(Tier(above="40000.00", rate="0.10"), Tier(above="80000.00", rate="0.09")),
        minimum_cape="1200.00",
        minimum_cesa="2160.00",
        prepaid_months=6,
    ),
    "coopaname": ContributionPolicy(rate="0.135", base="margin", monthly_fee="30.00"),
}
"""Astrolabe: 11, 10 then 9 % of what is invoiced, with a minimum a year, six months of it in
advance. Coopaname: 13.5 % of the margin and 30.00 a month.
"""
