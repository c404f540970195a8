"""Payslips, and what is paid on them."""

from typing import ClassVar

from domain.events.event import Event
from domain.identifiers import AccountNumber, ActivityCode, Reference
from domain.money import PositiveEuros, SomeEuros
from domain.value import Value


class SocialCharge(Value):
    """An employer's charge of a payslip, on its account."""

    account: AccountNumber
    amount: PositiveEuros


class SocialDues(Value):
    """What a payslip makes the cooperative owe to others than the employee."""

    social_security: SomeEuros
    other_bodies: SomeEuros
    withholding_tax: SomeEuros


class PayslipBooked(Event):
    """A payslip made by the payroll software is booked; every amount comes with it."""

    topic: ClassVar = "contract.payslip-booked"

    activity: ActivityCode
    reference: Reference
    gross: PositiveEuros
    employee_social_security: SomeEuros
    employee_other_bodies: SomeEuros
    withholding_tax: SomeEuros
    net: PositiveEuros
    charges: tuple[SocialCharge, ...]
    employer_social_security: SomeEuros
    employer_other_bodies: SomeEuros


class WagesPaid(Event):
    """The net pay of a payslip is transferred."""

    topic: ClassVar = "contract.wages-paid"

    activity: ActivityCode
    payslip: Reference
    reference: Reference
    amount: PositiveEuros


class SocialDuesPaid(Event):
    """Contributions and tax at source of an activity's payslips are paid."""

    topic: ClassVar = "contract.social-dues-paid"

    activity: ActivityCode
    reference: Reference
    dues: SocialDues


PayEvent = PayslipBooked | WagesPaid | SocialDuesPaid
"""Everything that happens to pay."""
