"""The parts of a surplus are those of the statutes, raised to the least the law sets."""

from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from domain.cooperative.allocation import (
    Distributable,
    PartsExceedSurplus,
    Reserves,
    demand_lawful,
    legal_reserve_share,
    mandatory_legal_reserve,
    planned,
)
from domain.events.surplus import Allocation
from domain.money import ZERO, euros
from domain.policies.surplus import SurplusPolicy


def test_a_reserve_near_its_cap_takes_only_what_is_missing() -> None:
    reserves = Reserves(euros("39500.00"), euros("39500.00"), euros("40000.00"))
    assert legal_reserve_share(euros("20000.00")) == euros("3000.00")
    assert mandatory_legal_reserve(euros("20000.00"), reserves) == euros("500.00")
    assert mandatory_legal_reserve(euros("100.00"), reserves) == euros("15.00")
    above = reserves._replace(legal=euros("41000.00"))
    assert mandatory_legal_reserve(euros("20000.00"), above) == ZERO


def test_a_split_below_the_law_is_raised_at_the_cost_of_the_development_fund() -> None:
    meagre = SurplusPolicy(legal_reserve="0.05", development_fund="0.75", work_share="0.20")
    there = Distributable(euros("1000.00"), ZERO)
    reserves = Reserves(ZERO, ZERO, euros("100000.00"))
    assert planned(there, meagre, "scop-sa", reserves) == Allocation(
        legal_reserve="150.00",
        development_fund="600.00",
        work_share="250.00",
        interest="0.00",
    )
    greedy = SurplusPolicy(
        legal_reserve="0", development_fund="0", work_share="0.20", interest="0.80"
    )
    with pytest.raises(PartsExceedSurplus):
        planned(there, greedy, "scop-sa", reserves)


CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))
FRACTIONS = st.tuples(*[st.integers(0, 100)] * 3).map(
    lambda parts: [*parts, 0] if sum(parts) <= 100 else [25, 25, 50, 0]
)


@drawn(CENTS, CENTS, CENTS, CENTS, FRACTIONS)
def test_whatever_the_statutes_say_the_plan_is_whole_and_lawful(
    left: Decimal, participation: Decimal, reserve: Decimal, highest: Decimal, cut: list[int]
) -> None:
    legal, fund, work, interest = (Decimal(part).scaleb(-2) for part in cut)
    rest = 1 - legal - fund - work - interest
    policy = SurplusPolicy(
        legal_reserve=legal, development_fund=fund + rest, work_share=work, interest=interest
    )
    there = Distributable(left, participation)
    reserves = Reserves(reserve, reserve, highest)
    try:
        allocation = planned(there, policy, "scop-sarl", reserves)
    except PartsExceedSurplus:
        return
    demand_lawful(allocation, there, "scop-sarl", reserves)
    assert allocation.total == left
