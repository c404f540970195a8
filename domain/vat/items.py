"""Items of VAT: what an event makes due or deductible, read from it and from its entries.

The tax is always what the entries moved on accounts of VAT, so that boxes and accounts cannot
part; the event tells the rate, the base and the kind of operation where it knows them.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from domain.events.event import Event
from domain.events.imported_books import EntryImported
from domain.events.purchases import (
    PurchaseVat,
    SupplierCreditNoteBooked,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
    SupplierPaid,
)
from domain.events.sales import (
    CreditNoteIssued,
    DepositInvoiceIssued,
    InvoiceIssued,
    InvoiceWrittenOff,
    PaymentReceived,
    PaymentUndone,
)
from domain.events.vat import PurchaseRegime, SaleRegime, VatAmount, VatDue, VatPart
from domain.events.vat_returns import VatOperation
from domain.identifiers import Section
from domain.journal import JournalEntry, Posting
from domain.money import ZERO, rounded
from domain.vat.accounts import DEDUCTIBLE_ON_ASSETS, is_deductible, is_due, to_declare

_OF_SALE: dict[SaleRegime, VatOperation] = {
    "taxed": "sale",
    "reverse-charge-works": "sale-reverse-charge-works",
    "exempt": "sale-exempt",
    "services-abroad": "sale-services-abroad",
    "goods-to-eu": "sale-goods-to-eu",
    "export": "sale-export",
}
_OF_PURCHASE: dict[PurchaseRegime, VatOperation] = {
    "reverse-charge-works": "purchase-reverse-charge-works",
    "services-from-abroad": "purchase-services-from-abroad",
    "goods-from-eu": "purchase-goods-from-eu",
    "goods-from-unestablished": "purchase-goods-from-unestablished",
}


class VatItem(NamedTuple):
    """VAT that falls due or may be deducted, and the rank of the entry that shows it."""

    rank: int
    section: Section
    operation: VatOperation
    rate: Decimal | None
    base: Decimal
    tax: Decimal


class _Told(NamedTuple):
    """What an event tells of VAT that falls due by it."""

    operation: VatOperation
    rate: Decimal
    base: Decimal
    tax: Decimal


def moved(event: Event, entries: Iterable[JournalEntry]) -> tuple[Posting, ...]:
    """The lines of an event that a return must empty.

    Books kept elsewhere were declared from there: what is imported is in no return of ours.
    """
    if isinstance(event, EntryImported):
        return ()
    return tuple(line for entry in entries for line in to_declare(entry))


def vat_items(event: Event, entries: tuple[JournalEntry, ...]) -> tuple[VatItem, ...]:
    """The items of an event: none when it moves no VAT and sells nothing free of it."""
    if isinstance(event, EntryImported):
        return ()
    return (*_due(event, entries), *_deducted(event, entries))


def _due(event: Event, entries: tuple[JournalEntry, ...]) -> Iterator[VatItem]:
    told = tuple(_told(event))
    lines = [
        (rank, line)
        for rank, entry in enumerate(entries, start=1)
        for line in to_declare(entry)
        if is_due(line.account)
    ]
    if told:
        rank = lines[0][0] if lines else 1
        section = entries[rank - 1].postings[0].section
        for it in told:
            yield VatItem(rank, section, *it)
        rest = -sum((line.amount for _, line in lines), ZERO) - sum(it.tax for it in told)
        if rest:
            yield VatItem(rank, section, "sale", None, ZERO, rest)
    else:
        for rank, line in lines:
            yield VatItem(rank, line.section, "sale", None, ZERO, -line.amount)


def _deducted(event: Event, entries: tuple[JournalEntry, ...]) -> Iterator[VatItem]:
    by_credit_note = isinstance(event, SupplierCreditNoteBooked)
    for rank, entry in enumerate(entries, start=1):
        for line in to_declare(entry):
            if not is_deductible(line.account):
                continue
            if by_credit_note and line.credit:
                taken = (rank, line.section, "deduction-taken-back", None, ZERO, line.credit)
                yield VatItem._make(taken)
            else:
                yield VatItem(rank, line.section, _deduction(line), None, ZERO, line.amount)


def _deduction(line: Posting) -> VatOperation:
    on_assets = line.account.startswith(DEDUCTIBLE_ON_ASSETS)
    return "deduction-on-assets" if on_assets else "deduction"


def _told(event: Event) -> Iterator[_Told]:
    match event:
        case InvoiceIssued():
            yield from _sold(event.vat, "invoice", 1)
        case CreditNoteIssued():
            yield from _sold(event.vat, "invoice", -1)
            yield from _sold(event.released, "payment", 1)
            yield from _sold(event.collected, "payment", -1)
        case DepositInvoiceIssued():
            yield from _sold(event.vat, "invoice", 1)
        case PaymentReceived():
            yield from _sold(event.vat, "payment", 1)
        case PaymentUndone():
            yield from _sold(event.vat, "payment", -1)
        case InvoiceWrittenOff():
            yield from _sold(event.vat, "invoice", -1)
        case SupplierInvoiceBooked():
            yield from _bought(event.vat, "invoice", 1)
        case SupplierInvoiceCorrected():
            yield from _bought(event.wrong_vat, "invoice", -1)
            yield from _bought(event.vat, "invoice", 1)
        case SupplierPaid():
            yield from _bought(event.vat, "payment", 1)
        case SupplierCreditNoteBooked():
            yield from _bought(event.taken_back, None, -1)
            yield from _bought(event.released, "payment", 1)
        case _:
            return


def _sold(amounts: Iterable[VatAmount | VatPart], due: VatDue, sign: int) -> Iterator[_Told]:
    for vat in amounts:
        base = _base(vat)
        if vat.due == due and (base or vat.amount):
            yield _Told(_OF_SALE[vat.regime], vat.rate, sign * base, sign * vat.amount)


def _bought(vat: Iterable[PurchaseVat], due: VatDue | None, sign: int) -> Iterator[_Told]:
    for part in vat:
        if part.regime != "taxed" and part.rate is not None and due in {None, part.due}:
            operation = _OF_PURCHASE[part.regime]
            yield _Told(operation, part.rate, sign * part.base, sign * part.owed)


def _base(vat: VatAmount | VatPart) -> Decimal:
    if vat.base is not None:
        return vat.base
    return rounded(vat.amount / vat.rate) if vat.rate else ZERO
