"""Two people run one activity: what it has is not paid to both of them at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import repeat

import pytest

from domain.activity.activity import OpenActivity
from domain.activity.carry_forward import CarryForward, NothingToCarryForward
from domain.books import Books, Origin
from domain.cooperative.adoption import AdoptPolicy
from domain.decider import Command
from domain.entrepreneur_contract.payslips import BookPayslip, PayExceedsAvailable
from domain.entrepreneur_contract.terms import SignCesa
from domain.identifiers import opaque
from domain.log.datastore import CellDatastore
from domain.log.recorder import LogRecorder
from domain.money import euros
from domain.policies.pay import PayPolicy
from domain.privacy import Name
from domain.refusal import Refusal
from domain.streams import THE_COOPERATIVE, Address
from tests.domain.cases.pay import sold
from tests.reading import lines, net
from tests.scenario import LONG_AGO, SCHEMA, SECRET, Scenario

CONTRACTS = tuple(Address("contract", opaque("con", bytes([rank]) * 16)) for rank in (1, 2))
CODES = [f"E{rank:03d}" for rank in range(1, 9)]
DAY = date(2026, 6, 30)


@pytest.fixture
def scenario(database: str) -> Iterator[Scenario]:
    found = Scenario(database)
    found.founded()
    strict = AdoptPolicy(occurred_on=LONG_AGO, effective_from=LONG_AGO, policy=PayPolicy())
    found.when(THE_COOPERATIVE, strict)
    for contract in CONTRACTS:
        signing = SignCesa(occurred_on=LONG_AGO, entrepreneur=Name("L"), starts_on=LONG_AGO)
        found.when(contract, signing)
    customer = found.customer()
    for code in CODES:
        opening = OpenActivity(
            occurred_on=LONG_AGO,
            activity=code,
            trade_name=Name(code),
            contracts=tuple(it.name for it in CONTRACTS),
        )
        found.when(code, opening)
        sold(found, code, DAY, "1000.00", customer)
    yield found
    found.close()


def another_process(scenario: Scenario) -> Books:
    """Books with nothing at hand but what they read themselves."""
    recorder = LogRecorder(CellDatastore(scenario.pool, SCHEMA), clock=scenario.clock)
    return Books(recorder, scenario.clock, scenario.entropy, SECRET)


def slip(code: str, rank: int) -> BookPayslip:
    return BookPayslip(
        occurred_on=DAY,
        activity=code,
        reference=f"BS-{code}-{rank}",
        gross="800.00",
        net="800.00",
    )


def outcome(books: Books, address: Address, command: Command) -> type[Refusal] | None:
    try:
        books.execute(address, command, Origin("test"))
    except Refusal as refused:
        return type(refused)
    return None


def raced(scenario: Scenario, *orders: tuple[Address, Command]) -> set[type[Refusal] | None]:
    """The outcomes of orders sent at once, each by a process of its own."""
    processes = [another_process(scenario) for _ in orders]
    with ThreadPoolExecutor(len(orders)) as senders:
        addresses, commands = zip(*orders, strict=True)
        found = list(senders.map(outcome, processes, addresses, commands))
    assert len(found) == len(orders)
    return set(found)


def left(scenario: Scenario, code: str) -> object:
    return -net(lines(scenario.log()), "6", "7", section=code)


def test_two_payslips_at_once_do_not_spend_the_same_money(scenario: Scenario) -> None:
    for code in CODES:
        orders = [(it, slip(code, rank)) for rank, it in enumerate(CONTRACTS)]
        assert raced(scenario, *orders) == {None, PayExceedsAvailable}
        assert left(scenario, code) == euros("200.00")


def test_what_is_paid_is_not_kept_as_well(scenario: Scenario) -> None:
    for code in CODES:
        keep = CarryForward(occurred_on=DAY, reference="CAP-1")
        outcomes = raced(
            scenario, (CONTRACTS[0], slip(code, 0)), (Address("activity", code), keep)
        )
        # Kept after the pay, it is what the pay left; before, the pay finds nothing.
        assert outcomes in ({None}, {None, PayExceedsAvailable})
        assert left(scenario, code) == 0


def test_one_after_the_other_spends_what_there_is(scenario: Scenario) -> None:
    books = scenario.books
    found = [
        outcome(books, contract, slip("E001", rank))
        for rank, contract in zip(range(2), repeat(CONTRACTS[0]), strict=False)
    ]
    assert found == [None, PayExceedsAvailable]
    keep = CarryForward(occurred_on=DAY, reference="CAP-1")
    again = CarryForward(occurred_on=DAY, reference="CAP-2")
    address = Address("activity", "E001")
    assert [outcome(books, address, it) for it in (keep, again)] == [
        None,
        NothingToCarryForward,
    ]
