"""What an activity has earned and keeps for later pay, and its release."""

from typing import ClassVar

from domain.events.event import Event, Settlement
from domain.identifiers import ActivityCode, Reference
from domain.money import PositiveEuros, SomeEuros
from domain.policies.carry_forward import Vehicle


class EarningsCarriedForward(Event):
    """Earnings are kept for later pay: `amount`, of which the employer's charges."""

    topic: ClassVar = "activity.earnings-carried-forward"

    activity: ActivityCode
    reference: Reference
    vehicle: Vehicle
    amount: PositiveEuros
    employer_charges: SomeEuros


class CarryForwardReleased(Settlement):
    """What was kept is available again, in the same parts and on the same accounts."""

    topic: ClassVar = "activity.carry-forward-released"

    activity: ActivityCode
    carry_forward: Reference
    reference: Reference
    vehicle: Vehicle
    amount: PositiveEuros
    employer_charges: SomeEuros


CarryForwardEvent = EarningsCarriedForward | CarryForwardReleased
"""Everything that happens to what is kept for later pay."""
