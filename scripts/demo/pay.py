"""Payslips of the demonstration: rates invented, sums right to the cent."""

from datetime import date, timedelta
from decimal import Decimal

from domain.entrepreneur_contract.advances import PayAdvance
from domain.entrepreneur_contract.payslips import BookPayslip, PaySocialDues, PayWages
from domain.events.pay import SocialCharge, SocialDues
from domain.identifiers import ActivityCode
from domain.money import ZERO, rounded
from scripts.demo.entrepreneur import Entrepreneur
from scripts.demo.pay_rates import (
    ADVANCE,
    DESIGNER,
    EMPLOYEE_OTHERS,
    EMPLOYEE_SECURITY,
    FIXED_PART,
    MASON,
    RETIREMENT,
    TAX,
    TRAINING,
    URSSAF,
)
from scripts.demo.step import YEAR


def gross_of(rank: int) -> Decimal:
    """The gross pay of a month."""
    return DESIGNER if rank % 3 == 1 else MASON


def paid_in(one: Entrepreneur, month: int) -> None:
    """The payslip of a month, its transfer, and what it makes due to others."""
    recovered = ADVANCE if (one.rank % 3, month) == (2, 9) else ZERO
    day = date(YEAR, month, 27)
    send_pay(one, payslip(one.code, day, gross_of(one.rank), recovered))


def send_pay(one: Entrepreneur, slip: BookPayslip) -> None:
    """A payslip, its transfer the day after, and its dues on the 15th of the next month."""
    day = slip.occurred_on
    one.send_to(one.contract, day, 10, slip)
    one.send_to(one.contract, day + timedelta(days=1), 10, _wages(slip))
    paid_on = (day.replace(day=1) + timedelta(days=32)).replace(day=15)
    one.send_to(one.contract, paid_on, 14, _social_dues(slip, paid_on))


def advance(one: Entrepreneur) -> None:
    """A part of September's pay, before its payslip."""
    day = date(YEAR, 9, 12)
    paid = PayAdvance(
        occurred_on=day, activity=one.code, reference=f"AC-{one.code}", amount=ADVANCE
    )
    one.send_to(one.contract, day, 14, paid)


def payslip(
    activity: ActivityCode, day: date, gross: Decimal, recovered: Decimal = ZERO
) -> BookPayslip:
    """A payslip whose sums agree."""
    security, others = rounded(gross * EMPLOYEE_SECURITY), rounded(gross * EMPLOYEE_OTHERS)
    tax = rounded(gross * TAX)
    urssaf, retirement = rounded(gross * URSSAF), rounded(gross * RETIREMENT)
    training = rounded(gross * TRAINING)
    return BookPayslip(
        occurred_on=day,
        activity=activity,
        reference=f"BS-{activity}-{day:%Y-%m}",
        gross=gross,
        employee_social_security=security,
        employee_other_bodies=others,
        withholding_tax=tax,
        net=gross - security - others - tax - recovered,
        charges=(
            SocialCharge(account="6451", amount=urssaf),
            SocialCharge(account="6453", amount=retirement),
            SocialCharge(account="6333", amount=training),
        ),
        employer_social_security=urssaf + training,
        employer_other_bodies=retirement,
        fixed_part=FIXED_PART,
        advances_recovered=recovered,
    )


def _wages(slip: BookPayslip) -> PayWages:
    """The transfer of its net pay, the day after."""
    day = slip.occurred_on + timedelta(days=1)
    return PayWages(
        occurred_on=day, payslip=slip.reference, reference=f"VIR-{slip.reference[3:]}"
    )


def _social_dues(slip: BookPayslip, day: date) -> PaySocialDues:
    """The payment of what it made due."""
    dues = SocialDues(
        social_security=slip.employee_social_security + slip.employer_social_security,
        other_bodies=slip.employee_other_bodies + slip.employer_other_bodies,
        withholding_tax=slip.withholding_tax,
    )
    return PaySocialDues(
        occurred_on=day,
        activity=slip.activity,
        reference=f"DSN-{slip.reference[3:]}",
        dues=dues,
    )
