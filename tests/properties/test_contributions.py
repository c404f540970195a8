"""Whatever a cooperative lives through, its contributions are those of what bore them."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, settings

from domain.activity import vat
from domain.activity.activity import Activity
from domain.events.event import Event
from domain.events.expense_claims import ExpensesClaimed
from domain.events.purchases import (
    PurchaseLine,
    SupplierCreditNoteBooked,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
)
from domain.money import ZERO, euros
from domain.period import month_of
from domain.streams import Address
from tests.histories import ACTIVITIES, History
from tests.reading import lines, net
from tests.strategies import histories, histories_of_sales

CENTS = euros("0.05")
"""What rounding a part paid, undone and paid again may move."""


def _activities(history: History) -> list[tuple[str, Activity]]:
    loaded = [
        (code, history.books.load(Address("activity", code)).state) for code in ACTIVITIES
    ]
    assert all(isinstance(state, Activity) for _, state in loaded)
    return loaded


def the_contribution_kept_is_never_below_zero_nor_above_what_was_taken(
    history: History,
) -> None:
    for _, state in _activities(history):
        for dues in state.contributions.invoices.values():
            assert min(dues.contribution, dues.retention, dues.net) >= 0
            assert min(dues.free, dues.lost, dues.borne.base, *dues.counted.values()) >= 0
            assert dues.net or not (dues.contribution or dues.levies or dues.retention)


def what_was_charged_is_what_the_accounts_between_sections_say(history: History) -> None:
    found = [it for it in lines(history.books.log) if it.purpose == "contribution"]
    for code, state in _activities(history):
        known = state.contributions
        charged = sum(known.charged.values(), ZERO)
        assert net(found, "186", section=code) == charged == -net(found, "181", section=code)
        kept = [it for it in lines(history.books.log) if it.purpose == "retention"]
        retained = sum((it.retention for it in known.invoices.values()), ZERO)
        assert net(kept, "186", section=code) == retained


def a_scale_is_charged_on_what_bore_it(history: History) -> None:
    for _, state in _activities(history):
        known = state.contributions
        bases, turnover = defaultdict[str, Decimal](Decimal), defaultdict[str, Decimal](Decimal)
        for dues in known.invoices.values():
            if dues.basis == "margin":
                turnover[month_of(dues.issued_on)] += dues.net
                continue
            assert sum(dues.counted.values(), ZERO) == dues.borne.base
            for month, base in dues.counted.items():
                bases[month] += base
        for event in (it.event for it in history.books.log):
            if isinstance(event, ExpensesClaimed) and event.activity == state.code:
                lowered = ZERO if event.contribution_basis == "margin" else event.lowers_base
                bases[month_of(event.occurred_on)] -= lowered
        assert _moving(known.turnover) == _moving(turnover)
        assert _moving(known.bases) == _moving(bases)


def _moving(totals: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {month: total for month, total in totals.items() if total}


def what_waits_to_be_received_is_what_the_customer_is_to_pay(history: History) -> None:
    for _, state in _activities(history):
        for number, dues in state.contributions.invoices.items():
            invoice = state.sales.invoices[number]
            # The contribution knows one net, of all rates: a credit note takes of one of them.
            if dues.basis == "received" and len(invoice.billed) == 1:
                assert abs(dues.free - vat.net(invoice.vat)) <= CENTS


def costs_are_what_was_bought_less_what_suppliers_took_back(history: History) -> None:
    for code, state in _activities(history):
        events = [it.event for it in history.books.log]
        bought = sum((_bought(it) for it in events if _of(it, code)), ZERO)
        assert sum(state.contributions.purchases.values(), ZERO) == bought


def _of(event: Event, code: str) -> bool:
    return getattr(event, "activity", None) == code


def _bought(event: Event) -> Decimal:
    match event:
        case SupplierInvoiceBooked():
            return _net(event.lines)
        case SupplierInvoiceCorrected():
            return _net(event.lines) - _net(event.wrong_lines)
        case SupplierCreditNoteBooked():
            return -_net(event.lines)
        case _:
            return ZERO


def _net(bought: tuple[PurchaseLine, ...]) -> Decimal:
    return sum((it.net for it in bought), ZERO)


PROPERTIES = (
    the_contribution_kept_is_never_below_zero_nor_above_what_was_taken,
    what_was_charged_is_what_the_accounts_between_sections_say,
    a_scale_is_charged_on_what_bore_it,
    what_waits_to_be_received_is_what_the_customer_is_to_pay,
    costs_are_what_was_bought_less_what_suppliers_took_back,
)


@settings(max_examples=40)
@given(histories_of_sales() | histories())
def test_contributions_hold(history: History) -> None:
    for expectation in PROPERTIES:
        expectation(history)
