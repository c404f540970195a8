"""The currencies are those of ISO 4217 in force."""

import pytest

from projections.fec.currencies import ISO_4217


@pytest.mark.parametrize("code", ["EUR", "USD", "CHF", "XPF", "TND"])
def test_a_currency_in_force_is_known(code: str) -> None:
    assert code in ISO_4217


@pytest.mark.parametrize("code", ["FRF", "XXX", "XTS", "eur", ""])
def test_what_is_no_currency_is_not(code: str) -> None:
    assert code not in ISO_4217


def test_every_code_is_three_capitals() -> None:
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in ISO_4217)
