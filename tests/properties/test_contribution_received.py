"""Whatever becomes of an invoice, what was received of it bears the contribution, no more."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.activity import vat
from domain.activity.activity import ACTIVITY, Activity
from domain.activity.sales import ReceivePayment, RefundCustomer, UndoPayment
from domain.activity.sales.receivables import Receivable, standing
from domain.circumstances import Circumstances
from domain.events.sales import CreditNoteIssued, DepositInvoiceIssued, InvoiceIssued
from domain.money import CENT, ZERO, euros, proportion
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import OPENED, TODAY
from tests.domain.test_contribution import EPIPHANY, YEARS, policy, under
from tests.domain.test_contribution_receipts import deposited
from tests.domain.test_sales import invoice, line, loss, note, payment

CENTS = euros("0.10")
"""What rounding each of some parts may move."""

DAYS = st.sampled_from((TODAY, EPIPHANY))
KINDS = ("pay", "pay", "pay", "credit", "credit", "undo", "undo", "refund", "lose")
EVENTS_MAX = 12
Asked = tuple[str, int, date]


def _command(asked: Asked, rank: int, owed: Receivable) -> Any:
    kind, tenths, day = asked
    named = {"invoice": "F2", "occurred_on": day}
    match kind:
        case "pay":
            amount = _part(owed.due, tenths)
            return ReceivePayment(**named, reference=f"R{rank}", amount=amount)
        case "credit":
            return note(line(_part(vat.net(standing(owed)), tenths)), **named)
        case "undo":
            made = sorted(it for it, payment in owed.payments.items() if not payment.undone)
            return UndoPayment(**named, payment=made[tenths % len(made)] if made else "R")
        case "refund":
            amount = _part(-owed.outstanding, tenths)
            return RefundCustomer(**named, reference=f"RB{rank}", amount=amount)
        case _:
            return loss(day, "F2")


def _part(whole: Decimal, tenths: int) -> str:
    return str(max(proportion(whole, Decimal(tenths), Decimal(10)), CENT))


def _decided(state: Activity, command: Any, rules: Circumstances, number: str) -> Activity:
    try:
        event = ACTIVITY.decide(state, command, rules)
    except Refusal:
        return state
    if isinstance(event, InvoiceIssued | DepositInvoiceIssued | CreditNoteIssued):
        event = event.model_copy(update={"number": number})
    return ACTIVITY.evolve(state, event)


def what_was_received_bears_the_contribution(state: Activity, rate: Decimal) -> None:
    dues, owed = state.contributions.invoices["F2"], state.sales.invoices["F2"]
    assert abs(dues.free - vat.net(owed.vat)) <= CENTS
    assert abs(dues.borne.base - vat.net(vat.less(standing(owed), owed.vat))) <= CENTS
    assert abs(dues.contribution - dues.borne.base * rate) <= CENTS


@given(
    advance=st.booleans(),
    story=st.lists(
        st.tuples(st.sampled_from(KINDS), st.integers(1, 10), DAYS), max_size=EVENTS_MAX
    ),
)
def test_what_was_received_bears_the_contribution(*, advance: bool, story: list[Asked]) -> None:
    rules = under(policy(base="received"), years=YEARS)
    state = ACTIVITY.evolve(ACTIVITY.initial, OPENED)
    if advance:
        state = _decided(state, deposited("300.00"), rules, "F1")
        state = _decided(state, payment("360.00"), rules, "")
    sold = invoice(deposits=("F1",) if advance else ())
    state = _decided(state, sold.model_copy(update={"occurred_on": TODAY}), rules, "F2")
    for rank, asked in enumerate(story):
        state = _decided(
            state, _command(asked, rank, state.sales.invoices["F2"]), rules, f"A{rank}"
        )
        what_was_received_bears_the_contribution(state, Decimal("0.10"))
    bases = state.contributions.bases
    assert sum(bases.values(), ZERO) == state.contributions.invoices["F2"].borne.base
    assert min(bases.values(), default=ZERO) >= 0
