"""Trades: what the year of each entrepreneur is made of.

A graphic designer sells services whose VAT is due when they are paid, a mason sells works at
two rates and buys materials, a baker tests selling goods. All but the baker are paid a salary.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from domain.activity.expense_claims import ClaimExpenses, Expense, PayExpenses
from domain.activity.internal_sales import SellInternally
from domain.activity.purchases import BookSupplierInvoice, PaySupplier
from domain.activity.sale_lines import LineOfSale
from domain.activity.sales import IssueCreditNote, IssueInvoice, ReceivePayment
from domain.cooperative.shares import AdmitMember, SubscribeShares
from domain.decider import Command
from domain.events.purchases import PurchaseLine
from domain.events.vat import Nature
from domain.identifiers import ActivityCode, Auxiliary
from domain.money import euros, rounded
from domain.period import last_day
from domain.privacy import Label
from domain.rulebook import customer_number, supplier_number
from domain.streams import THE_COOPERATIVE, Address
from scripts.demo.foundation import code_of, contract_of, is_tester
from scripts.demo.pay import payslip, social_dues, wages
from scripts.demo.step import END, YEAR, Cast, Step, at

MATERIALS, PAPER = supplier_number(1), supplier_number(2)
Lines = list[tuple[Nature, Decimal, Decimal]]
NORMAL, INTERMEDIATE, REDUCED = Decimal("0.20"), Decimal("0.10"), Decimal("0.055")


@dataclass(slots=True)
class Entrepreneur:
    """One of the cast: who, what, and the steps of the year so far."""

    cast: Cast
    rank: int
    random: Random
    steps: list[Step]
    invoices: int = 0

    @property
    def code(self) -> ActivityCode:
        """The code of the activity."""
        return code_of(self.rank)

    def customer(self, which: int) -> Auxiliary:
        """One of the activity's two customers."""
        return customer_number(2 * self.rank - 1 + which % 2)

    def send(self, day: date, hour: int, command: Command) -> None:
        """Add a step for the activity, if the demonstration lasts until then."""
        self.send_to(Address("activity", self.code), day, hour, command)

    def send_to(self, address: Address, day: date, hour: int, command: Command) -> None:
        """Add a step, if the demonstration lasts until then."""
        if day <= END:
            moment = at(day, hour) + timedelta(milliseconds=self.rank % 100_000)
            self.steps.append(Step(moment, address, command))


def year_of(cast: Cast, rank: int) -> list[Step]:
    """The steps of an entrepreneur's year, in order of their moments."""
    random = Random(cast.digest("year", rank))  # noqa: S311  # A demonstration, no secret.
    one = Entrepreneur(cast, rank, random, [])
    for month in range(1, 13):
        _sales(one, month)
        _expenses(one, month)
        if not is_tester(rank):
            _pay(one, month)
    _once_a_year(one)
    return sorted(one.steps, key=lambda step: step.at)


def _sales(one: Entrepreneur, month: int) -> None:
    match one.rank % 3:
        case 1:
            net = _amount(one, 1800, 2900)
            _invoice(
                one, date(YEAR, month, 5), [("services", net, NORMAL)], credited=month == 3
            )
            if month % 2:
                small = _amount(one, 300, 900)
                _invoice(one, date(YEAR, month, 19), [("services", small, NORMAL)])
        case 2:
            works: Lines = [
                ("works", _amount(one, 2200, 3400), INTERMEDIATE),
                ("works", _amount(one, 300, 700), NORMAL),
            ]
            _invoice(one, date(YEAR, month, 12), works)
            _materials(one, month)
        case _:
            net = _amount(one, 400, 1100)
            _invoice(one, date(YEAR, month, 26), [("goods", net, REDUCED)])


def _invoice(one: Entrepreneur, day: date, lines: Lines, *, credited: bool = False) -> None:
    one.invoices += 1
    number = f"F{one.code}-{YEAR}-{one.invoices:04d}"
    customer = one.customer(one.invoices)
    sold = tuple(_line("Prestation", *line) for line in lines)
    one.send(day, 9, IssueInvoice(occurred_on=day, customer=customer, lines=sold))
    due = sum((net + rounded(net * rate) for _, net, rate in lines), Decimal(0))
    if credited:
        due -= _credit(one, day + timedelta(days=12), number, lines)
    _payments(one, day, number, due)


def _credit(one: Entrepreneur, day: date, number: str, lines: Lines) -> Decimal:
    nature, net, rate = lines[0]
    back = rounded(net / 10)
    line = _line("Remise accordée", nature, back, rate)
    one.send(day, 10, IssueCreditNote(occurred_on=day, invoice=number, lines=(line,)))
    return back + rounded(back * rate)


def _payments(one: Entrepreneur, day: date, number: str, due: Decimal) -> None:
    parts = [due]
    if one.random.random() < 0.3:
        first = rounded(due * Decimal("0.40"))
        parts = [first, due - first]
    for rank, amount in enumerate(parts, 1):
        paid_on = day + timedelta(days=24 * rank + one.random.randrange(12))
        reference = f"R{number[1:]}-{rank}"
        payment = ReceivePayment(
            occurred_on=paid_on, invoice=number, reference=reference, amount=amount
        )
        one.send(paid_on, 11, payment)


def _materials(one: Entrepreneur, month: int) -> None:
    day, net = date(YEAR, month, 15), _amount(one, 350, 800)
    reference = f"MI-{one.code}-{month:02d}"
    line = PurchaseLine(account="601", nature="goods", net=net, vat=rounded(net * NORMAL))
    booked = BookSupplierInvoice(
        occurred_on=day, supplier=MATERIALS, reference=reference, lines=(line,)
    )
    one.send(day, 12, booked)
    paid_on = day + timedelta(days=30)
    payment = PaySupplier(
        occurred_on=paid_on, supplier=MATERIALS, invoice=reference, amount=line.net + line.vat
    )
    one.send(paid_on, 13, payment)


def _expenses(one: Entrepreneur, month: int) -> None:
    day = last_day(f"{YEAR}-{month:02d}")
    reference = f"NDF-{one.code}-{YEAR}-{month:02d}"
    lines = (
        Expense(type="train", gross=_amount(one, 20, 90)),
        Expense(type="stationery", gross=euros("36.00"), vat=euros("6.00")),
        Expense(type="car", kilometres=Decimal(one.random.randrange(40, 200))),
        Expense(type="telephone", gross=euros("30.00"), vat=euros("5.00")),
    )
    one.send(day, 15, ClaimExpenses(occurred_on=day, reference=reference, lines=lines))
    paid_on = day + timedelta(days=5)
    one.send(paid_on, 9, PayExpenses(occurred_on=paid_on, claim=reference))


def _pay(one: Entrepreneur, month: int) -> None:
    contract = Address("contract", contract_of(one.cast, one.rank))
    gross = euros("900.00") if one.rank % 3 == 1 else euros("1100.00")
    slip = payslip(one.code, date(YEAR, month, 27), gross)
    one.send_to(contract, slip.occurred_on, 10, slip)
    one.send_to(contract, date(YEAR, month, 28), 10, wages(slip))
    paid_on = (slip.occurred_on.replace(day=1) + timedelta(days=32)).replace(day=15)
    one.send_to(contract, paid_on, 14, social_dues(slip, paid_on))


def _once_a_year(one: Entrepreneur) -> None:
    if not is_tester(one.rank):
        _shares(one)
    if one.rank % 3 == 1 and one.rank < one.cast.entrepreneurs:
        day = date(YEAR, 5, 9)
        sale = SellInternally(
            occurred_on=day,
            buyer=code_of(one.rank + 1),
            reference=f"FI-{one.code}-1",
            amount=euros("300.00"),
        )
        one.send(day, 16, sale)
    if one.rank == 1:
        _late_document(one)


def _shares(one: Entrepreneur) -> None:
    reference = f"PS-{one.code}"
    subscription = SubscribeShares(
        occurred_on=date(YEAR, 6, 2),
        subscriber=contract_of(one.cast, one.rank),
        reference=reference,
        shares=20,
        nominal=euros("25.00"),
    )
    one.send_to(THE_COOPERATIVE, subscription.occurred_on, 10, subscription)
    admission = AdmitMember(occurred_on=date(YEAR, 6, 16), subscription=reference)
    one.send_to(THE_COOPERATIVE, admission.occurred_on, 18, admission)


def _late_document(one: Entrepreneur) -> None:
    line = PurchaseLine(account="6064", nature="goods", net=euros("100.00"), vat=euros("20.00"))
    late = BookSupplierInvoice(
        occurred_on=date(YEAR, 3, 28), supplier=PAPER, reference="PA-99", lines=(line,)
    )
    one.send(date(YEAR, 4, 10), 17, late)


def _line(label: str, nature: Nature, net: Decimal, rate: Decimal) -> LineOfSale:
    return LineOfSale(label=Label(label), nature=nature, unit_price=net, vat_rate=rate)


def _amount(one: Entrepreneur, least: int, most: int) -> Decimal:
    return Decimal(one.random.randrange(least * 100, most * 100)) / 100
