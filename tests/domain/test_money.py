"""An amount is exact to the cent, read from text alone, and never lost in parts."""

from decimal import Decimal
from itertools import count
from typing import Annotated, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.money import (
    AMOUNT_LIMIT,
    AmountTooLarge,
    Euros,
    Exact,
    PositiveEuros,
    Rate,
    SomeEuros,
    bounded,
    euros,
    proportion,
    rounded,
    split,
)

CENTS = st.integers(0, 10**11).map(lambda cents: Decimal(cents).scaleb(-2))


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(Annotated[kind, None]).validate_python(value)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1200.00", "1200.00"),
        ("0", "0.00"),
        ("-0.00", "0.00"),
        ("7.5", "7.50"),
        ("-3", "-3.00"),
    ],
)
def test_an_amount_is_written_in_one_way(text: str, amount: str) -> None:
    assert str(euros(text)) == amount
    assert TypeAdapter[Decimal](Euros).dump_json(euros(text)) == f'"{amount}"'.encode()


@pytest.mark.parametrize(
    "value",
    [
        *(1, 1.0, True, None, Decimal("1E+3"), Decimal("0.001")),
        *("1.001", "1e3", "1,00", " 1.00", "1.00 ", "", "+1", "--1", ".5", "1.", "١"),
        *("NaN", "Infinity", "1000000000000.00"),
    ],
    ids=count(),
)
def test_nothing_else_is_an_amount(value: object) -> None:
    with pytest.raises(ValidationError):
        read(Euros, value)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (PositiveEuros, "0.01", "0.00"),
        (SomeEuros, "0.00", "-0.01"),
        (Exact, "999999999.999999", "-1"),
        (Exact, "0.000001", "0.0000001"),
        (Rate, "1", "1.000001"),
    ],
)
def test_each_kind_has_its_bounds(kind: Any, good: str, bad: str) -> None:
    assert read(kind, good) == Decimal(good)
    with pytest.raises(ValidationError):
        read(kind, bad)


@pytest.mark.parametrize(
    ("exact", "amount"),
    [
        ("0.005", "0.01"),
        ("0.015", "0.02"),
        ("0.0049", "0.00"),
        ("2.675", "2.68"),
        ("-0.005", "-0.01"),
    ],
)
def test_half_a_cent_is_rounded_up(exact: str, amount: str) -> None:
    assert rounded(Decimal(exact)) == Decimal(amount)


def test_a_document_has_a_limit() -> None:
    assert bounded(AMOUNT_LIMIT - Decimal("0.01"))
    for amount in (AMOUNT_LIMIT, -AMOUNT_LIMIT):
        with pytest.raises(AmountTooLarge):
            bounded(amount)


@given(CENTS, CENTS, CENTS)
@example(Decimal("0.01"), Decimal("0.01"), Decimal("0.02"))
def test_the_last_part_takes_what_is_left(amount: Decimal, one: Decimal, two: Decimal) -> None:
    whole = one + two
    first = proportion(amount, one, whole) if whole else amount
    rest = amount - first
    assert proportion(rest, two, two) == rest
    assert 0 <= first <= amount


@given(CENTS, st.lists(CENTS, min_size=1, max_size=9).filter(any))
@example(Decimal("0.01"), [Decimal(1), Decimal(1), Decimal(1)])
@example(Decimal("100.00"), [Decimal(1), Decimal(1), Decimal(1)])
@example(Decimal("0.05"), [Decimal("0.01"), Decimal("0.00"), Decimal("0.03")])
def test_a_split_loses_no_cent_and_gives_each_its_share(
    amount: Decimal, weights: list[Decimal]
) -> None:
    shares = split(amount, weights)
    assert sum(shares) == amount
    exact = [amount * weight / sum(weights) for weight in weights]
    for share, fair in zip(shares, exact, strict=True):
        assert abs(share - fair) < Decimal("0.01")


def test_ties_go_to_the_earlier() -> None:
    shares = split(Decimal("0.05"), [Decimal(1)] * 3)
    assert [str(share) for share in shares] == ["0.02", "0.02", "0.01"]


def test_what_weighs_nothing_gets_nothing() -> None:
    shares = split(Decimal("0.05"), [Decimal(0), Decimal(1)])
    assert shares == (Decimal(0), Decimal("0.05"))
