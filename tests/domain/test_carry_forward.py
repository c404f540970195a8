"""What a year leaves is kept for later pay by the vehicle of the policy, and released once."""

from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.carry_forward import (
    CarryForward,
    CarryForwardAlreadyBooked,
    CarryForwardAlreadyReleased,
    CarryForwardCommand,
    CarryForwardExceedsAvailable,
    CarryForwardOutsideItsYear,
    NothingMayBeKept,
    NothingToCarryForward,
    ReleaseCarryForward,
    ReleasedInTheSameYear,
    UnknownCarryForward,
)
from domain.circumstances import Circumstances
from domain.events.carry_forward import CarryForwardReleased, EarningsCarriedForward
from domain.events.event import Event
from domain.period import FiscalYear
from domain.policies.account_roles import AccountRoles
from domain.policies.carry_forward import CarryForwardPolicy
from domain.refusal import Refusal
from domain.rulebook import Adopted, Dated, OutsideOpenYears
from tests.domain.cooperative_of_2026 import OPENED, YEAR, earning
from tests.domain.specification import given

LAST_YEAR = FiscalYear(first=date(2025, 1, 1), last=date(2025, 12, 31))
END, NEXT = date(2025, 12, 31), date(2026, 1, 1)


def keeping(policy: CarryForwardPolicy | None, earned: str = "1000.01", **rules: Any) -> Any:
    adopted = (Adopted(LAST_YEAR.first, None, policy),) if policy else ()
    usual = {"years": (LAST_YEAR, YEAR), "policies": adopted}
    return earning(earned, date(2025, 11, 30), **usual | rules)


ACCRUED = keeping(CarryForwardPolicy(employer_rate="0.42"))
PROVISION = keeping(CarryForwardPolicy(vehicle="provision", employer_rate="0.42"))


def keep(**fields: Any) -> CarryForward:
    usual = {"occurred_on": END, "reference": "CAP-1"}
    return CarryForward.model_validate(usual | fields)


def release(**fields: Any) -> ReleaseCarryForward:
    usual = {"occurred_on": NEXT, "carry_forward": "CAP-1", "reference": "CAP-1/EXT"}
    return ReleaseCarryForward.model_validate(usual | fields)


def kept(circumstances: Circumstances = ACCRUED, **fields: Any) -> EarningsCarriedForward:
    decided = given(ACTIVITY, OPENED).when(keep(**fields), circumstances).decided()
    assert isinstance(decided, EarningsCarriedForward)
    return decided


def released() -> CarryForwardReleased:
    decided = given(ACTIVITY, OPENED, kept()).when(release(), ACCRUED).decided()
    assert isinstance(decided, CarryForwardReleased)
    return decided


def test_pay_still_due_is_accrued_with_its_charges_to_the_cent() -> None:
    given(ACTIVITY, OPENED).when(keep(), ACCRUED).then_books(
        "OD CAP-1 6411 E001 704.23 0.00",
        "OD CAP-1 645 E001 295.78 0.00",
        "OD CAP-1 4286 E001 0.00 704.23",
        "OD CAP-1 4386 E001 0.00 295.78",
    )


def test_a_provision_is_charged_for_the_whole() -> None:
    given(ACTIVITY, OPENED).when(keep(amount="600.00"), PROVISION).then_books(
        "OD CAP-1 6815 E001 600.00 0.00", "OD CAP-1 1527 E001 0.00 600.00"
    )


def test_without_a_policy_pay_is_accrued_and_charges_are_not_guessed() -> None:
    given(ACTIVITY, OPENED).when(keep(), keeping(None)).then_books(
        "OD CAP-1 6411 E001 1000.01 0.00", "OD CAP-1 4286 E001 0.00 1000.01"
    )


ROLES = (
    Dated(LAST_YEAR.first, AccountRoles(provision="1528")),
    Dated(NEXT, AccountRoles(provision="1518", accrued_wages="4284")),
)


def test_it_is_released_by_its_own_vehicle_on_its_own_accounts() -> None:
    now = keeping(CarryForwardPolicy(vehicle="none"), roles=ROLES)
    given(ACTIVITY, OPENED, kept(PROVISION)).when(release(), now).then_books(
        "OD CAP-1/EXT 1528 E001 1000.01 0.00", "OD CAP-1/EXT 7815 E001 0.00 1000.01"
    )
    given(ACTIVITY, OPENED, kept()).when(release(), now).then_books(
        "OD CAP-1/EXT 4286 E001 704.23 0.00",
        "OD CAP-1/EXT 4386 E001 295.78 0.00",
        "OD CAP-1/EXT 6411 E001 0.00 704.23",
        "OD CAP-1/EXT 645 E001 0.00 295.78",
    )


REFUSED: list[tuple[list[Event], CarryForwardCommand, Circumstances, type[Refusal]]] = [
    ([kept()], keep(), ACCRUED, CarryForwardAlreadyBooked),
    ([], keep(), keeping(CarryForwardPolicy(vehicle="none")), NothingMayBeKept),
    ([], keep(amount="1000.02"), ACCRUED, CarryForwardExceedsAvailable),
    ([], keep(occurred_on=NEXT), ACCRUED, NothingToCarryForward),
    ([], keep(), keeping(None, "0.00"), NothingToCarryForward),
    ([], keep(), keeping(None, "-0.01"), NothingToCarryForward),
    ([], keep(), keeping(None, closed_through="2025-12"), CarryForwardOutsideItsYear),
    ([], keep(), keeping(None, years=(YEAR,)), OutsideOpenYears),
    ([], release(), ACCRUED, UnknownCarryForward),
    ([kept()], release(occurred_on=END), ACCRUED, ReleasedInTheSameYear),
    ([kept(), released()], release(reference="CAP-1/2"), ACCRUED, CarryForwardAlreadyReleased),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_it_is_refused(
    before: list[Event],
    command: CarryForwardCommand,
    circumstances: Circumstances,
    refusal: type[Refusal],
) -> None:
    given(ACTIVITY, OPENED, *before).when(command, circumstances).then_refused(refusal)
