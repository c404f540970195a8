"""What is bought and claimed: G06, G07, G17, G21."""

from datetime import date

from domain.activity.expense_claims import ClaimExpenses, Expense, PayExpenses
from domain.activity.purchases import BookSupplierInvoice, CorrectSupplierInvoice, PaySupplier
from domain.books import Receipt
from domain.cooperative.adoption import AdoptExpenseType
from domain.events.purchases import PurchaseLine
from domain.policies.expense_type import ExpenseType
from domain.streams import THE_COOPERATIVE
from tests.domain.cases.words import (
    PARIS,
    Case,
    Figure,
    balance,
    credited_on,
    dated,
    debited,
    late,
    of_activity,
)
from tests.reading import net
from tests.scenario import LONG_AGO, Scenario

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


def deductible_in(month: str) -> Figure:
    return lambda found, log: debited("44566", month)(found, log) or "0.00"


CASES: dict[str, Case] = {
    "G06": expenses,
    "G07": purchase,
    "G17": late_document,
    "G21": corrected,
}

FIGURES: dict[tuple[str, str], Figure] = {
    ("G06", "total"): credited_on("4258"),
    ("G06", "deductible_vat"): debited("44566"),
    (
        "G06",
        "contribution_credit (10 % of HT 50.00, type flagged contribution)",
    ): of_activity("186", sign=-1),
    ("G07", "401.balance"): balance("401"),
    ("G07", "44588.balance"): balance("44588"),
    ("G07", "44566.debit_total"): debited("44566"),
    ("G07", "VAT deductible in March"): deductible_in("2026-03"),
    ("G07", "VAT deductible in April"): deductible_in("2026-04"),
    ("G17", "accounting_date"): late(lambda it: str(it.accounting_date)),
    ("G17", "EcritureDate"): late(lambda it: f"{it.accounting_date:%Y%m%d}"),
    ("G17", "PieceDate"): late(lambda it: f"{it.event.occurred_on:%Y%m%d}"),
    ("G17", "ValidDate"): late(lambda it: f"{it.recorded_at.astimezone(PARIS):%Y%m%d}"),
    ("G21", "606.net"): lambda found, _: (
        f"{net([it for it in found if it.account == '606'], '606')} with the original"
    ),
    ("G21", "trail"): lambda _, log: (
        f"{sum(len(it.entries) for it in log)} entries remain visible"
    ),
}
