"""Sales: what each trade invoices, and what becomes of it.

A designer takes a deposit, teaches once without VAT and has one customer who will not pay; a
mason has a cheque come back and works once as a subcontractor; a baker refunds a customer.
"""

from datetime import date, timedelta
from decimal import Decimal

from domain.activity.sale_lines import LineOfSale, PricedLine
from domain.activity.sales import (
    AcceptWorks,
    BankCheque,
    DoubtInvoice,
    IssueCreditNote,
    IssueDepositInvoice,
    IssueInvoice,
    ReceivePayment,
    ReceiveRetention,
    RefundCustomer,
    ReturnCheque,
)
from domain.events.vat import Nature, SaleRegime
from domain.identifiers import Reference
from domain.money import ZERO, euros, rounded
from domain.privacy import Label
from scripts.demo.entrepreneur import Entrepreneur
from scripts.demo.step import END, YEAR

NORMAL, INTERMEDIATE, REDUCED = Decimal("0.20"), Decimal("0.10"), Decimal("0.055")
DEPOSIT, PROJECT = euros("900.00"), euros("3000.00")
WORKS, RETENTION = euros("3000.00"), Decimal("0.05")
Sold = tuple[Reference, Decimal]
"""The number of an invoice, and what its customer owes."""


def designer_sales(one: Entrepreneur, month: int) -> None:
    """A month of a designer: services, whose VAT is due when they are paid."""
    day = date(YEAR, month, 5)
    line = _line("services", one.amount(1800, 2900), NORMAL)
    number, due = _invoice(one, day, line)
    if month == 3:
        due -= _credit(one, day + timedelta(days=12), number, line)
    _paid(one, day, number, due)
    if month == 4:
        _deposit_and_project(one)
    if month == 11:
        lesson = _line("services", euros("600.00"), ZERO, "exempt")
        taught = date(YEAR, month, 12)
        _paid(one, taught, *_invoice(one, taught, lesson))
    if month % 2:
        day = date(YEAR, month, 19)
        number, due = _invoice(one, day, _line("services", one.amount(300, 900), NORMAL))
        if month == 9:
            _doubt(one, number, due)
        else:
            _paid(one, day, number, due)


def mason_sales(one: Entrepreneur, month: int) -> None:
    """A month of a mason: works at two rates."""
    day = date(YEAR, month, 12)
    works = _line("works", one.amount(2200, 3400), INTERMEDIATE)
    others = _line("works", one.amount(300, 700), NORMAL)
    number, due = _invoice(one, day, works, others)
    if month == 8:
        _bounced(one, number, due)
        due_on = date(YEAR, 9, 8)
        _receive(one, due_on + timedelta(days=21), number, f"R{number[1:]}-2", due)
    else:
        _paid(one, day, number, due)
    if month == 6:
        _subcontracted(one)


def baker_sales(one: Entrepreneur, month: int) -> None:
    """A month of a baker: goods, whose VAT is due when they are delivered."""
    day = date(YEAR, month, 26)
    line = _line("goods", one.amount(400, 1100), REDUCED)
    number, due = _invoice(one, day, line)
    _paid(one, day, number, due)
    if month == 6:
        back = _credit(one, date(YEAR, 8, 28), number, line)
        refund = RefundCustomer(
            occurred_on=date(YEAR, 9, 5), invoice=number, reference=f"RB{number}", amount=back
        )
        one.send(refund.occurred_on, 11, refund)


def _invoice(one: Entrepreneur, day: date, *lines: LineOfSale) -> Sold:
    number = one.next_invoice()
    invoice = IssueInvoice(occurred_on=day, customer=one.customer(one.invoices), lines=lines)
    one.send(day, 9, invoice)
    return number, sum((_gross(line) for line in lines), ZERO)


def _credit(one: Entrepreneur, day: date, number: Reference, sold: LineOfSale) -> Decimal:
    line = _line(sold.nature, rounded(sold.unit_price / 10), sold.vat_rate)
    one.send(day, 10, IssueCreditNote(occurred_on=day, invoice=number, lines=(line,)))
    return _gross(line)


def _paid(one: Entrepreneur, day: date, number: Reference, due: Decimal) -> None:
    parts = [due]
    if one.random.random() < 0.3:
        first = rounded(due * Decimal("0.40"))
        parts = [first, due - first]
    for rank, amount in enumerate(parts, 1):
        paid_on = day + timedelta(days=24 * rank + one.random.randrange(12))
        _receive(one, paid_on, number, f"R{number[1:]}-{rank}", amount)


def _receive(
    one: Entrepreneur, day: date, number: Reference, reference: Reference, amount: Decimal
) -> None:
    payment = ReceivePayment(
        occurred_on=day, invoice=number, reference=reference, amount=amount
    )
    one.send(day, 11, payment)


def _deposit_and_project(one: Entrepreneur) -> None:
    asked, delivered = date(YEAR, 4, 8), date(YEAR, 4, 28)
    customer = one.customer(1)
    deposit, project = one.next_invoice(), one.next_invoice()
    line = PricedLine(
        label=Label("Acompte"), nature="services", unit_price=DEPOSIT, vat_rate=NORMAL
    )
    invoice = IssueDepositInvoice(occurred_on=asked, customer=customer, lines=(line,))
    one.send(asked, 9, invoice)
    whole = _line("services", PROJECT, NORMAL)
    first = DEPOSIT + rounded(DEPOSIT * NORMAL)
    _receive(one, date(YEAR, 4, 18), deposit, f"R{deposit[1:]}-1", first)
    final = IssueInvoice(
        occurred_on=delivered, customer=customer, lines=(whole,), deposits=(deposit,)
    )
    one.send(delivered, 9, final)
    rest = _gross(whole) - first
    _receive(one, date(YEAR, 5, 27), project, f"R{project[1:]}-1", rest)


def _doubt(one: Entrepreneur, number: Reference, due: Decimal) -> None:
    day = date(YEAR, 12, 15)
    doubt = DoubtInvoice(
        occurred_on=day,
        invoice=number,
        reference=f"DD{number}",
        depreciation=rounded(due / (1 + NORMAL) / 2),
    )
    one.send(day, 16, doubt)


def _bounced(one: Entrepreneur, number: Reference, due: Decimal) -> None:
    reference, day = f"R{number[1:]}-1", date(YEAR, 8, 29)
    cheque = ReceivePayment(
        occurred_on=day, invoice=number, reference=reference, amount=due, by="cheque"
    )
    one.send(day, 11, cheque)
    banked = date(YEAR, 9, 1)
    one.send(banked, 11, BankCheque(occurred_on=banked, invoice=number, payment=reference))
    day = date(YEAR, 9, 8)
    returned = ReturnCheque(
        occurred_on=day, invoice=number, payment=reference, fee=euros("15.00")
    )
    one.send(day, 11, returned)


def _subcontracted(one: Entrepreneur) -> None:
    day, accepted, number = date(YEAR, 6, 20), date(YEAR, 6, 30), one.next_invoice()
    line = _line("works", WORKS, ZERO, "reverse-charge-works")
    invoice = IssueInvoice(
        occurred_on=day, customer=one.contractor, lines=(line,), retention_rate=RETENTION
    )
    one.send(day, 9, invoice)
    one.send(accepted, 17, AcceptWorks(occurred_on=accepted, invoice=number))
    kept = rounded(WORKS * RETENTION)
    _receive(one, date(YEAR, 7, 21), number, f"R{number[1:]}-1", WORKS - kept)
    rest = ReceiveRetention(
        occurred_on=END, invoice=number, reference=f"RG{number[1:]}", amount=kept
    )
    one.send(END, 11, rest)


def _line(
    nature: Nature, net: Decimal, rate: Decimal, regime: SaleRegime = "taxed"
) -> LineOfSale:
    return LineOfSale(
        label=Label("Prestation"),
        nature=nature,
        unit_price=net,
        vat_rate=rate,
        regime=regime,
    )


def _gross(line: LineOfSale) -> Decimal:
    return line.unit_price + rounded(line.unit_price * line.vat_rate)
