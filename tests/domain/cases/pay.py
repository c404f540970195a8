"""What is paid to entrepreneurs, and kept for later pay: G08, G09, G10, G11, G24."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from domain.activity.activity import OpenActivity
from domain.activity.carry_forward import CarryForward, ReleaseCarryForward
from domain.activity.purchases import BookSupplierInvoice
from domain.activity.sales import IssueInvoice
from domain.books import Receipt
from domain.cooperative.adoption import AdoptPolicy
from domain.entrepreneur_contract.delays import balance_due_on
from domain.entrepreneur_contract.payslips import BookPayslip, PaySocialDues, PayWages
from domain.entrepreneur_contract.smoothing import payable
from domain.entrepreneur_contract.terms import SignCape, SignCesa
from domain.events.adoption import PolicyAdopted
from domain.events.carry_forward import EarningsCarriedForward
from domain.events.pay import SocialCharge, SocialDues
from domain.events.purchases import PurchaseLine
from domain.identifiers import opaque
from domain.money import ZERO, euros
from domain.period import last_day
from domain.policies.carry_forward import CarryForwardPolicy, Vehicle
from domain.policies.policy import Policy
from domain.policies.smoothing import SmoothingPolicy
from domain.privacy import Name
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE, Address
from tests.domain.cases.words import Case, Figure, balance, debited, of_activity, service
from tests.reading import Line, lines, net
from tests.scenario import LONG_AGO, Scenario


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
        fixed_part="600.00",
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


SMOOTHING = SmoothingPolicy(target_gross="1200.00", fixed_part="400.00", employer_rate="0.35")
MARGINS = {
    "2026-06": "3000.00",
    "2026-07": "900.00",
    "2026-08": "0.00",
    "2026-09": "2700.00",
    "2026-10": "1800.00",
    "2026-11": "600.00",
}


def smoothed(scenario: Scenario) -> list[Receipt]:
    """G09: each month is sold, then paid what the policy allows on what the books leave."""
    adopted(scenario, SMOOTHING, "E001")
    customer = scenario.customer()
    for month, margin in MARGINS.items():
        scenario.today(last_day(month))
        if euros(margin):
            sold(scenario, "E001", last_day(month), margin, customer)
        result = -net(lines(scenario.log()), "6", "7", "186", "187", section="E001")
        due = payable(SMOOTHING, result)
        reference = f"BS-E001-{month}"
        paid_in_one(
            scenario, "E001", last_day(month), reference, due.gross, employer=due.employer
        )
    return []


def deferred(scenario: Scenario) -> list[Receipt]:
    """G10."""
    adopted(scenario, CarryForwardPolicy(vehicle="accrued-pay", employer_rate="0.35"), "E002")
    scenario.today(date(2025, 11, 30))
    sold(scenario, "E002", date(2025, 11, 30), "3000.00", scenario.customer())
    kept = kept_and_released(scenario, "E002", "CAP-E002", "/EXT", date(2026, 1, 1))
    day = date(2026, 7, 10)
    scenario.today(day)
    slip = paid_in_one(
        scenario,
        "E002",
        day,
        "BS-E002-solde",
        euros("2222.22"),
        employer=euros("780.00"),
        employee=euros("488.89"),
        decision="AG-2026-06-15",
    )
    return [*kept, slip]


def kept_until_the_cesa(scenario: Scenario) -> list[Receipt]:
    """G11."""
    scenario.contribution_of("0.10")
    scenario.numbered("invoice", "F{year}-{number:04d}", 400)
    contract = tested(scenario, "E004")
    adopted(scenario, CarryForwardPolicy(vehicle="provision"), "E004")
    day, bought = date(2025, 10, 5), date(2025, 10, 20)
    scenario.today(day)
    sale = sold(scenario, "E004", day, "2000.00", scenario.customer(), on_debits=True)
    purchase = BookSupplierInvoice(
        occurred_on=bought,
        supplier=scenario.supplier(),
        reference="FF-12",
        lines=(PurchaseLine(account="606", nature="goods", net="180.00", vat="36.00"),),
    )
    scenario.today(bought)
    booked = scenario.when("E004", purchase)
    salaried = date(2026, 3, 1)
    kept = kept_and_released(scenario, "E004", "PROV-E004", "/R", salaried)
    cesa = SignCesa(occurred_on=salaried, entrepreneur=Name("Anne"), starts_on=salaried)
    scenario.when(contract, cesa)
    paid = date(2026, 3, 31)
    scenario.today(paid)
    slip = paid_in_one(
        scenario,
        "E004",
        paid,
        "BS-E004-2026-03",
        euros("1200.00"),
        employer=euros("420.00"),
        employee=euros("264.00"),
    )
    return [sale, booked, *kept, slip]


def tested(scenario: Scenario, code: str) -> Address:
    """An activity under a CAPE from October 2025 to February 2026."""
    contract = opaque("con", scenario.entropy(16))
    day = date(2025, 10, 1)
    scenario.today(day)
    cape = SignCape(
        occurred_on=day, entrepreneur=Name("Anne"), starts_on=day, ends_on=date(2026, 2, 28)
    )
    scenario.when(Address("contract", contract), cape)
    opening = OpenActivity(
        occurred_on=day, activity=code, trade_name=Name("Le Rucher"), contracts=(contract,)
    )
    scenario.when(code, opening)
    scenario.contracts[code] = contract
    return Address("contract", contract)


def adopted(scenario: Scenario, policy: Policy, activity: str | None) -> None:
    """Adopt a policy of one activity, or of all."""
    adoption = AdoptPolicy(
        occurred_on=LONG_AGO, effective_from=LONG_AGO, activity=activity, policy=policy
    )
    scenario.when(THE_COOPERATIVE, adoption)


def sold(
    scenario: Scenario,
    code: str,
    day: date,
    price: str,
    customer: str,
    *,
    on_debits: bool = False,
) -> Receipt:
    """Sell services."""
    invoice = IssueInvoice(
        occurred_on=day, customer=customer, lines=(service(price),), vat_on_debits=on_debits
    )
    return scenario.when(code, invoice)


def paid_in_one(
    scenario: Scenario,
    code: str,
    day: date,
    reference: str,
    gross: Decimal,
    *,
    employer: Decimal,
    employee: Decimal = ZERO,
    **more: Any,
) -> Receipt:
    """Book a payslip whose employer's charges are one sum."""
    slip = BookPayslip(
        occurred_on=day,
        activity=code,
        reference=reference,
        gross=gross,
        employee_social_security=employee,
        net=gross - employee,
        charges=(SocialCharge(account="645", amount=employer),),
        employer_social_security=employer,
        **more,
    )
    return scenario.when(Address("contract", scenario.contracts[code]), slip)


def kept_and_released(
    scenario: Scenario, code: str, reference: str, suffix: str, released_on: date
) -> list[Receipt]:
    """Keep all that 2025 leaves, and make it available again."""
    end = date(2025, 12, 31)
    scenario.today(end)
    kept = scenario.when(code, CarryForward(occurred_on=end, reference=reference))
    scenario.today(released_on)
    release = ReleaseCarryForward(
        occurred_on=released_on, carry_forward=reference, reference=f"{reference}{suffix}"
    )
    return [kept, scenario.when(code, release)]


def counted_in_hours(scenario: Scenario) -> list[Receipt]:
    """G24: no entry, but the hours that pay of a month stands for."""
    for activity, gross in (("E001", "1000.00"), ("E002", "2000.00")):
        policy = SmoothingPolicy(
            target_gross=gross, fixed_part="0.00", employer_rate="0", minimum_wage="1466.62"
        )
        adopted(scenario, policy, activity)
    return []


def hours_of(activity: str) -> Figure:
    """What the policy of an activity says of a month in which the target is there."""

    def hours(_: object, log: tuple[Recorded, ...]) -> object:
        (policy,) = (
            it.event.policy
            for it in log
            if isinstance(it.event, PolicyAdopted) and it.event.activity == activity
        )
        assert isinstance(policy, SmoothingPolicy)
        return payable(policy, policy.target_gross).hours

    return hours


CASES: dict[str, Case] = {
    "G08": pay,
    "G09": smoothed,
    "G10": deferred,
    "G11": kept_until_the_cesa,
    "G24": counted_in_hours,
}
YEARS = {"G10": (2025, 2026), "G11": (2025, 2026)}


def result_of(code: str, year: int) -> Figure:
    return lambda found, _: (
        -net(
            [line for line in found if line.dated.year == year],
            *("6", "7", "186", "187"),
            section=code,
        )
    )


def kept(vehicle: Vehicle) -> Figure:
    return lambda _, log: sum(
        it.event.amount
        for it in log
        if isinstance(it.event, EarningsCarriedForward) and it.event.vehicle == vehicle
    )


def smoothing_rows(found: Iterable[Line], _: tuple[Recorded, ...]) -> list[dict[str, str]]:
    rows, left = [], ZERO
    for month in MARGINS:
        moved = [line for line in found if f"{line.dated:%Y-%m}" == month]
        margin, gross, employer = (-net(moved, "7"), net(moved, "6411"), net(moved, "645"))
        left += margin - gross - employer
        amounts = {
            "margin": margin,
            "gross": gross,
            "employer": employer,
            "cost": gross + employer,
            "balance": left,
        }
        rows.append({"month": month} | {name: str(value) for name, value in amounts.items()})
    return rows


FIGURES: dict[tuple[str, str], Figure] = {
    ("G24", "hours"): hours_of("E001"),
    ("G24", "gross 2,000.00 -> hours"): hours_of("E002"),
    ("G08", "total_cost"): of_activity("6"),
    ("G08", "net_paid"): debited("421"),
    ("G08", "421.balance"): balance("421"),
    ("G08", "431.balance"): balance("431"),
    ("G09", "rows"): smoothing_rows,
    ("G10", "accrual"): kept("accrued-pay"),
    ("G10", "AGM 2026-06-15 -> deadline"): lambda *_: balance_due_on(date(2026, 6, 15)),
    ("G10", "N+1 net charge"): lambda found, log: -result_of("E002", 2026)(found, log),  # type: ignore[operator]  # An amount.
    ("G11", "provision"): kept("provision"),
    ("G11", "result 2025 of E004"): result_of("E004", 2025),
    ("G11", "result 2026 of E004 after pay"): result_of("E004", 2026),
}
