"""Orders on purchases: expense claims, suppliers' invoices, their payment, their correction."""

from typing import get_args

from domain.activity.expense_claims import ClaimExpenses, Expense, PayExpenses
from domain.activity.purchases import (
    BookSupplierCreditNote,
    BookSupplierInvoice,
    CorrectSupplierInvoice,
    PaySupplier,
    ReceiveSupplierRefund,
)
from domain.events.purchases import PurchaseLine
from domain.events.vat import PurchaseRegime
from domain.money import ZERO, rounded
from tests.histories import EXPENSE_TYPES, Drawer, Order
from tests.orders.sales import NATURES, RATES, remembered


def _expense(drawer: Drawer) -> Expense:
    kind = drawer.one(EXPENSE_TYPES)
    if kind.basis == "kilometres":
        driven = drawer.one(("200", "12.345", "0.5"))
        return Expense(type=kind.code, on=drawer.one((None, drawer.day())), kilometres=driven)
    gross = drawer.cents(50_000)
    return Expense(type=kind.code, gross=gross, vat=rounded(gross * drawer.one(RATES) / 2))


def claim(drawer: Drawer) -> Order:
    """An expense claim of one or two lines."""
    return drawer.activity(), ClaimExpenses(
        occurred_on=drawer.day(),
        reference=drawer.reference("NDF-"),
        lines=tuple(_expense(drawer) for _ in range(drawer.one((1, 2)))),
    )


def reimbursement(drawer: Drawer) -> Order | None:
    """A claim is paid."""
    address = drawer.activity()
    number = drawer.any(sorted(remembered(drawer, address).claims.claims.keys()))
    command = number and PayExpenses(occurred_on=drawer.day(), claim=number)
    return (address, command) if command else None


REGIMES: tuple[PurchaseRegime, ...] = get_args(PurchaseRegime)


def _purchase_line(drawer: Drawer, most: int = 300_000) -> PurchaseLine:
    net, regime = drawer.cents(most), drawer.one(("taxed", *REGIMES))
    rate = drawer.one(RATES)
    taxed = regime == "taxed"
    return PurchaseLine(
        account=drawer.one(("604", "606", "6064", "2183")),
        nature=drawer.one(NATURES),
        net=net,
        vat=rounded(net * drawer.one((rate, ZERO))) if taxed else ZERO,
        regime=regime,
        vat_rate=None if taxed else rate,
        deductible_share=drawer.one(("1", "1", "0.335", "0")),
    )


def _purchase_lines(drawer: Drawer) -> tuple[PurchaseLine, ...]:
    return tuple(_purchase_line(drawer) for _ in range(drawer.one((1, 2))))


def purchase(drawer: Drawer) -> Order:
    """A supplier's invoice arrives."""
    return drawer.activity(), BookSupplierInvoice(
        occurred_on=drawer.day(),
        supplier=drawer.one(("F0001", "F0002")),
        reference=drawer.reference("FF-"),
        lines=_purchase_lines(drawer),
        vat_on_debits=drawer.one((False, True)),
    )


def transfer(drawer: Drawer) -> Order | None:
    """A supplier is paid, in part or in whole."""
    address = drawer.activity()
    invoices = remembered(drawer, address).purchases.invoices
    document = drawer.any(sorted(invoices.keys()))
    if document is None:
        return None
    owed = invoices[document].owed
    return address, PaySupplier(
        occurred_on=drawer.day(),
        supplier=document[0],
        invoice=document[1],
        amount=drawer.part(owed) if owed > 0 else "0.01",
        reference=drawer.one((None, drawer.reference("V"))),
    )


def correction(drawer: Drawer) -> Order | None:
    """A supplier's invoice was booked wrongly."""
    address = drawer.activity()
    invoices = remembered(drawer, address).purchases.invoices
    document = drawer.any(sorted(invoices.keys()))
    if document is None:
        return None
    return address, CorrectSupplierInvoice(
        occurred_on=drawer.day(),
        supplier=document[0],
        invoice=document[1],
        entry=_filed(drawer, invoices[document].standing),
        reference=drawer.reference("EXT-"),
        correction=drawer.reference("COR-"),
        lines=_purchase_lines(drawer),
    )


def credit_note(drawer: Drawer) -> Order | None:
    """A supplier takes a line of an invoice back, whole or at another amount."""
    address = drawer.activity()
    invoices = remembered(drawer, address).purchases.invoices
    document = drawer.any(sorted(invoices.keys()))
    if document is None:
        return None
    billed = drawer.one(invoices[document].lines)
    net = drawer.part(billed.net)
    vat = rounded(billed.vat * net / billed.net)
    return address, BookSupplierCreditNote(
        occurred_on=drawer.day(),
        supplier=document[0],
        invoice=document[1],
        reference=drawer.reference("AV-"),
        lines=(billed.model_copy(update={"net": net, "vat": vat}),),
    )


def refund(drawer: Drawer) -> Order | None:
    """A supplier pays back what is owed to us."""
    address = drawer.activity()
    invoices = remembered(drawer, address).purchases.invoices
    document = drawer.any(sorted(name for name, it in invoices.items() if it.owed < 0))
    if document is None:
        return None
    return address, ReceiveSupplierRefund(
        occurred_on=drawer.day(),
        supplier=document[0],
        invoice=document[1],
        reference=drawer.reference("RB-"),
        amount=drawer.part(-invoices[document].owed),
    )


def _filed(drawer: Drawer, reference: str) -> str:
    names = [
        recorded.entry_name(index)
        for recorded in drawer.books.log
        for index, entry in enumerate(recorded.entries)
        if entry.reference == reference
    ]
    return drawer.one(names)
