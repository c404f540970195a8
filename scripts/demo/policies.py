"""Policies: the rules the cooperative adopts, beside those of its contribution."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.cooperative.adoption import AdoptPolicy
from domain.identifiers import ActivityCode
from domain.money import euros
from domain.policies.carry_forward import CarryForwardPolicy
from domain.policies.closing import ClosingPolicy
from domain.policies.levy import LevyPolicy
from domain.policies.pay import PayPolicy
from domain.policies.policy import Policy
from domain.policies.share_terms import ShareTerms
from domain.policies.smoothing import SmoothingPolicy
from domain.policies.surplus import SurplusPolicy
from domain.policies.written_contents import WrittenContentsPolicy
from scripts.demo.pay_rates import DESIGNER, EMPLOYER, FIXED_PART


def policies(opening: date) -> Iterator[AdoptPolicy]:
    """The policies of everyone, in force from the first day."""
    yield from (_adopted(opening, policy) for policy in _of_everyone())


def policies_of_first(opening: date, activity: ActivityCode) -> Iterator[AdoptPolicy]:
    """Those of the first activity: pay made smooth, what is left of a year still due as pay."""
    smoothing = SmoothingPolicy(
        target_gross=DESIGNER, fixed_part=FIXED_PART, employer_rate=EMPLOYER
    )
    kept = CarryForwardPolicy(vehicle="accrued-pay", employer_rate=EMPLOYER)
    yield from (_adopted(opening, policy, activity) for policy in (smoothing, kept))


def _of_everyone() -> Iterator[Policy]:
    yield WrittenContentsPolicy()
    yield LevyPolicy(code="assurance", rate=Decimal("0.01"))
    yield PayPolicy(overdraft=euros("2500.00"))
    yield CarryForwardPolicy(vehicle="provision")
    yield ShareTerms(nominal=euros("25.00"))
    yield ClosingPolicy(results_go_up="meeting")
    yield SurplusPolicy(
        legal_reserve=Decimal("0.15"),
        development_fund=Decimal("0.45"),
        work_share=Decimal("0.40"),
    )


def _adopted(day: date, policy: Policy, activity: ActivityCode | None = None) -> AdoptPolicy:
    return AdoptPolicy(occurred_on=day, effective_from=day, activity=activity, policy=policy)
