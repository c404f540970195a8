"""Purchases: materials, a subscription from abroad, a computer, a document that comes late."""

from datetime import date, timedelta
from decimal import Decimal

from domain.activity.expense_claims import ClaimExpenses, Expense, PayExpenses
from domain.activity.purchases import BookSupplierInvoice, PaySupplier
from domain.events.purchases import PurchaseLine
from domain.identifiers import Auxiliary, Reference
from domain.money import euros, rounded
from domain.period import last_day
from domain.rulebook import supplier_number
from scripts.demo.entrepreneur import Entrepreneur
from scripts.demo.sales import NORMAL
from scripts.demo.step import YEAR

MATERIALS, PAPER, SOFTWARE, COMPUTERS = (supplier_number(rank) for rank in range(1, 5))
COMPUTER = euros("1200.00")


def designer_purchases(one: Entrepreneur, month: int) -> None:
    """Software of a supplier abroad, on which we owe the VAT; a computer, an asset."""
    if month == 2:
        subscription = PurchaseLine(
            account="6511",
            nature="services",
            net=euros("240.00"),
            regime="services-from-abroad",
            vat_rate=NORMAL,
        )
        _buy(one, date(YEAR, 2, 10), SOFTWARE, f"SW-{one.code}", subscription)
    if month == 4:
        computer = PurchaseLine(
            account="2183", nature="goods", net=COMPUTER, vat=rounded(COMPUTER * NORMAL)
        )
        _buy(one, date(YEAR, 4, 1), COMPUTERS, f"IO-{one.code}", computer)


def mason_purchases(one: Entrepreneur, month: int) -> None:
    """Materials, every month."""
    net = one.amount(350, 800)
    line = PurchaseLine(account="601", nature="goods", net=net, vat=rounded(net * NORMAL))
    _buy(one, date(YEAR, month, 15), MATERIALS, f"MI-{one.code}-{month:02d}", line)


def late_document(one: Entrepreneur) -> None:
    """An invoice of March that comes once March is closed."""
    line = PurchaseLine(account="6064", nature="goods", net=euros("100.00"), vat=euros("20.00"))
    late = BookSupplierInvoice(
        occurred_on=date(YEAR, 3, 28), supplier=PAPER, reference="PA-99", lines=(line,)
    )
    one.send(date(YEAR, 4, 10), 17, late)


def expenses(one: Entrepreneur, month: int) -> None:
    """The claim of a month and its payment."""
    day = last_day(f"{YEAR}-{month:02d}")
    reference = f"NDF-{one.code}-{YEAR}-{month:02d}"
    lines = (
        Expense(type="train", gross=one.amount(20, 90)),
        Expense(type="stationery", gross=euros("36.00"), vat=euros("6.00")),
        Expense(type="car", kilometres=Decimal(one.random.randrange(40, 200))),
        Expense(type="telephone", gross=euros("30.00"), vat=euros("5.00")),
    )
    one.send(day, 15, ClaimExpenses(occurred_on=day, reference=reference, lines=lines))
    paid_on = day + timedelta(days=5)
    one.send(paid_on, 9, PayExpenses(occurred_on=paid_on, claim=reference))


def _buy(
    one: Entrepreneur, day: date, supplier: Auxiliary, reference: Reference, line: PurchaseLine
) -> None:
    booked = BookSupplierInvoice(
        occurred_on=day, supplier=supplier, reference=reference, lines=(line,)
    )
    one.send(day, 12, booked)
    paid_on = day + timedelta(days=30)
    payment = PaySupplier(
        occurred_on=paid_on, supplier=supplier, invoice=reference, amount=line.net + line.vat
    )
    one.send(paid_on, 13, payment)
