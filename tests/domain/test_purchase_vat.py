"""VAT of purchases: deducted wholly or in part, owed by ourselves, or taken back."""

from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.purchases import (
    BeforeSupplierInvoice,
    BookSupplierCreditNote,
    CorrectionReferenceTaken,
    CreditExceedsSupplierInvoice,
    ReceiveSupplierRefund,
    RefundExceedsCredit,
    SupplierInvoiceCredited,
    SupplierPaymentExceedsDue,
    UnknownSupplierInvoice,
    VatUnderReverseCharge,
    WrongSelfAssessedRate,
)
from domain.events.event import Event
from domain.events.purchases import PurchaseLine, SupplierPaid
from domain.money import euros
from domain.policies.account_roles import AccountRoles
from domain.posting.rules import entries_of
from domain.refusal import Refusal
from domain.rulebook import Dated
from domain.vat.items import vat_items
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    NEW_YEAR,
    OPENED,
    RULEBOOK,
    filed,
    with_rules,
)
from tests.domain.specification import Outcome, given
from tests.domain.test_purchases import JULY, booked, booking, correction, line, payment
from tests.scenario import written


def abroad(net: str = "500.00", **fields: Any) -> PurchaseLine:
    usual = {"regime": "services-from-abroad", "vat_rate": "0.20", "vat": "0.00"}
    return line(net, **usual | fields)


def works(net: str = "500.00", rate: str = "0.10", **fields: Any) -> PurchaseLine:
    usual = {"regime": "reverse-charge-works", "vat_rate": rate, "nature": "works"}
    return line(net, **usual | {"vat": "0.00"} | fields)


def note(*lines: PurchaseLine, **fields: Any) -> BookSupplierCreditNote:
    usual = {
        "occurred_on": JULY,
        "supplier": "F0001",
        "invoice": "FF-1",
        "reference": "AV-1",
        "lines": lines or (line("100.00", "20.00"),),
    }
    return BookSupplierCreditNote.model_validate(usual | fields)


def refund(amount: str, **fields: Any) -> ReceiveSupplierRefund:
    usual = {"occurred_on": JULY, "supplier": "F0001", "invoice": "FF-1", "reference": "RB-1"}
    return ReceiveSupplierRefund.model_validate(usual | {"amount": amount} | fields)


def after(*orders: Any) -> list[Event]:
    """What is recorded when these orders come one after the other."""
    facts: list[Event] = [OPENED]
    for order in orders:
        facts.append(given(ACTIVITY, *facts).when(order, CIRCUMSTANCES).decided())
    return facts


def when(command: Any, *orders: Any) -> Outcome:
    return given(ACTIVITY, *after(*orders)).when(command, CIRCUMSTANCES)


def declared(event: Event) -> list[tuple[str, str, str]]:
    """The items of VAT an event brings to a return."""
    items = vat_items(event, entries_of(event, RULEBOOK))
    return [(it.operation, str(it.base), str(it.tax)) for it in items]


# What may be deducted


def test_vat_of_a_cost_of_exempt_sales_alone_is_part_of_the_charge() -> None:
    outcome = when(booking(line(nature="goods", deductible_share="0")))
    outcome.then_books("AC FF-1 604 E001 600.00 0.00", "AC FF-1 401 E001 0.00 600.00")
    outcome.then_says(vat=(), vat_at_once=euros("0.00"))
    assert declared(outcome.decided()) == []


def test_the_share_deducted_is_rounded_and_the_rest_is_the_charge() -> None:
    when(booking(line("33.33", "6.67", nature="goods", deductible_share="0.335"))).then_books(
        "AC FF-1 604 E001 37.77 0.00",
        "AC FF-1 44566 E001 2.23 0.00",
        "AC FF-1 401 E001 0.00 40.00",
    )


def test_vat_of_fixed_assets_has_an_account_and_a_box_of_its_own() -> None:
    outcome = when(booking(line(account="2183", nature="goods"), line("10.00", "2.00")))
    outcome.then_books(
        "AC FF-1 2183 E001 500.00 0.00",
        "AC FF-1 604 E001 10.00 0.00",
        "AC FF-1 44562 E001 100.00 0.00",
        "AC FF-1 44588 E001 2.00 0.00",
        "AC FF-1 401 E001 0.00 612.00",
    )
    assert declared(outcome.decided()) == [("deduction-on-assets", "0.00", "100.00")]


def test_assets_and_costs_paid_together_release_the_vat_of_each() -> None:
    asset = line("100.00", "20.00", account="205")
    when(payment("132.00"), booking(asset, line("100.00", "20.01"))).then_books(
        "BQ FF-1/P 401 E001 132.00 0.00",
        "BQ FF-1/P 512 E001 0.00 132.00",
        "OD FF-1/TVA 44562 E001 11.00 0.00",
        "OD FF-1/TVA 44566 E001 11.00 0.00",
        "OD FF-1/TVA 44588 E001 0.00 22.00",
    )


# What we owe ourselves


def test_services_from_abroad_are_due_and_deducted_with_the_invoice() -> None:
    outcome = when(booking(abroad()))
    outcome.then_books(
        "AC FF-1 604 E001 500.00 0.00",
        "AC FF-1 445664 E001 100.00 0.00",
        "AC FF-1 445717 E001 0.00 100.00",
        "AC FF-1 401 E001 0.00 500.00",
    )
    assert declared(outcome.decided()) == [
        ("purchase-services-from-abroad", "500.00", "100.00"),
        ("deduction", "0.00", "100.00"),
    ]
    paid = when(payment("500.00"), booking(abroad())).decided()
    assert declared(paid) == []


def test_goods_from_the_union_have_an_account_of_their_own() -> None:
    outcome = when(booking(abroad(regime="goods-from-eu", nature="goods", account="607")))
    outcome.then_books(
        "AC FF-1 607 E001 500.00 0.00",
        "AC FF-1 44566 E001 100.00 0.00",
        "AC FF-1 4452 E001 0.00 100.00",
        "AC FF-1 401 E001 0.00 500.00",
    )
    assert declared(outcome.decided())[0] == ("purchase-goods-from-eu", "500.00", "100.00")


def test_goods_of_a_supplier_not_established_here_are_declared_in_their_box() -> None:
    outcome = when(booking(abroad(regime="goods-from-unestablished", nature="goods")))
    first, _ = declared(outcome.decided())
    assert first == ("purchase-goods-from-unestablished", "500.00", "100.00")


def test_building_works_are_due_when_they_are_paid_the_last_part_taking_the_rest() -> None:
    when(booking(works("99.99"))).then_books(
        "AC FF-1 604 E001 99.99 0.00",
        "AC FF-1 44588 E001 10.00 0.00",
        "AC FF-1 4458 E001 0.00 10.00",
        "AC FF-1 401 E001 0.00 99.99",
    )
    first = payment("33.33", reference="V1")
    when(first, booking(works("99.99"))).then_books(
        "BQ V1 401 E001 33.33 0.00",
        "BQ V1 512 E001 0.00 33.33",
        "OD V1/TVA 445664 E001 3.33 0.00",
        "OD V1/TVA 4458 E001 3.33 0.00",
        "OD V1/TVA 445717 E001 0.00 3.33",
        "OD V1/TVA 44588 E001 0.00 3.33",
    )
    last = when(payment("66.66", reference="V2"), booking(works("99.99")), first).decided()
    assert declared(last) == [
        ("purchase-reverse-charge-works", "66.66", "6.67"),
        ("deduction", "0.00", "6.67"),
    ]


def test_works_of_a_supplier_on_debits_are_due_with_the_invoice() -> None:
    first, _ = declared(when(booking(works(), vat_on_debits=True)).decided())
    assert first == ("purchase-reverse-charge-works", "500.00", "50.00")


def test_what_we_owe_ourselves_is_owed_whole_even_where_it_is_not_deducted() -> None:
    when(booking(abroad(deductible_share="0.25"))).then_books(
        "AC FF-1 604 E001 575.00 0.00",
        "AC FF-1 445664 E001 25.00 0.00",
        "AC FF-1 445717 E001 0.00 100.00",
        "AC FF-1 401 E001 0.00 500.00",
    )


LINES_REFUSED: list[tuple[PurchaseLine, type[Refusal]]] = [
    (abroad(vat="100.00"), VatUnderReverseCharge),
    (works(vat="0.01"), VatUnderReverseCharge),
    (abroad(vat_rate=None), WrongSelfAssessedRate),
    (abroad(vat_rate="0.196"), WrongSelfAssessedRate),
    (line(vat_rate="0.20"), WrongSelfAssessedRate),
]


@pytest.mark.parametrize(("wrong", "refusal"), LINES_REFUSED)
def test_a_document_that_does_not_fit_its_regime_is_refused(
    wrong: PurchaseLine, refusal: type[Refusal]
) -> None:
    when(booking(wrong)).then_refused(refusal)


def test_a_correction_takes_the_vat_of_the_wrong_document_back() -> None:
    wrong = booked(abroad())
    fixed = correction(line("500.00", "100.00", nature="goods"))
    outcome = given(ACTIVITY, OPENED, wrong).when(fixed, filed(wrong))
    outcome.then_books(
        "OD EXT-1 401 E001 500.00 0.00",
        "OD EXT-1 604 E001 0.00 500.00",
        "OD EXT-1 445664 E001 0.00 100.00",
        "OD EXT-1 445717 E001 100.00 0.00",
        "OD EXT-1b 604 E001 500.00 0.00",
        "OD EXT-1b 44566 E001 100.00 0.00",
        "OD EXT-1b 401 E001 0.00 600.00",
    )
    assert declared(outcome.decided()) == [
        ("purchase-services-from-abroad", "-500.00", "-100.00"),
        ("deduction", "0.00", "-100.00"),
        ("deduction", "0.00", "100.00"),
    ]


# Credit notes


def test_a_credit_note_before_the_payment_takes_vat_off_what_waits() -> None:
    outcome = when(note(), booking())
    outcome.then_books(
        "AC AV-1 401 E001 120.00 0.00",
        "AC AV-1 604 E001 0.00 100.00",
        "AC AV-1 44588 E001 0.00 20.00",
    )
    assert declared(outcome.decided()) == []
    rest = when(payment("480.00"), booking(), note()).decided()
    assert declared(rest) == [("deduction", "0.00", "80.00")]


def test_a_credit_note_after_the_payment_takes_deducted_vat_back() -> None:
    outcome = when(note(), booking(), payment("600.00"))
    outcome.then_books(
        "AC AV-1 401 E001 120.00 0.00",
        "AC AV-1 604 E001 0.00 100.00",
        "AC AV-1 44566 E001 0.00 20.00",
    )
    assert declared(outcome.decided()) == [("deduction-taken-back", "0.00", "20.00")]
    when(refund("120.00"), booking(), payment("600.00"), note()).then_books(
        "BQ RB-1 512 E001 120.00 0.00", "BQ RB-1 401 E001 0.00 120.00"
    )


def test_a_credit_note_half_paid_takes_from_what_waits_first() -> None:
    # 300.00 are paid: 50.00 of VAT wait, 50.00 are deducted; 80.00 are taken back.
    half = payment("300.00")
    outcome = when(note(line("400.00", "80.00")), booking(), half)
    assert declared(outcome.decided()) == [("deduction-taken-back", "0.00", "30.00")]
    outcome.then_books(
        "AC AV-1 401 E001 480.00 0.00",
        "AC AV-1 604 E001 0.00 400.00",
        "AC AV-1 44588 E001 0.00 50.00",
        "AC AV-1 44566 E001 0.00 30.00",
    )


def test_what_still_waits_when_nothing_is_owed_any_more_is_deducted() -> None:
    without_vat = note(line("600.00", "0.00"))
    outcome = when(without_vat, booking())
    assert declared(outcome.decided()) == [("deduction", "0.00", "100.00")]
    assert written(entries_of(outcome.decided(), RULEBOOK))[2:] == [
        "OD AV-1/TVA 44566 E001 100.00 0.00",
        "OD AV-1/TVA 44588 E001 0.00 100.00",
    ]


def test_a_credit_note_on_services_from_abroad_takes_both_sides_back() -> None:
    outcome = when(note(abroad("100.00")), booking(abroad()))
    outcome.then_books(
        "AC AV-1 401 E001 100.00 0.00",
        "AC AV-1 604 E001 0.00 100.00",
        "AC AV-1 445664 E001 0.00 20.00",
        "AC AV-1 445717 E001 20.00 0.00",
    )
    assert declared(outcome.decided()) == [
        ("purchase-services-from-abroad", "-100.00", "-20.00"),
        ("deduction-taken-back", "0.00", "20.00"),
    ]


LITTLE_VAT = booking(line("90.00", "5.00"))
CREDITED = (booking(), payment("600.00"), note())
TWO_RATES = booking(works("100.00"), works("100.00", "0.20"))
STORED = (
    *after(TWO_RATES, payment("100.00"), note(works("100.00")))[1:],
    after(*CREDITED, refund("120.00"))[-1],
    given(ACTIVITY, OPENED, booked(works(), vat_on_debits=True))
    .when(correction(abroad()), filed(booked(works(), vat_on_debits=True)))
    .decided(),
)
REFUSED: list[tuple[tuple[Any, ...], Any, type[Refusal]]] = [
    ((), note(), UnknownSupplierInvoice),
    ((booking(),), note(occurred_on=date(2026, 3, 9)), BeforeSupplierInvoice),
    ((booking(),), note(line("500.01", "100.00")), CreditExceedsSupplierInvoice),
    ((booking(), note()), note(line(), reference="AV-2"), CreditExceedsSupplierInvoice),
    ((LITTLE_VAT,), note(line("40.00", "8.00")), CreditExceedsSupplierInvoice),
    ((booking(), note()), note(), CorrectionReferenceTaken),
    ((booking(),), note(reference="FF-1"), CorrectionReferenceTaken),
    ((booking(), note()), payment("480.01"), SupplierPaymentExceedsDue),
    (CREDITED, payment("0.01", reference="V9"), SupplierPaymentExceedsDue),
    (CREDITED, refund("120.01"), RefundExceedsCredit),
    (CREDITED, refund("1.00", reference="AV-1"), CorrectionReferenceTaken),
    ((booking(),), refund("0.01"), RefundExceedsCredit),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_what_may_not_be_is_refused(
    before: tuple[Any, ...], command: Any, refusal: type[Refusal]
) -> None:
    when(command, *before).then_refused(refusal)


def test_an_invoice_lowered_by_a_credit_note_is_not_booked_anew() -> None:
    past = given(ACTIVITY, *after(booking(), note()))
    past.when(correction(), filed(booked())).then_refused(SupplierInvoiceCredited)


# Accounts changed in between, and old events


def test_a_payment_settles_the_accounts_its_invoice_was_booked_on() -> None:
    changed = AccountRoles(
        suppliers="4011", vat_deductible_waiting="445881", vat_deductible="445661"
    )
    later = with_rules(
        roles=(Dated(NEW_YEAR, AccountRoles()), Dated(date(2026, 6, 1), changed)),
        accounts=frozenset({"4011", "445881", "445661"}),
    )
    given(ACTIVITY, OPENED, booked()).when(payment("600.00"), later).then_books(
        "BQ FF-1/P 401 E001 600.00 0.00",
        "BQ FF-1/P 512 E001 0.00 600.00",
        "OD FF-1/TVA 445661 E001 100.00 0.00",
        "OD FF-1/TVA 44588 E001 0.00 100.00",
    )


def test_invoices_that_told_no_parts_of_their_vat_are_paid_all_the_same() -> None:
    told = booked(line("90.00", "9.00"), line("10.00", "1.00", nature="goods"))
    old = told.model_copy(update={"vat": ()})
    past = given(ACTIVITY, OPENED, old)
    event = past.when(payment("110.00"), CIRCUMSTANCES).decided()
    assert isinstance(event, SupplierPaid)
    assert event.vat_released == euros("9.00")
    settled = given(ACTIVITY, OPENED, old, event.model_copy(update={"vat": ()}))
    taken = settled.when(note(line("50.00", "10.00")), CIRCUMSTANCES)
    taken.then_refused(CreditExceedsSupplierInvoice)
    outcome = settled.when(note(line("50.00", "9.00")), CIRCUMSTANCES)
    assert declared(outcome.decided()) == [("deduction-taken-back", "0.00", "9.00")]
