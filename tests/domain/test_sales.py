"""A sale is booked at the rates and under the policies of its day, to the cent."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.sale_lines import (
    LineOfSale,
    NothingInvoiced,
    RateWithoutTax,
    RegimeOfAnotherNature,
    UnknownVatRate,
)
from domain.activity.sales import (
    BeforeInvoice,
    DueBeforeIssue,
    IssueCreditNote,
    IssueDepositInvoice,
    IssueInvoice,
    NothingDue,
    PaymentAlreadyRecorded,
    PaymentExceedsDue,
    ReceivePayment,
    UnknownInvoice,
    WriteOffInvoice,
)
from domain.circumstances import Circumstances, Coverage, NotCovered
from domain.events.event import Event
from domain.events.sales import InvoiceIssued, PaymentReceived
from domain.money import ZERO, AmountTooLarge, euros
from domain.policies.account_roles import AccountRoles
from domain.policies.contribution import ContributionPolicy
from domain.posting.rules import entries_of
from domain.refusal import Refusal
from domain.rulebook import Dated, InternalAccount, UnknownAccount, UnknownParty
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    MARCH,
    NEW_YEAR,
    OPENED,
    TODAY,
    label,
    with_rules,
)
from tests.domain.specification import given
from tests.scenario import written

JULY = date(2026, 7, 1)


def line(price: str, rate: str = "0.20", **fields: Any) -> LineOfSale:
    return LineOfSale(
        **{"label": label(), "nature": "services", "unit_price": price, "vat_rate": rate}
        | fields
    )


def invoice(*lines: LineOfSale, **fields: Any) -> IssueInvoice:
    usual = {"occurred_on": MARCH, "customer": "C0001", "lines": lines or (line("1000.00"),)}
    return IssueInvoice.model_validate(usual | fields)


def issued(*lines: LineOfSale, number: str = "F1", **fields: Any) -> InvoiceIssued:
    decided = given(ACTIVITY, OPENED).when(invoice(*lines, **fields), CIRCUMSTANCES).decided()
    assert isinstance(decided, InvoiceIssued)
    return decided.model_copy(update={"number": number})


def note(*lines: LineOfSale, **fields: Any) -> IssueCreditNote:
    return IssueCreditNote(**{"occurred_on": JULY, "invoice": "F1", "lines": lines} | fields)


def payment(amount: str, reference: str = "R1", day: date = JULY) -> ReceivePayment:
    return ReceivePayment(occurred_on=day, invoice="F1", reference=reference, amount=amount)


def loss(day: date = TODAY, number: str = "F1") -> WriteOffInvoice:
    return WriteOffInvoice(occurred_on=day, invoice=number, reference="IRR-1")


def after(*commands: Any, start: Event | None = None) -> list[Event]:
    """The facts those commands on an invoice make, in order."""
    facts: list[Event] = [OPENED, start or issued()]
    for index, command in enumerate(commands):
        decided = given(ACTIVITY, *facts).when(command, CIRCUMSTANCES).decided()
        if isinstance(command, IssueCreditNote):
            decided = decided.model_copy(update={"number": f"A{index}"})
        if isinstance(command, IssueInvoice | IssueDepositInvoice):
            decided = decided.model_copy(update={"number": f"F{index + 2}"})
        facts.append(decided)
    return facts


# Invoices

RATES: list[tuple[list[LineOfSale], str, list[tuple[str, str, str]]]] = [
    ([line("1000.00")], "1200.00", [("0.20", "1000.00", "200.00")]),
    # VAT is rounded on the sum of a rate, not on its lines: 3 × 0.33 at 5.5 % is 0.05.
    ([line("0.33", "0.055")] * 3, "1.04", [("0.055", "0.99", "0.05")]),
    (
        [line("10.01"), line("10.01", "0.10"), line("10.01", "0.055"), line("10.01", "0.021")],
        "43.80",
        [
            ("0.20", "10.01", "2.00"),
            ("0.10", "10.01", "1.00"),
            ("0.055", "10.01", "0.55"),
            ("0.021", "10.01", "0.21"),
        ],
    ),
    ([line("0.10", "0.055", quantity="27.5")], "2.90", [("0.055", "2.75", "0.15")]),
    ([line("33.335", quantity="3")], "120.01", [("0.20", "100.01", "20.00")]),
    ([line("0.125")], "0.16", [("0.20", "0.13", "0.03")]),
    ([line("0.01", "0.20"), line("0.00", "0.10")], "0.01", [("0.20", "0.01", "0.00")]),
]


@pytest.mark.parametrize(("lines", "gross", "vat"), RATES)
def test_vat_is_rounded_once_a_rate(
    lines: list[LineOfSale], gross: str, vat: list[tuple[str, str, str]]
) -> None:
    event = issued(*lines)
    assert event.gross == euros(gross)
    found = [(str(it.rate), str(it.base), str(it.amount)) for it in event.vat if it.base]
    assert found == vat


@pytest.mark.parametrize(
    ("nature", "on_debits", "account", "vat_account"),
    [
        ("goods", False, "707", "44571"),
        ("services", False, "706", "4458"),
        ("works", False, "704", "4458"),
        ("services", True, "706", "44571"),
    ],
)
def test_vat_waits_unless_goods_or_on_debits(
    nature: str, *, on_debits: bool, account: str, vat_account: str
) -> None:
    command = invoice(line("10.00", nature=nature), vat_on_debits=on_debits)
    given(ACTIVITY, OPENED).when(command, with_rules(contributions=())).then_books(
        "VT 0 411 E001 12.00 0.00",
        f"VT 0 {account} E001 0.00 10.00",
        f"VT 0 {vat_account} E001 0.00 2.00",
    )


def test_a_mixed_invoice_parts_its_vat_by_the_moment_it_is_due() -> None:
    command = invoice(line("100.00", nature="goods"), line("50.00"), line("10.00", "0.10"))
    given(ACTIVITY, OPENED).when(command, with_rules(contributions=())).then_books(
        "VT 0 411 E001 191.00 0.00",
        "VT 0 707 E001 0.00 100.00",
        "VT 0 706 E001 0.00 60.00",
        "VT 0 44571 E001 0.00 20.00",
        "VT 0 4458 E001 0.00 11.00",
    )


@pytest.mark.parametrize(
    ("day", "contribution"),
    [
        (NEW_YEAR, "100.00"),
        (date(2026, 6, 30), "100.00"),
        (JULY, "110.00"),
        (TODAY, "115.00"),
    ],
)
def test_the_contribution_is_that_of_the_invoice_s_day(day: date, contribution: str) -> None:
    policies = (
        Dated(NEW_YEAR, ContributionPolicy(rate="0.10")),
        Dated(date(2026, 10, 1), ContributionPolicy(rate="0.12")),
        Dated(JULY, ContributionPolicy(rate="0.11")),
        Dated(date(2026, 10, 1), ContributionPolicy(rate="0.115")),
    )
    under = with_rules(contributions=policies)
    outcome = given(ACTIVITY, OPENED).when(invoice(occurred_on=day), under)
    outcome.then_says(contribution=euros(contribution))


def test_no_policy_takes_no_contribution() -> None:
    bare = with_rules(contributions=())
    given(ACTIVITY, OPENED).when(invoice(), bare).then_says(contribution=ZERO)


def test_an_invoice_is_due_in_thirty_days_unless_it_says_otherwise() -> None:
    past = given(ACTIVITY, OPENED)
    past.when(invoice(), CIRCUMSTANCES).then_says(due_on=date(2026, 4, 9))
    at_once = invoice(due_on=MARCH)
    past.when(at_once, CIRCUMSTANCES).then_says(due_on=MARCH)


def test_a_line_goes_to_its_own_account_when_it_names_one() -> None:
    named = invoice(line("10.00", account="7083"))
    outcome = given(ACTIVITY, OPENED).when(named, CIRCUMSTANCES)
    assert [it.account for it in outcome.decided().lines] == ["7083"]  # type: ignore[attr-defined]  # An invoice.


ENDED = Circumstances(
    rulebook=CIRCUMSTANCES.rulebook,
    today=TODAY,
    coverage=(Coverage("cape", NEW_YEAR, date(2026, 3, 9)),),
)
INVOICES_REFUSED: list[tuple[IssueInvoice, Circumstances, type[Refusal]]] = [
    (invoice(), ENDED, NotCovered),
    (invoice(customer="C0003"), CIRCUMSTANCES, UnknownParty),
    (invoice(customer="C00001"), CIRCUMSTANCES, UnknownParty),
    (invoice(customer="F0001"), CIRCUMSTANCES, UnknownParty),
    (invoice(due_on=date(2026, 3, 9)), CIRCUMSTANCES, DueBeforeIssue),
    (invoice(line("1.00", "0.196")), CIRCUMSTANCES, UnknownVatRate),
    (invoice(line("1.00", "0")), CIRCUMSTANCES, UnknownVatRate),
    (invoice(line("1.00", "0.20", regime="exempt")), CIRCUMSTANCES, RateWithoutTax),
    (invoice(line("1.00", "0", regime="export")), CIRCUMSTANCES, RegimeOfAnotherNature),
    (invoice(line("1.00", account="7999")), CIRCUMSTANCES, UnknownAccount),
    (invoice(line("1.00", account="187")), CIRCUMSTANCES, InternalAccount),
    (invoice(line("0.004")), CIRCUMSTANCES, NothingInvoiced),
    (invoice(line("1.00", quantity="0")), CIRCUMSTANCES, NothingInvoiced),
    (invoice(line("999999999.995")), CIRCUMSTANCES, AmountTooLarge),
    (invoice(line("999999999", quantity="999999999")), CIRCUMSTANCES, AmountTooLarge),
    (invoice(*[line("999999999.99")] * 2), CIRCUMSTANCES, AmountTooLarge),
]


@pytest.mark.parametrize(("command", "circumstances", "refusal"), INVOICES_REFUSED)
def test_an_invoice_is_refused(
    command: IssueInvoice, circumstances: Circumstances, refusal: type[Refusal]
) -> None:
    given(ACTIVITY, OPENED).when(command, circumstances).then_refused(refusal)


def test_on_the_last_day_of_the_contract_it_is_not() -> None:
    last = invoice(occurred_on=date(2026, 3, 9))
    given(ACTIVITY, OPENED).when(last, ENDED).then_says(net=euros("1000.00"))


# Payments

PARTS: list[tuple[str, list[str], list[str]]] = [
    ("1000.00", ["700.00", "500.00"], ["116.67", "83.33"]),
    ("1000.00", ["0.01", "0.02", "1199.97"], ["0.00", "0.00", "200.00"]),
    ("100.01", ["33.33", "33.33", "53.35"], ["5.55", "5.56", "8.89"]),
    ("0.03", ["0.01", "0.02", "0.01"], ["0.00", "0.01", "0.00"]),
]


@pytest.mark.parametrize(("net", "amounts", "vat"), PARTS)
def test_vat_on_receipts_falls_due_with_each_payment_and_in_all_with_the_last(
    net: str, amounts: list[str], vat: list[str]
) -> None:
    payments = [payment(amount, f"R{rank}") for rank, amount in enumerate(amounts)]
    facts = after(*payments, start=issued(line(net)))
    found = [sum(p.amount for p in it.vat) for it in facts if isinstance(it, PaymentReceived)]
    assert [str(amount) for amount in found] == vat


def test_the_vat_of_each_rate_goes_with_a_payment_in_its_proportion() -> None:
    mixed = issued(line("100.00"), line("100.00", "0.10"), line("50.00", nature="goods"))
    *_, paid = after(payment("145.00"), start=mixed)
    assert isinstance(paid, PaymentReceived)
    assert [(str(p.rate), p.due, str(p.amount)) for p in paid.vat] == [
        ("0.20", "payment", "10.00"),
        ("0.20", "invoice", "5.00"),
        ("0.10", "payment", "5.00"),
    ]


def test_a_payment_releases_only_the_vat_that_waited() -> None:
    mixed = issued(line("100.00"), line("100.00", nature="goods"))
    given(ACTIVITY, OPENED, mixed).when(payment("120.00"), CIRCUMSTANCES).then_books(
        "BQ R1 512 E001 120.00 0.00",
        "BQ R1 411 E001 0.00 120.00",
        "OD R1/TVA 4458 E001 10.00 0.00",
        "OD R1/TVA 44571 E001 0.00 10.00",
    )


def test_an_invoice_may_be_paid_and_credited_on_its_day() -> None:
    same_day = [payment("60.00", day=MARCH), note(line("50.00"), occurred_on=MARCH)]
    facts = after(*same_day)
    assert [it.occurred_on for it in facts[-2:]] == [MARCH, MARCH]


PAYMENTS_REFUSED: list[tuple[list[Any], ReceivePayment, type[Refusal]]] = [
    ([], payment("1.00").model_copy(update={"invoice": "F2"}), UnknownInvoice),
    ([], payment("1.00", day=date(2026, 3, 9)), BeforeInvoice),
    ([], payment("1200.01"), PaymentExceedsDue),
    ([payment("700.00")], payment("500.01", "R2"), PaymentExceedsDue),
    ([payment("700.00")], payment("500.00"), PaymentAlreadyRecorded),
    ([payment("1200.00")], payment("0.01", "R2"), NothingDue),
]


@pytest.mark.parametrize(("before", "command", "refusal"), PAYMENTS_REFUSED)
def test_a_payment_is_refused(
    before: list[Any], command: ReceivePayment, refusal: type[Refusal]
) -> None:
    given(ACTIVITY, *after(*before)).when(command, CIRCUMSTANCES).then_refused(refusal)


def test_a_payment_moves_the_accounts_its_invoice_moved() -> None:
    roles = AccountRoles(customers="4111", vat_collected_waiting="44587", bank="5121")
    changed = with_rules(roles=(Dated(JULY, roles),))
    given(ACTIVITY, *after()).when(payment("60.00"), changed).then_books(
        "BQ R1 5121 E001 60.00 0.00",
        "BQ R1 411 E001 0.00 60.00",
        "OD R1/TVA 4458 E001 10.00 0.00",
        "OD R1/TVA 44571 E001 0.00 10.00",
    )


def test_a_payment_recorded_before_it_told_its_invoice_s_date_uses_its_own_day() -> None:
    roles = AccountRoles(customers="4111")
    paid = after(payment("60.00"))[-1].model_copy(update={"document_on": None})
    rulebook = with_rules(roles=(Dated(JULY, roles),)).rulebook
    assert written(entries_of(paid, rulebook))[1] == "BQ R1 4111 E001 0.00 60.00"


def test_what_changes_between_invoice_and_payment_leaves_nothing_behind() -> None:
    roles = AccountRoles(customers="4111", vat_collected_waiting="44587", cheques="51121")
    rulebook = with_rules(roles=(Dated(JULY, roles),)).rulebook
    facts = after(note(line("100.00")), payment("1080.00"))
    left: dict[str, Decimal] = {}
    for fact in facts:
        for entry in entries_of(fact, rulebook):
            for posting in entry.postings:
                left[posting.account] = left.get(posting.account, ZERO) + posting.amount
    assert (left["411"], left["4458"]) == (ZERO, ZERO)
    assert not left.keys() & {"4111", "44587"}
