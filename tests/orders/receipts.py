"""Orders on what becomes of invoices: cheques, refunds, retentions, doubtful debts."""

from collections.abc import Callable

from domain.activity.sales import (
    AcceptWorks,
    BankCheque,
    DoubtInvoice,
    Receivable,
    ReceiveRetention,
    RefundCustomer,
    ReturnCheque,
    UndoPayment,
)
from domain.identifiers import Reference
from domain.money import rounded
from domain.streams import Address
from tests.histories import Drawer, Order
from tests.orders.sales import remembered

Chosen = tuple[Address, Reference, Receivable]


def _chosen(drawer: Drawer, fits: Callable[[Receivable], object]) -> Chosen | None:
    """An invoice of an activity that fits."""
    address = drawer.activity()
    invoices = remembered(drawer, address).sales.invoices
    number = drawer.any(sorted(number for number, it in invoices.items() if fits(it)))
    return None if number is None else (address, number, invoices[number])


def _retained(invoice: Receivable) -> bool:
    return bool(invoice.retained)


def _due(invoice: Receivable) -> bool:
    return invoice.outstanding > 0


def _owed(invoice: Receivable) -> bool:
    return invoice.outstanding < 0


def _cheques(invoice: Receivable) -> list[Reference]:
    return [
        reference
        for reference, it in invoice.payments.items()
        if it.by == "cheque" and not it.undone
    ]


def _payments(invoice: Receivable) -> list[Reference]:
    return list(invoice.payments)


def _paid(
    drawer: Drawer, some: Callable[[Receivable], list[Reference]]
) -> tuple[Address, Reference, Reference] | None:
    """A payment of an invoice that has any of those."""
    if (chosen := _chosen(drawer, some)) is None:
        return None
    address, number, invoice = chosen
    return address, number, drawer.one(sorted(some(invoice)))


def retention(drawer: Drawer) -> Order | None:
    """What was retained is paid, in whole or in part."""
    if (chosen := _chosen(drawer, _retained)) is None:
        return None
    address, number, invoice = chosen
    return address, ReceiveRetention(
        occurred_on=drawer.day(),
        invoice=number,
        reference=drawer.reference("RG"),
        amount=drawer.part(invoice.retained),
    )


def acceptance(drawer: Drawer) -> Order | None:
    """The works are accepted."""
    if (chosen := _chosen(drawer, _retained)) is None:
        return None
    address, number, _ = chosen
    return address, AcceptWorks(occurred_on=drawer.day(), invoice=number)


def cheque_banked(drawer: Drawer) -> Order | None:
    """A cheque goes to the bank."""
    if (chosen := _paid(drawer, _cheques)) is None:
        return None
    address, number, payment = chosen
    return address, BankCheque(occurred_on=drawer.day(), invoice=number, payment=payment)


def cheque_returned(drawer: Drawer) -> Order | None:
    """A cheque comes back, with a fee or without."""
    if (chosen := _paid(drawer, _cheques)) is None:
        return None
    address, number, payment = chosen
    fee = drawer.one(("0.00", "15.00"))
    return address, ReturnCheque(
        occurred_on=drawer.day(),
        invoice=number,
        payment=payment,
        fee=fee,
        fee_charged_on=drawer.one((True, False)),
    )


def payment_undone(drawer: Drawer) -> Order | None:
    """A payment was none."""
    if (chosen := _paid(drawer, _payments)) is None:
        return None
    address, number, payment = chosen
    return address, UndoPayment(occurred_on=drawer.day(), invoice=number, payment=payment)


def refund(drawer: Drawer) -> Order | None:
    """What is owed to a customer is paid back, in whole or in part."""
    if (chosen := _chosen(drawer, _owed)) is None:
        return None
    address, number, invoice = chosen
    return address, RefundCustomer(
        occurred_on=drawer.day(),
        invoice=number,
        reference=drawer.reference("RB"),
        amount=drawer.part(-invoice.outstanding),
    )


def doubt(drawer: Drawer) -> Order | None:
    """A debt is doubtful, and written down by some of it."""
    if (chosen := _chosen(drawer, _due)) is None:
        return None
    address, number, invoice = chosen
    most = invoice.outstanding
    return address, DoubtInvoice(
        occurred_on=drawer.day(),
        invoice=number,
        reference=drawer.reference("D"),
        depreciation=drawer.one(("0.00", min(drawer.cents(), most), rounded(most * 2 / 3))),
    )
