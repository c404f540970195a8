"""Whatever a cooperative lives through, its books hold."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from hypothesis import given, settings

from domain.activity.activity import Activity
from domain.activity.purchase_vat import deductible_in
from domain.activity.sales.receivables import net_due, standing
from domain.activity.vat import Key, gross, holds, key
from domain.cooperative.closing import MonthTotals
from domain.cooperative.cooperative import Cooperative
from domain.cooperative.share_register import capital_floor
from domain.entrepreneur_contract.entrepreneur_contract import EntrepreneurContract
from domain.entrepreneur_contract.owed import Body, total
from domain.events.closing import MonthClosed
from domain.events.sales import (
    CreditNoteIssued,
    InvoiceIssued,
    PaymentReceived,
    PaymentUndone,
)
from domain.events.vat import VatPart
from domain.events.vat_returns import VatDeclared
from domain.money import ZERO
from domain.period import first_day, month_after, month_of
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE, Address
from tests.histories import ACTIVITIES, History
from tests.reading import Line, by, entries, lines, net
from tests.strategies import histories, histories_of_sales, histories_of_shares

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
        payables = state.purchases.invoices.values()
        owed = sum(p.owed for it in payables for p in it.waiting)
        booked = [line for line in found if line.account in {"4458", "44587"}]
        assert -net(booked, "4458", section=code) == waits + owed


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


def what_suppliers_and_entrepreneurs_are_owed_is_what_their_accounts_say(
    history: History,
) -> None:
    found = lines(history.books.log)
    for code, state in _activities(history):
        payables = list(state.purchases.invoices.values())
        assert -net(found, "401", section=code) == sum(it.owed for it in payables)
        to_deduct = sum(deductible_in(it.waiting) for it in payables)
        assert net(found, "44588", section=code) == to_deduct
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


def what_is_kept_for_later_pay_is_what_its_accounts_say(history: History) -> None:
    found = lines(history.books.log)
    for code, state in _activities(history):
        kept = [it.booked for it in state.carried_forward.kept.values() if not it.released]
        provisions = sum(it.amount for it in kept if it.vehicle == "provision")
        accrued = [it for it in kept if it.vehicle == "accrued-pay"]
        charges = sum(it.employer_charges for it in accrued)
        assert -net(found, "1527", section=code) == provisions
        assert -net(found, "4386", section=code) == charges
        assert -net(found, "4286", section=code) == sum(it.amount for it in accrued) - charges


def the_capital_is_what_its_account_says(history: History) -> None:
    state = history.books.load(THE_COOPERATIVE).state
    assert isinstance(state, Cooperative)
    register, found = state.shares, lines(history.books.log)
    lots = register.subscriptions.values()
    assert -net(found, "101") == register.capital == sum(it.capital for it in lots)
    assert -net(found, "1012") == net(found, "45625") == sum(it.unpaid for it in lots)
    assert -net(found, "4563") == sum(it.awaiting for it in lots)
    assert -net(found, "4567") == sum(it.refund_due for it in lots)


def what_is_withheld_from_interest_is_what_its_accounts_say(history: History) -> None:
    state = history.books.load(THE_COOPERATIVE).state
    assert isinstance(state, Cooperative)
    granted = state.interests.granted.values()
    found = lines(history.books.log)
    assert -net(found, "4422") == sum(it.income_tax for it in granted)
    assert -net(found, "4423") == sum(it.social_levies for it in granted)
    assert state.interests.unpaid == sum(it.amount for it in granted if not it.paid_on)
    for interest in granted:
        assert interest.amount == sum(it.amount for it in interest.members)


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
    what_customers_owe_is_what_their_accounts_say,
    what_customers_left_with_us_is_what_its_accounts_say,
    what_is_unpaid_of_an_invoice_is_never_above_what_is_due,
    the_vat_of_an_invoice_is_unpaid_collected_or_gone_to_the_cent,
    what_suppliers_and_entrepreneurs_are_owed_is_what_their_accounts_say,
    what_pay_made_due_is_what_its_accounts_say,
    what_is_kept_for_later_pay_is_what_its_accounts_say,
    the_capital_is_what_its_account_says,
    shares_are_whole_and_the_capital_never_falls_below_its_floor,
    what_is_withheld_from_interest_is_what_its_accounts_say,
    a_closed_month_is_for_ever_what_its_closing_says,
    months_close_in_order_and_late_documents_count_on_the_first_open_day,
    every_line_of_vat_is_in_the_first_return_that_could_hold_it,
    the_boxes_of_a_return_are_what_it_empties,
    what_vat_is_payable_is_what_returns_left,
)


@settings(max_examples=80)
@given(histories_of_sales() | histories_of_shares() | histories())
def test_books_hold(history: History) -> None:
    for expectation in PROPERTIES:
        expectation(history)
