"""Advances are recovered by later payslips, daily allowances paid back by the insurance."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.circumstances import Circumstances, NotCovered
from domain.entrepreneur_contract.advances import (
    AdvanceAlreadyPaid,
    AdvancesCommand,
    AllowancesExceeded,
    PayAdvance,
    ReceiveDailyAllowances,
)
from domain.entrepreneur_contract.entrepreneur_contract import ENTREPRENEUR_CONTRACT
from domain.entrepreneur_contract.payslips import (
    AdvancesExceeded,
    BookPayslip,
    NotTheirActivity,
    PayExceedsAvailable,
)
from domain.events.event import Event
from domain.events.pay import AdvancePaid, DailyAllowancesReceived, SettledPart
from domain.journal import credit
from domain.ledger import Ledger
from domain.money import AmountTooLarge, euros
from domain.policies.account_roles import AccountRoles
from domain.refusal import Refusal
from domain.rulebook import Dated
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, NEW_YEAR, with_rules
from tests.domain.specification import given
from tests.domain.test_entrepreneur_contract import SIGNED
from tests.domain.test_payslips import ELSEWHERE, booked, slip

FEBRUARY, APRIL = date(2026, 2, 15), date(2026, 4, 10)


def advance(**fields: Any) -> PayAdvance:
    usual = {"occurred_on": FEBRUARY, "activity": "E001", "reference": "AC-1"}
    return PayAdvance.model_validate(usual | {"amount": "150.00"} | fields)


def advanced(**fields: Any) -> AdvancePaid:
    return AdvancePaid.model_validate(dict(advance(**fields)))


def received(**fields: Any) -> ReceiveDailyAllowances:
    usual = {"occurred_on": APRIL, "activity": "E001", "reference": "IJ-1", "amount": "99.99"}
    return ReceiveDailyAllowances.model_validate(usual | fields)


RECOVERED = DailyAllowancesReceived(
    occurred_on=APRIL,
    activity="E001",
    reference="IJ-1",
    amount="230.55",
    settled=(SettledPart(account="439", amount="230.55"),),
)


def sick_leave(**fields: Any) -> Event:
    return booked(daily_allowances="230.55", net="1030.55", **fields)


def recovering(amount: str, net: str) -> Any:
    return slip(advances_recovered=amount, net=net)


def test_an_advance_is_paid_before_its_payslip() -> None:
    given(ENTREPRENEUR_CONTRACT, SIGNED).when(advance(), CIRCUMSTANCES).then_books(
        "BQ AC-1 425 E001 150.00 0.00", "BQ AC-1 512 E001 0.00 150.00"
    )


OTHER_ACCOUNT = with_rules(roles=(Dated(date(2026, 3, 1), AccountRoles(wage_advances="4251")),))


def test_a_payslip_recovers_the_oldest_advances_on_their_own_accounts() -> None:
    marching = advanced(reference="AC-2", occurred_on=date(2026, 3, 5), amount="60.00")
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, marching, advanced())
    past.when(recovering("190.00", "610.00"), OTHER_ACCOUNT).then_says(
        advances_recovered=(
            SettledPart(account="425", amount="150.00"),
            SettledPart(account="4251", amount="40.00"),
        )
    )
    again = booked(reference="BS-0", advances_recovered="0.00")
    assert again.advances_recovered == ()


def test_what_is_recovered_is_kept_from_the_net() -> None:
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, advanced())
    books = past.when(recovering("150.00", "650.00"), CIRCUMSTANCES)
    books.then_books(
        "PAIE BS-1 6411 E001 1000.00 0.00",
        "PAIE BS-1 431 E001 0.00 150.01",
        "PAIE BS-1 437 E001 0.00 40.02",
        "PAIE BS-1 4421 E001 0.00 9.97",
        "PAIE BS-1 425 E001 0.00 150.00",
        "PAIE BS-1 421 E001 0.00 650.00",
        "PAIE BS-1/PP 6451 E001 200.05 0.00",
        "PAIE BS-1/PP 6453 E001 99.95 0.00",
        "PAIE BS-1/PP 431 E001 0.00 250.00",
        "PAIE BS-1/PP 437 E001 0.00 50.00",
    )


def test_the_insurance_pays_back_in_parts() -> None:
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, sick_leave())
    past.when(received(), CIRCUMSTANCES).then_books(
        "BQ IJ-1 512 E001 99.99 0.00", "BQ IJ-1 439 E001 0.00 99.99"
    )


POOR = with_rules(policies=())
HAVING_200 = replace(
    POOR,
    ledger=Ledger().with_postings(APRIL, (credit("706", "E001", euros("200.00")),)),
)


def test_an_advance_is_paid_of_what_the_activity_has_or_by_a_decision() -> None:
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, advanced())
    another = {"reference": "AC-2", "amount": "50.00"}
    past.when(advance(**another), HAVING_200).then_says(decision=None)
    named = advance(**another, decision="CA-2026-03")
    past.when(named, POOR).then_says(decision="CA-2026-03")


REFUSED: list[
    tuple[list[Event], AdvancesCommand | BookPayslip, Circumstances, type[Refusal]]
] = [
    ([], advance(occurred_on=date(2025, 12, 31)), CIRCUMSTANCES, NotCovered),
    ([], advance(), ELSEWHERE, NotTheirActivity),
    ([], advance(amount="1000000000.00"), CIRCUMSTANCES, AmountTooLarge),
    ([advanced()], advance(amount="1.00"), CIRCUMSTANCES, AdvanceAlreadyPaid),
    ([], advance(), POOR, PayExceedsAvailable),
    ([advanced()], advance(reference="AC-2", amount="50.01"), HAVING_200, PayExceedsAvailable),
    ([advanced()], recovering("150.01", "649.99"), CIRCUMSTANCES, AdvancesExceeded),
    (
        [advanced(occurred_on=date(2026, 3, 11))],
        recovering("0.01", "799.99"),
        CIRCUMSTANCES,
        AdvancesExceeded,
    ),
    (
        [advanced(activity="E002")],
        recovering("0.01", "799.99"),
        CIRCUMSTANCES,
        AdvancesExceeded,
    ),
    ([booked()], received(amount="0.01"), CIRCUMSTANCES, AllowancesExceeded),
    ([sick_leave()], received(amount="230.56"), CIRCUMSTANCES, AllowancesExceeded),
    ([sick_leave(), RECOVERED], received(amount="0.01"), CIRCUMSTANCES, AllowancesExceeded),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_it_is_refused(
    before: list[Event],
    command: AdvancesCommand | BookPayslip,
    circumstances: Circumstances,
    refusal: type[Refusal],
) -> None:
    signed = SIGNED.model_copy(update={"starts_on": NEW_YEAR})
    outcome = given(ENTREPRENEUR_CONTRACT, signed, *before).when(command, circumstances)
    outcome.then_refused(refusal)


def test_recovered_once_an_advance_is_not_recovered_again() -> None:
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, advanced())
    decided = past.when(recovering("150.00", "650.00"), CIRCUMSTANCES).decided()
    again = slip(reference="BS-2", occurred_on=MARCH, advances_recovered="0.01", net="799.99")
    later = given(ENTREPRENEUR_CONTRACT, SIGNED, advanced(), decided)
    later.when(again, CIRCUMSTANCES).then_refused(AdvancesExceeded)
