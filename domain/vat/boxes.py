"""Boxes of the CA3 (form 3310-CA3): from the sums of a period to what is declared.

A return is in whole euros, box by box, and its totals add up the rounded boxes; the books keep
the cents, and what the rounding makes of them is booked with the return.
"""

import csv
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import NamedTuple, get_args

from domain.events.vat_returns import DeclaredBox, VatBox, VatOperation, VatSum
from domain.money import ZERO

_BASES: dict[VatOperation, VatBox] = {
    "sale": "A1",
    "sale-reverse-charge-works": "E2",
    "sale-exempt": "E2",
    "sale-services-abroad": "E2",
    "sale-goods-to-eu": "F2",
    "sale-export": "E1",
    "purchase-reverse-charge-works": "A2",
    "purchase-services-from-abroad": "A3",
    "purchase-goods-from-eu": "B2",
    "purchase-goods-from-unestablished": "B4",
}
_DEDUCTIONS: dict[VatOperation, VatBox] = {
    "deduction": "20",
    "deduction-on-assets": "19",
    "deduction-taken-back": "15",
}
_RATES: dict[Decimal | None, VatBox] = {
    Decimal("0.20"): "08",
    Decimal("0.10"): "9B",
    Decimal("0.055"): "09",
    Decimal("0.021"): "T6",
    # VAT booked by hand says no rate: it is declared with the standard one.
    None: "08",
}
_OLD_RATES: VatBox = "13"
_UNTAXED: tuple[VatBox, ...] = ("E1", "E2", "F2")
_TAXES: tuple[VatBox, ...] = ("08", "09", "9B", "T6", "13")
_ORDER: tuple[VatBox, ...] = get_args(VatBox)


class Box(NamedTuple):
    """A box before rounding; the boxes of a rate show their base too."""

    base: Decimal | None
    amount: Decimal


Boxes = Mapping[VatBox, Box]


class Return(NamedTuple):
    """A return: the exact boxes, those declared, and what comes out of it.

    `put_right` says which boxes came out below zero, and where each is declared instead.
    """

    exact: Boxes
    declared: Boxes
    put_right: Mapping[VatBox, VatBox]

    @property
    def to_pay(self) -> Decimal:
        """What is owed to the State, in whole euros."""
        return self.declared["32"].amount

    @property
    def credit(self) -> Decimal:
        """What is carried to box 22 of the next return, in whole euros."""
        return self.declared["27"].amount

    def entered_by(self, operation: VatOperation, rate: Decimal | None) -> set[VatBox]:
        """The boxes in which an operation at a rate is declared in this return."""
        return {self.put_right.get(box, box) for box in boxes_of(operation, rate)}

    def filled(self) -> tuple[DeclaredBox, ...]:
        """The boxes that show something, in the order of the form."""
        return tuple(
            DeclaredBox(
                box=name,
                base=None if box.base is None else int(box.base),
                amount=int(box.amount),
            )
            for name in _ORDER
            if any(box := self.declared[name])
        )


def boxes_of(operation: VatOperation, rate: Decimal | None) -> tuple[VatBox, ...]:
    """The boxes that an operation at a rate enters."""
    if operation in _DEDUCTIONS:
        return (_DEDUCTIONS[operation],)
    if _BASES[operation] in _UNTAXED:
        return (_BASES[operation],)
    taxed = (_BASES[operation], _RATES.get(rate, _OLD_RATES))
    return (*taxed, "17") if operation == "purchase-goods-from-eu" else taxed


def vat_return(sums: Iterable[VatSum], credit_before: Decimal) -> Return:
    """The return of these sums, after the credit of the return before."""
    found = _entered(sums)
    found["22"] = Box(None, credit_before)
    moved = _put_right(found)
    whole = {name: _whole(box) for name, box in found.items()}
    return Return(_with_totals(found), _with_totals(whole), moved)


def put_right_in(box: VatBox) -> VatBox | None:
    """Where a box that comes out below zero is declared instead, as the form has no minus.

    Tax taken back from earlier returns is deducted in box 21 (sales cancelled or unpaid, CGI
    art. 272, 1), deductions taken back are paid in box 15, bases stand in B5 and F8.
    """
    if box in _TAXES or box == "15":
        return "21"
    if box in {"19", "20"}:
        return "15"
    if box in _UNTAXED:
        return "F8"
    return "B5" if box in {"A1", "A2", "A3", "B2", "B4"} else None


@cache
def labels() -> dict[str, str]:
    """The label of each box."""
    text = files("domain.vat").joinpath("ca3_boxes.csv").read_text("utf-8")
    return {
        row["case"]: row["libelle"] for row in csv.DictReader(text.splitlines(), delimiter=";")
    }


def _entered(sums: Iterable[VatSum]) -> dict[VatBox, Box]:
    found: dict[VatBox, Box] = {
        name: Box(ZERO if name in _TAXES else None, ZERO) for name in _ORDER
    }
    for it in sums:
        for name in boxes_of(it.operation, it.rate):
            _add(found, name, it.base, it.base if name in _BASES.values() else it.tax)
    return found


def _add(found: dict[VatBox, Box], name: VatBox, base: Decimal, amount: Decimal) -> None:
    box = found[name]
    found[name] = Box(None if box.base is None else box.base + base, box.amount + amount)


def _put_right(found: dict[VatBox, Box]) -> dict[VatBox, VatBox]:
    moved: dict[VatBox, VatBox] = {}
    # Box 15 last: what is left of deductions may come to it before.
    for name in sorted(_ORDER, key=lambda it: it == "15"):
        if found[name].amount < 0:
            if instead := put_right_in(name):
                _add(found, instead, ZERO, -found[name].amount)
                moved[name] = instead
            found[name] = Box(ZERO if name in _TAXES else None, ZERO)
    return moved


def _with_totals(found: Mapping[VatBox, Box]) -> Boxes:
    boxes = dict(found)
    due = sum((boxes[name].amount for name in (*_TAXES, "15")), ZERO)
    deducted = sum((boxes[name].amount for name in ("19", "20", "21", "22")), ZERO)
    to_pay, credit = max(due - deducted, ZERO), max(deducted - due, ZERO)
    totals: dict[VatBox, Decimal] = {
        "16": due, "23": deducted, "25": credit, "27": credit,
        "TD": to_pay, "28": to_pay, "32": to_pay,
    }  # fmt: skip
    return boxes | {name: Box(None, amount) for name, amount in totals.items()}


def _whole(box: Box) -> Box:
    base = None if box.base is None else _euros(box.base)
    return Box(base, _euros(box.amount))


def _euros(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), ROUND_HALF_UP) + ZERO
