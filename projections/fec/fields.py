"""The fields of a FEC: text to date and to amount, exactly or not at all."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_AMOUNT = re.compile(r"([+-]?)([0-9]{1,15})(?:[.,]([0-9]*))?([+-]?)")
_WRITTEN_AMOUNT = re.compile(r"[+-]?[0-9]{1,15},[0-9]{2}|[0-9]{1,15},[0-9]{2}[+-]")
_CURRENCY_AMOUNT = re.compile(r"[+-]?[0-9]{1,15}(?:,[0-9]{1,6})?[+-]?")
_SEPARATOR_OF_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}[.,][0-9]{3}[+-]?")


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """The day AAAAMMJJ names, or none: 31 February is no day."""
    digits = _DAY.fullmatch(text)
    if not digits:
        return None
    try:
        return date(int(digits[1]), int(digits[2]), int(digits[3]))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def amount_of(text: str) -> Decimal | None:
    """Euros read exactly to the cent, sign first or last, comma or point; none if not sure.

    `1,000` is refused: nothing tells three decimals from thousands.
    """
    found = _AMOUNT.fullmatch(text)
    if not found or _SEPARATOR_OF_THOUSANDS.fullmatch(text) or (found[1] and found[4]):
        return None
    decimals = (found[3] or "").rstrip("0")
    if len(decimals) > 2:
        return None
    return Decimal(f"{found[1] or found[4]}{found[2]}.{decimals.ljust(2, '0')}")


def is_written_in_full(text: str) -> bool:
    """Whether an amount has the comma and the two decimals of the law."""
    return _WRITTEN_AMOUNT.fullmatch(text) is not None


def currency_amount_of(text: str) -> Decimal | None:
    """An amount in another currency, of as many decimals as that currency has."""
    if not _CURRENCY_AMOUNT.fullmatch(text) or (text[0] in "+-" and text[-1] in "+-"):
        return None
    sign = text[-1] if text[-1] in "+-" else ""
    return Decimal(sign + text.removesuffix(sign).replace(",", "."))
