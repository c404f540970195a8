"""A supplier's invoice is booked as it reads, and its VAT is deducted when due."""

from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.purchases import (
    BeforeSupplierInvoice,
    BookSupplierInvoice,
    CorrectionReferenceTaken,
    CorrectSupplierInvoice,
    NotTheEntryOfTheInvoice,
    PaySupplier,
    SupplierInvoiceAlreadyBooked,
    SupplierInvoiceAlreadyPaid,
    SupplierPaymentAlreadyRecorded,
    SupplierPaymentExceedsDue,
    UnknownSupplierInvoice,
    VatAboveHighestRate,
)
from domain.circumstances import Circumstances
from domain.events.event import Event
from domain.events.purchases import PurchaseLine, SupplierInvoiceBooked, SupplierPaid
from domain.money import AmountTooLarge, euros
from domain.refusal import Refusal
from domain.rulebook import InternalAccount, UnknownAccount, UnknownParty
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    MARCH,
    OPENED,
    filed,
)
from tests.domain.specification import given

JULY = date(2026, 7, 1)


def line(net: str = "500.00", vat: str = "100.00", **fields: Any) -> PurchaseLine:
    usual = {"account": "604", "nature": "services", "net": net, "vat": vat}
    return PurchaseLine.model_validate(usual | fields)


def booking(*lines: PurchaseLine, **fields: Any) -> BookSupplierInvoice:
    usual = {
        "occurred_on": MARCH,
        "supplier": "F0001",
        "reference": "FF-1",
        "lines": lines or (line(),),
    }
    return BookSupplierInvoice.model_validate(usual | fields)


def booked(*lines: PurchaseLine, **fields: Any) -> SupplierInvoiceBooked:
    decided = given(ACTIVITY, OPENED).when(booking(*lines, **fields), CIRCUMSTANCES).decided()
    assert isinstance(decided, SupplierInvoiceBooked)
    return decided


def payment(amount: str, **fields: Any) -> PaySupplier:
    usual = {"occurred_on": JULY, "supplier": "F0001", "invoice": "FF-1", "amount": amount}
    return PaySupplier.model_validate(usual | fields)


def correction(*lines: PurchaseLine, **fields: Any) -> CorrectSupplierInvoice:
    usual = {
        "occurred_on": JULY,
        "supplier": "F0001",
        "invoice": "FF-1",
        "entry": "7.1",
        "reference": "EXT-1",
        "correction": "EXT-1b",
        "lines": lines or (line("50.00", "0.00", account="6064"),),
    }
    return CorrectSupplierInvoice.model_validate(usual | fields)


MOMENTS: list[tuple[list[PurchaseLine], bool, str, str]] = [
    ([line()], False, "0.00", "100.00"),
    ([line()], True, "100.00", "0.00"),
    ([line(nature="goods")], False, "100.00", "0.00"),
    ([line(), line("10.00", "0.55", nature="goods")], False, "0.55", "100.00"),
    ([line(nature="works"), line("10.00", "1.00")], False, "0.00", "101.00"),
]


@pytest.mark.parametrize(("lines", "on_debits", "at_once", "waiting"), MOMENTS)
def test_vat_is_deducted_when_the_supplier_owes_it(
    lines: list[PurchaseLine], *, on_debits: bool, at_once: str, waiting: str
) -> None:
    event = booked(*lines, vat_on_debits=on_debits)
    assert (str(event.vat_at_once), str(event.vat_waiting)) == (at_once, waiting)
    assert event.gross == sum(it.net + it.vat for it in lines)


BOOKINGS_REFUSED: list[tuple[list[Event], BookSupplierInvoice, type[Refusal]]] = [
    ([], booking(supplier="F0003"), UnknownParty),
    ([], booking(supplier="C0001"), UnknownParty),
    ([booked()], booking(), SupplierInvoiceAlreadyBooked),
    ([], booking(line(account="6999")), UnknownAccount),
    ([], booking(line(account="181")), InternalAccount),
    ([], booking(line("500.00", "100.02")), VatAboveHighestRate),
    ([], booking(line("999999999.99", "0.01")), AmountTooLarge),
    # Before VAT existed nothing could bear any.
    ([], booking(occurred_on=date(1950, 1, 1)), VatAboveHighestRate),
]


@pytest.mark.parametrize(("before", "command", "refusal"), BOOKINGS_REFUSED)
def test_a_booking_is_refused(
    before: list[Event], command: BookSupplierInvoice, refusal: type[Refusal]
) -> None:
    given(ACTIVITY, OPENED, *before).when(command, CIRCUMSTANCES).then_refused(refusal)


def test_two_suppliers_may_use_one_reference() -> None:
    other = booking(supplier="F0002")
    given(ACTIVITY, OPENED, booked()).when(other, CIRCUMSTANCES).then_says(supplier="F0002")


def test_vat_may_be_a_cent_above_the_highest_rate() -> None:
    assert booked(line("500.00", "100.01")).gross == euros("600.01")


# Payments

PARTS: list[tuple[str, list[str], list[str]]] = [
    ("100.00", ["200.00", "200.00", "200.00"], ["33.33", "33.34", "33.33"]),
    ("0.01", ["599.00", "1.01"], ["0.01", "0.00"]),
    ("99.99", ["0.01", "599.98"], ["0.00", "99.99"]),
]


@pytest.mark.parametrize(("vat", "amounts", "released"), PARTS)
def test_what_waits_is_deducted_with_each_payment_and_in_all_with_the_last(
    vat: str, amounts: list[str], released: list[str]
) -> None:
    net = str(euros("600.00") if vat == "0.01" else sum(map(euros, amounts)) - euros(vat))
    facts: list[Event] = [OPENED, booked(line(net, vat))]
    for rank, amount in enumerate(amounts):
        command = payment(amount, reference=f"V{rank}")
        facts.append(given(ACTIVITY, *facts).when(command, CIRCUMSTANCES).decided())
    found = [str(it.vat_released) for it in facts if isinstance(it, SupplierPaid)]
    assert found == released


def test_an_invoice_may_be_paid_on_its_day() -> None:
    same_day = payment("600.00", occurred_on=MARCH)
    outcome = given(ACTIVITY, OPENED, booked()).when(same_day, CIRCUMSTANCES)
    outcome.then_says(vat_released=euros("100.00"))


def test_nothing_is_released_where_nothing_waits() -> None:
    past = given(ACTIVITY, OPENED, booked(vat_on_debits=True))
    past.when(payment("600.00"), CIRCUMSTANCES).then_books(
        "BQ FF-1/P 401 E001 600.00 0.00",
        "BQ FF-1/P 512 E001 0.00 600.00",
    )


def paid(amount: str) -> SupplierPaid:
    decided = given(ACTIVITY, OPENED, booked()).when(payment(amount), CIRCUMSTANCES).decided()
    assert isinstance(decided, SupplierPaid)
    return decided


PAYMENTS_REFUSED: list[tuple[list[Event], PaySupplier, type[Refusal]]] = [
    ([], payment("1.00"), UnknownSupplierInvoice),
    ([booked()], payment("1.00", supplier="F0002"), UnknownSupplierInvoice),
    ([booked()], payment("1.00", occurred_on=date(2026, 3, 9)), BeforeSupplierInvoice),
    ([booked()], payment("600.01"), SupplierPaymentExceedsDue),
    ([booked(), paid("600.00")], payment("0.01", reference="V"), SupplierPaymentExceedsDue),
    ([booked(), paid("1.00")], payment("1.00"), SupplierPaymentAlreadyRecorded),
]


@pytest.mark.parametrize(("before", "command", "refusal"), PAYMENTS_REFUSED)
def test_a_payment_is_refused(
    before: list[Event], command: PaySupplier, refusal: type[Refusal]
) -> None:
    given(ACTIVITY, OPENED, *before).when(command, CIRCUMSTANCES).then_refused(refusal)


# Corrections

WRONG = booked(line("50.00", "10.00", account="606"))


def test_a_correction_undoes_the_wrong_entry_and_books_the_right_one() -> None:
    given(ACTIVITY, OPENED, WRONG).when(correction(), filed(WRONG)).then_books(
        "OD EXT-1 401 E001 60.00 0.00",
        "OD EXT-1 606 E001 0.00 50.00",
        "OD EXT-1 44588 E001 0.00 10.00",
        "OD EXT-1b 6064 E001 50.00 0.00",
        "OD EXT-1b 401 E001 0.00 50.00",
    )


def corrected() -> Event:
    return given(ACTIVITY, OPENED, WRONG).when(correction(), filed(WRONG)).decided()


AGAIN = {"reference": "EXT-2", "correction": "EXT-2b"}


def test_a_correction_is_corrected_in_its_turn() -> None:
    past = given(ACTIVITY, OPENED, WRONG, corrected())
    again = correction(line("40.00", "8.00"), **AGAIN)
    past.when(again, filed(corrected(), rank=2)).then_says(
        wrong_lines=(line("50.00", "0.00", account="6064"),), gross=euros("48.00")
    )


def test_what_is_owed_is_then_the_right_amount() -> None:
    past = given(ACTIVITY, OPENED, WRONG, corrected())
    past.when(payment("50.00"), CIRCUMSTANCES).then_says(vat_released=euros("0.00"))
    past.when(payment("50.01"), CIRCUMSTANCES).then_refused(SupplierPaymentExceedsDue)


OTHER = booked(reference="FF-2")
CORRECTIONS_REFUSED: list[
    tuple[list[Event], CorrectSupplierInvoice, Circumstances, type[Refusal]]
] = [
    ([], correction(), filed(WRONG), UnknownSupplierInvoice),
    ([WRONG], correction(occurred_on=date(2026, 3, 9)), filed(WRONG), BeforeSupplierInvoice),
    ([booked(), paid("1.00")], correction(), filed(booked()), SupplierInvoiceAlreadyPaid),
    ([WRONG], correction(), CIRCUMSTANCES, NotTheEntryOfTheInvoice),
    ([WRONG, OTHER], correction(), filed(OTHER), NotTheEntryOfTheInvoice),
    (
        [WRONG],
        correction(),
        filed(WRONG.model_copy(update={"activity": "E002"})),
        NotTheEntryOfTheInvoice,
    ),
    (
        [WRONG],
        correction(),
        filed(WRONG.model_copy(update={"supplier": "F0002"})),
        NotTheEntryOfTheInvoice,
    ),
    ([WRONG], correction(), filed(paid("1.00")), NotTheEntryOfTheInvoice),
    # Once corrected it is the correction that stands, neither the first entry nor its undoing.
    ([WRONG, corrected()], correction(**AGAIN), filed(WRONG), NotTheEntryOfTheInvoice),
    ([WRONG, corrected()], correction(**AGAIN), filed(corrected()), NotTheEntryOfTheInvoice),
    ([WRONG, corrected()], correction(), filed(corrected(), 2), CorrectionReferenceTaken),
    ([WRONG], correction(correction="EXT-1"), filed(WRONG), CorrectionReferenceTaken),
    ([WRONG], correction(correction="FF-1"), filed(WRONG), CorrectionReferenceTaken),
    ([WRONG], correction(line(account="6999")), filed(WRONG), UnknownAccount),
    ([WRONG], correction(line("1.00", "0.22")), filed(WRONG), VatAboveHighestRate),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), CORRECTIONS_REFUSED)
def test_a_correction_is_refused(
    before: list[Event],
    command: CorrectSupplierInvoice,
    circumstances: Circumstances,
    refusal: type[Refusal],
) -> None:
    given(ACTIVITY, OPENED, *before).when(command, circumstances).then_refused(refusal)
