"""The golden cases: facts that accountants worked out by hand, and the commands they are."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

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
from domain.books import Receipt
from domain.cooperative.adoption import AdoptExpenseType
from domain.cooperative.shares import AdmitMember, SubscribeShares
from domain.entrepreneur_contract import BookPayslip, PaySocialDues, PayWages
from domain.events.activity import PurchaseLine
from domain.events.entrepreneur_contract import SocialCharge, SocialDues
from domain.policies import ExpenseType
from domain.privacy import Label
from domain.streams import THE_COOPERATIVE, Address
from tests.scenario import LONG_AGO, Scenario

Case = Callable[[Scenario], list[Receipt]]
FILE = Path(__file__).parent.parent / "golden" / "cases.json"


@cache
def written_cases() -> dict[str, dict[str, Any]]:
    """The cases as they were worked out, by name."""
    return {case["id"]: case for case in json.loads(FILE.read_text("utf-8"))}


def service(price: str, rate: str = "0.20") -> LineOfSale:
    """A line of services."""
    return LineOfSale(
        label=Label("Conseil"), nature="services", unit_price=price, vat_rate=rate
    )


def sale(scenario: Scenario, day: date, *, on_debits: bool) -> list[Receipt]:
    """An invoice of 1,000.00 before tax, at 20 %."""
    return dated(
        scenario,
        day,
        IssueInvoice(
            occurred_on=day,
            customer=scenario.customer(),
            lines=(service("1000.00"),),
            vat_on_debits=on_debits,
        ),
    )


def dated(scenario: Scenario, day: date, command: Any) -> list[Receipt]:
    """Carry a command of E001 out on the day of its document."""
    scenario.today(day)
    return [scenario.when("E001", command)]


def numbered(scenario: Scenario, first: int = 1) -> None:
    """Number invoices and credit notes in one series each."""
    scenario.numbered("invoice", "F{year}-{number:04d}", first)
    scenario.numbered("credit-note", "A{year}-{number:04d}")


def sold_on_debits(scenario: Scenario) -> list[Receipt]:
    """G01."""
    scenario.contribution_of("0.10")
    numbered(scenario)
    return sale(scenario, date(2026, 3, 10), on_debits=True)


def sold_on_receipts(scenario: Scenario) -> list[Receipt]:
    """G02."""
    numbered(scenario, 2)
    invoice = sale(scenario, date(2026, 3, 10), on_debits=False)
    return invoice + [
        receipt
        for day, reference, amount in (
            (date(2026, 4, 2), "R1", "700.00"),
            (date(2026, 4, 20), "R2", "500.00"),
        )
        for receipt in dated(
            scenario,
            day,
            ReceivePayment(
                occurred_on=day, invoice="F2026-0002", reference=reference, amount=amount
            ),
        )
    ]


def credited(scenario: Scenario) -> list[Receipt]:
    """G05, on G01."""
    sold_on_debits(scenario)
    day = date(2026, 3, 18)
    note = IssueCreditNote(occurred_on=day, invoice="F2026-0001", lines=(service("200.00"),))
    return dated(scenario, day, note)


EXPENSE_TYPES = (
    ExpenseType(code="train", account="6251"),
    ExpenseType(
        code="stationery", account="6064", vat_deductible=True, lowers_contribution=True
    ),
    ExpenseType(code="car", account="6251", basis="kilometres", rate_per_kilometre="0.60"),
    ExpenseType(code="phone", account="626", vat_deductible=True, business_share="0.50"),
)


def expenses(scenario: Scenario) -> list[Receipt]:
    """G06."""
    scenario.contribution_of("0.10")
    for expense_type in EXPENSE_TYPES:
        adoption = AdoptExpenseType(
            occurred_on=LONG_AGO, effective_from=LONG_AGO, type=expense_type
        )
        scenario.when(THE_COOPERATIVE, adoption)
    reference, day, paid = "NDF-E001-2026-03", date(2026, 3, 31), date(2026, 4, 5)
    claim = ClaimExpenses(
        occurred_on=day,
        reference=reference,
        lines=(
            Expense(type="train", gross="120.00"),
            Expense(type="stationery", gross="60.00", vat="10.00"),
            Expense(type="car", kilometres="200"),
            Expense(type="phone", gross="30.00", vat="5.00"),
        ),
    )
    return dated(scenario, day, claim) + dated(
        scenario, paid, PayExpenses(occurred_on=paid, claim=reference)
    )


def purchase(scenario: Scenario) -> list[Receipt]:
    """G07."""
    supplier, day, paid = scenario.supplier(), date(2026, 3, 12), date(2026, 4, 12)
    line = PurchaseLine(account="604", nature="services", net="500.00", vat="100.00")
    booking = BookSupplierInvoice(
        occurred_on=day, supplier=supplier, reference="FF-88", lines=(line,)
    )
    payment = PaySupplier(occurred_on=paid, supplier=supplier, invoice="FF-88", amount="600.00")
    return dated(scenario, day, booking) + dated(scenario, paid, payment)


def pay(scenario: Scenario) -> list[Receipt]:
    """G08."""
    day, declared = date(2026, 3, 31), date(2026, 4, 15)
    contract = Address("contract", scenario.contracts["E001"])
    charges = (("6451", "543.72"), ("6453", "120.20"), ("6333", "24.60"))
    slip = BookPayslip(
        occurred_on=day,
        activity="E001",
        reference="BS-E001-2026-03",
        gross="2000.00",
        employee_social_security="336.61",
        employee_other_bodies="80.20",
        withholding_tax="57.41",
        net="1525.78",
        charges=tuple(SocialCharge(account=at, amount=amount) for at, amount in charges),
        employer_social_security="568.32",
        employer_other_bodies="120.20",
    )
    wages = PayWages(occurred_on=day, payslip="BS-E001-2026-03", reference="VIR-SAL")
    dues = PaySocialDues(
        occurred_on=declared,
        activity="E001",
        reference="DSN-2026-03",
        dues=SocialDues(
            social_security="904.93", other_bodies="200.40", withholding_tax="57.41"
        ),
    )
    scenario.today(day)
    paid = [scenario.when(contract, slip), scenario.when(contract, wages)]
    scenario.today(declared)
    return [*paid, scenario.when(contract, dues)]


def shares(scenario: Scenario) -> list[Receipt]:
    """G12."""
    paid, assembly = date(2026, 6, 1), date(2026, 6, 15)
    subscription = SubscribeShares(
        occurred_on=paid,
        subscriber=scenario.contracts["E001"],
        reference="PS-E001",
        shares=20,
        nominal="25.00",
    )
    scenario.today(paid)
    receipts = [scenario.when(THE_COOPERATIVE, subscription)]
    scenario.today(assembly)
    admission = AdmitMember(occurred_on=assembly, subscription="PS-E001")
    return [*receipts, scenario.when(THE_COOPERATIVE, admission)]


def late_document(scenario: Scenario) -> list[Receipt]:
    """G17."""
    supplier = scenario.supplier()
    scenario.today(date(2026, 4, 5))
    scenario.closed("2026-01", "2026-02", "2026-03")
    line = PurchaseLine(account="606", nature="goods", net="100.00", vat="20.00")
    booking = BookSupplierInvoice(
        occurred_on=date(2026, 3, 28), supplier=supplier, reference="FF-99", lines=(line,)
    )
    return dated(scenario, date(2026, 4, 10), booking)


def sold_internally(scenario: Scenario) -> list[Receipt]:
    """G20."""
    day = date(2026, 5, 10)
    scenario.today(day)
    sale = SellInternally(occurred_on=day, buyer="E001", reference="FI-0001", amount="300.00")
    return [scenario.when("E002", sale)]


def corrected(scenario: Scenario) -> list[Receipt]:
    """G21."""
    supplier, day, found = scenario.supplier(), date(2026, 4, 1), date(2026, 4, 2)
    wrong = PurchaseLine(account="606", nature="goods", net="50.00")
    booking = BookSupplierInvoice(
        occurred_on=day, supplier=supplier, reference="FF-77", lines=(wrong,)
    )
    (booked,) = dated(scenario, day, booking)
    correction = CorrectSupplierInvoice(
        occurred_on=found,
        supplier=supplier,
        invoice="FF-77",
        entry=booked.recorded[0].entry_name(0),
        reference="EXT-1",
        correction="EXT-1b",
        lines=(PurchaseLine(account="6064", nature="goods", net="50.00"),),
    )
    return dated(scenario, found, correction)


def lost(scenario: Scenario) -> list[Receipt]:
    """G22, on G01."""
    sold_on_debits(scenario)
    day = date(2026, 12, 31)
    loss = WriteOffInvoice(occurred_on=day, invoice="F2026-0001", reference="IRR-1")
    return dated(scenario, day, loss)


CASES: dict[str, Case] = {
    "G01": sold_on_debits,
    "G02": sold_on_receipts,
    "G05": credited,
    "G06": expenses,
    "G07": purchase,
    "G08": pay,
    "G12": shares,
    "G17": late_document,
    "G20": sold_internally,
    "G21": corrected,
    "G22": lost,
}
"""The cases of which every command exists, each with the receipts of what is compared."""
