"""Payslips, advances, and what is paid on them."""

from typing import ClassVar

from domain.events.event import Event, Settlement
from domain.identifiers import AccountNumber, ActivityCode, Reference
from domain.money import ZERO, PositiveEuros, SomeEuros
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


class SettledPart(Value):
    """What is settled of a balance, on the account where a document left it."""

    account: AccountNumber
    amount: PositiveEuros


class PayslipBooked(Event):
    """A payslip made by the payroll software is booked; every amount comes with it.

    `benefits_in_kind` are in the gross pay and taken back before the net; `daily_allowances`
    are those of sick leave, which the employer advances and receives in the employee's place.
    `decision` names what allowed pay beyond what the activity had available.
    """

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
    fixed_part: SomeEuros | None = None
    advances_recovered: tuple[SettledPart, ...] = ()
    benefits_in_kind: SomeEuros = ZERO
    daily_allowances: SomeEuros = ZERO
    decision: Reference | None = None


class WagesPaid(Settlement):
    """The net pay of a payslip is transferred."""

    topic: ClassVar = "contract.wages-paid"

    activity: ActivityCode
    payslip: Reference
    reference: Reference
    amount: PositiveEuros


class SocialDuesPaid(Event):
    """Contributions and tax at source of an activity's payslips are paid.

    `settled` are the accounts where the payslips left them; older events do not say.
    """

    topic: ClassVar = "contract.social-dues-paid"

    activity: ActivityCode
    reference: Reference
    dues: SocialDues
    settled: tuple[SettledPart, ...] = ()


class AdvancePaid(Event):
    """Part of the pay is transferred before its payslip."""

    topic: ClassVar = "contract.advance-paid"

    activity: ActivityCode
    reference: Reference
    amount: PositiveEuros
    decision: Reference | None = None


class DailyAllowancesReceived(Event):
    """The sickness insurance pays back the daily allowances that payslips advanced."""

    topic: ClassVar = "contract.daily-allowances-received"

    activity: ActivityCode
    reference: Reference
    amount: PositiveEuros
    settled: tuple[SettledPart, ...]


PayEvent = PayslipBooked | WagesPaid | SocialDuesPaid | AdvancePaid | DailyAllowancesReceived
"""Everything that happens to pay."""
