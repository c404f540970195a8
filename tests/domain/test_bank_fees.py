"""A fee of the bank is a charge of its section, its VAT deducted at once."""

from datetime import date
from typing import Any

import pytest

from domain.circumstances import UnknownSection
from domain.cooperative.bank_fees import BankFeeAlreadyBooked, BookBankFee, VatAboveFee
from domain.cooperative.cooperative import COOPERATIVE
from domain.events.event import Event
from domain.money import AmountTooLarge
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, FOUNDED, MARCH
from tests.domain.specification import given


def fee(**fields: Any) -> BookBankFee:
    usual = {"occurred_on": MARCH, "section": "E001", "reference": "FRAIS-1", "net": "15.00"}
    return BookBankFee.model_validate(usual | fields)


def booked(**fields: Any) -> Event:
    return given(COOPERATIVE, FOUNDED).when(fee(**fields), CIRCUMSTANCES).decided()


def test_a_fee_is_taken_from_the_bank_of_its_section() -> None:
    given(COOPERATIVE, FOUNDED).when(fee(), CIRCUMSTANCES).then_books(
        "BQ FRAIS-1 627 E001 15.00 0.00", "BQ FRAIS-1 512 E001 0.00 15.00"
    )


def test_a_fee_of_the_shared_structure_may_bear_vat() -> None:
    taxed = fee(section="COOP", vat="3.00")
    given(COOPERATIVE, FOUNDED).when(taxed, CIRCUMSTANCES).then_books(
        "BQ FRAIS-1 627 COOP 15.00 0.00",
        "BQ FRAIS-1 44566 COOP 3.00 0.00",
        "BQ FRAIS-1 512 COOP 0.00 18.00",
    )


REFUSED: list[tuple[list[Event], BookBankFee, type[Refusal]]] = [
    ([], fee(section="E009"), UnknownSection),
    ([booked()], fee(section="COOP"), BankFeeAlreadyBooked),
    ([], fee(vat="3.02"), VatAboveFee),
    ([], fee(vat="0.02", occurred_on=date(1950, 1, 1)), VatAboveFee),
    ([], fee(net="1000000000.00"), AmountTooLarge),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_what_may_not_be_is_refused(
    before: list[Event], command: BookBankFee, refusal: type[Refusal]
) -> None:
    given(COOPERATIVE, FOUNDED, *before).when(command, CIRCUMSTANCES).then_refused(refusal)
