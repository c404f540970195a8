"""Pay stays within what the activity has, unless the policy or a decision allows more."""

from datetime import date
from typing import Any

import pytest

from domain.circumstances import Circumstances
from domain.entrepreneur_contract.entrepreneur_contract import ENTREPRENEUR_CONTRACT
from domain.entrepreneur_contract.payslips import BookPayslip, PayExceedsAvailable
from domain.period import FiscalYear
from domain.policies.pay import PayPolicy
from domain.rulebook import Adopted
from tests.domain.cooperative_of_2026 import NEW_YEAR, YEAR, earning
from tests.domain.specification import given
from tests.domain.test_entrepreneur_contract import SIGNED
from tests.domain.test_payslips import slip

NO_POLICY: dict[str, Any] = {"policies": ()}
OVERDRAFT: dict[str, Any] = {
    "policies": (Adopted(NEW_YEAR, None, PayPolicy(overdraft="50.00")),)
}
THEIRS: dict[str, Any] = {
    "policies": (
        *OVERDRAFT["policies"],
        Adopted(NEW_YEAR, "E001", PayPolicy(unlimited=True)),
    )
}
LAST_YEAR = FiscalYear(first=date(2025, 1, 1), last=date(2025, 12, 31))
TWO_YEARS: dict[str, Any] = {**NO_POLICY, "years": (LAST_YEAR, YEAR)}
MEANS: list[tuple[BookPayslip, Circumstances, bool]] = [
    # The payslip costs 1,300.00 with its charges.
    (slip(), earning("1300.00", **NO_POLICY), True),
    (slip(), earning("1299.99", **NO_POLICY), False),
    (slip(decision="CA-1"), earning("0.00", **NO_POLICY), True),
    (slip(), earning("1250.00", **OVERDRAFT), True),
    (slip(), earning("1249.99", **OVERDRAFT), False),
    (slip(), earning("0.01", **THEIRS), True),
    # Earned in the year, were it after the payslip; what another year left is not.
    (slip(), earning("1300.00", date(2026, 12, 31), **NO_POLICY), True),
    (slip(), earning("1300.00", date(2025, 12, 31), **TWO_YEARS), False),
    # A late payslip counts in the year in which it is booked.
    (
        slip(occurred_on=date(2025, 12, 31)),
        earning("1300.00", date(2025, 12, 1), closed_through="2025-12", **TWO_YEARS),
        False,
    ),
    (
        slip(occurred_on=date(2025, 12, 31)),
        earning("1300.00", date(2026, 2, 1), closed_through="2025-12", **TWO_YEARS),
        True,
    ),
    # Benefits in kind are paid for elsewhere.
    (slip(benefits_in_kind="80.00", net="720.00"), earning("1220.00", **NO_POLICY), True),
    (slip(benefits_in_kind="80.00", net="720.00"), earning("1219.99", **NO_POLICY), False),
]


@pytest.mark.parametrize(("command", "circumstances", "within"), MEANS)
def test_pay_stays_within_what_the_activity_has_in_the_year(
    command: BookPayslip, circumstances: Circumstances, *, within: bool
) -> None:
    early = SIGNED.model_copy(update={"starts_on": date(2025, 1, 1)})
    outcome = given(ENTREPRENEUR_CONTRACT, early).when(command, circumstances)
    if within:
        outcome.then_says(decision=command.decision)
    else:
        outcome.then_refused(PayExceedsAvailable)
