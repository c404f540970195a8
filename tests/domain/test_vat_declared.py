"""On a real log: nothing is declared twice, nothing forgotten, whoever comes in between."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest

from domain.activity.purchases import BookSupplierInvoice
from domain.activity.sales import IssueCreditNote, IssueInvoice, ReceivePayment
from domain.books import Receipt
from domain.cooperative import vat_returns
from domain.cooperative.hand_entries import BookEntry, ReverseEntry
from domain.cooperative.vat_returns import DeclareVat, VatPeriodsInOrder
from domain.events.purchases import PurchaseLine
from domain.events.vat_returns import VatDeclared, VatGathered
from domain.journal import Posting
from domain.money import ZERO, euros
from domain.privacy import Label
from domain.refusal import Refusal
from domain.streams import THE_COOPERATIVE
from tests.domain.cases.words import service
from tests.reading import lines, net
from tests.scenario import LONG_AGO, Scenario


@pytest.fixture
def scenario(database: str) -> Iterator[Scenario]:
    found = Scenario(database)
    found.today(LONG_AGO)
    found.founded()
    found.activity("E001")
    found.numbered("invoice", "F{year}-{number:04d}")
    found.customer()
    found.supplier()
    yield found
    found.close()


def invoiced(
    scenario: Scenario, day: date, price: str = "1000.00", *, on_debits: bool = True
) -> str:
    invoice = IssueInvoice(
        occurred_on=day, customer="C0001", lines=(service(price),), vat_on_debits=on_debits
    )
    event = scenario.when("E001", invoice).recorded[0].event
    return str(event.number)  # type: ignore[attr-defined]  # The event of this command has one.


def bought(scenario: Scenario, day: date, reference: str = "FF-1") -> Receipt:
    line = PurchaseLine(account="606", nature="goods", net="100.00", vat="20.00")
    return scenario.when(
        "E001",
        BookSupplierInvoice(
            occurred_on=day, supplier="F0001", reference=reference, lines=(line,)
        ),
    )


def declared(scenario: Scenario, period: str, day: date) -> VatDeclared:
    scenario.today(day)
    receipt = scenario.when(THE_COOPERATIVE, DeclareVat(occurred_on=day, period=period))
    event = receipt.recorded[0].event
    assert isinstance(event, VatDeclared)
    return event


def boxes(event: VatDeclared) -> dict[str, int]:
    return {it.box: it.amount for it in event.boxes}


def due_and_deducted(scenario: Scenario) -> Decimal:
    return net(lines(scenario.log()), "4457", "44566")


def test_a_document_that_comes_after_the_return_is_in_the_next(scenario: Scenario) -> None:
    scenario.today(date(2026, 3, 12))
    invoiced(scenario, date(2026, 3, 12))
    march = declared(scenario, "2026-03", date(2026, 4, 15))
    # March is declared, not closed: the late purchase counts in March all the same.
    bought(scenario, date(2026, 3, 28))
    scenario.today(date(2026, 5, 1))
    april = declared(scenario, "2026-04", date(2026, 5, 15))
    assert boxes(march) == {"A1": 1000, "08": 200, "16": 200, "TD": 200, "28": 200, "32": 200}
    assert boxes(april) == {"20": 20, "23": 20, "25": 20, "27": 20}
    assert due_and_deducted(scenario) == 0


def test_a_month_closed_before_it_is_declared_is_declared_whole(scenario: Scenario) -> None:
    # The closed March takes the return's entries no more: they count in May, and April's
    # return must not declare March again.
    scenario.today(date(2026, 3, 12))
    invoiced(scenario, date(2026, 3, 12))
    scenario.today(date(2026, 5, 2))
    scenario.closed("2026-01", "2026-02", "2026-03", "2026-04")
    march = declared(scenario, "2026-03", date(2026, 5, 3))
    april = declared(scenario, "2026-04", date(2026, 5, 15))
    assert (march.to_pay, april.to_pay) == (euros("200.00"), ZERO)
    assert due_and_deducted(scenario) == 0


def test_what_is_taken_back_from_a_declared_month_lowers_the_next_return(
    scenario: Scenario,
) -> None:
    scenario.today(date(2026, 3, 12))
    number = invoiced(scenario, date(2026, 3, 12))
    declared(scenario, "2026-03", date(2026, 4, 2))
    note = IssueCreditNote(
        occurred_on=date(2026, 4, 2), invoice=number, lines=(service("1000.00"),)
    )
    scenario.when("E001", note)
    april = declared(scenario, "2026-04", date(2026, 5, 2))
    assert boxes(april) == {"B5": 1000, "21": 200, "23": 200, "25": 200, "27": 200}


def test_vat_on_receipts_is_declared_when_the_money_comes(scenario: Scenario) -> None:
    scenario.today(date(2026, 3, 12))
    number = invoiced(scenario, date(2026, 3, 12), on_debits=False)
    assert declared(scenario, "2026-03", date(2026, 4, 1)).boxes == ()
    day = date(2026, 4, 3)
    scenario.today(day)
    part = ReceivePayment(occurred_on=day, invoice=number, reference="R1", amount="700.00")
    scenario.when("E001", part)
    april = declared(scenario, "2026-04", date(2026, 5, 1))
    (sold,) = april.sums
    assert (sold.operation, sold.base, sold.tax) == ("sale", euros("583.33"), euros("116.67"))


def test_entries_by_hand_are_declared_and_returns_by_hand_are_not(scenario: Scenario) -> None:
    day = date(2026, 3, 12)
    scenario.today(day)
    deducted = _by_hand(scenario, "OD-1", ("44566", "80.00"), ("401", "-80.00"))
    _by_hand(scenario, "OD-2", ("44571", "-50.00"), ("411", "50.00"))
    _by_hand(scenario, "OD-3", ("44562", "7.00"), ("404", "-7.00"))
    _by_hand(scenario, "OD-4", ("44571", "30.00"), ("44551", "-30.00"))
    undone = deducted.recorded[0].entry_name(0)
    reversal = ReverseEntry(occurred_on=day, entry=undone, reference="OD-1X")
    scenario.when(THE_COOPERATIVE, reversal)
    march = declared(scenario, "2026-03", date(2026, 4, 2))
    assert {it.operation: it.tax for it in march.sums} == {
        "sale": euros("50.00"),
        "deduction-on-assets": euros("7.00"),
    }


def test_opening_entries_are_of_a_year_that_was_declared(scenario: Scenario) -> None:
    day = date(2026, 1, 1)
    scenario.today(day)
    _by_hand(scenario, "AN-1", ("44571", "-50.00"), ("411", "50.00"), journal="AN")
    assert declared(scenario, "2026-01", date(2026, 2, 2)).sums == ()


def _by_hand(
    scenario: Scenario, reference: str, *moves: tuple[str, str], journal: str = "OD"
) -> Receipt:
    postings = tuple(
        Posting(account=account, section="COOP", credit=amount.removeprefix("-"))
        if amount.startswith("-")
        else Posting(account=account, section="COOP", debit=amount)
        for account, amount in moves
    )
    day = scenario.clock.now.date()
    return scenario.when(
        THE_COOPERATIVE,
        BookEntry.model_validate(
            {
                "occurred_on": day,
                "journal": journal,
                "reference": reference,
                "label": Label("À la main"),
                "postings": postings,
            }
        ),
    )


# Together


def test_a_return_drawn_up_while_documents_arrive_declares_each_of_them_once(
    scenario: Scenario,
) -> None:
    day = date(2026, 4, 15)
    scenario.today(day)

    def sell(_: int) -> None:
        invoiced(scenario, date(2026, 3, 31), "10.00")

    with ThreadPoolExecutor(6) as writers:
        selling = [writers.submit(sell, turn) for turn in range(30)]
        march = declared(scenario, "2026-03", day)
        for sale in selling:
            sale.result()
    log = scenario.log()
    held = [it for it in log if it.position <= march.through_position]
    assert -net(lines(held), "4457") == sum(it.tax for it in march.sums)
    april = declared(scenario, "2026-04", date(2026, 5, 15))
    declared_tax = sum((it.tax for it in (*march.sums, *april.sums)), ZERO)
    assert declared_tax == 30 * euros("2.00")
    assert due_and_deducted(scenario) == 0


def test_a_return_in_parts_holds_what_was_recorded_before_the_first(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vat_returns, "ACTIVITIES_MAX", 1)
    scenario.activity("E002")
    day = date(2026, 3, 12)
    scenario.today(day)
    invoiced(scenario, day)
    line = PurchaseLine(account="606", nature="goods", net="100.00", vat="20.00")
    bill = BookSupplierInvoice(
        occurred_on=day, supplier="F0001", reference="FF-2", lines=(line,)
    )
    scenario.when("E002", bill)
    filing = date(2026, 4, 15)
    scenario.today(filing)
    command = DeclareVat(occurred_on=filing, period="2026-03")
    part = scenario.when(THE_COOPERATIVE, command).recorded[0].event
    assert isinstance(part, VatGathered)
    bought(scenario, date(2026, 3, 28))
    march = declared(scenario, "2026-03", filing)
    assert march.through_position == part.through_position
    assert march.to_pay == euros("180.00")
    assert declared(scenario, "2026-04", date(2026, 5, 15)).credit == euros("20.00")
    assert due_and_deducted(scenario) == 0


def test_of_those_who_declare_the_same_period_one_does(scenario: Scenario) -> None:
    day = date(2026, 4, 15)
    scenario.today(day)
    invoiced(scenario, date(2026, 3, 31))

    def declare(_: int) -> str:
        command = DeclareVat(occurred_on=day, period="2026-03")
        try:
            scenario.when(THE_COOPERATIVE, command)
        except Refusal as refused:
            return type(refused).__name__
        return "declared"

    with ThreadPoolExecutor(4) as senders:
        answers = sorted(senders.map(declare, range(4)))
    assert answers == [VatPeriodsInOrder.__name__] * 3 + ["declared"]
    assert due_and_deducted(scenario) == 0
