"""Each small read model says what was recorded of its subject, as known at a moment."""

import importlib
import pkgutil
from datetime import date

import projections
from domain.activity.sales import DoubtInvoice
from domain.cooperative.parties import ChangePartyDetails
from domain.entrepreneur_contract.terms import EndContract
from domain.money import euros
from domain.period import FiscalYear
from domain.privacy import Name
from domain.streams import THE_COOPERATIVE, Address
from projections.activities import activities
from projections.contracts import contract_terms
from projections.cooperative import cooperative
from projections.journal import fiscal_years
from projections.months_closed import months_closed
from projections.parties import parties
from projections.read_model import ReadModel
from projections.receivables import receivables
from projections.registry import READ_MODELS
from projections.vault import values
from tests.domain.cases.sales_documents import (
    bounced,
    deposited,
    retained,
    subcontracted,
)
from tests.projections.kept import Kept, a_year, g01
from tests.scenario import LONG_AGO


def test_every_read_model_is_registered() -> None:
    modules = [
        importlib.import_module(f"projections.{module.name}")
        for module in pkgutil.iter_modules(projections.__path__)
    ]
    models = {
        id(it)
        for module in modules
        for it in vars(module).values()
        if isinstance(it, ReadModel)
    }
    assert models == {id(model) for model in READ_MODELS}


def test_a_party_is_what_was_known_of_it_then(kept: Kept) -> None:
    g01(kept)
    change = ChangePartyDetails(
        occurred_on=date(2026, 3, 10), party="C0001", name=Name("CLIENT SAS")
    )
    position = kept.books.when(THE_COOPERATIVE, change).recorded[0].position
    for known_at, name in ((position - 1, "CLIENT SA"), (position, "CLIENT SAS")):
        with kept.seen(known_at=known_at) as snapshot:
            (party,) = parties(snapshot)
            assert (party.party, party.kind) == ("C0001", "customer")
            assert values(snapshot, [party.name]) == {party.name: name}


def test_an_erased_value_is_absent(kept: Kept) -> None:
    g01(kept)
    kept.owner("DELETE FROM {vault} WHERE value = 'CLIENT SA'")
    with kept.seen() as snapshot:
        (party,) = parties(snapshot)
        assert values(snapshot, [party.name]) == {}


def test_a_receivable_falls_as_it_is_paid(kept: Kept) -> None:
    a_year(kept)
    with kept.seen(as_of=date(2026, 3, 19)) as snapshot:
        (found,) = receivables(snapshot)
        assert (found.gross, found.outstanding) == (euros("1200.00"), euros("1200.00"))
    with kept.seen(as_of=date(2026, 3, 31)) as snapshot:
        (found,) = receivables(snapshot, activity="E001")
        assert (found.number, found.customer) == ("F2026-0001", "C0001")
        assert (found.paid, found.outstanding) == (euros("700.00"), euros("500.00"))
        assert receivables(snapshot, activity="E002") == ()


def _founded(kept: Kept) -> None:
    kept.books.today(LONG_AGO)
    kept.books.founded()
    for code in ("E001", "E002"):
        kept.books.activity(code)


def test_a_retention_is_due_a_year_after_the_works_are_accepted(kept: Kept) -> None:
    _founded(kept)
    retained(kept.books)
    for day, outstanding, due_on in (
        (date(2026, 3, 30), "2280.00", None),
        (date(2026, 3, 31), "2280.00", date(2027, 3, 31)),
        (date(2026, 4, 15), "0.00", date(2027, 3, 31)),
    ):
        with kept.seen(as_of=day) as snapshot:
            (found,) = receivables(snapshot)
            assert (found.outstanding, found.retained) == (euros(outstanding), euros("120.00"))
            assert found.retention_due_on == due_on
    with kept.seen(as_of=date(2027, 3, 31)) as snapshot:
        (found,) = receivables(snapshot)
        assert (found.paid, found.retained) == (euros("2400.00"), euros("0.00"))


def test_an_invoice_deducts_its_deposit_which_stands_apart(kept: Kept) -> None:
    _founded(kept)
    deposited(kept.books)
    with kept.seen() as snapshot:
        deposit, final = receivables(snapshot, activity="E001")
    assert (deposit.deposit, deposit.gross, deposit.outstanding) == (
        True,
        euros("1080.00"),
        euros("0.00"),
    )
    assert (final.deposit, final.deducted, final.gross) == (
        False,
        euros("1080.00"),
        euros("3600.00"),
    )
    assert (final.paid, final.outstanding) == (euros("2520.00"), euros("0.00"))
    assert [it.business_case for it in (deposit, final)] == ["S1", "S4"]


def test_an_invoice_is_told_with_what_it_must_say(kept: Kept) -> None:
    _founded(kept)
    subcontracted(kept.books)
    with kept.seen() as snapshot:
        (found,) = receivables(snapshot)
    assert (found.mentions, found.business_case) == (["Autoliquidation"], "S5")


def test_a_cheque_that_came_back_is_due_with_its_fee_and_may_be_doubtful(kept: Kept) -> None:
    _founded(kept)
    bounced(kept.books)
    doubt = DoubtInvoice(
        occurred_on=date(2026, 4, 2),
        invoice="F2026-0108",
        reference="D1",
        depreciation="400.00",
    )
    kept.books.when("E001", doubt)
    with kept.seen() as snapshot:
        (found,) = receivables(snapshot)
    assert (found.paid, found.charged) == (euros("0.00"), euros("0.00"))
    assert (found.outstanding, found.doubtful) == (euros("1200.00"), euros("1200.00"))
    assert found.depreciation == euros("400.00")


def test_an_activity_stands_with_its_contracts(kept: Kept) -> None:
    g01(kept)
    with kept.seen() as snapshot:
        (found,) = activities(snapshot)
        assert (found.activity, found.contracts) == ("E001", (kept.books.contracts["E001"],))
        assert values(snapshot, [found.trade_name]) == {found.trade_name: "Atelier E001"}
    with kept.seen(known_at=found.position - 1) as snapshot:
        assert activities(snapshot) == ()


def test_a_contract_is_signed_and_ends(kept: Kept) -> None:
    g01(kept)
    contract = kept.books.contracts["E001"]
    end = EndContract(occurred_on=date(2026, 3, 10), last_day=date(2026, 6, 30))
    kept.books.when(Address("contract", contract), end)
    with kept.seen() as snapshot:
        signed, ended = contract_terms(snapshot)
    assert (signed.contract, signed.kind, signed.ends_on) == (contract, "cesa", None)
    assert (ended.contract, ended.kind, ended.ends_on) == (contract, "ended", date(2026, 6, 30))


def test_a_closed_month_keeps_its_totals(kept: Kept) -> None:
    a_year(kept)
    with kept.seen() as snapshot:
        found = months_closed(snapshot)
    assert [it.month for it in found] == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert [(it.entries, it.debit) for it in found] == [
        (1, euros("500.00")),
        (0, euros("0.00")),
        (3, euros("2100.00")),
        (5, euros("782.74")),
    ]
    assert [it.perpetual_debit for it in found][2] == euros("2600.00")


def test_the_cooperative_and_its_years_are_known_once_founded(kept: Kept) -> None:
    with kept.seen() as snapshot:
        assert cooperative(snapshot) is None
        assert fiscal_years(snapshot) == ()
    g01(kept)
    with kept.seen() as snapshot:
        card = cooperative(snapshot)
        assert card
        assert (card.siren, card.demonstration) == ("732829320", False)
        year = FiscalYear(first=date(2026, 1, 1), last=date(2026, 12, 31))
        assert fiscal_years(snapshot) == (year,)
