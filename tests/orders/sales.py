"""Orders on sales: invoices, credit notes, payments, losses, work for other activities."""

from decimal import Decimal

from domain.activity.activity import Activity
from domain.activity.internal_sales import SellInternally
from domain.activity.sale_lines import LineOfSale, PricedLine
from domain.activity.sales import (
    IssueCreditNote,
    IssueDepositInvoice,
    IssueInvoice,
    ReceivePayment,
    WriteOffInvoice,
)
from domain.events.vat import Nature, SaleRegime, VatAmount
from domain.money import ZERO
from domain.privacy import Label
from domain.streams import Address
from tests.histories import ACTIVITIES, Drawer, Order

RATES = (Decimal("0.20"), Decimal("0.10"), Decimal("0.055"), Decimal("0.021"))
NATURES: tuple[Nature, ...] = ("services", "goods", "works")


def remembered(drawer: Drawer, address: Address) -> Activity:
    """What an activity remembers."""
    state = drawer.state(address)
    assert isinstance(state, Activity)
    return state


UNTAXED: tuple[tuple[Nature, SaleRegime], ...] = (
    ("works", "reverse-charge-works"),
    ("services", "exempt"),
    ("services", "services-abroad"),
    ("goods", "goods-to-eu"),
    ("goods", "export"),
)


def _sale_line(
    price: Decimal,
    nature: Nature,
    rate: Decimal,
    quantity: str = "1",
    regime: SaleRegime = "taxed",
) -> LineOfSale:
    return LineOfSale(
        label=Label("Ouvrage"),
        nature=nature,
        unit_price=price,
        vat_rate=rate,
        quantity=quantity,
        regime=regime,
    )


def _line(drawer: Drawer) -> LineOfSale:
    """A line at one of the rates, or now and then under a regime that has none."""
    quantity = drawer.one(("1", "1", "3", "0.5", "27.333"))
    if drawer.one((True, True, True, False)):
        return _sale_line(drawer.cents(), drawer.one(NATURES), drawer.one(RATES), quantity)
    nature, regime = drawer.one(UNTAXED)
    return _sale_line(drawer.cents(), nature, Decimal(0), quantity, regime)


def _works(lines: tuple[LineOfSale, ...]) -> bool:
    return any(line.nature == "works" for line in lines)


def invoice(drawer: Drawer) -> Order:
    """An invoice of one to three lines, at one rate or several."""
    lines = tuple(_line(drawer) for _ in range(drawer.one((1, 2, 3))))
    return drawer.activity(), IssueInvoice(
        retention_rate=drawer.one(("0", "0.05", "0.03")) if _works(lines) else "0",
        occurred_on=drawer.day(),
        customer=drawer.one(("C0001", "C0002", "C0001", "C0003")),
        lines=lines,
        vat_on_debits=drawer.one((False, False, True)),
    )


def deposit(drawer: Drawer) -> Order:
    """A deposit, on one thing or two."""
    lines = (_line(drawer) for _ in range(drawer.one((1, 2))))
    return drawer.activity(), IssueDepositInvoice(
        occurred_on=drawer.day(),
        customer=drawer.one(("C0001", "C0002")),
        lines=tuple(
            PricedLine(
                label=it.label,
                nature=it.nature,
                unit_price=it.unit_price,
                vat_rate=it.vat_rate,
                regime=it.regime,
            )
            for it in lines
        ),
        vat_on_debits=drawer.one((False, False, True)),
    )


def final_invoice(drawer: Drawer) -> Order | None:
    """An invoice that deducts the deposits of a customer, and adds to them, or not."""
    address = drawer.activity()
    invoices = remembered(drawer, address).sales.invoices
    deposits = [number for number, it in invoices.items() if it.deposit and not it.deducted]
    number = drawer.any(sorted(deposits))
    if number is None:
        return None
    more = drawer.one((ZERO, drawer.cents()))
    lines = tuple(
        _sale_line(it.net + more, it.nature, it.vat_rate, regime=it.regime)
        for it in invoices[number].lines
    )
    return address, IssueInvoice(
        occurred_on=drawer.day(),
        customer=invoices[number].customer,
        lines=lines,
        deposits=(number,),
    )


def _owed(drawer: Drawer, address: Address) -> str | None:
    invoices = remembered(drawer, address).sales.invoices
    open_ = sorted(number for number, it in invoices.items() if it.outstanding > 0)
    return drawer.any(open_ or sorted(invoices))


def credit_note(drawer: Drawer) -> Order | None:
    """A credit note on what an invoice bears, rate by rate, in part or in whole."""
    address = drawer.activity()
    invoices = sorted(remembered(drawer, address).sales.invoices)
    number = drawer.one((_owed(drawer, address), drawer.any(invoices)))
    if number is None:
        return None
    receivable = remembered(drawer, address).sales.invoices[number]
    natures = {(it.vat_rate, it.regime): it.nature for it in receivable.lines}
    lines = tuple(
        _sale_line(
            drawer.part(billed.base),
            _nature(billed, natures[billed.rate, billed.regime]),
            billed.rate,
            regime=billed.regime,
        )
        for billed in receivable.billed
        if billed.base and drawer.one((True, True, False))
    )
    note = IssueCreditNote.model_construct(
        occurred_on=drawer.day(), invoice=number, lines=lines
    )
    return (address, note) if lines else None


def _nature(billed: VatAmount, sold: Nature) -> Nature:
    if billed.regime != "taxed":
        return sold
    return "goods" if billed.due == "invoice" else "works"


def payment(drawer: Drawer) -> Order | None:
    """What a customer pays: all, a part, or a cent too many."""
    address = drawer.activity()
    if (number := _owed(drawer, address)) is None:
        return None
    owed = remembered(drawer, address).sales.invoices[number].outstanding
    return address, ReceivePayment(
        occurred_on=drawer.day(),
        invoice=number,
        reference=drawer.reference("R"),
        amount=drawer.part(owed) if owed > 0 else "0.01",
        by=drawer.one(("transfer", "transfer", "cheque")),
    )


def loss(drawer: Drawer) -> Order | None:
    """What remains due is given up."""
    address = drawer.activity()
    if (number := _owed(drawer, address)) is None:
        return None
    return address, WriteOffInvoice(
        occurred_on=drawer.day(), invoice=number, reference=drawer.reference("IRR-")
    )


def internal_sale(drawer: Drawer) -> Order:
    """One activity works for another."""
    return drawer.activity(), SellInternally(
        occurred_on=drawer.day(),
        buyer=drawer.one((*ACTIVITIES, "E009")),
        reference=drawer.reference("FI-"),
        amount=drawer.cents(),
    )
