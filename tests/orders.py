"""Orders: the commands that a cooperative's days may bring, drawn on what its books hold."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from domain.activity.activity import Activity
from domain.activity.expense_claims import ClaimExpenses, Expense, PayExpenses
from domain.activity.internal_sales import SellInternally
from domain.activity.purchases import BookSupplierInvoice, CorrectSupplierInvoice, PaySupplier
from domain.activity.sales import (
    IssueCreditNote,
    IssueInvoice,
    LineOfSale,
    ReceivePayment,
    WriteOffInvoice,
)
from domain.cooperative.adoption import (
    AdoptAccountRoles,
    AdoptContributionPolicy,
    AdoptExpenseType,
    OpenAccount,
)
from domain.cooperative.closing import CloseMonth, first_open_month
from domain.cooperative.cooperative import Cooperative
from domain.cooperative.hand_entries import BookEntry, ReverseEntry
from domain.cooperative.parties import ChangePartyDetails, RegisterCustomer
from domain.cooperative.shares import AdmitMember, SubscribeShares
from domain.entrepreneur_contract import (
    BookPayslip,
    EndContract,
    EntrepreneurContract,
    PaySocialDues,
    PayWages,
)
from domain.events.activity import Nature, PurchaseLine
from domain.events.cooperative import EntryBooked
from domain.events.entrepreneur_contract import SocialCharge, SocialDues
from domain.journal import Posting
from domain.money import ZERO, rounded
from domain.policies import AccountRoles, ContributionPolicy
from domain.privacy import Label, Name
from domain.streams import THE_COOPERATIVE, Address
from tests.histories import ACTIVITIES, EXPENSE_TYPES, Drawer, Maker, Order

RATES = (Decimal("0.20"), Decimal("0.10"), Decimal("0.055"), Decimal("0.021"))
NATURES: tuple[Nature, ...] = ("services", "goods", "works")


def _sales(drawer: Drawer, address: Address) -> Activity:
    state = drawer.state(address)
    assert isinstance(state, Activity)
    return state


def _cooperative(drawer: Drawer) -> Cooperative:
    state = drawer.state(THE_COOPERATIVE)
    assert isinstance(state, Cooperative)
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


# Sales


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
    invoices = _sales(drawer, address).sales.invoices
    open_ = sorted(number for number, it in invoices.items() if it.outstanding)
    return drawer.any(open_ or sorted(invoices))


def credit_note(drawer: Drawer) -> Order | None:
    """A credit note on what an invoice bears, rate by rate, in part or in whole."""
    address = drawer.activity()
    if (number := _owed(drawer, address)) is None:
        return None
    receivable = _sales(drawer, address).sales.invoices[number]
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
    owed = _sales(drawer, address).sales.invoices[number].outstanding
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


# Expenses and purchases


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
    number = drawer.any(sorted(_sales(drawer, address).claims.claims.keys()))
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
    invoices = _sales(drawer, address).purchases.invoices
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
    invoices = _sales(drawer, address).purchases.invoices
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


# Pay


def _contract(drawer: Drawer) -> tuple[Address, str, EntrepreneurContract]:
    code = drawer.one(tuple(ACTIVITIES))
    address = Address("contract", ACTIVITIES[code])
    state = drawer.state(address)
    assert isinstance(state, EntrepreneurContract)
    return address, code, state


def payslip(drawer: Drawer) -> Order:
    """A payslip of the payroll software."""
    address, code, _ = _contract(drawer)
    net, social, other, tax, charge = (drawer.cents() for _ in range(5))
    charges = (
        SocialCharge(account="6451", amount=charge),
        SocialCharge(account="6453", amount=drawer.cents()),
    )
    return address, BookPayslip(
        occurred_on=drawer.day(),
        activity=code,
        reference=drawer.reference("BS-"),
        gross=net + social + other + tax,
        employee_social_security=social,
        employee_other_bodies=other,
        withholding_tax=tax,
        net=net,
        charges=charges,
        employer_social_security=charge,
        employer_other_bodies=charges[1].amount,
    )


def wages(drawer: Drawer) -> Order | None:
    """The net pay is transferred."""
    address, _, state = _contract(drawer)
    slip = drawer.any(sorted(state.payslips.keys()))
    if slip is None:
        return None
    return address, PayWages(
        occurred_on=drawer.day(), payslip=slip, reference=drawer.reference("VIR-")
    )


def dues(drawer: Drawer) -> Order | None:
    """Contributions and tax at source are paid, in part or in whole."""
    address, code, state = _contract(drawer)
    due: Mapping[str, SocialDues] = state.dues
    if code not in due:
        return None
    paid = {body: drawer.part(owed) if owed else ZERO for body, owed in due[code]}
    return address, PaySocialDues(
        occurred_on=drawer.day(),
        activity=code,
        reference=drawer.reference("DSN-"),
        dues=SocialDues.model_validate(paid),
    )


def ending(drawer: Drawer) -> Order | None:
    """A contract ends, now and then."""
    address, _, __ = _contract(drawer)
    if drawer.one((True, True, True, False)):
        return None
    return address, EndContract(occurred_on=drawer.day(), last_day=drawer.day())


# The cooperative


def subscription(drawer: Drawer) -> Order:
    """Shares are subscribed."""
    return THE_COOPERATIVE, SubscribeShares(
        occurred_on=drawer.day(),
        subscriber=drawer.one(tuple(ACTIVITIES.values())),
        reference=drawer.reference("PS-"),
        shares=drawer.one((1, 3, 20)),
        nominal=drawer.cents(5_000),
    )


def admission(drawer: Drawer) -> Order | None:
    """A subscriber is admitted."""
    number = drawer.any(sorted(_cooperative(drawer).shares.subscriptions.keys()))
    command = number and AdmitMember(occurred_on=drawer.day(), subscription=number)
    return (THE_COOPERATIVE, command) if command else None


def hand_entry(drawer: Drawer) -> Order:
    """An entry by hand, in one section or from one to another."""
    amount, section = drawer.cents(), drawer.one(("COOP", *ACTIVITIES))
    other = drawer.one((section, "COOP"))
    lines = [
        Posting(account="6132", section=section, debit=amount),
        Posting(account="181", section=section, credit=amount),
        Posting(account="181", section=other, debit=amount),
        Posting(account="471", section=other, credit=amount),
    ]
    return THE_COOPERATIVE, BookEntry(
        occurred_on=drawer.day(),
        reference=drawer.reference("OD-"),
        label=Label("Loyer"),
        postings=tuple(lines if section != other else (lines[0], lines[3])),
    )


def reversal(drawer: Drawer) -> Order | None:
    """An entry by hand is undone."""
    booked = [it.entry_name(0) for it in drawer.books.log if isinstance(it.event, EntryBooked)]
    entry = drawer.any(booked)
    if entry is None:
        return None
    return THE_COOPERATIVE, ReverseEntry(
        occurred_on=drawer.day(), entry=entry, reference=drawer.reference("EXT-")
    )


def closing(drawer: Drawer) -> Order:
    """The first open month closes, if it is over."""
    month = first_open_month(_cooperative(drawer).rulebook) or "2026-01"
    return THE_COOPERATIVE, CloseMonth(occurred_on=drawer.books.today, month=month)


def _effect(drawer: Drawer) -> dict[str, date]:
    return {"occurred_on": drawer.books.today, "effective_from": drawer.day()}


def new_contribution(drawer: Drawer) -> Order:
    """The contribution changes."""
    rate = drawer.one(("0.08", "0.115", "0", "0.123456"))
    return THE_COOPERATIVE, AdoptContributionPolicy(
        **_effect(drawer), policy=ContributionPolicy(rate=rate)
    )


def new_roles(drawer: Drawer) -> Order:
    """VAT waits on another account."""
    waiting: Literal["4458", "44587"] = drawer.one(("4458", "44587"))
    return THE_COOPERATIVE, AdoptAccountRoles(
        **_effect(drawer), roles=AccountRoles(vat_collected_waiting=waiting)
    )


def new_terms(drawer: Drawer) -> Order:
    """The terms of a type of expense change."""
    terms = drawer.one(EXPENSE_TYPES).model_copy(
        update={"lowers_contribution": drawer.one((True, False))}
    )
    return THE_COOPERATIVE, AdoptExpenseType(**_effect(drawer), type=terms)


def new_account(drawer: Drawer) -> Order:
    """An account is subdivided."""
    return THE_COOPERATIVE, OpenAccount(
        occurred_on=drawer.day(),
        account=drawer.one(("51201", "512", "706000", "70601")),
        label=Label("Divers"),
    )


def new_customer(drawer: Drawer) -> Order:
    """A customer comes."""
    return THE_COOPERATIVE, RegisterCustomer(
        occurred_on=drawer.day(), name=Name("Client de passage")
    )


def new_details(drawer: Drawer) -> Order:
    """A party is known otherwise."""
    return THE_COOPERATIVE, ChangePartyDetails(
        occurred_on=drawer.day(), party=drawer.one(("C0001", "C0009")), name=Name("Autrement")
    )


SALES: tuple[Maker, ...] = (invoice, invoice, invoice, payment, payment, credit_note, loss)
MAKERS: tuple[Maker, ...] = (
    *SALES,
    *(payment, credit_note, closing, closing, internal_sale, claim, reimbursement),
    *(purchase, purchase, transfer, transfer, correction, payslip, wages, dues, ending),
    *(subscription, subscription, admission, admission, hand_entry, reversal),
    *(new_contribution, new_roles, new_terms, new_account, new_customer, new_details),
)
"""Every kind of command, those of every day more than once."""
