"""A contribution on what is received follows payments: undone, of deposits, with a fee."""

from datetime import date
from typing import Any

from domain.activity.activity import ACTIVITY
from domain.activity.sales import IssueDepositInvoice
from domain.events.sales import PaymentUndone
from domain.money import ZERO, euros
from tests.domain.cooperative_of_2026 import MARCH, OPENED, TODAY
from tests.domain.specification import given
from tests.domain.test_contribution import RECEIVED, after, owed, policy, under
from tests.domain.test_credit_notes import refund
from tests.domain.test_deposits import deposit, deposit_line
from tests.domain.test_payments_undone import banked, cheque, returned, undo
from tests.domain.test_sales import invoice, line, loss, note, payment

JULY = date(2026, 7, 1)


def back(event: Any) -> tuple[str, str]:
    assert isinstance(event, PaymentUndone)
    return str(event.contribution_base), str(event.contribution)


def test_a_payment_undone_gives_back_what_it_brought() -> None:
    commands = (invoice(), payment("700.00"), payment("500.00", "R2"))
    facts = after(RECEIVED, *commands, undo(), payment("700.00", "R3", TODAY))
    assert back(facts[3]) == ("583.33", "58.33")
    assert owed([*facts[1:3], facts[4]]) == ["58.33", "41.67", "58.33"]
    given(ACTIVITY, OPENED, *facts[:3]).when(undo(), RECEIVED).then_books(
        "BQ R1/X 411 E001 700.00 0.00",
        "BQ R1/X 512 E001 0.00 700.00",
        "OD R1/X-TVA 44571 E001 116.67 0.00",
        "OD R1/X-TVA 4458 E001 0.00 116.67",
        "CI R1/X/C 181 E001 58.33 0.00",
        "CI R1/X/C 186 E001 0.00 58.33",
        "CI R1/X/C 187 COOP 58.33 0.00",
        "CI R1/X/C 181 COOP 0.00 58.33",
    )


def test_a_payment_undone_after_a_credit_note_gives_back_what_is_left() -> None:
    facts = after(RECEIVED, invoice(), payment("1200.00"), note(line("400.00")), undo())
    assert owed(facts[1:3]) == ["100.00", "-40.00"]
    assert back(facts[3]) == ("600.00", "60.00")


HALVES = (payment("600.00"), payment("600.00", "R2"))


def test_what_a_credit_note_left_pays_the_invoice_when_a_payment_is_undone() -> None:
    facts = after(RECEIVED, invoice(), *HALVES, note(line("500.00")), undo(), undo("R2"))
    assert owed(facts[3:4]) == ["-50.00"]
    assert [back(it) for it in facts[4:]] == [("0.00", "0.00"), ("500.00", "50.00")]


def test_a_part_of_what_a_credit_note_left_pays_a_part() -> None:
    facts = after(RECEIVED, invoice(), *HALVES, note(line("100.00")), undo(), undo("R2"))
    assert [back(it) for it in facts[4:]] == [("400.00", "40.00"), ("500.00", "50.00")]


def test_what_was_refunded_pays_nothing() -> None:
    commands = (invoice(), *HALVES, note(line("500.00")), refund("600.00"), undo())
    facts = after(RECEIVED, *commands, payment("300.00", "R3", TODAY))
    assert back(facts[5]) == ("500.00", "50.00")
    assert owed(facts[6:]) == ["25.00"]


def test_a_loss_is_not_what_a_credit_note_takes_first() -> None:
    commands = (invoice(), payment("600.00"), loss())
    for net, amount in (("250.00", "-25.00"), ("500.00", "-50.00")):
        credited = note(line(net), occurred_on=TODAY)
        assert owed(after(RECEIVED, *commands, credited)[3:]) == [amount]
        generous = under(policy(back_on_losses=True))
        assert owed(after(generous, *commands, credited)[3:]) == [amount]


def test_a_fee_that_is_lost_bore_nothing() -> None:
    generous = under(policy(back_on_losses=True))
    come_back = returned(fee="15.00", fee_charged_on=True)
    bounced = (cheque("600.00"), banked(), come_back)
    lost = after(generous, invoice(), *bounced, payment("600.00", "R2"), loss(TODAY))[5]
    assert (lost.net, lost.contribution_base) == (euros("515.00"), euros("500.00"))


def test_a_fee_charged_on_bears_no_contribution() -> None:
    come_back = returned(fee="15.00", fee_charged_on=True)
    whole = payment("1215.00", "R2", TODAY)
    facts = after(RECEIVED, invoice(), cheque(), banked(), come_back, whole)
    assert back(facts[3]) == ("1000.00", "100.00")
    assert owed(facts[4:]) == ["100.00"]


def deposited(price: str) -> IssueDepositInvoice:
    return deposit(deposit_line(price), occurred_on=MARCH)


def test_a_deposit_bears_its_contribution_with_the_invoice_that_deducts_it() -> None:
    final = invoice(line("3000.00"), deposits=("F1",), occurred_on=JULY)
    for basis, charged in (("received", ["90.00", "210.00"]), ("invoiced", ["300.00", "0.00"])):
        rules = under(policy(base=basis))
        rest = payment("2520.00", "R2").model_copy(update={"invoice": "F3"})
        facts = after(rules, deposited("900.00"), payment("1080.00"), final, rest)
        assert facts[1].contribution == ZERO
        assert owed(facts[2:]) == charged


def test_what_a_deposit_brought_bears_its_contribution_whatever_becomes_of_the_rest() -> None:
    final = invoice(line("1000.00"), deposits=("F1",), occurred_on=JULY)
    facts = after(RECEIVED, deposited("900.00"), payment("1080.00"), final)
    assert (facts[2].contribution_base, facts[2].contribution) == (
        euros("900.00"),
        euros("90.00"),
    )
    for ends in (loss(number="F3"), note(line("100.00"), invoice="F3")):
        outcome = given(ACTIVITY, OPENED, *facts).when(ends, RECEIVED)
        outcome.then_says(contribution=ZERO)


def test_an_invoice_that_deposits_cover_whole_bears_its_contribution_at_once() -> None:
    final = invoice(line("900.00"), deposits=("F1",), occurred_on=JULY)
    facts = after(RECEIVED, deposited("900.00"), payment("1080.00"), final)
    assert facts[2].contribution == euros("90.00")
    credited = note(line("300.00"), invoice="F3", occurred_on=TODAY)
    outcome = given(ACTIVITY, OPENED, *facts).when(credited, RECEIVED)
    outcome.then_says(contribution=euros("30.00"))
