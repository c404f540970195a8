"""What is left to pay on shares comes by the bank, or from pay within the legal tenth."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.books import Origin
from domain.circumstances import Circumstances, WagesDue
from domain.cooperative.adoption import AdoptPolicy
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.share_payments import (
    InstalmentExceedsUnpaid,
    InstalmentNotAgreed,
    NothingLeftToPay,
    NotTheirSubscription,
    PayAlreadyTransferred,
    PayShareInstalment,
    PayslipNotBooked,
    RetainedBeforePayslip,
    RetainShareInstalment,
    RetentionAboveATenth,
    RetentionNotAllowed,
)
from domain.cooperative.share_register import (
    DatedBeforeSubscription,
    NotAdmittedYet,
    UnknownSubscription,
)
from domain.cooperative.shares import IssueShares
from domain.decider import Command
from domain.entrepreneur_contract.entrepreneur_contract import ENTREPRENEUR_CONTRACT
from domain.entrepreneur_contract.payslips import BookPayslip, PayWages
from domain.events.event import Event
from domain.events.pay import WagesPaid
from domain.events.shares import ShareInstalmentPaid, ShareInstalmentRetained
from domain.money import euros
from domain.policies.account_roles import AccountRoles
from domain.policies.share_terms import ShareTerms
from domain.refusal import Refusal
from domain.rulebook import Adopted, Dated
from domain.streams import THE_COOPERATIVE, Address
from tests.domain.cooperative_of_2026 import LOUISE, MARCH, NEW_YEAR, with_rules
from tests.domain.specification import given
from tests.domain.test_books_together import another_process
from tests.domain.test_entrepreneur_contract import SIGNED
from tests.domain.test_payslips import booked
from tests.domain.test_shares import IN_AN_SA, ISSUED, SUBSCRIBED
from tests.reading import lines, net
from tests.scenario import LONG_AGO, Scenario

USER = Origin("test")
APRIL = date(2026, 4, 30)
SLIP = WagesDue(activity="E001", booked_on=APRIL, net=euros("500.00"), paid=False)
ALLOWED = Adopted(NEW_YEAR, None, ShareTerms(nominal="25.00", retention=True))


def on_pay(wages: WagesDue | None = SLIP, **rules: Any) -> Circumstances:
    return replace(with_rules(**{"policies": (ALLOWED,)} | rules), wages=wages)


def payment(**fields: Any) -> PayShareInstalment:
    usual = {"occurred_on": APRIL, "subscription": "PS-2"}
    return PayShareInstalment.model_validate(usual | fields)


def retention(**fields: Any) -> RetainShareInstalment:
    usual = {
        "occurred_on": APRIL,
        "contract": LOUISE,
        "payslip": "BS-1",
        "subscription": "PS-2",
    }
    return RetainShareInstalment.model_validate(usual | fields)


PAID = ShareInstalmentPaid(
    occurred_on=APRIL,
    document_on=MARCH,
    subscription="PS-2",
    subscriber=LOUISE,
    rank=1,
    amount="50.00",
)
RETAINED = ShareInstalmentRetained(
    occurred_on=APRIL,
    document_on=MARCH,
    subscription="PS-2",
    subscriber=LOUISE,
    rank=2,
    activity="E001",
    payslip="BS-1",
    payslip_on=APRIL,
    amount="50.00",
)


def test_an_instalment_is_paid_by_the_bank() -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, ISSUED).when(payment(), with_rules())
    outcome.then(PAID)
    outcome.then_books(
        "BQ PS-2/1 512 COOP 50.00 0.00",
        "BQ PS-2/1 45625 COOP 0.00 50.00",
        "OD PS-2/1b 1012 COOP 50.00 0.00",
        "OD PS-2/1b 1013 COOP 0.00 50.00",
    )


def test_an_instalment_is_kept_from_pay() -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, ISSUED, PAID).when(retention(), on_pay())
    outcome.then(RETAINED)
    outcome.then_books(
        "PAIE PS-2/2 421 E001 50.00 0.00",
        "PAIE PS-2/2 181 E001 0.00 50.00",
        "PAIE PS-2/2 181 COOP 50.00 0.00",
        "PAIE PS-2/2 45625 COOP 0.00 50.00",
        "OD PS-2/2b 1012 COOP 50.00 0.00",
        "OD PS-2/2b 1013 COOP 0.00 50.00",
    )


def test_the_last_instalment_is_what_is_left() -> None:
    most = PAID.model_copy(update={"amount": euros("324.99")})
    past = given(COOPERATIVE, IN_AN_SA, ISSUED, most)
    past.when(payment(), with_rules()).then_says(amount=euros("50.00"))
    nearly = PAID.model_copy(update={"amount": euros("374.98")})
    past = given(COOPERATIVE, IN_AN_SA, ISSUED, nearly)
    past.when(payment(), with_rules()).then_says(amount=euros("0.01"))


def test_each_document_is_settled_on_its_own_accounts() -> None:
    roles = (
        Dated(NEW_YEAR, AccountRoles(wages_due="4211", shares_called="4562")),
        Dated(APRIL, AccountRoles(wages_due="4212", shares_called="45625")),
        Dated(date(2026, 5, 1), AccountRoles()),
    )
    command = retention(occurred_on=date(2026, 5, 2))
    past = given(COOPERATIVE, IN_AN_SA, ISSUED)
    past.when(command, on_pay(roles=roles)).then_books(
        "PAIE PS-2/1 4212 E001 50.00 0.00",
        "PAIE PS-2/1 181 E001 0.00 50.00",
        "PAIE PS-2/1 181 COOP 50.00 0.00",
        "PAIE PS-2/1 4562 COOP 0.00 50.00",
        "OD PS-2/1b 1012 COOP 50.00 0.00",
        "OD PS-2/1b 1013 COOP 0.00 50.00",
    )


def test_no_more_than_a_tenth_of_the_net_pay_is_kept_whatever_the_instalments() -> None:
    past = given(COOPERATIVE, IN_AN_SA, ISSUED)
    past.when(retention(amount="50.00"), on_pay()).then_says(amount=euros("50.00"))
    past.when(retention(amount="50.01"), on_pay()).then_refused(RetentionAboveATenth)
    small = RETAINED.model_copy(update={"rank": 1, "amount": euros("20.00")})
    once = given(COOPERATIVE, IN_AN_SA, ISSUED, small)
    once.when(retention(amount="30.00"), on_pay()).then_says(amount=euros("30.00"))
    once.when(retention(amount="30.01"), on_pay()).then_refused(RetentionAboveATenth)
    other = retention(payslip="BS-2", amount="50.00")
    once.when(other, on_pay()).then_says(amount=euros("50.00"))


WHOLE = ISSUED.model_copy(update={"paid": euros("500.00")})
FREE = ISSUED.model_copy(update={"instalment": None})
FORBIDDEN = Adopted(MARCH, None, ShareTerms(nominal="25.00"))
TRANSFERRED = replace(SLIP, paid=True)

REFUSED: list[tuple[list[Event], Command, Circumstances, type[Refusal]]] = [
    ([], payment(), with_rules(), UnknownSubscription),
    ([SUBSCRIBED], payment(subscription="PS-1"), with_rules(), NotAdmittedYet),
    ([ISSUED], payment(occurred_on=NEW_YEAR), with_rules(), DatedBeforeSubscription),
    ([WHOLE], payment(), with_rules(), NothingLeftToPay),
    ([FREE], payment(), with_rules(), InstalmentNotAgreed),
    ([ISSUED], payment(amount="375.00"), with_rules(), InstalmentExceedsUnpaid),
    ([WHOLE], retention(), on_pay(), NothingLeftToPay),
    ([ISSUED], retention(contract=f"con_{2:032x}"), on_pay(), NotTheirSubscription),
    ([ISSUED], retention(), on_pay(policies=()), RetentionNotAllowed),
    ([ISSUED], retention(), on_pay(policies=(ALLOWED, FORBIDDEN)), RetentionNotAllowed),
    ([ISSUED], retention(), on_pay(None), PayslipNotBooked),
    ([ISSUED], retention(), on_pay(TRANSFERRED), PayAlreadyTransferred),
    ([ISSUED], retention(occurred_on=date(2026, 4, 29)), on_pay(), RetainedBeforePayslip),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_it_is_refused(
    before: list[Event], command: Command, circumstances: Circumstances, refusal: type[Refusal]
) -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, *before).when(command, circumstances)
    outcome.then_refused(refusal)


def test_wages_are_the_net_pay_less_what_was_kept() -> None:
    kept = replace(with_rules(), retained=euros("50.00"))
    command = PayWages(occurred_on=APRIL, payslip="BS-1", reference="VIR-1")
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, booked())
    past.when(command, kept).then_says(amount=euros("750.00"))


# On the real log


@pytest.fixture
def scenario(empty_database: str) -> Iterator[Scenario]:
    scenario = Scenario(empty_database)
    scenario.founded(legal_form="scop-sa")
    scenario.activity("E001")
    terms = ShareTerms(nominal="25.00", retention=True)
    adoption = AdoptPolicy(occurred_on=LONG_AGO, effective_from=LONG_AGO, policy=terms)
    scenario.when(THE_COOPERATIVE, adoption)
    member = scenario.contracts["E001"]
    fields = {"subscriber": member, "paid": "125.00", "instalment": "50.00"}
    issue = IssueShares.model_validate(
        {"occurred_on": MARCH, "reference": "PS-2", "shares": 20, "nominal": "25.00"}
        | fields
        | {"admitted_on": MARCH}
    )
    scenario.when(THE_COOPERATIVE, issue)
    yield scenario
    scenario.close()


def slip(rank: int) -> BookPayslip:
    return BookPayslip(
        occurred_on=APRIL, activity="E001", reference=f"BS-{rank}", gross="500.00", net="500.00"
    )


def test_pay_is_transferred_less_what_was_kept_or_nothing_is_kept_whoever_comes_first(
    scenario: Scenario,
) -> None:
    member = scenario.contracts["E001"]
    contract, other = Address("contract", member), another_process(scenario)
    books = scenario.books

    def wages(rank: int) -> Callable[[], object]:
        pay = PayWages(occurred_on=APRIL, payslip=f"BS-{rank}", reference=f"VIR-{rank}")
        return lambda: books.execute(contract, pay, USER)

    def keeping(rank: int) -> Callable[[], object]:
        return lambda: _tried(
            lambda: other.execute(
                THE_COOPERATIVE, retention(contract=member, payslip=f"BS-{rank}"), USER
            )
        )

    for rank in range(7):
        scenario.when(contract, slip(rank))
        # Both decide on what they have at hand: nothing kept, nothing transferred.
        other.streams.contract(member, current=True)
        with ThreadPoolExecutor(2) as threads:
            orders = (wages(rank), keeping(rank))
            for done in [threads.submit(order) for order in orders[:: 1 - 2 * (rank % 2)]]:
                done.result()

    log = scenario.log()
    assert net(lines(log), "421", section="E001") == 0
    kept = {it.event.payslip for it in log if isinstance(it.event, ShareInstalmentRetained)}
    paid = {it.event.payslip: it.event.amount for it in log if isinstance(it.event, WagesPaid)}
    assert paid == {
        f"BS-{rank}": euros("450.00" if f"BS-{rank}" in kept else "500.00") for rank in range(7)
    }


def _tried(order: Callable[[], object]) -> None:
    try:
        order()
    except PayAlreadyTransferred:
        return
