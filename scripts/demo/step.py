"""A step of the demonstration: a command, where it goes and when it is sent."""

import hashlib
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from domain.decider import Command
from domain.streams import Address

YEAR = 2025
YEAR_END = date(YEAR, 12, 31)
END = date(YEAR + 1, 6, 30)


class Step(NamedTuple):
    """What is sent, where and at which moment."""

    at: datetime
    address: Address
    command: Command


class Cast(NamedTuple):
    """How many entrepreneurs there are, and the seed of everything that varies."""

    entrepreneurs: int
    seed: int

    def digest(self, *about: object) -> bytes:
        """Thirty-two bytes that depend on the seed alone."""
        text = "/".join(str(part) for part in (self.seed, *about))
        return hashlib.sha256(text.encode()).digest()


def at(day: date, hour: int, seconds: int = 0) -> datetime:
    """A moment of a working day, in UTC."""
    minute, second = divmod(seconds, 60)
    hours, minute = divmod(minute, 60)
    return datetime.combine(day, time((hour + hours) % 24, minute, second), UTC)
