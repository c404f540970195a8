"""Orders on what a year leaves: its result, the meeting's decision, the employees' part."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from domain.cooperative.adoption import AdoptPolicy
from domain.cooperative.cooperative import Cooperative
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.participation import (
    ConstituteParticipationReserve,
    TransferParticipationReserve,
    UseInvestmentProvision,
)
from domain.cooperative.surplus import AllocateSurplus, CarryLossForward
from domain.cooperative.work_shares import DistributeWorkShare, Earner, PayWorkShare
from domain.entrepreneur_contract.terms import SignCesa
from domain.identifiers import COOP, opaque
from domain.journal import credit, debit
from domain.policies.surplus import SurplusPolicy, WorkShareKey
from domain.privacy import Label, Name
from domain.streams import THE_COOPERATIVE, Address
from tests.histories import Drawer, Order

EMPLOYEES = tuple(opaque("con", bytes([rank]) * 16) for rank in (7, 8, 9))
SPLITS = (
    ("0.15", "0.35", "0.50", "0"),
    ("0.15", "0.35", "0.40", "0.10"),
    ("0.05", "0.70", "0.25", "0"),
    ("0.333333", "0.333333", "0.333334", "0"),
)
KEYS = (WorkShareKey(), WorkShareKey(by_wages="0", equally="1"), WorkShareKey(by_time="0"))


def _cooperative(drawer: Drawer) -> Cooperative:
    state = drawer.state(THE_COOPERATIVE)
    assert isinstance(state, Cooperative)
    return state


def split(drawer: Drawer) -> Order:
    """The statutes split the surplus in another way."""
    legal_reserve, development_fund, work_share, interest = drawer.one(SPLITS)
    policy = SurplusPolicy(
        legal_reserve=legal_reserve,
        development_fund=development_fund,
        work_share=work_share,
        interest=interest,
        key=drawer.one(KEYS),
        participation_agreement=True,
        losses_first=drawer.one((True, False)),
    )
    long_ago = drawer.history.first_day - timedelta(days=400)
    return THE_COOPERATIVE, AdoptPolicy(
        occurred_on=drawer.books.today, effective_from=long_ago, policy=policy
    )


def hiring(drawer: Drawer) -> Order:
    """Someone is employed, since two years or since two months before the books."""
    since = drawer.history.first_day - timedelta(days=drawer.one((730, 730, 60)))
    signing = SignCesa(
        occurred_on=drawer.books.today, entrepreneur=Name("Awa"), starts_on=since
    )
    return Address("contract", drawer.one(EMPLOYEES)), signing


def result(drawer: Drawer) -> Order:
    """Something is earned, or a result or former losses stand on the account of COOP."""
    amount, account = drawer.cents(), drawer.one(("120", "120", "706", "129", "119"))
    sides = (debit, credit) if account in {"120", "706"} else (credit, debit)
    lines = (sides[0]("512", COOP, amount), sides[1](account, COOP, amount))
    return THE_COOPERATIVE, BookEntry(
        occurred_on=drawer.books.today,
        reference=drawer.reference("AN-"),
        label=Label("Reprise"),
        postings=lines,
    )


def _of_a_year(drawer: Drawer, prefix: str) -> dict[str, Any]:
    first = drawer.history.first_day
    before = first - timedelta(days=1)
    ends = (before, before, before, before - timedelta(days=366), _year_end(drawer))
    return {
        "occurred_on": drawer.books.today,
        "year_ended": drawer.one(ends),
        "reference": drawer.reference(prefix),
    }


def _year_end(drawer: Drawer) -> date:
    first = drawer.history.first_day
    return first.replace(year=first.year + 1) - timedelta(days=1)


def allocation(drawer: Drawer) -> Order:
    """The meeting allocates a surplus by the statutes."""
    return THE_COOPERATIVE, AllocateSurplus(
        **_of_a_year(drawer, "AG-"), excluded_gains=drawer.one(("0.00", "0.00", "0.01"))
    )


def carried_loss(drawer: Drawer) -> Order:
    """The meeting carries a loss forward."""
    return THE_COOPERATIVE, CarryLossForward(**_of_a_year(drawer, "RAN-"))


def distribution(drawer: Drawer) -> Order | None:
    """The employees' part is divided."""
    year_ended = drawer.any(sorted(_cooperative(drawer).surplus.years.keys()))
    if year_ended is None:
        return None
    hired = [it for it in EMPLOYEES if drawer.books.load(Address("contract", it)).version]
    named = hired or EMPLOYEES[:1]
    earners = tuple(
        Earner(contract=contract, wages=drawer.cents(), coefficient=drawer.one(("1", "1.5")))
        for contract in named
    )
    return THE_COOPERATIVE, DistributeWorkShare(
        occurred_on=drawer.books.today, year_ended=year_ended, earners=earners
    )


def _named(drawer: Drawer, year_ended: date) -> Iterable[str]:
    return _cooperative(drawer).surplus.years[year_ended].parts.keys()


def payment(drawer: Drawer) -> Order | None:
    """An employee's part is paid."""
    year_ended = drawer.any(sorted(_cooperative(drawer).surplus.years.keys()))
    if year_ended is None:
        return None
    return THE_COOPERATIVE, PayWorkShare(
        occurred_on=drawer.books.today,
        year_ended=year_ended,
        contract=drawer.one(sorted(_named(drawer, year_ended)) or EMPLOYEES),
        reference=drawer.reference("PT-"),
        social_security=drawer.one(("0.00", "0.01")),
    )


def reserve(drawer: Drawer) -> Order:
    """A participation reserve is charged at the end of the first year."""
    return THE_COOPERATIVE, ConstituteParticipationReserve(
        occurred_on=min(_year_end(drawer), drawer.books.today),
        reference=drawer.reference("RSP-"),
        amount=drawer.one((None, "0.01", "30.00")),
    )


def transfer(drawer: Drawer) -> Order:
    """The reserve is the employees'."""
    return THE_COOPERATIVE, TransferParticipationReserve(
        occurred_on=drawer.books.today,
        year_ended=_year_end(drawer),
        reference=drawer.reference("AG-RSP-"),
    )


def investment(drawer: Drawer) -> Order:
    """A provision is used."""
    return THE_COOPERATIVE, UseInvestmentProvision(
        occurred_on=drawer.books.today,
        year_ended=_year_end(drawer),
        reference=drawer.reference("FF-"),
        amount=drawer.cents(),
    )
