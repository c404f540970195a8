"""A command is carried out once, with all it needs, or it leaves nothing."""

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from domain.activity.sale_lines import LineOfSale
from domain.activity.sales import IssueInvoice
from domain.books import (
    DatedBeforeLastNumber,
    IdempotencyKeyReused,
    TooMuchContention,
)
from domain.circumstances import DatedInTheFuture, NotCovered
from domain.cooperative.adoption import OpenFiscalYear
from domain.cooperative.parties import RegisterCustomer
from domain.entrepreneur_contract.terms import EndContract
from domain.events.sales import InvoiceIssued
from domain.log.append import FactMoved
from domain.policies.number_series import LAST_NUMBER
from domain.privacy import Label, Name
from domain.proposal import SeriesExhausted
from domain.streams import THE_COOPERATIVE, Address
from tests.scenario import LONG_AGO, SCHEMA, Scenario

MARCH = date(2026, 3, 10)


@pytest.fixture
def scenario(database: str) -> Iterator[Scenario]:
    found = Scenario(database)
    found.today(LONG_AGO)
    found.founded()
    found.activity("E001")
    found.customer()
    found.today(MARCH)
    yield found
    found.close()


def invoice(day: date = MARCH, price: str = "10.00") -> IssueInvoice:
    line = LineOfSale(label=Label("Pain"), nature="goods", unit_price=price, vat_rate="0.055")
    return IssueInvoice(occurred_on=day, customer="C0001", lines=(line,))


def positions(scenario: Scenario) -> int:
    return len(scenario.log())


def test_a_command_sent_again_with_its_key_is_answered_as_it_was(scenario: Scenario) -> None:
    first = scenario.when("E001", invoice(), "once")
    scenario.today(date(2026, 4, 1))
    again = scenario.when("E001", invoice(), "once")
    assert (again.recorded, again.leaf_hashes) == (first.recorded, first.leaf_hashes)
    assert (first.replayed, again.replayed) == (False, True)
    assert scenario.when("E001", invoice(date(2026, 4, 1))).recorded != first.recorded


@pytest.mark.parametrize("other", [invoice(price="10.01"), invoice(date(2026, 3, 9))])
def test_its_key_is_not_good_for_another(scenario: Scenario, other: IssueInvoice) -> None:
    scenario.when("E001", invoice(), "once")
    before = positions(scenario)
    with pytest.raises(IdempotencyKeyReused):
        scenario.when("E001", other, "once")
    assert positions(scenario) == before


def test_a_refused_command_may_be_sent_again_with_its_key(scenario: Scenario) -> None:
    late = date(2026, 3, 11)
    with pytest.raises(DatedInTheFuture):
        scenario.when("E001", invoice(late), "once")
    scenario.today(late)
    assert not scenario.when("E001", invoice(late), "once").replayed


def test_a_number_is_not_given_before_the_last_one_s_date(scenario: Scenario) -> None:
    scenario.when("E001", invoice())
    before = positions(scenario)
    with pytest.raises(DatedBeforeLastNumber):
        scenario.when("E001", invoice(date(2026, 3, 9)))
    assert positions(scenario) == before


def test_a_refused_number_is_not_lost(scenario: Scenario) -> None:
    numbers = []
    for day in (MARCH, date(2026, 3, 9), MARCH):
        try:
            event = scenario.when("E001", invoice(day)).recorded[0].event
        except DatedBeforeLastNumber:
            continue
        assert isinstance(event, InvoiceIssued)
        numbers.append(event.number)
    assert numbers == ["FE001-2026-0001", "FE001-2026-0002"]


def test_numbers_begin_again_with_the_year(scenario: Scenario) -> None:
    year = OpenFiscalYear(occurred_on=MARCH, first=date(2027, 1, 1), last=date(2027, 12, 31))
    scenario.when(THE_COOPERATIVE, year)
    numbers = []
    for day in (date(2026, 12, 31), date(2027, 1, 1)):
        scenario.today(day)
        event = scenario.when("E001", invoice(day)).recorded[0].event
        assert isinstance(event, InvoiceIssued)
        numbers.append(event.number)
    assert numbers == ["FE001-2026-0001", "FE001-2027-0001"]


def test_what_is_private_stands_in_the_vault_and_nowhere_else(
    scenario: Scenario, database: str
) -> None:
    secret = "Zoé d'Ys, boulangère"
    command = RegisterCustomer(occurred_on=MARCH, name=Name(secret))
    recorded = scenario.when(THE_COOPERATIVE, command, "once").recorded[0]
    digest = recorded.event.details.name  # type: ignore[attr-defined]  # The event of this command has one.
    with psycopg.connect(database, options=f"-c search_path={SCHEMA}") as owner:
        asked = "SELECT value FROM vault WHERE digest = %s"
        found = owner.execute(asked, [bytes.fromhex(digest)]).fetchall()
        states = owner.execute("SELECT state FROM events").fetchall()
    assert found == [(secret,)]
    assert all(secret.encode() not in bytes(state) for (state,) in states)


def test_a_refused_command_leaves_nothing_in_the_vault(
    scenario: Scenario, database: str
) -> None:
    count = "SELECT count(*) FROM vault"
    options = f"-c search_path={SCHEMA}"
    with psycopg.connect(database, options=options, autocommit=True) as owner:
        before = owner.execute(count).fetchone()
        with pytest.raises(DatedInTheFuture):
            scenario.when("E001", invoice(date(2026, 12, 31)))
        assert owner.execute(count).fetchone() == before


def test_a_contract_that_ends_stops_the_invoices_after_it(scenario: Scenario) -> None:
    contract = Address("contract", scenario.contracts["E001"])
    ending = EndContract(occurred_on=MARCH, last_day=date(2026, 3, 9))
    scenario.when(contract, ending)
    with pytest.raises(NotCovered):
        scenario.when("E001", invoice())
    scenario.when("E001", invoice(date(2026, 3, 9)))


def test_a_command_whose_ground_keeps_moving_is_given_up(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    def moved(_: object) -> None:
        raise FactMoved("policies", 2)

    monkeypatch.setattr(scenario.recorder, "append", moved)
    with pytest.raises(TooMuchContention):
        scenario.when("E001", invoice())


def test_a_series_that_gave_its_last_number_gives_no_other(scenario: Scenario) -> None:
    scenario.numbered("invoice", "F{year}-{number}", first=LAST_NUMBER)
    scenario.when("E001", invoice())
    before = positions(scenario)
    with pytest.raises(SeriesExhausted):
        scenario.when("E001", invoice())
    assert positions(scenario) == before


def test_two_templates_that_read_alike_never_give_a_number_twice(scenario: Scenario) -> None:
    numbers = []
    for template in ("F{year}-{number:04d}", "F{year}-{number:03d}", "F{year}-{number:04d}"):
        scenario.numbered("invoice", template)
        event = scenario.when("E001", invoice()).recorded[0].event
        assert isinstance(event, InvoiceIssued)
        numbers.append(event.number)
    assert numbers == ["F2026-0001", "F2026-002", "F2026-0003"]


def test_a_log_made_anew_by_another_process_is_read_anew(
    scenario: Scenario, database: str
) -> None:
    scenario.when("E001", invoice())
    with psycopg.connect(database) as owner:
        owner.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(SCHEMA)))
    other = Scenario(database)
    other.founded()
    other.activity("E001")
    other.customer()
    other.close()
    assert scenario.when("E001", invoice()).recorded[0].place.version == 2
