"""What happens under an entrepreneur's contract."""

from typing import ClassVar

from domain.events.event import Event
from domain.identifiers import AccountNumber, ActivityCode, Day, Reference, Sha256
from domain.money import PositiveEuros, SomeEuros
from domain.value import Value


class CapeSigned(Event):
    """An entrepreneur signs a CAPE, or its renewal, to test an activity (C. com. L127-1)."""

    topic: ClassVar = "contract.cape-signed"

    entrepreneur: Sha256
    starts_on: Day
    ends_on: Day


class CesaSigned(Event):
    """An entrepreneur becomes entrepreneur salarié (C. trav. L7331-2)."""

    topic: ClassVar = "contract.cesa-signed"

    entrepreneur: Sha256
    starts_on: Day


class ContractEnded(Event):
    """The contract ends; its last day is recorded."""

    topic: ClassVar = "contract.ended"

    last_day: Day


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


EntrepreneurContractEvent = (
    CapeSigned | CesaSigned | ContractEnded | PayslipBooked | WagesPaid | SocialDuesPaid
)
"""Everything that happens under an entrepreneur's contract."""
