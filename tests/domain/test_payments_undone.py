"""A cheque is a payment until it comes back; a payment recorded wrongly is undone."""

from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.sales import (
    BankCheque,
    BeforePayment,
    ChequeAlreadyBanked,
    ChequeNotBanked,
    FeeWithoutAmount,
    NotACheque,
    PaymentAlreadyUndone,
    ReceivePayment,
    RefundCustomer,
    ReturnCheque,
    UndoPayment,
    UnknownPayment,
)
from domain.money import AmountTooLarge
from domain.policies.account_roles import AccountRoles
from domain.refusal import Refusal
from domain.rulebook import Dated
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, TODAY, with_rules
from tests.domain.specification import given
from tests.domain.test_sales import JULY, after, issued, line, loss, note, payment

LONGEST = "R" * 35


def cheque(amount: str = "1200.00", reference: str = "R1") -> ReceivePayment:
    return ReceivePayment(
        occurred_on=JULY, invoice="F1", reference=reference, amount=amount, by="cheque"
    )


def banked(reference: str = "R1", day: date = JULY) -> BankCheque:
    return BankCheque(occurred_on=day, invoice="F1", payment=reference)


def returned(reference: str = "R1", day: date = TODAY, **fields: Any) -> ReturnCheque:
    return ReturnCheque(occurred_on=day, invoice="F1", payment=reference, **fields)


def undo(reference: str = "R1", day: date = TODAY) -> UndoPayment:
    return UndoPayment(occurred_on=day, invoice="F1", payment=reference)


def test_a_cheque_is_a_payment_that_waits_for_the_bank() -> None:
    given(ACTIVITY, *after()).when(cheque(), CIRCUMSTANCES).then_books(
        "BQ R1 5112 E001 1200.00 0.00",
        "BQ R1 411 E001 0.00 1200.00",
        "OD R1/TVA 4458 E001 200.00 0.00",
        "OD R1/TVA 44571 E001 0.00 200.00",
    )
    given(ACTIVITY, *after(cheque())).when(banked(), CIRCUMSTANCES).then_books(
        "BQ R1/B 512 E001 1200.00 0.00", "BQ R1/B 5112 E001 0.00 1200.00"
    )


def test_a_cheque_leaves_the_account_it_came_to() -> None:
    changed = with_rules(roles=(Dated(TODAY, AccountRoles(cheques="51121", bank="5121")),))
    facts = after(cheque())
    given(ACTIVITY, *facts).when(banked(day=TODAY), changed).then_books(
        "BQ R1/B 5121 E001 1200.00 0.00", "BQ R1/B 5112 E001 0.00 1200.00"
    )


def test_a_cheque_that_comes_back_makes_its_invoice_due_again() -> None:
    facts = after(cheque(reference=LONGEST), banked(LONGEST))
    asked = returned(LONGEST, fee="15.00")
    given(ACTIVITY, *facts).when(asked, CIRCUMSTANCES).then_books(
        f"BQ {LONGEST}/I 411 E001 1200.00 0.00",
        f"BQ {LONGEST}/I 512 E001 0.00 1200.00",
        f"OD {LONGEST}/I-TVA 44571 E001 200.00 0.00",
        f"OD {LONGEST}/I-TVA 4458 E001 0.00 200.00",
        f"BQ {LONGEST}/F 627 E001 15.00 0.00",
        f"BQ {LONGEST}/F 512 E001 0.00 15.00",
    )


def test_a_fee_charged_on_is_paid_last_and_bears_no_vat() -> None:
    facts = after(cheque(), banked(), returned(fee="15.00", fee_charged_on=True))
    outcome = given(ACTIVITY, *after(cheque(), banked())).when(
        returned(fee="15.00", fee_charged_on=True), CIRCUMSTANCES
    )
    outcome.then_says(fee_charged_on=outcome.decided().fee)  # type: ignore[attr-defined]  # A payment undone.
    again = payment("1200.00", "R2", TODAY)
    given(ACTIVITY, *facts).when(again, CIRCUMSTANCES).then_books(
        "BQ R2 512 E001 1200.00 0.00",
        "BQ R2 411 E001 0.00 1200.00",
        "OD R2/TVA 4458 E001 200.00 0.00",
        "OD R2/TVA 44571 E001 0.00 200.00",
    )
    facts = after(cheque(), banked(), returned(fee="15.00", fee_charged_on=True), again)
    given(ACTIVITY, *facts).when(payment("15.00", "R3", TODAY), CIRCUMSTANCES).then_books(
        "BQ R3 512 E001 15.00 0.00", "BQ R3 411 E001 0.00 15.00"
    )


def test_the_customer_owes_the_fee_charged_on() -> None:
    outcome = given(ACTIVITY, *after(cheque(), banked())).when(
        returned(fee="15.00", fee_charged_on=True), CIRCUMSTANCES
    )
    outcome.then_books(
        "BQ R1/I 411 E001 1200.00 0.00",
        "BQ R1/I 512 E001 0.00 1200.00",
        "OD R1/I-TVA 44571 E001 200.00 0.00",
        "OD R1/I-TVA 4458 E001 0.00 200.00",
        "BQ R1/F 627 E001 15.00 0.00",
        "BQ R1/F 512 E001 0.00 15.00",
        "OD R1/FR 411 E001 15.00 0.00",
        "OD R1/FR 758 E001 0.00 15.00",
    )


def test_a_transfer_recorded_wrongly_leaves_the_bank_and_a_cheque_its_own_account() -> None:
    given(ACTIVITY, *after(payment("600.00"))).when(undo(), CIRCUMSTANCES).then_books(
        "BQ R1/X 411 E001 600.00 0.00",
        "BQ R1/X 512 E001 0.00 600.00",
        "OD R1/X-TVA 44571 E001 100.00 0.00",
        "OD R1/X-TVA 4458 E001 0.00 100.00",
    )
    given(ACTIVITY, *after(cheque("600.00"))).when(undo(), CIRCUMSTANCES).then_books(
        "BQ R1/X 411 E001 600.00 0.00",
        "BQ R1/X 5112 E001 0.00 600.00",
        "OD R1/X-TVA 44571 E001 100.00 0.00",
        "OD R1/X-TVA 4458 E001 0.00 100.00",
    )


def test_vat_that_a_credit_note_took_back_does_not_wait_again() -> None:
    facts = after(cheque(), banked(), note(line("200.00")))
    given(ACTIVITY, *facts).when(returned(), CIRCUMSTANCES).then_books(
        "BQ R1/I 411 E001 1200.00 0.00",
        "BQ R1/I 512 E001 0.00 1200.00",
        "OD R1/I-TVA 44571 E001 160.00 0.00",
        "OD R1/I-TVA 4458 E001 0.00 160.00",
    )


def test_a_cheque_may_come_back_after_a_refund() -> None:
    refund = RefundCustomer(occurred_on=JULY, invoice="F1", reference="RB1", amount="240.00")
    facts = after(cheque(), banked(), note(line("200.00")), refund, returned())
    given(ACTIVITY, *facts).when(payment("1200.00", "R2", TODAY), CIRCUMSTANCES).then_books(
        "BQ R2 512 E001 1200.00 0.00",
        "BQ R2 411 E001 0.00 1200.00",
        "OD R2/TVA 4458 E001 160.00 0.00",
        "OD R2/TVA 44571 E001 0.00 160.00",
    )


def test_a_cheque_that_comes_back_after_the_rest_was_lost_is_due_with_its_own_vat() -> None:
    facts = after(cheque("600.00"), banked(), loss(JULY))
    given(ACTIVITY, *facts).when(returned(), CIRCUMSTANCES).then_books(
        "BQ R1/I 411 E001 600.00 0.00",
        "BQ R1/I 512 E001 0.00 600.00",
        "OD R1/I-TVA 44571 E001 100.00 0.00",
        "OD R1/I-TVA 4458 E001 0.00 100.00",
    )


def test_what_was_due_at_the_invoice_does_not_wait_again() -> None:
    goods = issued(line("1000.00", nature="goods"))
    facts = after(payment("1200.00"), start=goods)
    given(ACTIVITY, *facts).when(undo(), CIRCUMSTANCES).then_books(
        "BQ R1/X 411 E001 1200.00 0.00", "BQ R1/X 512 E001 0.00 1200.00"
    )


REFUSED: list[tuple[list[Any], Any, type[Refusal]]] = [
    ([], banked(), UnknownPayment),
    ([payment("1.00")], banked(), NotACheque),
    ([payment("1.00")], returned(), NotACheque),
    ([cheque()], banked(day=MARCH), BeforePayment),
    ([cheque(), banked()], banked(), ChequeAlreadyBanked),
    ([cheque()], returned(), ChequeNotBanked),
    ([cheque(), banked()], returned(fee_charged_on=True), FeeWithoutAmount),
    ([cheque(), banked()], returned(fee="1000000000.00"), AmountTooLarge),
    ([cheque(), banked(), returned()], returned(), PaymentAlreadyUndone),
    ([payment("1.00"), undo()], undo(), PaymentAlreadyUndone),
    ([cheque(), undo()], banked(day=TODAY), PaymentAlreadyUndone),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_it_is_refused(before: list[Any], command: Any, refusal: type[Refusal]) -> None:
    given(ACTIVITY, *after(*before)).when(command, CIRCUMSTANCES).then_refused(refusal)
