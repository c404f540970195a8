"""Orders on sales: invoices, credit notes, payments, losses, work for other activities."""

from decimal import Decimal

from domain.activity.activity import Activity
from domain.activity.internal_sales import SellInternally
from domain.activity.sale_lines import LineOfSale
from domain.activity.sales import IssueCreditNote, IssueInvoice, ReceivePayment, WriteOffInvoice
from domain.events.vat import Nature
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


def _sale_line(
    price: Decimal, nature: Nature, rate: Decimal, quantity: str = "1"
) -> LineOfSale:
    return LineOfSale(
        label=Label("Ouvrage"),
        nature=nature,
        unit_price=price,
        vat_rate=rate,
        quantity=quantity,
    )


def invoice(drawer: Drawer) -> Order:
    """An invoice of one to three lines, at one rate or several."""
    lines = tuple(
        _sale_line(
            drawer.cents(),
            drawer.one(NATURES),
            drawer.one(RATES),
            drawer.one(("1", "1", "3", "0.5", "27.333")),
        )
        for _ in range(drawer.one((1, 2, 3)))
    )
    return drawer.activity(), IssueInvoice(
        occurred_on=drawer.day(),
        customer=drawer.one(("C0001", "C0002", "C0001", "C0003")),
        lines=lines,
        vat_on_debits=drawer.one((False, False, True)),
    )


def _owed(drawer: Drawer, address: Address) -> str | None:
    invoices = remembered(drawer, address).sales.invoices
    open_ = sorted(number for number, it in invoices.items() if it.outstanding)
    return drawer.any(open_ or sorted(invoices))


def credit_note(drawer: Drawer) -> Order | None:
    """A credit note on what an invoice bears, rate by rate, in part or in whole."""
    address = drawer.activity()
    if (number := _owed(drawer, address)) is None:
        return None
    receivable = remembered(drawer, address).sales.invoices[number]
    lines = tuple(
        _sale_line(
            drawer.part(billed.base),
            "goods" if billed.due == "invoice" else "works",
            billed.rate,
        )
        for billed in receivable.billed
        if billed.base and drawer.one((True, True, False))
    )
    note = IssueCreditNote.model_construct(
        occurred_on=drawer.day(), invoice=number, lines=lines
    )
    return (address, note) if lines else None


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
        amount=drawer.part(owed) if owed else "0.01",
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
