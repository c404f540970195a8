"""A moment: the books as of an accounting date, as they were known at a time or a position."""

from datetime import date, datetime
from typing import NamedTuple

from domain.refusal import Refusal


class At(NamedTuple):
    """What a read asks for: entries dated until `as_of`, known at a time or a position.

    Nothing said means everything, as known now.
    """

    as_of: date | None = None
    known_at: datetime | int | None = None


class MomentInTheFuture(Refusal):
    """What will be known then is not known yet: neither the log nor the clock is that far."""


class NotProjectedYet(Refusal):
    """The readings have not come to that position of the log yet: ask again in a moment."""

    def __init__(self, wanted: int, projected: int) -> None:
        super().__init__(wanted, projected)
        self.wanted = wanted
        self.projected = projected


class ReadingsOutOfDate(Refusal):
    """The readings were made by another version of the read models: rebuild them."""
