"""Unbroken series of numbers in date order (CGI, ann. II, art. 242 nonies A, I-7°)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.log.append import OutOfDateOrder, SeriesRequest


class SeriesEnd(NamedTuple):
    """The last number of a series, and its date."""

    number: int
    dated: date


class SeriesEnds:
    """The ends of the series a batch writes to, as its commands move them one by one."""

    def __init__(self) -> None:
        self._ends: dict[str, SeriesEnd] = {}

    def learn(self, series: str, end: SeriesEnd) -> None:
        """Takes the end the log gives."""
        self._ends[series] = end

    def next_numbers(self, requests: Iterable[SeriesRequest]) -> tuple[SeriesEnd, ...]:
        """The numbers one command would take, in its order; raises OutOfDateOrder."""
        ends = dict(self._ends)
        taken = []
        for request in requests:
            ends[request.series] = _after(ends.get(request.series), request)
            taken.append(ends[request.series])
        return tuple(taken)

    def take(self, requests: Iterable[SeriesRequest], taken: Iterable[SeriesEnd]) -> None:
        """Moves the ends past the numbers a command has taken."""
        for request, end in zip(requests, taken, strict=True):
            self._ends[request.series] = end


def _after(end: SeriesEnd | None, request: SeriesRequest) -> SeriesEnd:
    if end is None:
        return SeriesEnd(request.first, request.dated)
    if request.dated < end.dated:
        raise OutOfDateOrder(request.series, end.dated)
    return SeriesEnd(end.number + 1, request.dated)
