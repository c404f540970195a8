"""What an activity owes to the shared structure: G03, G04."""

from dataclasses import replace
from datetime import date

from domain.activity.activity import OpenActivity
from domain.activity.contribution_charges import (
    ChargeMinimumContribution,
    ChargeMonthlyContribution,
)
from domain.activity.expense_claims import ClaimExpenses, Expense
from domain.activity.purchases import BookSupplierInvoice
from domain.activity.sales import IssueInvoice
from domain.books import Receipt
from domain.cooperative.adoption import AdoptContributionPreset, AdoptExpenseType
from domain.entrepreneur_contract.terms import SignCape
from domain.events.contribution import ContributionCharged, MinimumContributionCharged
from domain.events.purchases import PurchaseLine
from domain.identifiers import opaque
from domain.money import euros, rounded
from domain.policies.expense_type import ExpenseType
from domain.policies.presets import CONTRIBUTION_PRESETS, ContributionPreset
from domain.privacy import Name
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE, Address
from tests.domain.cases.words import Case, Figure, dated, numbered, of_activity, service
from tests.reading import lines, net
from tests.scenario import LONG_AGO, Scenario

YEAR_END = date(2026, 12, 31)
ASTROLABE = CONTRIBUTION_PRESETS["astrolabe"]


def adopted(scenario: Scenario, preset: ContributionPreset) -> None:
    """Adopt a published scale."""
    adoption = AdoptContributionPreset(
        occurred_on=LONG_AGO, effective_from=LONG_AGO, preset=preset
    )
    scenario.when(THE_COOPERATIVE, adoption)


def sold(scenario: Scenario, activity: str, day: date, net: str) -> Receipt:
    """An activity invoices services to a new customer."""
    scenario.today(day)
    invoice = IssueInvoice(
        occurred_on=day,
        customer=scenario.customer(),
        lines=(service(net),),
        vat_on_debits=True,
    )
    return scenario.when(activity, invoice)


def straddling(scenario: Scenario) -> list[Receipt]:
    """G03; with the two years that lack some of their minimum, of E002 and E003."""
    adopted(scenario, "astrolabe")
    numbered(scenario, 2)
    sold(scenario, "E001", date(2026, 4, 2), "39500.00")
    invoice = sold(scenario, "E001", date(2026, 5, 4), "1000.00")
    under_cape(scenario, "E003")
    for activity, turnover in (("E002", "15000.00"), ("E003", "8000.00")):
        sold(scenario, activity, date(2026, 6, 1), turnover)
        scenario.today(YEAR_END)
        top_up = ChargeMinimumContribution(occurred_on=YEAR_END, fiscal_year=date(2026, 1, 1))
        scenario.when(activity, top_up)
    return [transfers_of(invoice)]


def transfers_of(receipt: Receipt) -> Receipt:
    """The entries between sections, which are all that the case writes down."""
    (recorded,) = receipt.recorded
    internal = tuple(it for it in recorded.entries if it.journal == "CI")
    return receipt._replace(recorded=(replace(recorded, entries=internal),))


def under_cape(scenario: Scenario, code: str) -> None:
    """Open an activity under a CAPE of the whole year."""
    contract, first = opaque("con", scenario.entropy(16)), date(2026, 1, 1)
    cape = SignCape(
        occurred_on=LONG_AGO, entrepreneur=Name("Jean"), starts_on=first, ends_on=YEAR_END
    )
    scenario.when(Address("contract", contract), cape)
    opening = OpenActivity(
        occurred_on=first, activity=code, trade_name=Name("Essai"), contracts=(contract,)
    )
    scenario.when(code, opening)


def by_margin(scenario: Scenario) -> list[Receipt]:
    """G04: what was bought is 600.00 on a supplier's invoice, 200.00 on an expense claim."""
    adopted(scenario, "coopaname")
    wood = ExpenseType(code="wood", account="602", lowers_contribution=True)
    scenario.when(
        THE_COOPERATIVE,
        AdoptExpenseType(occurred_on=LONG_AGO, effective_from=LONG_AGO, type=wood),
    )
    sold(scenario, "E001", date(2026, 5, 4), "3000.00")
    day = date(2026, 5, 20)
    dated(
        scenario,
        day,
        BookSupplierInvoice(
            occurred_on=day,
            supplier=scenario.supplier(),
            reference="FF-1",
            lines=(PurchaseLine(account="604", nature="services", net="600.00"),),
        ),
    )
    spent = (Expense(type="wood", gross="200.00"),)
    dated(scenario, day, ClaimExpenses(occurred_on=day, reference="NDF-1", lines=spent))
    end = date(2026, 5, 31)
    return dated(scenario, end, ChargeMonthlyContribution(occurred_on=end, month="2026-05"))


CASES: dict[str, Case] = {"G03": straddling, "G04": by_margin}


def charge_of(before: str, more: str) -> Figure:
    """What the published scale takes on a part of a year."""
    return lambda *_: rounded(ASTROLABE.charge(euros(before), euros(more)))


def top_up_of(activity: str) -> Figure:
    """What the books say was added at the year's end."""

    def figure(_: object, log: tuple[Recorded, ...]) -> object:
        added = [it for it in log if isinstance(it.event, MinimumContributionCharged)]
        return net(lines(added), "186", section=activity)

    return figure


def charged(part: str) -> Figure:
    """A part of the month's charge, as it was recorded."""

    def figure(_: object, log: tuple[Recorded, ...]) -> object:
        (event,) = (it.event for it in log if isinstance(it.event, ContributionCharged))
        return getattr(event, part)

    return figure


FIGURES: dict[tuple[str, str], Figure] = {
    ("G03", "500 x 11 %"): charge_of("39500.00", "500.00"),
    ("G03", "500 x 10 %"): charge_of("40000.00", "500.00"),
    ("G03", "contribution"): lambda found, _: net(
        [it for it in found if it.dated == date(2026, 5, 4)], "186", section="E001"
    ),
    ("G03", "full-year check on 90,000"): charge_of("0.00", "90000.00"),
    (
        "G03",
        "minimum CESA 2,160/yr on 15,000 HT: 11 % = 1,650 -> year-end top-up",
    ): top_up_of("E002"),
    ("G03", "minimum CAPE 1,200/yr on 8,000 HT: 880 -> top-up"): top_up_of("E003"),
    ("G04", "margin"): lambda found, _: -net(found, "70", "60", section="E001"),
    ("G04", "variable"): charged("variable"),
    ("G04", "fixed"): charged("fee"),
    ("G04", "total"): of_activity("186"),
}
