"""A payslip adds up before it is booked, and what it makes due is paid once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.circumstances import Circumstances, NotCovered
from domain.entrepreneur_contract.entrepreneur_contract import ENTREPRENEUR_CONTRACT
from domain.entrepreneur_contract.payslips import (
    BookPayslip,
    DuesExceeded,
    NothingPaid,
    NotTheirActivity,
    PaidBeforePayslip,
    PayslipAlreadyBooked,
    PayslipSumsDisagree,
    PaySocialDues,
    PayWages,
    UnknownPayslip,
    WagesAlreadyPaid,
)
from domain.events.event import Event
from domain.events.pay import PayslipBooked, SocialCharge, SocialDues, SocialDuesPaid, WagesPaid
from domain.money import AmountTooLarge
from domain.refusal import Refusal
from domain.rulebook import InternalAccount, UnknownAccount
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, NEW_YEAR
from tests.domain.specification import given
from tests.domain.test_entrepreneur_contract import END_OF_YEAR, SIGNED, cape_signed, ended


def slip(**fields: Any) -> BookPayslip:
    usual = {
        "occurred_on": MARCH,
        "activity": "E001",
        "reference": "BS-1",
        "gross": "1000.00",
        "employee_social_security": "150.01",
        "employee_other_bodies": "40.02",
        "withholding_tax": "9.97",
        "net": "800.00",
        "charges": (
            SocialCharge(account="6451", amount="200.05"),
            SocialCharge(account="6453", amount="99.95"),
        ),
        "employer_social_security": "250.00",
        "employer_other_bodies": "50.00",
    }
    return BookPayslip.model_validate(usual | fields)


def booked(**fields: Any) -> PayslipBooked:
    past = given(ENTREPRENEUR_CONTRACT, SIGNED)
    decided = past.when(slip(**fields), CIRCUMSTANCES).decided()
    assert isinstance(decided, PayslipBooked)
    return decided


def test_a_payslip_is_booked_in_two_entries() -> None:
    given(ENTREPRENEUR_CONTRACT, SIGNED).when(slip(), CIRCUMSTANCES).then_books(
        "PAIE BS-1 6411 E001 1000.00 0.00",
        "PAIE BS-1 431 E001 0.00 150.01",
        "PAIE BS-1 437 E001 0.00 40.02",
        "PAIE BS-1 4421 E001 0.00 9.97",
        "PAIE BS-1 421 E001 0.00 800.00",
        "PAIE BS-1/PP 6451 E001 200.05 0.00",
        "PAIE BS-1/PP 6453 E001 99.95 0.00",
        "PAIE BS-1/PP 431 E001 0.00 250.00",
        "PAIE BS-1/PP 437 E001 0.00 50.00",
    )


def test_without_charges_in_one() -> None:
    bare = slip(charges=(), employer_social_security="0.00", employer_other_bodies="0.00")
    outcome = given(ENTREPRENEUR_CONTRACT, SIGNED).when(bare, CIRCUMSTANCES)
    outcome.then_books(
        "PAIE BS-1 6411 E001 1000.00 0.00",
        "PAIE BS-1 431 E001 0.00 150.01",
        "PAIE BS-1 437 E001 0.00 40.02",
        "PAIE BS-1 4421 E001 0.00 9.97",
        "PAIE BS-1 421 E001 0.00 800.00",
    )


ELSEWHERE = replace(CIRCUMSTANCES, sections=frozenset())
HUGE = {
    "gross": "1000000000.00",
    "net": "1000000000.00",
    "employee_social_security": "0.00",
    "employee_other_bodies": "0.00",
    "withholding_tax": "0.00",
}
HUGE_CHARGES = {
    "charges": (SocialCharge(account="6451", amount="1000000000.00"),),
    "employer_social_security": "1000000000.00",
    "employer_other_bodies": "0.00",
}
SLIPS_REFUSED: list[tuple[list[Event], BookPayslip, Circumstances, type[Refusal]]] = [
    ([], slip(), CIRCUMSTANCES, NotCovered),
    ([cape_signed(NEW_YEAR, END_OF_YEAR)], slip(), CIRCUMSTANCES, NotCovered),
    ([SIGNED, ended(date(2026, 3, 9))], slip(), CIRCUMSTANCES, NotCovered),
    ([SIGNED, booked()], slip(), CIRCUMSTANCES, PayslipAlreadyBooked),
    ([SIGNED], slip(), ELSEWHERE, NotTheirActivity),
    ([SIGNED], slip(net="800.01"), CIRCUMSTANCES, PayslipSumsDisagree),
    ([SIGNED], slip(employer_other_bodies="50.01"), CIRCUMSTANCES, PayslipSumsDisagree),
    ([SIGNED], slip(charges=()), CIRCUMSTANCES, PayslipSumsDisagree),
    (
        [SIGNED],
        slip(charges=(SocialCharge(account="6999", amount="300.00"),)),
        CIRCUMSTANCES,
        UnknownAccount,
    ),
    (
        [SIGNED],
        slip(charges=(SocialCharge(account="186", amount="300.00"),)),
        CIRCUMSTANCES,
        InternalAccount,
    ),
    ([SIGNED], slip(**HUGE), CIRCUMSTANCES, AmountTooLarge),
    ([SIGNED], slip(**HUGE_CHARGES), CIRCUMSTANCES, AmountTooLarge),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), SLIPS_REFUSED)
def test_a_payslip_is_refused(
    before: list[Event],
    command: BookPayslip,
    circumstances: Circumstances,
    refusal: type[Refusal],
) -> None:
    outcome = given(ENTREPRENEUR_CONTRACT, *before).when(command, circumstances)
    outcome.then_refused(refusal)


# Wages

PAYING = PayWages(occurred_on=MARCH, payslip="BS-1", reference="VIR-1")
PAID = WagesPaid(
    occurred_on=MARCH, activity="E001", payslip="BS-1", reference="VIR-1", amount="800.00"
)


def test_the_net_pay_is_transferred() -> None:
    outcome = given(ENTREPRENEUR_CONTRACT, SIGNED, booked()).when(PAYING, CIRCUMSTANCES)
    outcome.then(PAID)
    outcome.then_books("BQ VIR-1 421 E001 800.00 0.00", "BQ VIR-1 512 E001 0.00 800.00")


WAGES_REFUSED: list[tuple[list[Event], PayWages, type[Refusal]]] = [
    ([], PAYING, UnknownPayslip),
    ([booked(), PAID], PAYING, WagesAlreadyPaid),
    (
        [booked()],
        PAYING.model_copy(update={"occurred_on": date(2026, 3, 9)}),
        PaidBeforePayslip,
    ),
]


@pytest.mark.parametrize(("before", "command", "refusal"), WAGES_REFUSED)
def test_a_transfer_is_refused(
    before: list[Event], command: PayWages, refusal: type[Refusal]
) -> None:
    outcome = given(ENTREPRENEUR_CONTRACT, SIGNED, *before).when(command, CIRCUMSTANCES)
    outcome.then_refused(refusal)


# Social dues


def dues(social_security: str, other_bodies: str, tax: str, **fields: Any) -> PaySocialDues:
    usual = {
        "occurred_on": MARCH,
        "activity": "E001",
        "reference": "DSN-1",
        "dues": SocialDues(
            social_security=social_security, other_bodies=other_bodies, withholding_tax=tax
        ),
    }
    return PaySocialDues.model_validate(usual | fields)


def test_what_payslips_made_due_is_paid() -> None:
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, booked(), booked(reference="BS-2"))
    past.when(dues("800.02", "180.04", "19.94"), CIRCUMSTANCES).then_books(
        "BQ DSN-1 431 E001 800.02 0.00",
        "BQ DSN-1 437 E001 180.04 0.00",
        "BQ DSN-1 4421 E001 19.94 0.00",
        "BQ DSN-1 512 E001 0.00 1000.00",
    )


ALL_PAID = SocialDuesPaid(
    occurred_on=MARCH,
    activity="E001",
    reference="DSN-1",
    dues=SocialDues(social_security="400.01", other_bodies="90.02", withholding_tax="9.97"),
)
DUES_REFUSED: list[tuple[list[Event], PaySocialDues, type[Refusal]]] = [
    ([booked()], dues("0.00", "0.00", "0.00"), NothingPaid),
    ([], dues("0.01", "0.00", "0.00"), DuesExceeded),
    ([booked()], dues("400.02", "0.00", "0.00"), DuesExceeded),
    ([booked()], dues("0.00", "90.03", "0.00"), DuesExceeded),
    ([booked()], dues("0.00", "0.00", "9.98"), DuesExceeded),
    ([booked()], dues("0.01", "0.00", "0.00", activity="E002"), DuesExceeded),
    ([booked(), ALL_PAID], dues("0.01", "0.00", "0.00"), DuesExceeded),
    ([booked(), ALL_PAID], dues("0.00", "0.01", "0.00"), DuesExceeded),
    ([booked(), ALL_PAID], dues("0.00", "0.00", "0.01"), DuesExceeded),
]


@pytest.mark.parametrize(("before", "command", "refusal"), DUES_REFUSED)
def test_a_payment_of_dues_is_refused(
    before: list[Event], command: PaySocialDues, refusal: type[Refusal]
) -> None:
    outcome = given(ENTREPRENEUR_CONTRACT, SIGNED, *before).when(command, CIRCUMSTANCES)
    outcome.then_refused(refusal)
