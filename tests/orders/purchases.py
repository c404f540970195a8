"""Orders on purchases: expense claims, suppliers' invoices, their payment, their correction."""

from domain.activity.expense_claims import ClaimExpenses, Expense, PayExpenses
from domain.activity.purchases import BookSupplierInvoice, CorrectSupplierInvoice, PaySupplier
from domain.events.purchases import PurchaseLine
from domain.money import ZERO, rounded
from tests.histories import EXPENSE_TYPES, Drawer, Order
from tests.orders.sales import NATURES, RATES, remembered


def _expense(drawer: Drawer) -> Expense:
    kind = drawer.one(EXPENSE_TYPES)
    if kind.basis == "kilometres":
        return Expense(type=kind.code, kilometres=drawer.one(("200", "12.345", "0.5")))
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


def _purchase_lines(drawer: Drawer) -> tuple[PurchaseLine, ...]:
    nets = [drawer.cents() for _ in range(drawer.one((1, 2)))]
    return tuple(
        PurchaseLine(
            account=drawer.one(("604", "606", "6064")),
            nature=drawer.one(NATURES),
            net=net,
            vat=rounded(net * drawer.one((*RATES, ZERO))),
        )
        for net in nets
    )


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
        amount=drawer.part(owed) if owed else "0.01",
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


def _filed(drawer: Drawer, reference: str) -> str:
    names = [
        recorded.entry_name(index)
        for recorded in drawer.books.log
        for index, entry in enumerate(recorded.entries)
        if entry.reference == reference
    ]
    return drawer.one(names)
