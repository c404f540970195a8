"""Every event by its permanent topic."""

from typing import get_args

from domain.events.activity import ActivityEvent
from domain.events.cooperative import CooperativeEvent
from domain.events.entrepreneur_contract import EntrepreneurContractEvent
from domain.events.event import Event
from domain.events.imported_books import ImportedBooksEvent

CATALOGUE: dict[str, type[Event]] = {
    event.topic: event
    for union in (
        ActivityEvent,
        EntrepreneurContractEvent,
        CooperativeEvent,
        ImportedBooksEvent,
    )
    for event in get_args(union)
}
"""Topic → class: what the log may hold, and how to read it back."""
