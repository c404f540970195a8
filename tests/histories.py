"""Histories: what a cooperative may live through, drawn command by command on what it lived.

Most commands are ones its books can take, some are not; each is carried out in memory, and its
outcome is kept beside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st
from typing_extensions import override

from domain.activity.activity import OpenActivity
from domain.cooperative.adoption import (
    AdoptContributionPolicy,
    AdoptExpenseType,
    AdoptNumberSeries,
    AdoptPolicy,
    OpenFiscalYear,
)
from domain.cooperative.cooperative import FoundCooperative
from domain.cooperative.parties import RegisterCustomer, RegisterSupplier
from domain.decider import Command
from domain.entrepreneur_contract.terms import SignCesa
from domain.identifiers import opaque
from domain.period import last_day, month_of
from domain.policies.contribution import ContributionPolicy
from domain.policies.expense_type import ExpenseType
from domain.policies.number_series import NumberSeries
from domain.policies.pay import PayPolicy
from domain.policies.share_terms import ShareTerms
from domain.privacy import Name
from domain.recorded import Recorded
from domain.refusal import Refusal
from domain.streams import THE_COOPERATIVE, Address
from tests.memory_books import MemoryBooks

FIRST_DAYS = (date(2026, 1, 1), date(2027, 11, 1))
"""An ordinary year, and one of its own whose February has 29 days."""

ACTIVITIES = {"E001": opaque("con", bytes(15) + b"\x01"), "E002": opaque("con", b"\x02" * 16)}
EXPENSE_TYPES = (
    ExpenseType(code="train", account="6251"),
    ExpenseType(
        code="stationery", account="6064", vat_deductible=True, lowers_contribution=True
    ),
    ExpenseType(code="car", account="6251", basis="kilometres", rate_per_kilometre="0.603"),
    ExpenseType(code="phone", account="626", vat_deductible=True, business_share="0.333"),
)
LENGTH_MAX = 45
Chosen = TypeVar("Chosen")
Order = tuple[Address, Command]


class Step(NamedTuple):
    """A command, the day it came, and what became of it."""

    today: date
    address: Address
    command: Command
    outcome: Recorded | type[Refusal]

    @override
    def __repr__(self) -> str:
        # A command says what an event repeats; Hypothesis refuses reports of many pages.
        told = self.outcome if isinstance(self.outcome, type) else type(self.outcome.event)
        return f"{self.today} {self.address} {self.command!r} → {told.__name__}"


@dataclass(slots=True)
class History:
    """What happened to a cooperative, and the books it left."""

    first_day: date
    books: MemoryBooks
    steps: list[Step] = field(default_factory=list)

    def attempt(self, address: Address, command: Command) -> None:
        """Carry a command out, or keep its refusal."""
        try:
            outcome: Recorded | type[Refusal] = self.books.execute(address, command)
        except Refusal as refused:
            outcome = type(refused)
        self.steps.append(Step(self.books.today, address, command, outcome))

    def accepted(self, command: type[Command]) -> int:
        """How many commands of a kind were carried out."""
        return sum(
            isinstance(it.command, command) and isinstance(it.outcome, Recorded)
            for it in self.steps
        )


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws what a command is made of, on what the books hold."""

    draw: st.DrawFn
    history: History

    @property
    def books(self) -> MemoryBooks:
        """The books so far."""
        return self.history.books

    def one(self, choices: Sequence[Chosen]) -> Chosen:
        """Any of these."""
        return self.draw(st.sampled_from(choices))

    def any(self, choices: Sequence[Chosen]) -> Chosen | None:
        """Any of these, if there are any."""
        return self.one(choices) if choices else None

    def day(self) -> date:
        """Today, or the date of a document that comes late."""
        return self.books.today - timedelta(days=self.one((0, 0, 0, 1, 9, 40)))

    def cents(self, most: int = 300_000) -> Decimal:
        """An amount above zero, odd more often than not."""
        few = st.sampled_from([c for c in (1, 2, 3, 7, 99, 3333) if c <= most] or [1])
        return Decimal(self.draw(few | st.integers(1, max(1, most)))).scaleb(-2)

    def part(self, whole: Decimal) -> Decimal:
        """All of an amount, or a part of it."""
        return whole if self.one((True, False)) else self.cents(int(whole * 100))

    def reference(self, prefix: str) -> str:
        """A reference, now and then one that was used before."""
        return f"{prefix}{self.one((len(self.history.steps),) * 9 + (1,))}"

    def activity(self) -> Address:
        """An activity."""
        return Address("activity", self.one(tuple(ACTIVITIES)))

    def state(self, address: Address) -> object:
        """What an aggregate remembers."""
        return self.books.load(address).state


Maker = Callable[[Drawer], Order | None]


def founded(first_day: date) -> History:
    """A cooperative with two years open, two activities, and parties to deal with."""
    history = History(first_day, MemoryBooks(first_day))
    for command in _foundation(first_day):
        history.attempt(THE_COOPERATIVE, command)
    for code, contract in ACTIVITIES.items():
        signing = SignCesa(occurred_on=first_day, entrepreneur=Name(code), starts_on=first_day)
        history.attempt(Address("contract", contract), signing)
        opening = OpenActivity(
            occurred_on=first_day,
            activity=code,
            trade_name=Name(f"Atelier {code}"),
            contracts=(contract,),
        )
        history.attempt(Address("activity", code), opening)
    assert all(isinstance(step.outcome, Recorded) for step in history.steps)
    return history


def _foundation(day: date) -> list[Command]:
    second = day.replace(year=day.year + 1)
    third = day.replace(year=day.year + 2)
    return [
        FoundCooperative(
            occurred_on=day, name=Name("Ponant"), siren="732829320", legal_form="scop-sa"
        ),
        *(
            OpenFiscalYear(occurred_on=day, first=first, last=until - timedelta(days=1))
            for first, until in ((day, second), (second, third))
        ),
        AdoptContributionPolicy(
            occurred_on=day, effective_from=day, policy=ContributionPolicy(rate="0.10")
        ),
        AdoptPolicy(
            occurred_on=day,
            effective_from=day + timedelta(days=30),
            policy=ShareTerms(nominal="15.25", retention=True),
        ),
        AdoptNumberSeries(
            occurred_on=day,
            effective_from=day,
            series=NumberSeries(series="credit-note", template="A{year}-{number:04d}", first=7),
        ),
        *(
            AdoptExpenseType(occurred_on=day, effective_from=day, type=expense_type)
            for expense_type in EXPENSE_TYPES
        ),
        AdoptPolicy(
            occurred_on=day, effective_from=day, policy=PayPolicy(overdraft="20000.00")
        ),
        *(RegisterCustomer(occurred_on=day, name=Name(f"Client {n}")) for n in (1, 2)),
        *(RegisterSupplier(occurred_on=day, name=Name(f"Fournisseur {n}")) for n in (1, 2)),
    ]


def lived(draw: st.DrawFn, makers: Sequence[Maker], length: int) -> History:
    """A history of some of these commands, on days that follow each other."""
    history = founded(draw(st.sampled_from(FIRST_DAYS)))
    drawer = Drawer(draw, history)
    end = last_day(month_of(history.first_day + timedelta(days=700)))
    for _ in range(draw(st.integers(1, length))):
        later = history.books.today + timedelta(days=drawer.one((0, 0, 1, 3, 8, 20)))
        history.books.today = min(later, end)
        if order := drawer.one(makers)(drawer):
            history.attempt(*order)
    return history
