"""What is paid to entrepreneurs: G08."""

from datetime import date

from domain.books import Receipt
from domain.entrepreneur_contract.payslips import BookPayslip, PaySocialDues, PayWages
from domain.events.pay import SocialCharge, SocialDues
from domain.streams import Address
from tests.domain.cases.words import Case, Figure, balance, debited, of_activity
from tests.scenario import Scenario


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


CASES: dict[str, Case] = {
    "G08": pay,
}

FIGURES: dict[tuple[str, str], Figure] = {
    ("G08", "total_cost"): of_activity("6"),
    ("G08", "net_paid"): debited("421"),
    ("G08", "421.balance"): balance("421"),
    ("G08", "431.balance"): balance("431"),
}
