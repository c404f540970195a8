"""Whatever a cooperative lives through, its books hold."""

from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import given, settings

from domain.activity.activity import Activity
from domain.cooperative.closing import MonthTotals
from domain.cooperative.cooperative import Cooperative
from domain.cooperative.share_register import capital_floor
from domain.entrepreneur_contract.entrepreneur_contract import EntrepreneurContract
from domain.entrepreneur_contract.owed import Body, total
from domain.events.closing import MonthClosed
from domain.events.expense_claims import ExpensesClaimed
from domain.events.sales import (
    CreditNoteIssued,
    InvoiceIssued,
    InvoiceWrittenOff,
    PaymentReceived,
)
from domain.events.vat_returns import VatDeclared
from domain.money import ZERO
from domain.period import first_day, month_after, month_of
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE, Address
from tests.histories import ACTIVITIES, History
from tests.reading import Line, by, entries, lines, net
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


def what_customers_owe_is_what_their_account_says(history: History) -> None:
    found = lines(history.books.log)
    for code, state in _activities(history):
        invoices = list(state.sales.invoices.values())
        assert net(found, "411", section=code) == sum(it.outstanding for it in invoices)
        waits = sum(p.amount for it in invoices for p in it.vat if p.due == "payment")
        payables = state.purchases.invoices.values()
        owed = sum(p.owed for it in payables for p in it.waiting)
        booked = [line for line in found if line.account in {"4458", "44587"}]
        assert -net(booked, "4458", section=code) == waits + owed


def no_vat_waits_on_an_invoice_that_is_settled(history: History) -> None:
    for _, state in _activities(history):
        for invoice in state.sales.invoices.values():
            waits = [part.amount for part in invoice.vat if part.due == "payment"]
            assert all(amount >= 0 for amount in waits)
            assert sum(waits) <= invoice.outstanding


def the_vat_of_an_invoice_falls_due_once_and_to_the_cent(history: History) -> None:
    for code, state in _activities(history):
        for number, invoice in state.sales.invoices.items():
            if not invoice.outstanding:
                _expect_all_vat_settled(history, code, number)


def _expect_all_vat_settled(history: History, code: str, number: str) -> None:
    billed = released = taken = ZERO
    for recorded in history.books.log:
        match recorded.event:
            case InvoiceIssued(activity=a, number=n) as sold if (a, n) == (code, number):
                billed += sum(v.amount for v in sold.vat if v.due == "payment")
            case PaymentReceived(activity=a, invoice=n) as paid if (a, n) == (code, number):
                released += sum(v.amount for v in paid.vat if v.due == "payment")
            case CreditNoteIssued(activity=a, invoice=n) as note if (a, n) == (code, number):
                taken += sum(v.amount for v in note.vat if v.due == "payment")
                released += sum(v.amount for v in note.released)
            case InvoiceWrittenOff(activity=a, invoice=n) as lost if (a, n) == (code, number):
                taken += sum(v.amount for v in lost.vat if v.due == "payment")
    assert billed == released + taken


def the_contribution_kept_is_never_below_zero_nor_above_what_was_taken(
    history: History,
) -> None:
    for _, state in _activities(history):
        for dues in state.contributions.invoices.values():
            assert min(dues.contribution, dues.retention, dues.net, dues.waiting) >= 0
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
        borne = sum((it.net - it.waiting for it in known.invoices.values()), ZERO)
        margins = [it for it in known.invoices.values() if it.basis == "margin"]
        assert sum(known.turnover.values(), ZERO) == sum((it.net for it in margins), ZERO)
        lowered = sum(
            (
                it.event.lowers_base
                for it in history.books.log
                if isinstance(it.event, ExpensesClaimed)
                and it.event.activity == state.code
                and it.event.contribution_basis != "margin"
            ),
            ZERO,
        )
        borne -= sum((it.net for it in margins), ZERO)
        assert sum(known.bases.values(), ZERO) == borne - lowered


def what_suppliers_and_entrepreneurs_are_owed_is_what_their_accounts_say(
    history: History,
) -> None:
    found = lines(history.books.log)
    for code, state in _activities(history):
        payables = list(state.purchases.invoices.values())
        assert -net(found, "401", section=code) == sum(it.owed for it in payables)
        assert net(found, "44588", section=code) == sum(it.vat_left for it in payables)
        assert all(it.owed > 0 or not it.waiting for it in payables)
        claims = state.claims
        unpaid = [it for name, it in claims.claims.items() if name not in claims.paid]
        assert -net(found, "4258", section=code) == sum(it.total for it in unpaid)


def what_pay_made_due_is_what_its_accounts_say(history: History) -> None:
    found = lines(history.books.log)
    for code, name in ACTIVITIES.items():
        state = history.books.load(Address("contract", name)).state
        assert isinstance(state, EntrepreneurContract)
        unpaid = sum(
            it.net - _kept(history, name, slip)
            for slip, it in state.pay.payslips.items()
            if not it.paid
        )
        assert -net(found, "421", section=code) == unpaid
        bodies: tuple[tuple[str, Body], ...] = (
            ("431", "social_security"),
            ("437", "other_bodies"),
            ("4421", "withholding_tax"),
        )
        for account, body in bodies:
            assert -net(found, account, section=code) == total(state.pay.queue(code, body))
        advanced = [line for line in found if line.account == "425"]
        assert net(advanced, "425", section=code) == total(state.pay.queue(code, "advances"))
        allowances = total(state.pay.queue(code, "daily_allowances"))
        assert net(found, "439", section=code) == allowances


def _kept(history: History, contract: str, slip: str) -> Decimal:
    state = history.books.load(THE_COOPERATIVE).state
    assert isinstance(state, Cooperative)
    return state.shares.retained.get((contract, slip), ZERO)


def the_capital_is_what_its_account_says(history: History) -> None:
    state = history.books.load(THE_COOPERATIVE).state
    assert isinstance(state, Cooperative)
    register, found = state.shares, lines(history.books.log)
    lots = register.subscriptions.values()
    assert -net(found, "101") == register.capital == sum(it.capital for it in lots)
    assert -net(found, "1012") == net(found, "45625") == sum(it.unpaid for it in lots)
    assert -net(found, "4563") == sum(it.awaiting for it in lots)
    assert -net(found, "4567") == sum(it.refund_due for it in lots)


def shares_are_whole_and_the_capital_never_falls_below_its_floor(history: History) -> None:
    state = history.books.load(THE_COOPERATIVE).state
    assert isinstance(state, Cooperative)
    assert state.legal_form
    register = state.shares
    for lot in register.subscriptions.values():
        assert lot.capital == lot.shares * lot.nominal
        assert 0 <= lot.unpaid <= lot.capital
        assert 0 <= lot.queued <= lot.shares
        assert lot.refund_due >= 0
        assert lot.paid == lot.paid_on(date.max)
    queued = Counter[str]()
    for waiting in register.queue:
        queued[waiting.subscription] += waiting.shares
    lots = register.subscriptions
    assert queued == Counter({name: it.queued for name, it in lots.items() if it.queued})
    assert register.capital >= capital_floor(register.highest, state.legal_form)


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


# VAT


def _moves_vat(line: Line) -> bool:
    due_or_deductible = line.account.startswith(("4452", "4456", "4457"))
    return due_or_deductible and not line.account.startswith("44567")


def every_line_of_vat_is_in_the_first_return_that_could_hold_it(history: History) -> None:
    log, held = history.books.log, ZERO
    returns = [it.event for it in log if isinstance(it.event, VatDeclared)]
    declared: set[int] = set()
    for filed in returns:
        reached = [it for it in log[: filed.through_position] if _counts_until(it, filed)]
        known = [it for it in reached if it.position not in declared]
        declared |= {it.position for it in known}
        found = [line for line in lines(known) if _moves_vat(line)]
        emptied = sum(it.amount for it in filed.emptied)
        assert sum(line.debit - line.credit for line in found) == emptied
        held += emptied
    moved = [
        line for it in log if not isinstance(it.event, VatDeclared) for line in lines([it])
    ]
    left = net([it for it in lines(log) if _moves_vat(it)], "4")
    assert net([it for it in moved if _moves_vat(it)], "4") == held + left


def _counts_until(recorded: Recorded, filed: VatDeclared) -> bool:
    day = recorded.accounting_date
    is_return = isinstance(recorded.event, VatDeclared)
    return day is not None and day <= filed.occurred_on and not is_return


def the_boxes_of_a_return_are_what_it_empties(history: History) -> None:
    for recorded in history.books.log:
        if isinstance(filed := recorded.event, VatDeclared):
            due = sum(it.tax for it in filed.sums if not it.operation.startswith("deduction"))
            taken_back = [it for it in filed.sums if it.operation == "deduction-taken-back"]
            deducted = (
                sum(it.tax for it in filed.sums) - due - 2 * sum(it.tax for it in taken_back)
            )
            assert deducted - due == sum(it.amount for it in filed.emptied)
            exact = due - deducted - filed.credit_before
            # Each of the boxes of a rate, and of deductions, is rounded by half a euro at most.
            assert abs(exact - filed.to_pay + filed.credit) <= 4


def what_vat_is_payable_is_what_returns_left(history: History) -> None:
    state = history.books.load(THE_COOPERATIVE).state
    assert isinstance(state, Cooperative)
    found, returns = lines(history.books.log), state.vat_returns
    unpaid = sum(it.to_pay for it in returns.filed.values() if not it.paid)
    assert -net(found, "44551") == -net(found, "44551", section="COOP") == unpaid
    assert net(found, "44567") == returns.credit


PROPERTIES = (
    every_entry_balances_as_a_whole_and_inside_each_section,
    on_every_date_each_section_balances_and_the_company_without_its_transfers,
    the_sections_add_up_to_the_company_account_by_account,
    what_customers_owe_is_what_their_account_says,
    no_vat_waits_on_an_invoice_that_is_settled,
    the_vat_of_an_invoice_falls_due_once_and_to_the_cent,
    the_contribution_kept_is_never_below_zero_nor_above_what_was_taken,
    what_was_charged_is_what_the_accounts_between_sections_say,
    a_scale_is_charged_on_what_bore_it,
    what_suppliers_and_entrepreneurs_are_owed_is_what_their_accounts_say,
    what_pay_made_due_is_what_its_accounts_say,
    the_capital_is_what_its_account_says,
    shares_are_whole_and_the_capital_never_falls_below_its_floor,
    a_closed_month_is_for_ever_what_its_closing_says,
    months_close_in_order_and_late_documents_count_on_the_first_open_day,
    every_line_of_vat_is_in_the_first_return_that_could_hold_it,
    the_boxes_of_a_return_are_what_it_empties,
    what_vat_is_payable_is_what_returns_left,
)


@settings(max_examples=60)
@given(histories_of_sales() | histories())
def test_books_hold(history: History) -> None:
    for expectation in PROPERTIES:
        expectation(history)
