"""Payslips of the demonstration: rates invented, sums right to the cent."""

from datetime import date, timedelta
from decimal import Decimal

from domain.entrepreneur_contract.payslips import BookPayslip, PaySocialDues, PayWages
from domain.events.pay import SocialCharge, SocialDues
from domain.identifiers import ActivityCode
from domain.money import rounded

EMPLOYEE_SECURITY, EMPLOYEE_OTHERS = Decimal("0.1683"), Decimal("0.0401")
TAX = Decimal("0.0287")
URSSAF, RETIREMENT, TRAINING = Decimal("0.2719"), Decimal("0.0601"), Decimal("0.0123")


def payslip(activity: ActivityCode, day: date, gross: Decimal) -> BookPayslip:
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
        net=gross - security - others - tax,
        charges=(
            SocialCharge(account="6451", amount=urssaf),
            SocialCharge(account="6453", amount=retirement),
            SocialCharge(account="6333", amount=training),
        ),
        employer_social_security=urssaf + training,
        employer_other_bodies=retirement,
    )


def wages(slip: BookPayslip) -> PayWages:
    """The transfer of its net pay, the day after."""
    day = slip.occurred_on + timedelta(days=1)
    return PayWages(
        occurred_on=day, payslip=slip.reference, reference=f"VIR-{slip.reference[3:]}"
    )


def social_dues(slip: BookPayslip, day: date) -> PaySocialDues:
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
