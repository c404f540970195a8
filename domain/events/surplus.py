"""What a year leaves: to whom the surplus goes, and what the employees have of it."""

from decimal import Decimal
from typing import ClassVar

from domain.events.event import Event, Settlement
from domain.identifiers import ContractId, Day, LedgerAccount, Reference
from domain.money import PositiveEuros, SomeEuros
from domain.value import Value


class Allocation(Value):
    """What each part has of a surplus; `work_share` is beyond the participation reserve."""

    legal_reserve: SomeEuros
    development_fund: SomeEuros
    work_share: SomeEuros
    interest: SomeEuros

    @property
    def reserves(self) -> Decimal:
        """What goes to reserves."""
        return self.legal_reserve + self.development_fund

    @property
    def total(self) -> Decimal:
        """All of it."""
        return self.reserves + self.work_share + self.interest


class SurplusAllocated(Event):
    """The general meeting allocates a year's surplus (loi 78-763 art. 33).

    The result is `profit` less `loss`; of it `former_losses` are made good and
    `excluded_gains` reserved before the surplus is divided. `participation` was charged before
    the closing, and `investment_provision` stands in the reserves (CGI art. 237 bis A II 3).
    The accounts are those where the opening entries left the result.
    """

    topic: ClassVar = "cooperative.surplus-allocated"

    year_ended: Day
    reference: Reference
    profit: PositiveEuros
    loss: SomeEuros
    former_losses: SomeEuros
    excluded_gains: SomeEuros
    participation: SomeEuros
    investment_provision: SomeEuros
    allocation: Allocation
    profit_account: LedgerAccount | None = None
    loss_account: LedgerAccount | None = None

    @property
    def surplus(self) -> Decimal:
        """The surplus that was divided, the participation reserve in it."""
        return self.allocation.total + self.participation

    @property
    def taxable(self) -> Decimal:
        """The surplus less the employees' part (CGI art. 214-1-2°) and the provision."""
        employees = self.allocation.work_share + self.participation
        return self.surplus - employees - self.investment_provision


class LossCarriedForward(Event):
    """The general meeting carries a year's loss to the years to come.

    The accounts are those where the opening entries left the result.
    """

    topic: ClassVar = "cooperative.loss-carried-forward"

    year_ended: Day
    reference: Reference
    profit: SomeEuros
    loss: PositiveEuros
    profit_account: LedgerAccount | None = None
    loss_account: LedgerAccount | None = None


class PersonalShare(Value):
    """What one employee has of the work share."""

    contract: ContractId
    amount: SomeEuros


class WorkShareDistributed(Event):
    """The work share of a year is divided between the employees, to the cent."""

    topic: ClassVar = "cooperative.work-share-distributed"

    year_ended: Day
    shares: tuple[PersonalShare, ...]


class WorkSharePaid(Settlement):
    """An employee's part is paid, less what the payroll software withholds of it."""

    topic: ClassVar = "cooperative.work-share-paid"

    year_ended: Day
    contract: ContractId
    reference: Reference
    amount: PositiveEuros
    social_security: SomeEuros
    withholding_tax: SomeEuros

    @property
    def net(self) -> Decimal:
        """What the employee receives."""
        return self.amount - self.social_security - self.withholding_tax


class ParticipationReserveConstituted(Event):
    """A year's participation reserve is charged before its closing (C. trav. R3323-10)."""

    topic: ClassVar = "cooperative.participation-reserve-constituted"

    reference: Reference
    amount: PositiveEuros
    investment_provision: SomeEuros


class ParticipationReserveTransferred(Settlement):
    """The meeting approved the accounts: the reserve is the employees'."""

    topic: ClassVar = "cooperative.participation-reserve-transferred"

    year_ended: Day
    reference: Reference
    amount: PositiveEuros


class InvestmentProvisionUsed(Event):
    """A part of a provision for investment is spent on what it is for."""

    topic: ClassVar = "cooperative.investment-provision-used"

    year_ended: Day
    reference: Reference
    amount: PositiveEuros


AllocationEvent = SurplusAllocated | LossCarriedForward
"""Everything the meeting decides on a result."""

WorkShareEvent = WorkShareDistributed | WorkSharePaid
"""Everything that happens to the employees' part."""

ParticipationEvent = (
    ParticipationReserveConstituted | ParticipationReserveTransferred | InvestmentProvisionUsed
)
"""Everything that happens to a participation reserve."""

SurplusEvent = AllocationEvent | WorkShareEvent | ParticipationEvent
"""Everything that becomes of what a year leaves."""
