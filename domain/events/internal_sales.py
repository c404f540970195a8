"""What one activity sells to another of the same cooperative."""

from typing import ClassVar

from domain.events.event import Event
from domain.identifiers import ActivityCode, Reference
from domain.money import ZERO, PositiveEuros, SomeEuros


class InternalSaleMade(Event):
    """An activity works for another: the same legal person, so no invoice and no VAT.

    It may owe a contribution on it all the same.
    """

    topic: ClassVar = "activity.internal-sale-made"

    activity: ActivityCode
    buyer: ActivityCode
    reference: Reference
    amount: PositiveEuros
    contribution: SomeEuros = ZERO


InternalSalesEvent = InternalSaleMade
"""Everything that happens between activities."""
