"""The statement of an activity says what it earned, what it cost and what is left."""

from datetime import date

from domain.activity.internal_sales import SellInternally
from domain.cooperative.adoption import AdoptPolicy
from domain.entrepreneur_contract.payslips import BookPayslip
from domain.events.pay import SocialCharge
from domain.identifiers import COOP
from domain.journal import credit, debit
from domain.money import ZERO, euros
from domain.policies.internal_retention import InternalRetentionPolicy
from domain.policies.levy import LevyPolicy
from domain.streams import THE_COOPERATIVE, Address
from projections.activity_statement import statement
from tests.projections.kept import Kept, a_year, g01
from tests.reading import lines, net

DAY = date(2026, 7, 2)
RESULT = ("6", "7", "186", "187")


def test_of_g01_leaves_nine_hundred(kept: Kept) -> None:
    g01(kept)
    with kept.seen() as snapshot:
        found = statement(snapshot, "E001")
    assert found.turnover == euros("1000.00")
    assert found.contribution == euros("100.00")
    assert found.available == euros("900.00")
    assert found.cash == euros("-100.00")


def test_takes_each_measure_from_its_own_entries(kept: Kept) -> None:
    g01(kept)
    kept.books.activity("E002")
    kept.books.supplier()
    kept.books.today(DAY)
    work = SellInternally(
        occurred_on=DAY, buyer="E002", reference="CI-1", amount=euros("300.00")
    )
    kept.books.when("E001", work)
    payslip = BookPayslip(
        occurred_on=DAY,
        activity="E001",
        reference="PAIE-1",
        gross=euros("200.00"),
        employee_social_security=euros("40.00"),
        net=euros("160.00"),
        charges=(SocialCharge(account="6451", amount=euros("60.00")),),
        employer_social_security=euros("60.00"),
    )
    kept.books.when(Address("contract", kept.books.contracts["E001"]), payslip)
    kept.bought("E001", DAY, "FF-1", "50.00")
    subsidy = (debit("512", "E001", euros("70.00")), credit("741", "E001", euros("70.00")))
    kept.by_hand(DAY, "SUBV", "OD", *subsidy)
    levy = (
        debit("186", "E001", euros("5.00")),
        credit("181", "E001", euros("5.00")),
        debit("181", COOP, euros("5.00")),
        credit("187", COOP, euros("5.00")),
    )
    kept.by_hand(DAY, "PRELEVEMENT", "OD", *levy)
    with kept.seen() as snapshot:
        found, buyer, coop = (statement(snapshot, it) for it in ("E001", "E002", COOP))
    assert (found.turnover, found.contribution) == (euros("1000.00"), euros("100.00"))
    assert (found.pay_cost, found.charges) == (euros("260.00"), euros("50.00"))
    assert found.other_products == euros("70.00")
    assert (found.internal_sales, found.internal_purchases) == (euros("300.00"), ZERO)
    assert (buyer.internal_sales, buyer.internal_purchases) == (ZERO, euros("300.00"))
    assert (found.other_internal, coop.other_internal) == (euros("-5.00"), euros("5.00"))
    assert coop.contribution == euros("-100.00")
    assert found.available == euros("955.00")
    assert found.cash == euros("265.00")


def test_tells_levies_and_what_is_kept_aside_from_the_contribution(kept: Kept) -> None:
    policies = (LevyPolicy(code="insurance", rate="0.01"), InternalRetentionPolicy(rate="0.05"))
    g01(kept)
    kept.books.today(DAY)
    for policy in policies:
        adoption = AdoptPolicy(occurred_on=DAY, effective_from=DAY, policy=policy)
        kept.books.when(THE_COOPERATIVE, adoption)
    kept.invoiced("E001", "C0001", DAY, "1000.00")
    with kept.seen() as snapshot:
        found, coop = (statement(snapshot, it) for it in ("E001", COOP))
    assert (found.levies, found.retention) == (euros("10.00"), euros("60.00"))
    assert (coop.levies, coop.retention) == (euros("-10.00"), euros("-60.00"))
    assert found.available == euros("1730.00")


def test_leaves_the_result_of_the_section(kept: Kept) -> None:
    a_year(kept)
    log = lines(kept.books.log())
    for section in ("E001", "E002", COOP):
        with kept.seen() as snapshot:
            found = statement(snapshot, section)
        assert found.available == -net(log, *RESULT, section=section)
        assert found.cash == net(log, "5", "181", section=section)
        assert sum(it.balance for it in found.balances) == 0


def test_of_a_stretch_holds_nothing_before_it(kept: Kept) -> None:
    a_year(kept)
    with kept.seen(as_of=date(2026, 5, 31)) as snapshot:
        found = statement(snapshot, "E002", since=date(2026, 5, 1))
    assert found.turnover == euros("533.33")
