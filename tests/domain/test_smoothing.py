"""Pay is the same every month when it may be, and the fixed part is due in any case."""

from decimal import Decimal

import pytest

from domain.entrepreneur_contract.smoothing import payable
from domain.money import euros, without_charges
from domain.policies.smoothing import SmoothingPolicy

PLAIN = {"target_gross": "1200.00", "fixed_part": "400.00", "employer_rate": "0.35"}
MONTHS: list[tuple[dict[str, object], str, tuple[str, str, str]]] = [
    ({}, "1620.00", ("1200.00", "420.00", "0.00")),
    ({}, "1619.99", ("1199.99", "420.00", "0.00")),
    ({}, "660.00", ("488.89", "171.11", "0.00")),
    # The fixed part costs 540.00.
    ({}, "540.00", ("400.00", "140.00", "0.00")),
    ({}, "539.99", ("400.00", "140.00", "-0.01")),
    ({}, "0.00", ("400.00", "140.00", "-540.00")),
    ({}, "-12.34", ("400.00", "140.00", "-552.34")),
    ({"reserve": "100.00"}, "1720.00", ("1200.00", "420.00", "100.00")),
    ({"reserve": "100.00"}, "760.00", ("488.89", "171.11", "100.00")),
    ({"reserve": "100.00"}, "600.00", ("400.00", "140.00", "60.00")),
    ({"months_ahead": 2}, "2700.00", ("1200.00", "420.00", "1080.00")),
    ({"months_ahead": 2}, "1740.00", ("488.89", "171.11", "1080.00")),
    ({"fixed_part": "0.00"}, "0.00", ("0.00", "0.00", "0.00")),
    # A target below the fixed part is the fixed part.
    ({"target_gross": "300.00"}, "5000.00", ("400.00", "140.00", "4460.00")),
    ({"employer_rate": "0"}, "1000.00", ("1000.00", "0.00", "0.00")),
]


@pytest.mark.parametrize(("terms", "available", "expected"), MONTHS)
def test_a_month_is_paid_by_the_policy(
    terms: dict[str, object], available: str, expected: tuple[str, str, str]
) -> None:
    policy = SmoothingPolicy.model_validate(PLAIN | terms)
    due = payable(policy, Decimal(available))
    assert (str(due.gross), str(due.employer), str(due.balance)) == expected
    assert due.cost == Decimal(available) - due.balance


@pytest.mark.parametrize("cost", ["0.01", "0.02", "1.00", "999.99", "1000.00", "123456.78"])
@pytest.mark.parametrize("rate", ["0", "0.35", "0.421234", "1"])
def test_gross_pay_and_charges_add_up_to_their_cost(cost: str, rate: str) -> None:
    gross, charges = without_charges(euros(cost), Decimal(rate))
    assert gross + charges == euros(cost)
    assert charges >= 0
    assert abs(charges - gross * Decimal(rate)) <= euros("0.01")
