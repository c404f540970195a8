"""What the bank takes."""

from typing import ClassVar

from domain.events.event import Event
from domain.identifiers import Reference, Section
from domain.money import ZERO, PositiveEuros, SomeEuros


class BankFeeBooked(Event):
    """The bank takes a fee, borne by an activity or by the shared structure."""

    topic: ClassVar = "cooperative.bank-fee-booked"

    section: Section
    reference: Reference
    net: PositiveEuros
    vat: SomeEuros = ZERO


BankFeesEvent = BankFeeBooked
"""Everything the bank takes."""
