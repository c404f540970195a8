"""Contracts, their deadlines, what is shared and how one leaves: G14, G14b, G18, G23."""

from datetime import date

from domain.activity.internal_sales import SellInternally
from domain.activity.mutualisation import BearLoss
from domain.activity.sharing import AgreeSharing, ShareResult
from domain.books import Receipt
from domain.entrepreneur_contract import delays
from domain.entrepreneur_contract.deadlines import Support, deadlines
from domain.entrepreneur_contract.entrepreneur_contract import ENTREPRENEUR_CONTRACT
from domain.entrepreneur_contract.payslips import BookPayslip, PaySocialDues, PayWages
from domain.entrepreneur_contract.terms import EndContract, SignCape, SignCesa, Terms
from domain.events.pay import SocialCharge, SocialDues
from domain.events.sharing import Weight
from domain.identifiers import opaque
from domain.money import ZERO, euros, rounded, split
from domain.policies.deadlines import DeadlinePolicy
from domain.privacy import Name
from domain.recorded import Recorded
from domain.streams import Address
from tests.domain.cases.words import Case, Figure
from tests.domain.written_contents import cape_contents, cesa_contents
from tests.reading import Line, net
from tests.scenario import LONG_AGO, Scenario

RESULT = ("6", "7", "186", "187")
EXIT, DECLARED = date(2026, 6, 30), date(2026, 7, 15)
POLICY = DeadlinePolicy()


def _working_between(scenario: Scenario, seller: str, buyer: str, amount: str) -> None:
    """What one activity earns at another's expense before the case begins."""
    day = date(2026, 3, 1)
    scenario.today(day)
    sale = SellInternally(occurred_on=day, buyer=buyer, reference="FI-AVANT", amount=amount)
    scenario.when(seller, sale)


def left_with_a_balance(scenario: Scenario) -> list[Receipt]:
    """G14."""
    scenario.today(LONG_AGO)
    scenario.activity("E003")
    _working_between(scenario, "E003", "E001", "800.00")
    contract = Address("contract", scenario.contracts["E003"])
    gross, employer = split(euros("800.00"), (euros("1.00"), euros("0.35")))
    employee = rounded(gross * euros("0.22"))
    slip = BookPayslip(
        occurred_on=EXIT,
        activity="E003",
        reference="STC-E003",
        gross=gross,
        employee_social_security=employee,
        net=gross - employee,
        charges=(SocialCharge(account="645", amount=employer),),
        employer_social_security=employer,
    )
    wages = PayWages(occurred_on=EXIT, payslip="STC-E003", reference="STC-E003/P")
    dues = PaySocialDues(
        occurred_on=DECLARED,
        activity="E003",
        reference="STC-E003/U",
        dues=SocialDues(
            social_security=employee + employer, other_bodies=ZERO, withholding_tax=ZERO
        ),
    )
    scenario.today(EXIT)
    ending = EndContract(occurred_on=EXIT, last_day=EXIT, reason="business-created")
    paid = [scenario.when(contract, it) for it in (slip, wages, ending)]
    scenario.today(DECLARED)
    return [*paid, scenario.when(contract, dues)]


def left_with_a_loss(scenario: Scenario) -> list[Receipt]:
    """G14b."""
    scenario.today(LONG_AGO)
    scenario.activity("E003")
    _working_between(scenario, "E001", "E003", "250.00")
    scenario.today(EXIT)
    contract = Address("contract", scenario.contracts["E003"])
    ending = EndContract(occurred_on=EXIT, last_day=EXIT, reason="failure")
    left = scenario.when(contract, ending)
    return [left, scenario.when("E003", BearLoss(occurred_on=EXIT, reference="MUT-E003"))]


def shared(scenario: Scenario) -> list[Receipt]:
    """G18."""
    scenario.today(LONG_AGO)
    scenario.activity("E003")
    together = (scenario.contracts["E001"], scenario.contracts["E002"])
    scenario.activity_of("K001", *together)
    _working_between(scenario, "K001", "E003", "5000.00")
    agreed, day = date(2026, 3, 1), date(2026, 3, 31)
    key = (Weight(section="E001", weight="60"), Weight(section="E002", weight="40"))
    agreement = AgreeSharing(occurred_on=agreed, effective_from=agreed, key=key)
    signed = scenario.when("K001", agreement)
    scenario.today(day)
    sharing = ShareResult(
        occurred_on=day, reference="K001-2026-03", month="2026-03", amount="5000.00"
    )
    return [signed, scenario.when("K001", sharing)]


def in_time(scenario: Scenario) -> list[Receipt]:
    """G23."""
    contract = Address("contract", opaque("con", scenario.entropy(16)))
    begins, ends, then = date(2024, 3, 1), date(2025, 2, 28), date(2025, 3, 1)
    louise = Name("Louise Le Goff")
    cape = SignCape(
        occurred_on=begins,
        entrepreneur=louise,
        starts_on=begins,
        ends_on=ends,
        contents=cape_contents(),
    )
    cesa = SignCesa(
        occurred_on=then, entrepreneur=louise, starts_on=then, contents=cesa_contents()
    )
    scenario.today(begins)
    first = scenario.when(contract, cape)
    scenario.today(then)
    return [first, scenario.when(contract, cesa)]


CASES: dict[str, Case] = {
    "G14": left_with_a_balance,
    "G14b": left_with_a_loss,
    "G18": shared,
    "G23": in_time,
}


def of_section(section: str, *accounts: str, sign: int = 1) -> Figure:
    return lambda found, _: ZERO + sign * net(found, *accounts, section=section)


def shared_out(section: str) -> Figure:
    """What the section got, and the pay it allows with an employer's share of 35 %."""

    def figure(found: tuple[Line, ...], _: object) -> str:
        lines = [line for line in found if line.purpose == "sharing"]
        got = -net(lines, "187", section=section)
        gross, employer = split(got, (euros("1.00"), euros("0.35")))
        return f"{got} = gross {gross} + employer {employer}"

    return figure


def _contract(log: tuple[Recorded, ...]) -> Terms:
    """The terms of the contract signed last."""
    stream = log[-1].place.stream
    state = ENTREPRENEUR_CONTRACT.initial
    for recorded in log:
        if recorded.place.stream == stream:
            state = ENTREPRENEUR_CONTRACT.evolve(state, recorded.event)  # type: ignore[arg-type]  # Its stream holds its events.
    return state.terms


def associate_before(_: object, log: tuple[Recorded, ...]) -> date:
    terms = _contract(log)
    assert terms.signed_on
    return delays.associate_before(terms.signed_on, terms.before, POLICY)


def trial_left(_: object, log: tuple[Recorded, ...]) -> int:
    terms = _contract(log)
    assert terms.last
    limit = delays.trial_ends_before(terms.last.since, terms.before, POLICY)
    return delays.duration(terms.last.since, limit).months


def alert(_: object, log: tuple[Recorded, ...]) -> str:
    support = Support("con_" + "0" * 32, _contract(log))
    late = deadlines([support], (), associate_before(_, log), POLICY)
    (missed,) = (it for it in late if it.kind == "associate" and it.overdue)
    return missed.consequence


FIGURES: dict[tuple[str, str], Figure] = {
    ("G14", "E003.available"): of_section("E003", *RESULT, sign=-1),
    ("G14b", "E003.available"): of_section("E003", *RESULT, sign=-1),
    ("G14b", "COOP.internal_charge"): of_section("COOP", "186"),
    ("G18", "E001"): shared_out("E001"),
    ("G18", "E002"): shared_out("E002"),
    ("G23", "must be associate before"): associate_before,
    ("G23", "trial period left (8 months less CAPE 12)"): trial_left,
    ("G23", "CAPE total max"): lambda _, __: f"{delays.cape_months_max()} months",
    ("G23", "alert if contract still open after the date"): alert,
}
