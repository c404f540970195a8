"""A payroll journal is shown, then booked one payslip an event, and never twice."""

from collections.abc import Iterator
from datetime import date

import pytest

from domain.activity.activity import OpenActivity
from domain.books import Receipt
from domain.cooperative.adoption import AdoptPolicy
from domain.entrepreneur_contract.payslips import PayExceedsAvailable, PayslipSumsDisagree
from domain.events.pay import PayslipBooked
from domain.money import euros
from domain.payroll.payroll_import import (
    BYTES_MAX,
    NoPayrollMapping,
    PayrollHasFaults,
    PayrollImport,
    PayrollTooLarge,
    Preview,
)
from domain.policies.pay import PayPolicy
from domain.privacy import Name
from domain.streams import THE_COOPERATIVE
from tests.domain.cases.pay import adopted, sold
from tests.domain.test_payroll_reading import CALCULATED, JOURNAL, MAPPING
from tests.reading import lines, net
from tests.scenario import LONG_AGO, Scenario

OCTOBER = date(2026, 10, 31)


@pytest.fixture
def scenario(database: str) -> Iterator[Scenario]:
    found = Scenario(database)
    found.founded()
    for code in ("E001", "E002"):
        found.activity(code)
    adopted(found, CALCULATED, None)
    yield found
    found.close()


def previewed(scenario: Scenario, text: str = JOURNAL) -> Preview:
    return PayrollImport(scenario.books).preview(text.encode())


def imported(scenario: Scenario, text: str = JOURNAL) -> tuple[Receipt, ...]:
    job = PayrollImport(scenario.books)
    return job.record(job.preview(text.encode()), "test", lambda _, __: None)


def faults(preview: Preview) -> list[tuple[int | None, str, str]]:
    return [(it.line, it.field, it.reason) for it in preview.faults]


def test_each_line_is_a_payslip_of_its_own(scenario: Scenario) -> None:
    before = len(scenario.log())
    assert len(previewed(scenario).new) == 2
    assert len(scenario.log()) == before

    recorded = [it for receipt in imported(scenario) for it in receipt.recorded]
    assert [type(it.event) for it in recorded] == [PayslipBooked, PayslipBooked]
    assert [it.place.stream.partition("/")[2] for it in recorded] == [
        scenario.contracts["E001"],
        scenario.contracts["E002"],
    ]
    found = lines(scenario.log())
    assert -net(found, "421") == euros("3061.13")
    assert net(found, "6", section="E002") == euros("2255.92")


def test_the_same_file_again_books_nothing_new(scenario: Scenario) -> None:
    imported(scenario)
    log = scenario.log()
    again = previewed(scenario)
    assert (again.new, again.faults, len(again.bookings)) == ((), (), 2)
    assert imported(scenario) == ()
    assert scenario.log() == log


def test_the_same_payslips_in_another_file_are_refused(scenario: Scenario) -> None:
    imported(scenario)
    found = faults(previewed(scenario, JOURNAL.replace("2000.0;", "2000.00;")))
    assert [(line, field) for line, field, _ in found] == [(2, "payslip"), (3, "payslip")]
    assert "already booked" in found[0][2]


def test_one_fault_and_nothing_is_booked(scenario: Scenario) -> None:
    wrong = JOURNAL.replace("1583.2;", "1583.21;").replace("E001;", "é;")
    preview = previewed(scenario, wrong)
    assert [it.line for it in preview.faults] == [2, 3]
    assert preview.faults[1].reason == PayslipSumsDisagree.__doc__
    before = scenario.log()
    with pytest.raises(PayrollHasFaults):
        imported(scenario, wrong)
    assert scenario.log() == before


def test_lines_of_one_file_do_not_spend_the_same_money(scenario: Scenario) -> None:
    adopted(scenario, PayPolicy(), None)
    scenario.today(OCTOBER)
    sold(scenario, "E001", OCTOBER, "2000.00", scenario.customer())
    # Either of the two payslips would be paid for.
    both = JOURNAL.replace("E002;", "E001;").replace("2000.0;", "1700.00;")
    both = both.replace("1583.2;", "1283.20;")
    assert [(it.line, it.reason) for it in previewed(scenario, both).faults] == [
        (3, PayExceedsAvailable.__doc__)
    ]
    scenario.today(OCTOBER)
    sold(scenario, "E001", OCTOBER, "2000.00", "C0001")
    assert len(imported(scenario, both)) == 2


def test_what_was_cut_short_goes_on_from_there(scenario: Scenario) -> None:
    adopted(scenario, PayPolicy(), "E002")
    job = PayrollImport(scenario.books)
    scenario.today(OCTOBER)
    customer = scenario.customer()
    sold(scenario, "E002", OCTOBER, "2255.92", customer)
    preview = job.preview(JOURNAL.encode())
    # Meanwhile, E002 loses what it had.
    adopted(scenario, PayPolicy(), None)
    other = PayrollImport(scenario.books)
    spent = JOURNAL.replace("BS-1", "BS-8").replace("BS-2", "BS-9")
    head, _, second = spent.splitlines(keepends=True)
    other.record(other.preview((head + second).encode()), "test", lambda _, __: None)
    adopted(scenario, PayPolicy(unlimited=True), "E001")
    with pytest.raises(PayExceedsAvailable):
        job.record(preview, "test", lambda _, __: None)
    sold(scenario, "E002", OCTOBER, "2255.92", customer)
    left = job.preview(JOURNAL.encode())
    assert ([it.line for it in left.new], len(left.bookings)) == ([3], 2)
    assert len(job.record(left, "test", lambda _, __: None)) == 1


def test_an_activity_of_several_needs_the_contract_s_column(scenario: Scenario) -> None:
    opening = OpenActivity(
        occurred_on=LONG_AGO,
        activity="E003",
        trade_name=Name("À deux"),
        contracts=tuple(scenario.contracts.values()),
    )
    scenario.when("E003", opening)
    text = JOURNAL.replace("E002;", "E003;").replace("E001;", "E009;")
    assert [(it.line, it.field) for it in previewed(scenario, text).faults] == [
        (2, "contract"),
        (3, "contract"),
    ]
    named = CALCULATED.model_copy(update={"contract": "contrat"})
    adopted(scenario, named, None)
    contract = scenario.contracts["E002"]
    head, first, second = JOURNAL.replace("E002;", "E003;").splitlines()
    rows = (f"{head};contrat", f"{first};{scenario.contracts['E001']}", f"{second};{contract}")
    (_, receipt) = imported(scenario, "\n".join(rows))
    assert receipt.recorded[0].place.stream == f"contract/{contract}"


def test_a_contract_that_does_not_run_the_activity_is_refused(scenario: Scenario) -> None:
    adopted(scenario, CALCULATED.model_copy(update={"contract": "bulletin"}), None)
    found = faults(previewed(scenario))
    assert [(line, field) for line, field, _ in found] == [(2, "payslip"), (3, "payslip")]


def test_a_mapping_is_needed_and_a_file_is_not_too_large(scenario: Scenario) -> None:
    job = PayrollImport(scenario.books)
    with pytest.raises(PayrollTooLarge):
        job.preview(b"x" * (BYTES_MAX + 1))
    late = AdoptPolicy(occurred_on=LONG_AGO, effective_from=date(2027, 1, 1), policy=MAPPING)
    scenario.when(THE_COOPERATIVE, late)
    assert len(previewed(scenario).new) == 2


def test_without_a_mapping_nothing_is_read(database: str) -> None:
    found = Scenario(database)
    found.founded()
    with pytest.raises(NoPayrollMapping):
        previewed(found)
    found.close()
