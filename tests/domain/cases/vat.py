"""What is declared of VAT: G16."""

from datetime import date

from domain.activity.purchases import BookSupplierInvoice
from domain.activity.sales import IssueInvoice
from domain.books import Receipt
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.vat_returns import DeclareVat, PayVat
from domain.events.purchases import PurchaseLine
from domain.events.vat_returns import VatBox, VatDeclared
from domain.journal import Posting
from domain.privacy import Label
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE
from tests.domain.cases.words import Case, Figure, balance, service
from tests.reading import Line, net
from tests.scenario import Scenario

MARCH, FILED, PAID = date(2026, 3, 10), date(2026, 4, 15), date(2026, 4, 20)
SECTIONS = ("E001", "E002", "COOP")


def monthly_return(scenario: Scenario) -> list[Receipt]:
    """G16."""
    scenario.today(MARCH)
    customer, supplier = scenario.customer(), scenario.supplier()
    traded = {"E001": ("1000.00", "62.50", "12.50"), "E002": ("1666.75", "100.50", "20.10")}
    for activity, (price, cost, vat) in traded.items():
        invoice = IssueInvoice(
            occurred_on=MARCH, customer=customer, lines=(service(price),), vat_on_debits=True
        )
        bought = PurchaseLine(account="606", nature="goods", net=cost, vat=vat)
        bill = BookSupplierInvoice(
            occurred_on=MARCH, supplier=supplier, reference="FF-1", lines=(bought,)
        )
        scenario.when(activity, invoice)
        scenario.when(activity, bill)
    scenario.when(THE_COOPERATIVE, _rent(supplier))
    scenario.today(FILED)
    declaration = DeclareVat(occurred_on=FILED, period="2026-03", reference="CA3-03")
    declared = scenario.when(THE_COOPERATIVE, declaration)
    scenario.today(PAID)
    payment = PayVat(occurred_on=PAID, period="2026-03")
    return [declared, scenario.when(THE_COOPERATIVE, payment)]


def _rent(supplier: str) -> BookEntry:
    lines = (
        Posting(account="6132", section="COOP", debit="500.00"),
        Posting(account="44566", section="COOP", debit="100.00"),
        Posting(account="401", section="COOP", credit="600.00", auxiliary=supplier),
    )
    return BookEntry(
        occurred_on=MARCH, reference="LOYER-03", label=Label("Loyer"), postings=lines
    )


def declared_in(box: VatBox) -> Figure:
    def figure(_: tuple[Line, ...], log: tuple[Recorded, ...]) -> str:
        (filed,) = (it.event for it in log if isinstance(it.event, VatDeclared))
        return str({it.box: it.amount for it in filed.boxes}[box])

    return figure


def payable_in_every_section(found: tuple[Line, ...], _: tuple[Recorded, ...]) -> str:
    (amount,) = {net(found, "44551", section=section) for section in SECTIONS}
    return f"{amount} in every section"


def liaison(found: tuple[Line, ...], _: tuple[Recorded, ...]) -> str:
    return ", ".join(f"{it} {net(found, '181', section=it)}" for it in SECTIONS)


CASES: dict[str, Case] = {"G16": monthly_return}

FIGURES: dict[tuple[str, str], Figure] = {
    ("G16", "tax declared"): declared_in("16"),
    ("G16", "deduction declared"): declared_in("23"),
    ("G16", "to pay"): declared_in("32"),
    ("G16", "512.net"): balance("512"),
    ("G16", "44551.balance"): payable_in_every_section,
    ("G16", "181"): liaison,
}
