"""The shares of the members: G12, G12b, G13, G13b."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from domain.books import Receipt
from domain.cooperative.adoption import AdoptPolicy, OpenFiscalYear
from domain.cooperative.cooperative import COOPERATIVE, Cooperative
from domain.cooperative.share_payments import RetainShareInstalment
from domain.cooperative.share_refunds import PayShareRefund, RequestShareRefund
from domain.cooperative.share_register import Shares, capital_floor, instalments_left
from domain.cooperative.shares import AdmitMember, IssueShares, SubscribeShares
from domain.decider import Command
from domain.entrepreneur_contract.payslips import BookPayslip
from domain.events.cooperative import CooperativeEvent
from domain.events.shares import (
    MemberAdmitted,
    ShareRefundPaid,
    ShareRefundRequested,
    SharesSubscribed,
)
from domain.policies.share_terms import ShareTerms
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE, Address
from tests.domain.cases.words import Case, Figure, balance
from tests.reading import Line, net
from tests.scenario import LONG_AGO, Scenario

ASSEMBLY, YEAR_END = date(2026, 6, 15), date(2026, 12, 31)


def shares(scenario: Scenario) -> list[Receipt]:
    """G12."""
    paid = date(2026, 6, 1)
    return [
        _subscribed(scenario, "PS-E001", 20, paid),
        _said(scenario, AdmitMember(occurred_on=ASSEMBLY, subscription="PS-E001")),
    ]


def instalments(scenario: Scenario) -> list[Receipt]:
    """G12b."""
    pay_day, member = date(2026, 6, 30), scenario.contracts["E002"]
    terms = ShareTerms(nominal="25.00", paid_at_subscription="0.25", retention=True)
    adoption = AdoptPolicy(occurred_on=LONG_AGO, effective_from=LONG_AGO, policy=terms)
    scenario.when(THE_COOPERATIVE, adoption)
    issue = IssueShares(
        occurred_on=ASSEMBLY,
        subscriber=member,
        reference="PS-E002",
        shares=20,
        nominal="25.00",
        paid="125.00",
        instalment="50.00",
        admitted_on=ASSEMBLY,
    )
    issued = _said(scenario, issue)
    scenario.today(pay_day)
    slip = BookPayslip(
        occurred_on=pay_day, activity="E002", reference="BS-6", gross="500.00", net="500.00"
    )
    scenario.when(Address("contract", member), slip)
    retention = RetainShareInstalment(
        occurred_on=pay_day, contract=member, payslip="BS-6", subscription="PS-E002"
    )
    return [issued, _said(scenario, retention)]


def refunded(scenario: Scenario) -> list[Receipt]:
    """G13: another member's shares keep the capital above its floor."""
    scenario.activity("E003")
    _member(scenario, "PS-E001", 20)
    _member(scenario, "PS-E003", 20)
    request = RequestShareRefund(occurred_on=YEAR_END, subscription="PS-E003")
    requested, later = _said(scenario, request), date(2029, 1, 15)
    scenario.today(later)
    for year in (2027, 2028, 2029):
        first, last = date(year, 1, 1), date(year, 12, 31)
        _said(scenario, OpenFiscalYear(occurred_on=later, first=first, last=last))
    payment = PayShareRefund(occurred_on=later, subscription="PS-E003")
    return [requested, _said(scenario, payment)]


def refunded_down_to_the_floor(scenario: Scenario) -> list[Receipt]:
    """G13b: the capital reaches 40,000.00, and falls to 20,800.00 before the two requests."""
    scenario.activity("E005")
    _member(scenario, "PS-E005", 20)
    _member(scenario, "PS-E001", 768)
    _member(scenario, "PS-E002", 812)
    leaving = RequestShareRefund(occurred_on=YEAR_END, subscription="PS-E001")
    _said(scenario, leaving)
    first = RequestShareRefund(occurred_on=YEAR_END, subscription="PS-E005", loss_rate="0.15")
    requested = _said(scenario, first)
    second = RequestShareRefund(occurred_on=YEAR_END, subscription="PS-E002", shares=20)
    _said(scenario, second)
    return [requested]


def _said(scenario: Scenario, command: Command) -> Receipt:
    scenario.today(command.occurred_on)
    return scenario.when(THE_COOPERATIVE, command)


def _subscribed(scenario: Scenario, reference: str, number: int, day: date) -> Receipt:
    subscription = SubscribeShares(
        occurred_on=day,
        subscriber=scenario.contracts[reference.removeprefix("PS-")],
        reference=reference,
        shares=number,
        nominal="25.00",
    )
    return _said(scenario, subscription)


def _member(scenario: Scenario, reference: str, number: int) -> None:
    _subscribed(scenario, reference, number, ASSEMBLY)
    _said(scenario, AdmitMember(occurred_on=ASSEMBLY, subscription=reference))


CASES: dict[str, Case] = {
    "G12": shares,
    "G12b": instalments,
    "G13": refunded,
    "G13b": refunded_down_to_the_floor,
}


# What each case expects besides its lines


def register(log: Iterable[Recorded]) -> Shares:
    """The register as the log leaves it."""
    state: Cooperative = COOPERATIVE.initial
    for recorded in log:
        if isinstance(recorded.event, CooperativeEvent):
            state = COOPERATIVE.evolve(state, recorded.event)
    return state.shares


def admitted(_: object, log: tuple[Recorded, ...]) -> int:
    return sum(it.event.shares for it in log if isinstance(it.event, MemberAdmitted))


def left(_: object, log: tuple[Recorded, ...]) -> str:
    found = instalments_left(register(log).subscription("PS-E002"))
    assert found
    return f"{found.left} (last {found.last})"


def gain(_: object, log: tuple[Recorded, ...]) -> Decimal:
    paid = sum(it.event.amount for it in log if isinstance(it.event, ShareRefundPaid))
    put_in = sum(
        it.event.amount
        for it in log
        if isinstance(it.event, SharesSubscribed) and it.event.reference == "PS-E003"
    )
    return Decimal(paid - put_in)


def request(log: tuple[Recorded, ...], reference: str) -> Recorded:
    (found,) = (
        it
        for it in log
        if isinstance(it.event, ShareRefundRequested) and it.event.subscription == reference
    )
    return found


def cancelled(reference: str, part: str) -> Figure:
    def figure(_: object, log: tuple[Recorded, ...]) -> object:
        event = request(log, reference).event
        assert isinstance(event, ShareRefundRequested)
        assert event.cancelled
        return getattr(event.cancelled, part)

    return figure


def capital_after(_: object, log: tuple[Recorded, ...]) -> Decimal:
    position = request(log, "PS-E005").position
    return register(it for it in log if it.position <= position).capital


def queued(_: object, log: tuple[Recorded, ...]) -> Decimal:
    found = register(log)
    return sum(
        (it.shares * found.subscription(it.subscription).nominal for it in found.queue),
        Decimal("0.00"),
    )


def debit_of(account: str) -> Figure:
    return lambda found, _: sum(it.debit for it in found if it.account == account)


def credit_balance(account: str) -> Figure:
    def figure(found: tuple[Line, ...], _: object) -> Decimal:
        return -net(found, account)

    return figure


FIGURES: dict[tuple[str, str], Figure] = {
    ("G12", "capital"): lambda found, _: f"+{-net(found, '101')}",
    ("G12", "shares"): admitted,
    ("G12", "votes"): lambda _, log: register(log).votes,
    ("G12b", "1013"): credit_balance("1013"),
    ("G12b", "1012"): credit_balance("1012"),
    ("G12b", "45625.balance"): balance("45625"),
    ("G12b", "instalments_left"): left,
    ("G13", "paid"): debit_of("4567"),
    ("G13", "gain for member"): gain,
    ("G13b", "refund"): cancelled("PS-E005", "refund"),
    ("G13b", "loss_share"): cancelled("PS-E005", "loss"),
    ("G13b", "floor"): lambda _, log: capital_floor(register(log).highest, "scop-sa"),
    ("G13b", "capital_after"): capital_after,
    ("G13b", "second request of 500.00: cancellable now"): cancelled("PS-E002", "amount"),
    ("G13b", "second request: queued"): queued,
}
