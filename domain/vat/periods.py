"""Periods of VAT: the months a return is for."""

from datetime import date, timedelta
from typing import Literal

from domain.events.vat_returns import VatPeriod
from domain.identifiers import Month
from domain.period import first_day, last_day

Periodicity = Literal["monthly", "quarterly"]


def periodicity_of(period: VatPeriod) -> Periodicity:
    """Whether a period is a month or a quarter."""
    return "quarterly" if _is_quarter(period) else "monthly"


def period_first(period: VatPeriod) -> date:
    """The first day of a period."""
    return first_day(_months(period)[0])


def period_last(period: VatPeriod) -> date:
    """The last day of a period."""
    return last_day(_months(period)[-1])


def is_next(period: VatPeriod, before: VatPeriod) -> bool:
    """Whether a period begins on the day after another ends."""
    return period_first(period) == period_last(before) + timedelta(days=1)


def _months(period: VatPeriod) -> tuple[Month, ...]:
    if not _is_quarter(period):
        return (period,)
    year, quarter = period.split("-Q")
    return tuple(f"{year}-{3 * int(quarter) - back:02d}" for back in (2, 1, 0))


def _is_quarter(period: VatPeriod) -> bool:
    return "Q" in period
