"""Work for another activity of the cooperative moves its price between the two."""

from dataclasses import replace
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.internal_sales import (
    InternalSaleAlreadyMade,
    SaleToItself,
    SellInternally,
)
from domain.circumstances import Circumstances, NotCovered, UnknownSection
from domain.events.internal_sales import InternalSaleMade
from domain.money import AmountTooLarge
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, OPENED
from tests.domain.specification import given


def internal_sale(**fields: Any) -> SellInternally:
    usual = {"occurred_on": MARCH, "buyer": "E002", "reference": "FI-1", "amount": "300.00"}
    return SellInternally.model_validate(usual | fields)


def test_the_buyer_bears_what_the_seller_earns() -> None:
    given(ACTIVITY, OPENED).when(internal_sale(), CIRCUMSTANCES).then_books(
        "CI FI-1 186 E002 300.00 0.00",
        "CI FI-1 181 E002 0.00 300.00",
        "CI FI-1 181 E001 300.00 0.00",
        "CI FI-1 187 E001 0.00 300.00",
    )


REFUSED: list[tuple[SellInternally, Circumstances, type[Refusal]]] = [
    (internal_sale(buyer="E001"), CIRCUMSTANCES, SaleToItself),
    (internal_sale(buyer="E003"), CIRCUMSTANCES, UnknownSection),
    (internal_sale(), replace(CIRCUMSTANCES, coverage=()), NotCovered),
    (internal_sale(amount="1000000000.00"), CIRCUMSTANCES, AmountTooLarge),
]


@pytest.mark.parametrize(("command", "circumstances", "refusal"), REFUSED)
def test_it_is_refused(
    command: SellInternally, circumstances: Circumstances, refusal: type[Refusal]
) -> None:
    given(ACTIVITY, OPENED).when(command, circumstances).then_refused(refusal)


def test_it_is_made_once_under_its_reference() -> None:
    made = InternalSaleMade(
        occurred_on=MARCH, activity="E001", buyer="E002", reference="FI-1", amount="300.00"
    )
    past = given(ACTIVITY, OPENED, made)

    past.when(internal_sale(), CIRCUMSTANCES).then_refused(InternalSaleAlreadyMade)
    past.when(internal_sale(reference="FI-2"), CIRCUMSTANCES).then_says(reference="FI-2")
