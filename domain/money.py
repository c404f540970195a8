"""Euros to the cent: exact, never a float, rounded by one named rule."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from domain.refusal import Refusal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
AMOUNT_LIMIT = Decimal(1_000_000_000)
_AMOUNT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")
_TOTAL = re.compile(r"[0-9]{1,16}(\.[0-9]{1,2})?")
_EXACT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")


class AmountTooLarge(Refusal):
    """A document cannot come to a billion euros: an amount of it must be wrong."""


def rounded(amount: Decimal) -> Decimal:
    """The amount to the cent, half up, as invoices are (EN 16931, BR-CO-17)."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def bounded(amount: Decimal) -> Decimal:
    """The amount of a document; refused from a billion euros on, so that totals can hold it."""
    if abs(amount) >= AMOUNT_LIMIT:
        raise AmountTooLarge(amount)
    return amount


def euros(text: str) -> Decimal:
    """The amount a literal such as `"1200.00"` names."""
    return _amount(text)


def proportion(amount: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    """The cents of `amount` that go with `part` of `whole`; all of them with the last part."""
    return amount if part == whole else rounded(amount * part / whole)


def without_charges(cost: Decimal, rate: Decimal) -> tuple[Decimal, Decimal]:
    """The gross pay of a cost, and the employer's charges at a rate of it, which add up."""
    gross = rounded(cost / (1 + rate))
    return gross, cost - gross


def split(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Shares that add up to `amount`: by largest remainder, ties to the earlier weight."""
    whole = sum(weights)
    cents = [amount * weight / whole / CENT for weight in weights]
    floors = [int(share // 1) for share in cents]
    left = int(amount / CENT) - sum(floors)
    order = sorted(range(len(cents)), key=lambda i: (floors[i] - cents[i], i))
    lucky = set(order[:left])
    return tuple((floor + (i in lucky)) * CENT for i, floor in enumerate(floors))


def _amount(value: Any) -> Decimal:
    text = str(value) if isinstance(value, Decimal) else value
    if not isinstance(text, str) or not _AMOUNT.fullmatch(text):
        msg = 'an amount is a string of euros to the cent, such as "1200.00"'
        raise ValueError(msg)
    # Adding zero takes the sign of "-0" away: zero is written in one way.
    return Decimal(text).quantize(CENT) + ZERO


def _total(value: Any) -> Decimal:
    text = str(value) if isinstance(value, Decimal) else value
    if not isinstance(text, str) or not _TOTAL.fullmatch(text):
        msg = 'a total is a string of euros to the cent, such as "1200.00"'
        raise ValueError(msg)
    return Decimal(text).quantize(CENT)


def _exact(value: Any) -> Decimal:
    text = format(value, "f") if isinstance(value, Decimal) else value
    if not isinstance(text, str) or not _EXACT.fullmatch(text):
        msg = 'an exact decimal is a string such as "0.20", of six decimals at most'
        raise ValueError(msg)
    return Decimal(text)


def _positive(value: Decimal) -> Decimal:
    if value <= 0:
        msg = "must be above zero"
        raise ValueError(msg)
    return value


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        msg = "must not be below zero"
        raise ValueError(msg)
    return value


def _at_most_one(value: Decimal) -> Decimal:
    if value > 1:
        msg = "a rate is a fraction of one: 20 % is 0.20"
        raise ValueError(msg)
    return value


def _plain(value: Decimal) -> str:
    return format(value, "f")


_AMOUNT_SCHEMA = {"type": "string", "pattern": f"^{_AMOUNT.pattern}$", "examples": ["1200.00"]}
_TOTAL_SCHEMA = {"type": "string", "pattern": f"^{_TOTAL.pattern}$", "examples": ["1200.00"]}
_EXACT_SCHEMA = {"type": "string", "pattern": f"^{_EXACT.pattern}$", "examples": ["0.20"]}

Euros = Annotated[
    Decimal,
    BeforeValidator(_amount),
    PlainSerializer(_plain, return_type=str),
    WithJsonSchema(_AMOUNT_SCHEMA),
]
"""An amount in euros to the cent; in JSON a string, never a number."""

TotalEuros = Annotated[
    Decimal,
    BeforeValidator(_total),
    PlainSerializer(_plain, return_type=str),
    WithJsonSchema(_TOTAL_SCHEMA),
]
"""A total of many amounts, zero or more: it may need more digits than one of them."""

PositiveEuros = Annotated[Euros, AfterValidator(_positive)]
"""An amount above zero."""

SomeEuros = Annotated[Euros, AfterValidator(_not_negative)]
"""An amount of zero or more."""

Exact = Annotated[
    Decimal,
    BeforeValidator(_exact),
    PlainSerializer(_plain, return_type=str),
    WithJsonSchema(_EXACT_SCHEMA),
]
"""A quantity or a price per unit, zero or more, of six decimals at most."""

Rate = Annotated[Exact, AfterValidator(_at_most_one)]
"""A rate as an exact fraction of one: 20 % is `"0.20"`."""
