"""An event: something that happened, recorded once."""

from typing import ClassVar

from domain.identifiers import Day
from domain.value import Value


class Event(Value):
    """A fact: its permanent topic, and the date of the document that shows it."""

    topic: ClassVar[str]

    occurred_on: Day


class Settlement(Event):
    """A fact that settles a document: it moves the accounts that the document moved.

    `document_on` is the document's date: accounts may have been changed since.
    """

    topic: ClassVar[str]

    document_on: Day | None = None
