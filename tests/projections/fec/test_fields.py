"""A field is read exactly or not at all."""

from datetime import date
from decimal import Decimal

import pytest

from projections.fec.fields import amount_of, currency_amount_of, day_of, is_written_in_full


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20240229", date(2024, 2, 29)),
        ("20230229", None),
        ("20260231", None),
        ("20261301", None),
        ("00000000", None),
        ("2026-1-1", None),
        ("260101", None),
        ("2026W011", None),
        ("٢٠٢٦٠١٠١", None),
    ],
)
def test_a_day_is_eight_digits_of_the_calendar(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("-12,5", "-12.50"),
        ("12,50-", "-12.50"),
        ("+7", "7.00"),
        ("007,00", "7.00"),
        ("1000,0000", "1000.00"),
        ("1000,000", "1000.00"),
        ("1234567890123,45", "1234567890123.45"),
    ],
)
def test_an_amount_is_read_to_the_cent(text: str, euros: str) -> None:
    assert str(amount_of(text)) == euros


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "1E3",
        "1 000,00",
        "1.000,00",
        "1,000",
        "0,001",
        "-5-",
        ",50",
        "NaN",
        "٣,00",
        "1" * 16,
    ],
)
def test_what_is_not_surely_an_amount_is_none(text: str) -> None:
    assert amount_of(text) is None


@pytest.mark.parametrize("text", ["0,00", "1234,56", "-1,00", "1,00-"])
def test_the_comma_and_two_decimals_are_written_in_full(text: str) -> None:
    assert is_written_in_full(text)


@pytest.mark.parametrize("text", ["0", "1.00", "1,0", " 1,00", "-1,00-"])
def test_anything_else_is_not(text: str) -> None:
    assert not is_written_in_full(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1000", Decimal(1000)),
        ("1,234", Decimal("1.234")),
        ("5,00-", Decimal("-5.00")),
        ("-5,00", Decimal("-5.00")),
        ("-5-", None),
        ("5.00", None),
        ("", None),
    ],
)
def test_another_currency_has_its_own_decimals(text: str, amount: Decimal | None) -> None:
    assert currency_amount_of(text) == amount
