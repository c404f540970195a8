"""Orders on what activities owe to the structure: policies, months, years, releases."""

from datetime import date
from typing import Any

from domain.activity.contribution_charges import (
    ChargeMinimumContribution,
    ChargeMonthlyContribution,
    PrepayContribution,
    ReleaseInternalRetention,
)
from domain.cooperative.adoption import (
    AdoptContributionPolicy,
    AdoptContributionPreset,
    AdoptPolicy,
)
from domain.period import month_of
from domain.policies.contribution import ContributionExemption, ContributionPolicy, Tier
from domain.policies.internal_retention import InternalRetentionPolicy
from domain.policies.levy import LevyPolicy
from domain.policies.policy import Policy
from domain.streams import THE_COOPERATIVE
from tests.histories import ACTIVITIES, Drawer, Order
from tests.orders.sales import remembered

FLAT = ContributionPolicy(rate="0.10")
SCALES = (
    FLAT.model_copy(update={"tiers": (Tier(above="500.00", rate="0.033"),)}),
    ContributionPolicy(rate="0.10", base="received", monthly_fee="7.77"),
    ContributionPolicy(rate="0.135", base="margin", minimum_cesa="1000.00"),
    ContributionPolicy(rate="0.07", credit_ahead=False, minimum_cesa="99.99"),
)
POLICIES: tuple[Policy, ...] = (
    LevyPolicy(code="insurance", rate="0.0085"),
    LevyPolicy(code="federation", rate="0.333333"),
    LevyPolicy(code="insurance", rate="0"),
    InternalRetentionPolicy(rate="0.05"),
    InternalRetentionPolicy(rate="0"),
    ContributionExemption(spared=("rate",)),
    ContributionExemption(),
)


def _for_one_or_all(drawer: Drawer) -> dict[str, Any]:
    return {
        "occurred_on": drawer.books.today,
        "activity": drawer.one((None, None, *ACTIVITIES)),
    }


def _from_a_first(drawer: Drawer) -> date:
    return drawer.day().replace(day=1)


def scale(drawer: Drawer) -> Order:
    """A contribution of tiers, of what is received, of a margin, with a fee or a minimum."""
    return THE_COOPERATIVE, AdoptContributionPolicy(
        **_for_one_or_all(drawer),
        effective_from=_from_a_first(drawer),
        policy=drawer.one(SCALES),
    )


def preset(drawer: Drawer) -> Order:
    """A published contribution."""
    return THE_COOPERATIVE, AdoptContributionPreset(
        **_for_one_or_all(drawer),
        effective_from=_from_a_first(drawer),
        preset=drawer.one(("astrolabe", "coopaname")),
    )


def beside(drawer: Drawer) -> Order:
    """A levy, an internal retention, an exemption, or the end of one."""
    return THE_COOPERATIVE, AdoptPolicy(
        **_for_one_or_all(drawer), effective_from=drawer.day(), policy=drawer.one(POLICIES)
    )


def month(drawer: Drawer) -> Order:
    """A month is charged, if it is over."""
    return drawer.activity(), ChargeMonthlyContribution(
        occurred_on=drawer.books.today, month=month_of(drawer.day())
    )


def year(drawer: Drawer) -> Order:
    """A year is topped up, if it is over."""
    return drawer.activity(), ChargeMinimumContribution(
        occurred_on=drawer.books.today, fiscal_year=drawer.history.first_day
    )


def advance(drawer: Drawer) -> Order:
    """Some of a minimum is charged in advance."""
    return drawer.activity(), PrepayContribution(occurred_on=drawer.day())


def release(drawer: Drawer) -> Order | None:
    """Some of what was kept of an invoice is given back."""
    address = drawer.activity()
    invoices = remembered(drawer, address).contributions.invoices
    kept = sorted(number for number, dues in invoices.items() if dues.retention)
    number = drawer.any(kept or sorted(invoices))
    if number is None:
        return None
    retention = invoices[number].retention
    return address, ReleaseInternalRetention(
        occurred_on=drawer.day(),
        invoice=number,
        reference=drawer.reference("LIB-"),
        amount=drawer.part(retention) if retention else None,
    )
