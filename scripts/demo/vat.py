"""VAT: a return for each month, once it is over and before it is closed, then its payment."""

from collections.abc import Iterator
from datetime import timedelta

from domain.cooperative.vat_returns import ACTIVITIES_MAX, DeclareVat, PayVat
from domain.period import last_day
from domain.streams import THE_COOPERATIVE
from scripts.demo.step import YEAR, Cast, Step, at

FILED_AFTER, PAID_AFTER = timedelta(days=8), timedelta(days=20)


def vat_returns(cast: Cast) -> Iterator[Step]:
    """The returns of the year; that of many activities is sent in parts."""
    parts = -(-cast.entrepreneurs // ACTIVITIES_MAX)
    for month in range(1, 13):
        period = f"{YEAR}-{month:02d}"
        filed, paid = last_day(period) + FILED_AFTER, last_day(period) + PAID_AFTER
        for part in range(parts):
            declaration = DeclareVat(occurred_on=filed, period=period)
            yield Step(at(filed, 7, part), THE_COOPERATIVE, declaration)
        yield Step(at(paid, 9), THE_COOPERATIVE, PayVat(occurred_on=paid, period=period))
