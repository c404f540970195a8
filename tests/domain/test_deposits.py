"""A deposit is no sale: it is deducted, with its VAT, by the invoice of the whole."""

from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.sale_lines import PricedLine
from domain.activity.sales import (
    BeforeInvoice,
    DepositAlreadyDeducted,
    DepositNotDeducted,
    DepositNotPaid,
    DepositOfAnotherCustomer,
    DepositsExceedInvoice,
    DoubtInvoice,
    IssueDepositInvoice,
    NoDepositToDeduct,
    NotTheAccountOfTheDeposit,
    ReceivePayment,
)
from domain.activity.sales.deposits import DepositVatNotCollected
from domain.events.event import Event
from domain.events.sales import DepositInvoiceIssued, InvoiceIssued
from domain.money import euros
from domain.policies.account_roles import AccountRoles
from domain.posting.rules import entries_of
from domain.refusal import Refusal
from domain.rulebook import Dated
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, OPENED, label, with_rules
from tests.domain.specification import given
from tests.domain.test_sales import JULY, after, invoice, line, loss, note, payment
from tests.scenario import written

BARE = with_rules(contributions=())


def deposit_line(price: str, rate: str = "0.20", **fields: Any) -> PricedLine:
    usual = {"label": label(), "nature": "services", "unit_price": price, "vat_rate": rate}
    return PricedLine.model_validate(usual | fields)


def deposit(*lines: PricedLine, **fields: Any) -> IssueDepositInvoice:
    asked = lines or (deposit_line("900.00"),)
    usual = {"occurred_on": MARCH, "customer": "C0001", "lines": asked}
    return IssueDepositInvoice.model_validate(usual | fields)


def deposited(*lines: PricedLine, number: str = "F1", **fields: Any) -> DepositInvoiceIssued:
    decided = given(ACTIVITY, OPENED).when(deposit(*lines, **fields), CIRCUMSTANCES).decided()
    assert isinstance(decided, DepositInvoiceIssued)
    return decided.model_copy(update={"number": number})


def final(*lines: Any, deposits: tuple[str, ...] = ("F1",), **fields: Any) -> Any:
    asked = lines or (line("3000.00"),)
    return invoice(*asked, deposits=deposits, occurred_on=JULY, **fields)


def history(*commands: Any, start: Any = None) -> list[Event]:
    return after(*commands, start=start or deposited())


def on(number: str, amount: str, reference: str = "R9") -> ReceivePayment:
    return ReceivePayment(occurred_on=JULY, invoice=number, reference=reference, amount=amount)


def test_a_deposit_owes_no_contribution_and_waits_with_its_vat() -> None:
    given(ACTIVITY, OPENED).when(deposit(), CIRCUMSTANCES).then_books(
        "VT 0 411 E001 1080.00 0.00",
        "VT 0 4191 E001 0.00 900.00",
        "VT 0 4458 E001 0.00 180.00",
    )


@pytest.mark.parametrize(
    ("nature", "on_debits", "account"),
    [
        ("goods", False, "4458"),
        ("goods", True, "4458"),
        ("services", True, "44571"),
    ],
)
def test_a_deposit_s_vat_is_due_when_paid_on_goods_too(
    nature: str, account: str, *, on_debits: bool
) -> None:
    asked = deposit(deposit_line("10.00", nature=nature), vat_on_debits=on_debits)
    given(ACTIVITY, OPENED).when(asked, CIRCUMSTANCES).then_books(
        "VT 0 411 E001 12.00 0.00",
        "VT 0 4191 E001 0.00 10.00",
        f"VT 0 {account} E001 0.00 2.00",
    )


def test_the_whole_is_earned_and_the_rest_alone_is_owed() -> None:
    outcome = given(ACTIVITY, *history()).when(final(), CIRCUMSTANCES)
    outcome.then_says(
        net=euros("3000.00"), gross=euros("3600.00"), contribution=euros("300.00")
    )
    given(ACTIVITY, *history()).when(final(), BARE).then_books(
        "VT 0 411 E001 2520.00 0.00",
        "VT 0 4191 E001 900.00 0.00",
        "VT 0 706 E001 0.00 3000.00",
        "VT 0 4458 E001 0.00 420.00",
    )


def test_goods_delivered_owe_only_the_vat_their_deposit_does_not() -> None:
    owed = deposited(deposit_line("900.00", nature="goods"))
    asked = final(line("3000.00", nature="goods"))
    given(ACTIVITY, *history(start=owed)).when(asked, BARE).then_refused(DepositVatNotCollected)
    half = history(on("F1", "540.00"), start=owed)
    given(ACTIVITY, *half).when(asked, BARE).then_refused(DepositVatNotCollected)
    paid = history(on("F1", "1080.00"), start=owed)
    given(ACTIVITY, *paid).when(asked, BARE).then_books(
        "VT 0 411 E001 2520.00 0.00",
        "VT 0 4191 E001 900.00 0.00",
        "VT 0 707 E001 0.00 3000.00",
        "VT 0 44571 E001 0.00 420.00",
    )


def test_deposits_may_cover_the_whole() -> None:
    given(ACTIVITY, *history()).when(final(line("900.00")), BARE).then_books(
        "VT 0 4191 E001 900.00 0.00", "VT 0 706 E001 0.00 900.00"
    )


def test_three_deposits_may_bear_a_cent_of_vat_more_than_the_whole() -> None:
    third = deposit(deposit_line("33.33"))
    facts = history(third, third, start=deposited(deposit_line("33.33")))
    asked = final(line("100.00"), deposits=("F1", "F2", "F3"))
    outcome = given(ACTIVITY, *facts).when(asked, BARE)
    outcome.then_says(gross=euros("120.01"))
    outcome.then_books(
        "VT 0 411 E001 0.01 0.00",
        "VT 0 4191 E001 33.33 0.00",
        "VT 0 4191 E001 33.33 0.00",
        "VT 0 4191 E001 33.33 0.00",
        "VT 0 706 E001 0.00 100.00",
    )


def test_a_deposit_is_deducted_from_goods_and_services_of_its_rate() -> None:
    start = deposited(deposit_line("150.00"), deposit_line("10.00", "0.10"))
    facts = history(on("F1", "191.00"), start=start)
    asked = final(line("100.00"), line("100.00", nature="goods"), line("20.00", "0.10"))
    decided = given(ACTIVITY, *facts).when(asked, BARE).decided()
    assert isinstance(decided, InvoiceIssued)
    found = [(str(it.rate), it.due, str(it.base), str(it.amount)) for it in decided.vat]
    assert found == [
        ("0.20", "payment", "0.00", "0.00"),
        ("0.20", "invoice", "50.00", "10.00"),
        ("0.10", "payment", "10.00", "1.00"),
    ]
    assert decided.gross == euros("262.00")


def test_what_a_credit_note_took_of_a_deposit_is_not_deducted() -> None:
    facts = history(note(line("400.00")))
    given(ACTIVITY, *facts).when(final(), BARE).then_books(
        "VT 0 411 E001 3000.00 0.00",
        "VT 0 4191 E001 500.00 0.00",
        "VT 0 706 E001 0.00 3000.00",
        "VT 0 4458 E001 0.00 500.00",
    )


def test_a_deposit_credited_gives_its_debt_back() -> None:
    given(ACTIVITY, *history()).when(note(line("900.00")), CIRCUMSTANCES).then_books(
        "VT 0 4191 E001 900.00 0.00",
        "VT 0 4458 E001 180.00 0.00",
        "VT 0 411 E001 0.00 1080.00",
    )


@pytest.mark.parametrize("named", [{}, {"nature": "goods"}, {"account": "4191"}], ids=str)
def test_a_deposit_is_credited_on_the_account_that_holds_it(named: dict[str, str]) -> None:
    decided = given(ACTIVITY, *history()).when(note(line("1.00", **named)), CIRCUMSTANCES)
    assert [it.account for it in decided.decided().lines] == ["4191"]  # type: ignore[attr-defined]  # A credit note.


def test_no_other_account_is_named_for_it() -> None:
    asked = note(line("1.00", account="7083"))
    outcome = given(ACTIVITY, *history()).when(asked, CIRCUMSTANCES)
    outcome.then_refused(NotTheAccountOfTheDeposit)


def test_a_deposit_is_deducted_from_the_account_that_held_it() -> None:
    changed = with_rules(
        contributions=(), roles=(Dated(JULY, AccountRoles(customer_deposits="4198")),)
    )
    decided = given(ACTIVITY, *history()).when(final(), changed).decided()
    assert "VT 0 4191 E001 900.00 0.00" in written(entries_of(decided, changed.rulebook))


def test_the_whole_may_be_credited_once_its_deposit_is_paid() -> None:
    facts = history(on("F1", "1080.00", "R1"), final())
    back = note(line("3000.00"), invoice="F3")
    given(ACTIVITY, *facts).when(back, BARE).then_says(
        gross=euros("3600.00"), contribution=euros("300.00")
    )
    unpaid = history(final())
    back = note(line("2100.01"), invoice="F2")
    given(ACTIVITY, *unpaid).when(back, BARE).then_refused(DepositNotPaid)
    rest = note(line("2100.00"), invoice="F2")
    given(ACTIVITY, *unpaid).when(rest, BARE).then_says(gross=euros("2520.00"))


FINALS_REFUSED: list[tuple[list[Any], Any, type[Refusal]]] = [
    ([], final(deposits=("F9",)), NoDepositToDeduct),
    ([], final(deposits=("F1", "F1")), NoDepositToDeduct),
    ([final()], final(), NoDepositToDeduct),
    ([invoice()], final(deposits=("F2",)), NoDepositToDeduct),
    ([note(line("900.00"))], final(), NoDepositToDeduct),
    ([], final(customer="C0002"), DepositOfAnotherCustomer),
    ([], final(line("899.99")), DepositsExceedInvoice),
    ([], final(line("3000.00", "0.10")), DepositsExceedInvoice),
    (
        [],
        invoice(line("3000.00"), deposits=("F1",), occurred_on=date(2026, 3, 9)),
        BeforeInvoice,
    ),
]


@pytest.mark.parametrize(("before", "command", "refusal"), FINALS_REFUSED)
def test_a_final_invoice_is_refused(
    before: list[Any], command: Any, refusal: type[Refusal]
) -> None:
    given(ACTIVITY, *history(*before)).when(command, CIRCUMSTANCES).then_refused(refusal)


def test_a_deposit_deducted_is_credited_on_its_final_invoice() -> None:
    outcome = given(ACTIVITY, *history(final())).when(note(line("1.00")), CIRCUMSTANCES)
    outcome.then_refused(DepositAlreadyDeducted)


def test_a_deposit_is_lost_only_once_it_is_earned() -> None:
    doubt = DoubtInvoice(occurred_on=JULY, invoice="F1", reference="D1")
    for command in (loss(), doubt):
        outcome = given(ACTIVITY, *history()).when(command, CIRCUMSTANCES)
        outcome.then_refused(DepositNotDeducted)
    given(ACTIVITY, *history(final())).when(loss(), CIRCUMSTANCES).then_books(
        "OD IRR-1 6541 E001 900.00 0.00",
        "OD IRR-1 4458 E001 180.00 0.00",
        "OD IRR-1 411 E001 0.00 1080.00",
    )


def test_a_deposit_is_paid_as_an_invoice_is() -> None:
    given(ACTIVITY, *history()).when(payment("540.00"), CIRCUMSTANCES).then_books(
        "BQ R1 512 E001 540.00 0.00",
        "BQ R1 411 E001 0.00 540.00",
        "OD R1/TVA 4458 E001 90.00 0.00",
        "OD R1/TVA 44571 E001 0.00 90.00",
    )
