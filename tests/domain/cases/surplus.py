"""What a year leaves: G19, G19b, G19c."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import reduce

from domain.books import Receipt
from domain.cooperative.adoption import AdoptPolicy
from domain.cooperative.allocation import (
    Distributable,
    InterestTooHigh,
    Reserves,
    demand_lawful,
    legal_reserve_share,
    mandatory_legal_reserve,
)
from domain.cooperative.cooperative import COOPERATIVE, Cooperative
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.participation import (
    ConstituteParticipationReserve,
    TransferParticipationReserve,
)
from domain.cooperative.shares import AdmitMember, SubscribeShares
from domain.cooperative.surplus import AllocateSurplus
from domain.cooperative.work_shares import DistributeWorkShare, Earner, personal_shares
from domain.cooperative.year_end import CloseYear, OpenBalances
from domain.events.event import Event
from domain.events.surplus import Allocation, SurplusAllocated, WorkShareDistributed
from domain.identifiers import COOP
from domain.journal import Posting, credit, debit
from domain.money import euros
from domain.policies.surplus import SurplusPolicy, WorkShareKey
from domain.privacy import Label
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE, Address
from tests.domain.cases.words import Case, Figure
from tests.reading import Line, net
from tests.scenario import LONG_AGO, Scenario

YEAR_END, NEW_YEAR, MEETING = date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 15)
WAGES = ("24000.00", "12000.00", "6000.00")


def with_agreement(scenario: Scenario) -> list[Receipt]:
    """G19."""
    split_of(scenario, "0.15", "0.35", "0.50", participation_agreement=True)
    scenario.today(YEAR_END)
    _booked(scenario, YEAR_END, debited("512", "20000.00"), credited("706", "20000.00"))
    reserve = ConstituteParticipationReserve(
        occurred_on=YEAR_END, reference="RSP", investment_provision="10000.00"
    )
    receipts = [scenario.when(THE_COOPERATIVE, reserve)]
    scenario.today(MEETING)
    scenario.closed(*(f"2025-{month:02d}" for month in range(1, 13)))
    for ended in (
        CloseYear(occurred_on=MEETING, last=YEAR_END),
        OpenBalances(occurred_on=MEETING, last=YEAR_END, status="final"),
    ):
        scenario.when(THE_COOPERATIVE, ended)
    transfer = TransferParticipationReserve(
        occurred_on=MEETING, year_ended=YEAR_END, reference="AG-RSP"
    )
    receipts.append(scenario.when(THE_COOPERATIVE, transfer))
    return [*receipts, _allocated(scenario)]


def without_agreement(scenario: Scenario) -> list[Receipt]:
    """G19b."""
    split_of(scenario, "0.15", "0.35", "0.40", "0.10")
    scenario.today(MEETING)
    left_in_120(scenario)
    allocated = _allocated(scenario)
    scenario.activity("E003")
    scenario.today(MEETING)
    distribution = DistributeWorkShare(
        occurred_on=MEETING, year_ended=YEAR_END, earners=_earners(scenario)
    )
    scenario.when(THE_COOPERATIVE, distribution)
    return [allocated]


def at_the_cap(scenario: Scenario) -> list[Receipt]:
    """G19c."""
    scenario.today(MEETING)
    subscription = SubscribeShares(
        occurred_on=NEW_YEAR,
        subscriber=scenario.contracts["E001"],
        reference="PS-1",
        shares=1_600,
        nominal="25.00",
    )
    scenario.when(THE_COOPERATIVE, subscription)
    admission = AdmitMember(occurred_on=NEW_YEAR, subscription="PS-1")
    scenario.when(THE_COOPERATIVE, admission)
    reserve = credited("1061", "39500.00")
    _booked(scenario, NEW_YEAR, debited("512", "39500.00"), reserve, journal="OD")
    left_in_120(scenario)
    return []


def split_of(
    scenario: Scenario,
    legal_reserve: str,
    development_fund: str,
    work_share: str,
    interest: str = "0",
    *,
    participation_agreement: bool = False,
) -> None:
    """Adopt a split of the surplus."""
    policy = SurplusPolicy(
        legal_reserve=legal_reserve,
        development_fund=development_fund,
        work_share=work_share,
        interest=interest,
        participation_agreement=participation_agreement,
    )
    adoption = AdoptPolicy(occurred_on=LONG_AGO, effective_from=LONG_AGO, policy=policy)
    scenario.when(THE_COOPERATIVE, adoption)


def left_in_120(scenario: Scenario, amount: str = "20000.00") -> None:
    """Open the year with a result."""
    _booked(scenario, NEW_YEAR, debited("512", amount), credited("120", amount), journal="OD")


def debited(account: str, amount: str) -> Posting:
    return debit(account, COOP, euros(amount))


def credited(account: str, amount: str) -> Posting:
    return credit(account, COOP, euros(amount))


def _booked(scenario: Scenario, day: date, *lines: Posting, journal: str = "OD") -> None:
    entry = BookEntry.model_validate(
        {
            "occurred_on": day,
            "journal": journal,
            "reference": "REPRISE",
            "label": Label("Reprise"),
            "postings": lines,
        }
    )
    scenario.when(THE_COOPERATIVE, entry)


def _allocated(scenario: Scenario) -> Receipt:
    allocation = AllocateSurplus(occurred_on=MEETING, year_ended=YEAR_END, reference="AG-AFF")
    return scenario.when(THE_COOPERATIVE, allocation)


def _earners(scenario: Scenario) -> tuple[Earner, ...]:
    return tuple(
        Earner(contract=contract, wages=wages)
        for contract, wages in zip(scenario.contracts.values(), WAGES, strict=True)
    )


# Figures


def _allocation(log: Iterable[Recorded]) -> SurplusAllocated:
    (event,) = (it.event for it in log if isinstance(it.event, SurplusAllocated))
    return event


def _legal_reserve(found: tuple[Line, ...], log: tuple[Recorded, ...]) -> str:
    reserved, surplus = -net(found, "1061"), _allocation(log).surplus
    return f"{reserved} = {reserved / surplus:.0%} x {surplus:,.0f}".replace("%", " %")


def _provision(found: tuple[Line, ...], log: tuple[Recorded, ...]) -> str:
    return f"{_allocation(log).investment_provision} <= RSP {-net(found, '4246'):,}"


def _interest_check(found: tuple[Line, ...], _: object) -> str:
    interest, reserves, employees = (
        -net(found, *accounts) for accounts in (("457",), ("106",), ("424",))
    )
    assert interest <= min(reserves, employees)
    return f"{interest:,.0f} <= reserves {reserves:,.0f} and <= work share {employees:,.0f}"


def _rejected(found: tuple[Line, ...], log: tuple[Recorded, ...]) -> str:
    surplus, wanted = _allocation(log).surplus, euros("8500.00")
    legal, employees = -net(found, "1061"), -net(found, "424")
    above = Allocation(
        legal_reserve=legal,
        development_fund=surplus - legal - employees - wanted,
        work_share=employees,
        interest=wanted,
    )
    there = Distributable(surplus, surplus - surplus)
    try:
        demand_lawful(above, there, "scop-sarl", _reserves((), ()))
    except InterestTooHigh:
        return f"interest {wanted:,}"
    return "nothing"


def _by_wages(_: object, log: tuple[Recorded, ...]) -> list[str]:
    (event,) = (it.event for it in log if isinstance(it.event, WorkShareDistributed))
    return [str(share.amount) for share in event.shares]


def _equally(found: tuple[Line, ...], log: tuple[Recorded, ...]) -> list[str]:
    (event,) = (it.event for it in log if isinstance(it.event, WorkShareDistributed))
    earners = tuple(Earner(contract=share.contract) for share in event.shares)
    key = WorkShareKey(by_wages="0", equally="1")
    return [str(amount) for amount in personal_shares(-net(found, "424"), earners, key)]


def _fifteen_percent(found: tuple[Line, ...], _: object) -> Decimal:
    return legal_reserve_share(-net(found, "120"))


def _mandatory(found: tuple[Line, ...], log: tuple[Recorded, ...]) -> Decimal:
    return mandatory_legal_reserve(-net(found, "120"), _reserves(found, log))


def _reserves(found: tuple[Line, ...], log: tuple[Recorded, ...]) -> Reserves:
    of_cooperative = [it.event for it in log if it.place.stream == str(Address("cooperative"))]
    state = reduce(_evolved, of_cooperative, COOPERATIVE.initial)
    legal = -net(found, "1061")
    return Reserves(legal, legal, state.shares.highest)


def _evolved(state: Cooperative, event: Event) -> Cooperative:
    return COOPERATIVE.evolve(state, event)  # type: ignore[arg-type]  # Of its stream.


CASES: dict[str, Case] = {
    "G19": with_agreement,
    "G19b": without_agreement,
    "G19c": at_the_cap,
}
YEARS: dict[str, tuple[int, ...]] = {"G19": (2025, 2026)}
"""The fiscal years of a case, where they are not 2026 alone."""

FIGURES: dict[tuple[str, str], Figure] = {
    ("G19", "legal_reserve"): _legal_reserve,
    ("G19", "PPI"): _provision,
    ("G19", "taxable"): lambda _, log: _allocation(log).taxable,
    ("G19b", "interest check"): _interest_check,
    ("G19b", "reject"): _rejected,
    ("G19b", "work share by wages 24,000/12,000/6,000"): _by_wages,
    ("G19b", "equal split"): _equally,
    ("G19c", "15 %"): _fifteen_percent,
    ("G19c", "mandatory"): _mandatory,
}
