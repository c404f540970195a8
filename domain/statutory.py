"""Dated legal figures, each with its article and the days on which it holds."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Figure(NamedTuple):
    """A figure set by a text, in force from `since` until the day before `until`."""

    value: Decimal
    since: date
    until: date | None
    article: str

    def in_force(self, day: date) -> bool:
        """Whether the figure holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)


VAT_RATES = (
    Figure(Decimal("0.20"), date(2014, 1, 1), None, "CGI art. 278"),
    Figure(Decimal("0.10"), date(2014, 1, 1), None, "CGI art. 278 bis, 278 quater, 279"),
    Figure(Decimal("0.055"), date(2012, 1, 1), None, "CGI art. 278-0 bis"),
    Figure(Decimal("0.021"), date(1989, 1, 1), None, "CGI art. 281 quater to 281 nonies"),
)
"""The rates of value added tax in metropolitan France."""

CAPE_MONTHS = Figure(Decimal(12), date(2003, 8, 5), None, "C. com. art. L127-2")
"""The months one CAPE, or one renewal of it, may last at most."""

CAPE_RENEWALS = Figure(Decimal(2), date(2003, 8, 5), None, "C. com. art. L127-2")
"""How many times a CAPE may be renewed."""

RETENTION_RATE = Figure(Decimal("0.05"), date(1971, 7, 17), None, "loi 71-584 art. 1")
"""The part of a price of works that a customer may retain at most."""

RETENTION_YEARS = Figure(Decimal(1), date(1971, 7, 17), None, "loi 71-584 art. 2")
"""How long after the works are accepted it is retained."""


def is_vat_rate(rate: Decimal, day: date) -> bool:
    """Whether a rate of VAT exists on a day."""
    return any(figure.value == rate and figure.in_force(day) for figure in VAT_RATES)


def highest_vat_rate(day: date) -> Decimal:
    """The highest rate of VAT on a day: no document can bear more; zero before the first."""
    in_force = (figure.value for figure in VAT_RATES if figure.in_force(day))
    return max(in_force, default=Decimal(0))
