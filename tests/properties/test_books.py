"""Whatever a cooperative lives through, its books hold."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from hypothesis import given, settings

from domain.activity.activity import Activity
from domain.activity.sales.receivables import net_due, standing
from domain.activity.vat import Key, gross, holds, key
from domain.cooperative.closing import MonthTotals
from domain.cooperative.cooperative import Cooperative
from domain.entrepreneur_contract.entrepreneur_contract import EntrepreneurContract
from domain.events.closing import MonthClosed
from domain.events.sales import (
    CreditNoteIssued,
    InvoiceIssued,
    PaymentReceived,
    PaymentUndone,
)
from domain.events.vat import VatPart
from domain.money import ZERO
from domain.period import first_day, month_after, month_of
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE, Address
from tests.histories import ACTIVITIES, History
from tests.reading import by, entries, lines, net
from tests.strategies import histories, histories_of_sales

INTERNAL = ("181", "186", "187")


# Entries


def every_entry_balances_as_a_whole_and_inside_each_section(history: History) -> None:
    for _, entry in entries(history.books.log):
        cents = Counter[str]()
        for line in entry.postings:
            assert (line.debit == 0) != (line.credit == 0)
            cents[line.section] += int(line.debit * 100) - int(line.credit * 100)
        assert not any(cents.values())


def on_every_date_each_section_balances_and_the_company_without_its_transfers(
    history: History,
) -> None:
    found = lines(history.books.log)
    for day in sorted({line.dated for line in found}):
        until = [line for line in found if line.dated <= day]
        assert not any(by(until, lambda line: line.section).values())
        assert net(until, "181") == net(until, "186", "187") == 0
        company = [line for line in until if not line.account.startswith(INTERNAL)]
        assert sum(by(company, lambda line: line.account).values()) == 0


def the_sections_add_up_to_the_company_account_by_account(history: History) -> None:
    found = lines(history.books.log)
    for day in sorted({line.dated for line in found}):
        until = [line for line in found if line.dated <= day]
        parts: dict[object, Decimal] = {}
        for section in ("COOP", *ACTIVITIES):
            own = [line for line in until if line.section == section]
            for account, amount in by(own, lambda line: line.account).items():
                parts[account] = parts.get(account, ZERO) + amount
        assert parts == by(until, lambda line: line.account)


# What is remembered and what is booked agree


def _activities(history: History) -> list[tuple[str, Activity]]:
    loaded = [
        (code, history.books.load(Address("activity", code)).state) for code in ACTIVITIES
    ]
    assert all(isinstance(state, Activity) for _, state in loaded)
    return loaded


def what_customers_owe_is_what_their_accounts_say(history: History) -> None:
    found = lines(history.books.log)
    for code, state in _activities(history):
        invoices = list(state.sales.invoices.values())
        assert net(found, "411", "416", section=code) == sum(it.due for it in invoices)
        assert net(found, "4117", section=code) == sum(it.retained for it in invoices)
        doubtful = [it for it in invoices if it.doubtful]
        assert net(found, "416", section=code) == sum(it.outstanding for it in doubtful)
        assert -net(found, "491", section=code) == sum(it.depreciation for it in doubtful)
        waits = sum(p.amount for it in invoices for p in it.vat if p.due == "payment")
        booked = [line for line in found if line.account in {"4458", "44587"}]
        assert -net(booked, "4458", section=code) == waits


def what_customers_left_with_us_is_what_its_accounts_say(history: History) -> None:
    found = lines(history.books.log)
    for code, state in _activities(history):
        invoices = list(state.sales.invoices.values())
        deposits = [it for it in invoices if it.deposit and not it.deducted]
        held = sum(billed.base for it in deposits for billed in it.billed)
        assert -net(found, "4191", section=code) == held
        payments = [payment for it in invoices for payment in it.payments.values()]
        cheques = [it.amount for it in payments if not it.banked and not it.undone]
        assert net(found, "5112", section=code) == sum(cheques)


def what_is_unpaid_of_an_invoice_is_never_above_what_is_due(history: History) -> None:
    for _, state in _activities(history):
        for invoice in state.sales.invoices.values():
            assert all(part.amount >= 0 and (part.base or ZERO) >= 0 for part in invoice.vat)
            assert gross(invoice.vat) <= max(invoice.due, ZERO)
            assert holds(standing(invoice), invoice.vat)
            assert 0 <= invoice.depreciation <= net_due(invoice)
            if not invoice.payments and not invoice.refunds:
                assert gross(invoice.vat) == invoice.due


def the_vat_of_an_invoice_is_unpaid_collected_or_gone_to_the_cent(history: History) -> None:
    for code, state in _activities(history):
        for number, invoice in state.sales.invoices.items():
            moved = _collected(history, code, number)
            for asked, part in zip(standing(invoice), invoice.vat, strict=True):
                elsewhere = _deducted(history, code, number, key(part))
                if part.due == "payment":
                    assert asked.amount == part.amount + moved[key(part)] + elsewhere


def _collected(history: History, code: str, number: str) -> Counter[Key]:
    """The VAT that fell due with payments of an invoice, less what was taken back."""
    found = Counter[Key]()
    for recorded in history.books.log:
        match recorded.event:
            case PaymentReceived(activity=a, invoice=n) as event if (a, n) == (code, number):
                _count(found, event.vat, 1)
            case PaymentUndone(activity=a, invoice=n) as event if (a, n) == (code, number):
                _count(found, event.vat, -1)
            case CreditNoteIssued(activity=a, invoice=n) as event if (a, n) == (code, number):
                _count(found, event.released, 1)
                _count(found, event.collected, -1)
    return found


def _deducted(history: History, code: str, number: str, at: Key) -> Decimal:
    """The VAT that an invoice left to its deposits."""
    return sum(
        (
            part.amount
            for recorded in history.books.log
            if isinstance(recorded.event, InvoiceIssued)
            if (recorded.event.activity, recorded.event.number) == (code, number)
            for deposit in recorded.event.deposits
            for part in deposit.vat
            if key(part) == at
        ),
        ZERO,
    )


def _count(found: Counter[Key], parts: Iterable[VatPart], sign: int) -> None:
    for part in parts:
        found[key(part)] += sign * part.amount  # type: ignore[assignment]  # Of exact amounts.


def the_contribution_kept_is_never_below_zero_nor_above_what_was_taken(
    history: History,
) -> None:
    for _, state in _activities(history):
        for invoice in state.sales.invoices.values():
            bases = sum(billed.base for billed in invoice.billed)
            assert invoice.contribution >= 0
            assert bases or not invoice.contribution


def what_suppliers_and_entrepreneurs_are_owed_is_what_their_accounts_say(
    history: History,
) -> None:
    found = lines(history.books.log)
    for code, state in _activities(history):
        payables = list(state.purchases.invoices.values())
        assert -net(found, "401", section=code) == sum(it.owed for it in payables)
        assert net(found, "44588", section=code) == sum(it.vat_left for it in payables)
        assert all(it.owed or not it.vat_left for it in payables)
        claims = state.claims
        unpaid = [it for name, it in claims.claims.items() if name not in claims.paid]
        assert -net(found, "4258", section=code) == sum(it.total for it in unpaid)


def what_pay_made_due_is_what_its_accounts_say(history: History) -> None:
    found = lines(history.books.log)
    for code, name in ACTIVITIES.items():
        state = history.books.load(Address("contract", name)).state
        assert isinstance(state, EntrepreneurContract)
        unpaid = sum(it.net for it in state.pay.payslips.values() if not it.paid)
        assert -net(found, "421", section=code) == unpaid
        dues = dict(state.pay.dues[code]) if code in state.pay.dues else {}
        for account, body in (
            ("431", "social_security"),
            ("437", "other_bodies"),
            ("4421", "withholding_tax"),
        ):
            assert -net(found, account, section=code) == dues.get(body, ZERO)


def the_capital_is_what_its_account_says(history: History) -> None:
    state = history.books.load(THE_COOPERATIVE).state
    assert isinstance(state, Cooperative)
    assert -net(lines(history.books.log), "101") == state.shares.capital


# Periods


def a_closed_month_is_for_ever_what_its_closing_says(history: History) -> None:
    log, perpetual = history.books.log, ZERO
    for closing in (it.event for it in log):
        if isinstance(closing, MonthClosed):
            totals = MonthTotals()
            for recorded in log:
                _count_in(totals, recorded, closing.month)
            before = {"perpetual_debit": perpetual, "perpetual_credit": perpetual}
            assert totals.closing(closing.model_copy(update=before)) == closing
            perpetual = closing.perpetual_debit
            assert perpetual == closing.perpetual_credit


def _count_in(totals: MonthTotals, recorded: Recorded, month: str) -> None:
    if recorded.accounting_date and month_of(recorded.accounting_date) == month:
        for index, entry in enumerate(recorded.entries):
            totals.add(recorded.entry_name(index), recorded.accounting_date, entry)


def months_close_in_order_and_late_documents_count_on_the_first_open_day(
    history: History,
) -> None:
    opening = history.first_day
    for recorded in history.books.log:
        if isinstance(recorded.event, MonthClosed):
            assert recorded.event.month == month_of(opening)
            opening = first_day(month_after(recorded.event.month))
        elif recorded.entries:
            assert recorded.accounting_date == max(recorded.event.occurred_on, opening)
            assert recorded.event.occurred_on <= recorded.recorded_at.date()
        else:
            assert recorded.accounting_date is None


PROPERTIES = (
    every_entry_balances_as_a_whole_and_inside_each_section,
    on_every_date_each_section_balances_and_the_company_without_its_transfers,
    the_sections_add_up_to_the_company_account_by_account,
    what_customers_owe_is_what_their_accounts_say,
    what_customers_left_with_us_is_what_its_accounts_say,
    what_is_unpaid_of_an_invoice_is_never_above_what_is_due,
    the_vat_of_an_invoice_is_unpaid_collected_or_gone_to_the_cent,
    the_contribution_kept_is_never_below_zero_nor_above_what_was_taken,
    what_suppliers_and_entrepreneurs_are_owed_is_what_their_accounts_say,
    what_pay_made_due_is_what_its_accounts_say,
    the_capital_is_what_its_account_says,
    a_closed_month_is_for_ever_what_its_closing_says,
    months_close_in_order_and_late_documents_count_on_the_first_open_day,
)


@settings(max_examples=60)
@given(histories_of_sales() | histories())
def test_books_hold(history: History) -> None:
    for expectation in PROPERTIES:
        expectation(history)
