"""What becomes of an invoice: G15, G25, G26, G27."""

from datetime import date
from decimal import Decimal
from typing import Any

from domain.activity.mentions import CATEGORIES, business_case, mentions
from domain.activity.sale_lines import LineOfSale, PricedLine
from domain.activity.sales import (
    AcceptWorks,
    BankCheque,
    IssueDepositInvoice,
    IssueInvoice,
    ReceivePayment,
    ReceiveRetention,
    ReturnCheque,
)
from domain.books import Receipt
from domain.cooperative.adoption import OpenFiscalYear
from domain.events.sales import InvoiceIssued, PaymentReceived, WorksAccepted
from domain.events.vat import SaleRegime
from domain.money import ZERO
from domain.privacy import Label
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE
from tests.domain.cases.words import Case, Figure, balance, credited_on, numbered, service
from tests.reading import Line, net
from tests.scenario import LONG_AGO, Scenario

END_OF_2026 = date(2026, 12, 31)


def works(price: str, rate: str, regime: SaleRegime = "taxed") -> LineOfSale:
    return LineOfSale(
        label=Label("Charpente"), nature="works", unit_price=price, vat_rate=rate, regime=regime
    )


def on(
    scenario: Scenario, activity: str, day: date, command: Any, **fields: Any
) -> list[Receipt]:
    """Carry a command of an activity out on the day of its document."""
    scenario.today(day)
    return [scenario.when(activity, command(occurred_on=day, **fields))]


def _next_year_too(scenario: Scenario) -> None:
    year = OpenFiscalYear(occurred_on=LONG_AGO, first=date(2027, 1, 1), last=date(2027, 12, 31))
    scenario.when(THE_COOPERATIVE, year)


def retained(scenario: Scenario) -> list[Receipt]:
    """G15."""
    _next_year_too(scenario)
    numbered(scenario, 10)
    number = "F2026-0010"
    invoice = on(
        scenario,
        "E002",
        date(2026, 3, 10),
        IssueInvoice,
        customer=scenario.customer(),
        lines=(works("2000.00", "0.20"),),
        retention_rate="0.05",
    )
    on(scenario, "E002", date(2026, 3, 31), AcceptWorks, invoice=number)
    paid = {"invoice": number, "reference": f"{number}/P", "amount": "2280.00"}
    rest = {"invoice": number, "reference": f"{number}/RGP", "amount": "120.00"}
    return (
        invoice
        + on(scenario, "E002", date(2026, 4, 15), ReceivePayment, **paid)
        + on(scenario, "E002", date(2027, 3, 31), ReceiveRetention, **rest)
    )


def deposited(scenario: Scenario) -> list[Receipt]:
    """G25; the numbers between are those of others."""
    scenario.contribution_of("0.10")
    numbered(scenario, 101)
    customer = scenario.customer()
    line = PricedLine(
        label=Label("Acompte"), nature="services", unit_price="900.00", vat_rate="0.20"
    )
    deposit = on(
        scenario,
        "E001",
        date(2026, 4, 1),
        IssueDepositInvoice,
        customer=customer,
        lines=(line,),
    )
    paid = {"invoice": "F2026-0101", "reference": "R101", "amount": "1080.00"}
    receipt = on(scenario, "E001", date(2026, 4, 10), ReceivePayment, **paid)
    for _ in range(102, 130):
        other = {"customer": customer, "lines": (service("1.00"),)}
        on(scenario, "E002", date(2026, 5, 4), IssueInvoice, **other)
    final = on(
        scenario,
        "E001",
        date(2026, 5, 20),
        IssueInvoice,
        customer=customer,
        lines=(service("3000.00"),),
        deposits=("F2026-0101",),
    )
    rest = {"invoice": "F2026-0130", "reference": "R130", "amount": "2520.00"}
    return (
        deposit
        + receipt
        + final
        + on(scenario, "E001", date(2026, 6, 15), ReceivePayment, **rest)
    )


def subcontracted(scenario: Scenario) -> list[Receipt]:
    """G26."""
    _next_year_too(scenario)
    scenario.contribution_of("0.10")
    numbered(scenario, 104)
    invoice = on(
        scenario,
        "E002",
        date(2026, 3, 12),
        IssueInvoice,
        customer=scenario.customer(),
        lines=(works("5000.00", "0", "reverse-charge-works"),),
        retention_rate="0.05",
    )
    number = {"invoice": "F2026-0104"}
    on(scenario, "E002", date(2026, 3, 31), AcceptWorks, **number)
    paid = {"reference": "R104", "amount": "4750.00"} | number
    rest = {"reference": "R104RG", "amount": "250.00"} | number
    return (
        invoice
        + on(scenario, "E002", date(2026, 4, 15), ReceivePayment, **paid)
        + on(scenario, "E002", date(2027, 3, 31), ReceiveRetention, **rest)
    )


def bounced(scenario: Scenario) -> list[Receipt]:
    """G27."""
    numbered(scenario, 108)
    invoice = on(
        scenario,
        "E001",
        date(2026, 3, 10),
        IssueInvoice,
        customer=scenario.customer(),
        lines=(service("1000.00"),),
    )
    cheque = {"invoice": "F2026-0108", "payment": "R108"}
    paid = {"invoice": "F2026-0108", "reference": "R108", "amount": "1200.00", "by": "cheque"}
    return (
        invoice
        + on(scenario, "E001", date(2026, 3, 20), ReceivePayment, **paid)
        + on(scenario, "E001", date(2026, 3, 23), BankCheque, **cheque)
        + on(scenario, "E001", date(2026, 4, 2), ReturnCheque, fee="15.00", **cheque)
    )


CASES: dict[str, Case] = {
    "G15": retained,
    "G25": deposited,
    "G26": subcontracted,
    "G27": bounced,
}


def _until(day: date, account: str, section: str | None = None, sign: int = 1) -> Figure:
    return lambda found, _: (
        sign * net((it for it in found if it.dated <= day), account, section=section) + ZERO
    )


def _vat_of(month: str) -> Figure:
    return lambda found, _: (
        -net(
            (it for it in found if str(it.dated).startswith(month) and it.section == "E001"),
            "44571",
        )
    )


def _e001(account: str) -> Figure:
    return lambda found, _: net(found, account, section="E001")


def _moved(found: tuple[Line, ...], *accounts: str) -> Decimal:
    moves = (it.debit + it.credit for it in found if it.account.startswith(accounts))
    return sum(moves, ZERO)


def _accepted(log: tuple[Recorded, ...]) -> date:
    (event,) = [it.event for it in log if isinstance(it.event, WorksAccepted)]
    return event.retention_due_on


def _reverse_charged(log: tuple[Recorded, ...]) -> Decimal:
    received = [it.event for it in log if isinstance(it.event, PaymentReceived)]
    bases = (
        part.base or ZERO
        for payment in received
        for part in payment.vat
        if (part.regime, part.due) == ("reverse-charge-works", "payment")
    )
    return sum(bases, ZERO)


def _invoice(log: tuple[Recorded, ...]) -> InvoiceIssued:
    (event,) = [it.event for it in log if isinstance(it.event, InvoiceIssued)]
    return event


def _e_invoice(log: tuple[Recorded, ...]) -> str:
    invoice = _invoice(log)
    category = CATEGORIES[invoice.lines[0].regime]
    return f"category {category}, BT-23 = {business_case(invoice)}"


FIGURES: dict[tuple[str, str], Figure] = {
    ("G15", "411.balance"): balance("411"),
    ("G15", "4117.balance at 2026-12-31"): _until(END_OF_2026, "4117"),
    ("G15", "4458.balance at 2026-12-31"): _until(END_OF_2026, "4458"),
    ("G15", "retention_due"): lambda _, log: _accepted(log),
    ("G15", "44571.credit_total"): credited_on("44571"),
    ("G25", "turnover at 2026-04-30"): _until(date(2026, 4, 30), "70", "E001", -1),
    ("G25", "turnover at 2026-05-31"): _until(date(2026, 5, 31), "70", "E001", -1),
    ("G25", "VAT of April"): _vat_of("2026-04"),
    ("G25", "VAT of May"): _vat_of("2026-05"),
    ("G25", "VAT of June"): _vat_of("2026-06"),
    ("G25", "4191.balance"): _e001("4191"),
    ("G25", "4458.balance"): _e001("4458"),
    ("G25", "411.balance"): _e001("411"),
    ("G25", "E001.contribution"): _e001("186"),
    ("G25", "44571.credit_total"): credited_on("44571"),
    ("G26", "44571 and 4458 moved"): lambda found, _: _moved(found, "44571", "4458"),
    ("G26", "CA3 box E2 in total"): lambda _, log: _reverse_charged(log),
    ("G26", "411.balance"): balance("411"),
    ("G26", "4117.balance at 2026-12-31"): _until(END_OF_2026, "4117"),
    ("G26", "retention due"): lambda _, log: (
        f"{_accepted(log)}, one year after acceptance, not after the invoice"
    ),
    ("G26", "mention"): lambda _, log: ", ".join(mentions(_invoice(log))),
    ("G26", "e-invoice"): lambda _, log: _e_invoice(log),
    ("G27", "VAT of March"): _vat_of("2026-03"),
    ("G27", "VAT of April"): _vat_of("2026-04"),
    ("G27", "411.balance"): balance("411"),
    ("G27", "4458.balance"): lambda found, _: f"{net(found, '4458')} (credit)",
    ("G27", "5112.balance"): balance("5112"),
    ("G27", "512.net"): balance("512"),
}
