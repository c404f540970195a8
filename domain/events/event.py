"""An event: something that happened, recorded once."""

from typing import ClassVar

from domain.identifiers import Day
from domain.value import Value


class Event(Value):
    """A fact: its permanent topic, and the date of the document that shows it."""

    topic: ClassVar[str]

    occurred_on: Day
