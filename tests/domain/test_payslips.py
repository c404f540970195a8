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
    FixedPartAboveGross,
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
from domain.events.pay import (
    PayslipBooked,
    SettledPart,
    SocialCharge,
    SocialDues,
    SocialDuesPaid,
    WagesPaid,
)
from domain.money import AmountTooLarge
from domain.policies.account_roles import AccountRoles
from domain.posting.rules import entries_of
from domain.refusal import Refusal
from domain.rulebook import Dated, InternalAccount, UnknownAccount
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    MARCH,
    NEW_YEAR,
    with_rules,
)
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


def test_charges_that_come_as_one_sum_stand_in_the_same_entry() -> None:
    one = slip(charges=(SocialCharge(account="645", amount="300.00"),))
    given(ENTREPRENEUR_CONTRACT, SIGNED).when(one, CIRCUMSTANCES).then_books(
        "PAIE BS-1 6411 E001 1000.00 0.00",
        "PAIE BS-1 645 E001 300.00 0.00",
        "PAIE BS-1 421 E001 0.00 800.00",
        "PAIE BS-1 431 E001 0.00 400.01",
        "PAIE BS-1 437 E001 0.00 90.02",
        "PAIE BS-1 4421 E001 0.00 9.97",
    )


BARE = {
    "employee_other_bodies": "0.00",
    "withholding_tax": "0.00",
    "charges": (),
    "employer_social_security": "0.00",
    "employer_other_bodies": "0.00",
}
SPLIT = AccountRoles(fixed_wages="64112", variable_wages="64113")
PARTS: list[tuple[AccountRoles, str | None, list[str]]] = [
    (SPLIT, "300.10", ["64112 E001 300.10 0.00", "64113 E001 699.90 0.00"]),
    (SPLIT, "0.00", ["64113 E001 1000.00 0.00"]),
    (SPLIT, "1000.00", ["64112 E001 1000.00 0.00"]),
    (SPLIT, None, ["6411 E001 1000.00 0.00"]),
    (AccountRoles(), "300.10", ["6411 E001 1000.00 0.00"]),
]


@pytest.mark.parametrize(("roles", "fixed", "gross"), PARTS)
def test_the_fixed_and_the_variable_part_have_accounts_of_their_own_by_choice(
    roles: AccountRoles, fixed: str | None, gross: list[str]
) -> None:
    circumstances = replace(
        CIRCUMSTANCES,
        rulebook=replace(CIRCUMSTANCES.rulebook, roles=(Dated(NEW_YEAR, roles),)),
    )
    bare = slip(**BARE, employee_social_security="200.00", fixed_part=fixed)
    given(ENTREPRENEUR_CONTRACT, SIGNED).when(bare, circumstances).then_books(
        *(f"PAIE BS-1 {line}" for line in gross),
        "PAIE BS-1 431 E001 0.00 200.00",
        "PAIE BS-1 421 E001 0.00 800.00",
    )


def test_benefits_in_kind_are_taken_back_and_daily_allowances_advanced() -> None:
    sick = slip(
        **BARE,
        employee_social_security="150.00",
        benefits_in_kind="80.00",
        daily_allowances="230.55",
        net="1000.55",
    )
    given(ENTREPRENEUR_CONTRACT, SIGNED).when(sick, CIRCUMSTANCES).then_books(
        "PAIE BS-1 6411 E001 1000.00 0.00",
        "PAIE BS-1 439 E001 230.55 0.00",
        "PAIE BS-1 431 E001 0.00 150.00",
        "PAIE BS-1 649 E001 0.00 80.00",
        "PAIE BS-1 421 E001 0.00 1000.55",
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
    ([SIGNED], slip(benefits_in_kind="0.01"), CIRCUMSTANCES, PayslipSumsDisagree),
    ([SIGNED], slip(daily_allowances="0.01"), CIRCUMSTANCES, PayslipSumsDisagree),
    ([SIGNED], slip(fixed_part="1000.01"), CIRCUMSTANCES, FixedPartAboveGross),
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
    occurred_on=MARCH,
    document_on=MARCH,
    activity="E001",
    payslip="BS-1",
    reference="VIR-1",
    amount="800.00",
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


CHANGED_ROLES = with_rules(
    roles=(
        Dated(NEW_YEAR, AccountRoles(other_social_bodies="4370")),
        Dated(date(2026, 4, 1), AccountRoles(social_security="4310", wages_due="4212")),
    )
)


def test_dues_are_settled_where_the_payslips_left_them_the_oldest_first() -> None:
    april = booked(reference="BS-2", occurred_on=date(2026, 4, 2))
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, april, booked())
    paying = dues("500.00", "90.03", "9.97", occurred_on=date(2026, 5, 5))
    past.when(paying, CHANGED_ROLES).then_books(
        "BQ DSN-1 431 E001 400.01 0.00",
        "BQ DSN-1 4310 E001 99.99 0.00",
        "BQ DSN-1 4370 E001 90.02 0.00",
        "BQ DSN-1 437 E001 0.01 0.00",
        "BQ DSN-1 4421 E001 9.97 0.00",
        "BQ DSN-1 512 E001 0.00 600.00",
    )


def test_wages_are_paid_from_the_account_of_their_payslip() -> None:
    may = PAYING.model_copy(update={"occurred_on": date(2026, 5, 5)})
    given(ENTREPRENEUR_CONTRACT, SIGNED, booked()).when(may, CHANGED_ROLES).then_books(
        "BQ VIR-1 421 E001 800.00 0.00", "BQ VIR-1 512 E001 0.00 800.00"
    )


def test_dues_paid_before_events_told_their_accounts_are_booked_by_their_roles() -> None:
    older = ALL_PAID.model_copy(update={"settled": ()})
    entries = [entries_of(it, CIRCUMSTANCES.rulebook) for it in (older, ALL_PAID)]
    assert entries[0] == entries[1]


ALL_PAID = SocialDuesPaid(
    occurred_on=MARCH,
    activity="E001",
    reference="DSN-1",
    dues=SocialDues(social_security="400.01", other_bodies="90.02", withholding_tax="9.97"),
    settled=(
        SettledPart(account="431", amount="400.01"),
        SettledPart(account="437", amount="90.02"),
        SettledPart(account="4421", amount="9.97"),
    ),
)
DUES_REFUSED: list[tuple[list[Event], PaySocialDues, type[Refusal]]] = [
    ([booked()], dues("0.00", "0.00", "0.00"), NothingPaid),
    ([], dues("0.01", "0.00", "0.00"), DuesExceeded),
    (
        [booked()],
        dues("400.01", "90.02", "9.97", occurred_on=date(2026, 3, 9)),
        PaidBeforePayslip,
    ),
    (
        [booked(), booked(reference="BS-2", occurred_on=date(2026, 4, 2))],
        dues("0.00", "0.00", "9.98", occurred_on=date(2026, 4, 1)),
        PaidBeforePayslip,
    ),
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
