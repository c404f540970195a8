"""The cooperative contribution: what an activity owes to the shared structure.

The law asks that its computation stand in the contract, on principles of the statutes (C. trav.
L7331-2, 2° c); all the rest is the cooperative's choice, and a setting here.
"""

from decimal import Decimal
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from domain.identifiers import AccountNumber
from domain.money import ZERO, PositiveEuros, Rate, SomeEuros
from domain.value import Value

ContributionBasis = Literal["invoiced", "received", "margin"]
"""What bears the contribution, before tax: turnover with each invoice, or with each payment of
it, or the month's turnover less its production costs.
"""

ContractKind = Literal["cape", "cesa"]
"""The contract of an entrepreneur before, and after, becoming a salaried one."""

Spared = Literal["rate", "fee", "minimum"]
"""A part of the contribution that an activity may be exempted from."""

MONTHS_A_YEAR = 12
PRODUCTION_ACCOUNTS = ("601", "602", "604", "605", "607")
"""Purchases that are sold on, or built into what is sold."""


class Tier(Value):
    """The rate on what a fiscal year's base holds above an amount, until the next tier."""

    above: PositiveEuros
    rate: Rate


class ContributionPolicy(Value):
    """The contribution of an activity: a rate, or rates by tier, a fee, a minimum.

    rate                 of the base until the first tier; zero leaves that part free
    tiers                rates on what the fiscal year's base holds above amounts
    base                 what bears the rates (default: what is invoiced)
    production_accounts  purchases that lower a margin, with what they subdivide into
    monthly_fee          charged each month that a contract covers (default: none)
    minimum_cape, _cesa  of twelve months under each contract, topped up at the year's end
    prepaid_months       of the minimum, charged in advance at the start, settled with the year
    credit_ahead         expenses give contribution back before the turnover of the year has
                         borne any (default); otherwise they lower what its next sales owe
    """

    rate: Rate
    tiers: tuple[Tier, ...] = Field(default=(), max_length=20)
    base: ContributionBasis = "invoiced"
    production_accounts: tuple[AccountNumber, ...] = Field(
        default=PRODUCTION_ACCOUNTS, max_length=50
    )
    monthly_fee: SomeEuros = ZERO
    minimum_cape: SomeEuros = ZERO
    minimum_cesa: SomeEuros = ZERO
    prepaid_months: int = Field(default=0, ge=0, le=MONTHS_A_YEAR, strict=True)
    credit_ahead: bool = Field(default=True, strict=True)

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if any(lower.above >= upper.above for lower, upper in pairwise(self.tiers)):
            msg = "each tier begins above the one before it"
            raise ValueError(msg)
        return self

    @property
    def monthly(self) -> bool:
        """Whether any of it is charged by the month."""
        return self.base == "margin" or self.monthly_fee > 0

    def charge(self, before: Decimal, more: Decimal) -> Decimal:
        """What `more` of a base owes when the year holds `before`; not rounded.

        Below zero when the base falls: that much is given back.
        """
        return self._until(before + more) - self._until(before)

    def rate_at(self, base: Decimal) -> Decimal:
        """The rate of the tier that a year's base has reached."""
        rate = self.rate
        for tier in self.tiers:
            if tier.above < base:
                rate = tier.rate
        return rate

    def minimum(self, kind: ContractKind) -> Decimal:
        """The least contribution of twelve months under a contract."""
        return self.minimum_cape if kind == "cape" else self.minimum_cesa

    def without(self, spared: tuple[Spared, ...]) -> "ContributionPolicy":
        """The same contribution for an activity that is spared some parts of it."""
        changes: dict[str, object] = {}
        if "rate" in spared:
            changes |= {"rate": ZERO, "tiers": ()}
        if "fee" in spared:
            changes |= {"monthly_fee": ZERO}
        if "minimum" in spared:
            changes |= {"minimum_cape": ZERO, "minimum_cesa": ZERO}
        return self.model_copy(update=changes)

    def _until(self, base: Decimal) -> Decimal:
        if base <= 0:
            return base * self.rate if self.credit_ahead else ZERO
        owed, rate, reached = ZERO, self.rate, ZERO
        for tier in self.tiers:
            if base <= tier.above:
                break
            owed += (tier.above - reached) * rate
            rate, reached = tier.rate, tier.above
        return owed + (base - reached) * rate


class ContributionExemption(Value):
    """What an activity is spared of the contribution, from a day on; why is not recorded.

    Such as the fee of those who live on minimum benefits, for as long as they do.
    """

    kind: Literal["contribution-exemption"] = "contribution-exemption"
    spared: tuple[Spared, ...] = Field(default=(), max_length=3)
