"""A legal figure holds on its days, and names its article."""

from datetime import date
from decimal import Decimal

import pytest

from domain import statutory
from domain.statutory import Figure, is_vat_rate, vat_max

REPLACED = Figure(Decimal("0.196"), date(2000, 4, 1), date(2014, 1, 1), "CGI art. 278")


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2000, 3, 31), False),
        (date(2000, 4, 1), True),
        (date(2013, 12, 31), True),
        (date(2014, 1, 1), False),
    ],
)
def test_a_figure_holds_until_the_day_before_the_next(day: date, *, holds: bool) -> None:
    assert REPLACED.in_force(day) is holds


@pytest.mark.parametrize("rate", ["0.20", "0.2", "0.10", "0.055", "0.021"])
def test_the_rates_of_vat_of_today_are_known(rate: str) -> None:
    assert is_vat_rate(Decimal(rate), date(2026, 3, 10))


@pytest.mark.parametrize(
    ("rate", "day"), [("0.196", date(2026, 3, 10)), ("0.20", date(2013, 12, 31))]
)
def test_another_is_not(rate: str, day: date) -> None:
    assert not is_vat_rate(Decimal(rate), day)


def test_no_document_bears_more_vat_than_the_highest_rate_of_the_day() -> None:
    days = [date(2026, 1, 1), date(2013, 1, 1), date(1950, 1, 1)]
    highest = [Decimal("20.01"), Decimal("5.51"), Decimal("0.01")]
    assert [vat_max(Decimal("100.00"), day) for day in days] == highest


def test_every_figure_names_its_article() -> None:
    kept = [it for name, it in vars(statutory).items() if name.isupper()]
    figures = [one for it in kept for one in ([it] if isinstance(it, Figure) else it)]
    assert {type(it) for it in figures} == {Figure}
    assert [it for it in figures if "art. " not in it.article] == []
