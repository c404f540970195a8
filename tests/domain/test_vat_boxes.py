"""The boxes of the CA3 follow from what the period's VAT is for, at which rate."""

from decimal import Decimal

import pytest

from domain.events.vat_returns import VatBox, VatOperation, VatSum
from domain.money import ZERO, euros
from domain.vat.boxes import Return, labels, put_right_in, vat_return


def a_sum(operation: VatOperation, base: str, tax: str, rate: str | None = "0.20") -> VatSum:
    return VatSum(operation=operation, rate=rate, base=base, tax=tax)


def filled(found: Return) -> dict[str, tuple[int | None, int]]:
    totals = {"16", "23", "25", "27", "TD", "28", "32"}
    return {it.box: (it.base, it.amount) for it in found.filled() if it.box not in totals}


def drawn_up(*sums: VatSum, credit: str = "0.00") -> Return:
    return vat_return(sums, euros(credit))


ENTERED: list[tuple[VatOperation, str | None, dict[str, tuple[int | None, int]]]] = [
    ("sale", "0.20", {"A1": (None, 100), "08": (100, 20)}),
    ("sale", "0.10", {"A1": (None, 100), "9B": (100, 20)}),
    ("sale", "0.055", {"A1": (None, 100), "09": (100, 20)}),
    ("sale", "0.021", {"A1": (None, 100), "T6": (100, 20)}),
    ("sale", "0.196", {"A1": (None, 100), "13": (100, 20)}),
    ("sale", None, {"A1": (None, 100), "08": (100, 20)}),
    ("sale-reverse-charge-works", "0", {"E2": (None, 100)}),
    ("sale-exempt", "0", {"E2": (None, 100)}),
    ("sale-services-abroad", "0", {"E2": (None, 100)}),
    ("sale-goods-to-eu", "0", {"F2": (None, 100)}),
    ("sale-export", "0", {"E1": (None, 100)}),
    ("purchase-reverse-charge-works", "0.10", {"A2": (None, 100), "9B": (100, 20)}),
    ("purchase-services-from-abroad", "0.20", {"A3": (None, 100), "08": (100, 20)}),
    (
        "purchase-goods-from-eu",
        "0.20",
        {"B2": (None, 100), "08": (100, 20), "17": (None, 20)},
    ),
    ("purchase-goods-from-unestablished", "0.20", {"B4": (None, 100), "08": (100, 20)}),
    ("deduction", None, {"20": (None, 20)}),
    ("deduction-on-assets", None, {"19": (None, 20)}),
    ("deduction-taken-back", None, {"15": (None, 20)}),
]


@pytest.mark.parametrize(("operation", "rate", "boxes"), ENTERED)
def test_each_operation_enters_its_boxes(
    operation: VatOperation, rate: str | None, boxes: dict[str, tuple[int | None, int]]
) -> None:
    assert filled(drawn_up(a_sum(operation, "100.00", "20.00", rate))) == boxes


BELOW_ZERO: list[tuple[VatOperation, dict[str, tuple[int | None, int]]]] = [
    ("sale", {"B5": (None, 100), "21": (None, 20)}),
    ("sale-exempt", {"F8": (None, 100)}),
    ("purchase-reverse-charge-works", {"B5": (None, 100), "21": (None, 20)}),
    ("deduction", {"15": (None, 20)}),
    ("deduction-on-assets", {"15": (None, 20)}),
    ("deduction-taken-back", {"21": (None, 20)}),
]


@pytest.mark.parametrize(("operation", "boxes"), BELOW_ZERO)
def test_what_comes_out_below_zero_is_put_right_in_another_box(
    operation: VatOperation, boxes: dict[str, tuple[int | None, int]]
) -> None:
    assert filled(drawn_up(a_sum(operation, "-100.00", "-20.00"))) == boxes


def test_a_credit_note_lowers_the_box_of_its_rate_as_long_as_sales_exceed_it() -> None:
    found = drawn_up(
        a_sum("sale", "900.00", "180.00"), a_sum("sale", "-10.00", "-2.00", "0.10")
    )
    assert filled(found) == {
        "A1": (None, 890),
        "08": (900, 180),
        "21": (None, 2),
    }
    assert found.to_pay == 178


@pytest.mark.parametrize(
    ("tax", "deducted", "credit", "to_pay", "carried"),
    [
        ("333.35", "132.60", "0.00", 200, 0),
        ("0.50", "0.49", "0.00", 1, 0),
        ("100.20", "150.75", "0.00", 0, 51),
        ("100.20", "50.00", "60.00", 0, 10),
        ("100.20", "50.00", "50.00", 0, 0),
    ],
)
def test_totals_add_the_rounded_boxes_up(
    tax: str, deducted: str, credit: str, to_pay: int, carried: int
) -> None:
    found = drawn_up(
        a_sum("sale", "0.00", tax), a_sum("deduction", "0.00", deducted, None), credit=credit
    )
    declared = {name: box.amount for name, box in found.declared.items()}
    assert declared["16"] == declared["08"]
    assert declared["23"] == declared["20"] + declared["22"]
    assert declared["22"] == Decimal(credit)
    assert (int(found.to_pay), int(found.credit)) == (to_pay, carried)
    assert declared["TD"] == declared["28"] == declared["32"] == to_pay
    assert declared["25"] == carried
    exact = {name: box.amount for name, box in found.exact.items()}
    assert exact["16"] - exact["23"] == euros(tax) - euros(deducted) - euros(credit)


def test_every_box_has_its_label_on_the_form() -> None:
    found = drawn_up(a_sum("sale", "0.00", "0.00"))
    assert set(found.declared) <= set(labels())
    assert labels()["08"].startswith("Taux normal 20 %")


def test_totals_are_put_right_nowhere() -> None:
    totals: tuple[VatBox, ...] = ("16", "23", "25", "32")
    assert [put_right_in(box) for box in totals] == [None] * 4
    assert drawn_up().to_pay == ZERO
