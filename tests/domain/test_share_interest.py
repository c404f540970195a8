"""Interest goes to those who held shares on a day, to the cent, and is taxed once paid."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from domain.circumstances import Circumstances
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.share_interest import (
    ExemptWithoutInterest,
    GrantShareInterest,
    HoldingsNotKnownYet,
    InterestAlreadyGranted,
    InterestAlreadyPaid,
    InterestNotAllocated,
    NeitherRateNorAmount,
    NoCapitalHeld,
    NoLeviesDue,
    PaidBeforeInterest,
    PayShareInterest,
    PayShareLevies,
    UnknownInterest,
    distribution_tax,
)
from domain.decider import Command
from domain.events.event import Event
from domain.events.share_interest import (
    MemberInterest,
    MemberLevies,
    ShareInterestGranted,
    ShareInterestPaid,
    ShareLeviesPaid,
)
from domain.journal import Posting, credit, debit
from domain.ledger import Ledger
from domain.money import euros
from domain.policies.account_roles import AccountRoles
from domain.policies.distribution_tax import DistributionTax
from domain.refusal import Refusal
from domain.rulebook import Adopted, Dated
from tests.domain.cooperative_of_2026 import LOUISE, NEW_YEAR, with_rules
from tests.domain.specification import given
from tests.domain.test_share_payments import APRIL, PAID
from tests.domain.test_share_refunds import MARIE, MAY, OTHERS, request
from tests.domain.test_share_transfers import TRANSFERRED
from tests.domain.test_shares import IN_AN_SA, ISSUED

JUNE = date(2026, 6, 15)


def aside(amount: str, **rules: Any) -> Circumstances:
    """The surplus has put that much into account 457."""
    lines = (debit("120", "COOP", euros(amount)), credit("457", "COOP", euros(amount)))
    ledger = Ledger().with_postings(JUNE, lines)
    return replace(with_rules(**rules), ledger=ledger)


def put_aside(amount: str) -> Posting:
    """A line of account 457; a negative amount was paid."""
    cents = euros(amount)
    return credit("457", "COOP", cents) if cents > 0 else debit("457", "COOP", -cents)


def grant(**fields: Any) -> GrantShareInterest:
    usual = {"occurred_on": JUNE, "reference": "INT-2026", "held_on": MAY, "rate": "0.02"}
    return GrantShareInterest.model_validate(usual | fields)


GRANTED = ShareInterestGranted(
    occurred_on=JUNE,
    reference="INT-2026",
    held_on=MAY,
    amount="792.50",
    members=(
        MemberInterest(member=LOUISE, capital="125.01", amount="2.50"),
        MemberInterest(member=MARIE, capital="39500.00", amount="790.00"),
    ),
)
INTEREST_PAID = ShareInterestPaid(
    occurred_on=JUNE,
    document_on=JUNE,
    interest="INT-2026",
    amount="792.50",
    income_tax="101.44",
    social_levies="147.41",
    members=(
        MemberLevies(member=LOUISE, income_tax="0.32", social_levies="0.47"),
        MemberLevies(member=MARIE, income_tax="101.12", social_levies="146.94"),
    ),
)
LEVIES_PAID = ShareLeviesPaid(
    occurred_on=JUNE,
    document_on=JUNE,
    interest="INT-2026",
    income_tax="101.44",
    social_levies="147.41",
)
PAY = PayShareInterest(occurred_on=JUNE, interest="INT-2026")
PAY_LEVIES = PayShareLevies(occurred_on=JUNE, interest="INT-2026")
MEMBERS = (ISSUED, OTHERS)


def test_a_rate_is_of_what_each_member_had_paid() -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, *MEMBERS).when(grant(), aside("792.50"))
    outcome.then(GRANTED)
    outcome.then_books()


def test_an_amount_is_split_to_the_cent() -> None:
    thirds = [
        ISSUED.model_copy(
            update={
                "reference": f"PS-{rank}",
                "subscriber": f"con_{rank:032x}",
                "paid": euros("500.00"),
            }
        )
        for rank in (1, 2, 3)
    ]
    past = given(COOPERATIVE, IN_AN_SA, *thirds)
    decided = past.when(grant(rate=None, amount="100.00"), aside("100.00")).decided()
    assert isinstance(decided, ShareInterestGranted)
    amounts = [it.amount for it in decided.members]
    assert amounts == [euros("33.34"), euros("33.33"), euros("33.33")]
    decided = past.when(grant(rate=None, amount="0.02"), aside("100.00")).decided()
    assert isinstance(decided, ShareInterestGranted)
    assert [it.member[-1] for it in decided.members] == ["1", "2"]


@pytest.mark.parametrize(
    ("held_on", "capitals"),
    [
        (date(2026, 4, 29), ["125.01", "39500.00"]),
        (APRIL, ["175.01", "39500.00"]),
        (MAY, ["156.26", "39518.75"]),
        (JUNE, ["39518.75"]),
    ],
)
def test_it_follows_who_held_what_on_that_day(held_on: date, capitals: list[str]) -> None:
    sold = TRANSFERRED.model_copy(update={"unpaid": euros("56.25")})
    past = given(COOPERATIVE, IN_AN_SA, *MEMBERS, PAID, sold)
    leaving = past.when(request(occurred_on=JUNE), with_rules()).decided()
    after = given(COOPERATIVE, IN_AN_SA, *MEMBERS, PAID, sold, leaving)
    command = grant(held_on=held_on, rate="1")
    decided = after.when(command, aside("50000.00")).decided()
    assert isinstance(decided, ShareInterestGranted)
    assert [it.capital for it in decided.members] == [euros(it) for it in capitals]


def test_what_later_openings_carry_over_is_not_put_aside_twice() -> None:
    there = aside("792.49")
    ledger = there.ledger.with_postings(date(2027, 1, 1), (put_aside("792.49"),))
    first = date(2027, 1, 1)
    carried = replace(there, ledger=ledger.with_opening(first), today=first)
    past = given(COOPERATIVE, IN_AN_SA, *MEMBERS)
    past.when(grant(), carried).then_refused(InterestNotAllocated)
    past.when(grant(rate=None, amount="792.49"), carried).then_says(amount=euros("792.49"))


def test_what_is_put_aside_or_paid_later_is_not_there() -> None:
    past = given(COOPERATIVE, IN_AN_SA, *MEMBERS)
    july = date(2026, 7, 1)
    for before, after in (("792.49", "0.01"), ("792.50", "-0.01")):
        there = aside(before)
        ledger = there.ledger.with_postings(july, (put_aside(after),))
        later = replace(there, ledger=ledger, today=july)
        past.when(grant(), later).then_refused(InterestNotAllocated)


def test_tax_and_levies_are_withheld_when_it_is_paid() -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, GRANTED).when(PAY, with_rules())
    outcome.then(INTEREST_PAID)
    outcome.then_books(
        "BQ INT-2026/P 457 COOP 792.50 0.00",
        "BQ INT-2026/P 4422 COOP 0.00 101.44",
        "BQ INT-2026/P 4423 COOP 0.00 147.41",
        "BQ INT-2026/P 512 COOP 0.00 543.65",
    )


def test_the_levies_are_then_paid_on_the_accounts_that_hold_them() -> None:
    later = Dated(
        date(2026, 6, 16), AccountRoles(tax_on_distributions="447", share_interest="4551")
    )
    past = given(COOPERATIVE, IN_AN_SA, GRANTED, INTEREST_PAID)
    command = PayShareLevies(occurred_on=date(2026, 7, 15), interest="INT-2026")
    past.when(command, with_rules(roles=(later,))).then_books(
        "BQ INT-2026/PS 4422 COOP 101.44 0.00",
        "BQ INT-2026/PS 4423 COOP 147.41 0.00",
        "BQ INT-2026/PS 512 COOP 0.00 248.85",
    )
    past.when(PAY_LEVIES, with_rules()).then(LEVIES_PAID)


def test_who_is_exempt_from_the_tax_bears_the_levies_alone() -> None:
    spared = PayShareInterest(occurred_on=JUNE, interest="INT-2026", exempt=(MARIE,))
    past = given(COOPERATIVE, IN_AN_SA, GRANTED)
    past.when(spared, with_rules()).then_says(
        income_tax=euros("0.32"), social_levies=euros("147.41")
    )


def test_the_rates_are_those_of_the_day_of_payment_or_those_adopted() -> None:
    adopted = DistributionTax(income_tax="0.05", social_levies="0")
    rules = with_rules(policies=(Adopted(date(2026, 7, 1), None, adopted),))
    for day, rates in (
        (date(2017, 12, 31), ("0", "0")),
        (date(2025, 12, 31), ("0.128", "0.172")),
        (NEW_YEAR, ("0.128", "0.186")),
        (date(2026, 7, 1), ("0.05", "0")),
    ):
        found = distribution_tax(rules, day)
        assert (found.income_tax, found.social_levies) == tuple(map(Decimal, rates))


def test_rates_that_take_all_leave_nothing_and_no_more_can_be_adopted() -> None:
    all_of_it = DistributionTax(income_tax="0.5", social_levies="0.5")
    cent = MemberInterest(member=LOUISE, capital="1.00", amount="0.01")
    granted = GRANTED.model_copy(update={"amount": euros("0.01"), "members": (cent,)})
    rules = with_rules(policies=(Adopted(NEW_YEAR, None, all_of_it),))
    given(COOPERATIVE, IN_AN_SA, granted).when(PAY, rules).then_books(
        "BQ INT-2026/P 457 COOP 0.01 0.00", "BQ INT-2026/P 4422 COOP 0.00 0.01"
    )
    with pytest.raises(ValidationError):
        DistributionTax(income_tax="0.6", social_levies="0.5")


OTHER = grant(reference="INT-B")
EARLY = date(2026, 6, 14)
FREE = INTEREST_PAID.model_copy(
    update={"income_tax": euros("0.00"), "social_levies": euros("0.00")}
)
ENOUGH = aside("792.50")
REFUSED: list[tuple[tuple[Event, ...], Command, Circumstances, type[Refusal]]] = [
    ((*MEMBERS, GRANTED), grant(), ENOUGH, InterestAlreadyGranted),
    (MEMBERS, grant(amount="1.00"), ENOUGH, NeitherRateNorAmount),
    (MEMBERS, grant(rate=None), ENOUGH, NeitherRateNorAmount),
    (MEMBERS, grant(rate="0"), ENOUGH, NeitherRateNorAmount),
    (MEMBERS, grant(held_on=date(2026, 6, 16)), ENOUGH, HoldingsNotKnownYet),
    ((), grant(), ENOUGH, NoCapitalHeld),
    ((), grant(rate=None, amount="1.00"), ENOUGH, NoCapitalHeld),
    (MEMBERS, grant(held_on=NEW_YEAR), ENOUGH, NoCapitalHeld),
    ((ISSUED,), grant(rate="0.000001"), ENOUGH, NoCapitalHeld),
    (MEMBERS, grant(), aside("792.49"), InterestNotAllocated),
    ((*MEMBERS, GRANTED), OTHER, aside("1584.99"), InterestNotAllocated),
    ((), PAY, with_rules(), UnknownInterest),
    ((GRANTED, INTEREST_PAID), PAY, with_rules(), InterestAlreadyPaid),
    (
        (GRANTED,),
        PayShareInterest(occurred_on=EARLY, interest="INT-2026"),
        with_rules(),
        PaidBeforeInterest,
    ),
    (
        (GRANTED,),
        PayShareInterest(occurred_on=JUNE, interest="INT-2026", exempt=(f"con_{3:032x}",)),
        with_rules(),
        ExemptWithoutInterest,
    ),
    ((), PAY_LEVIES, with_rules(), UnknownInterest),
    ((GRANTED,), PAY_LEVIES, with_rules(), NoLeviesDue),
    ((GRANTED, FREE), PAY_LEVIES, with_rules(), NoLeviesDue),
    ((GRANTED, INTEREST_PAID, LEVIES_PAID), PAY_LEVIES, with_rules(), NoLeviesDue),
    (
        (GRANTED, INTEREST_PAID),
        PayShareLevies(occurred_on=EARLY, interest="INT-2026"),
        with_rules(),
        PaidBeforeInterest,
    ),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_it_is_refused(
    before: tuple[Event, ...],
    command: Command,
    circumstances: Circumstances,
    refusal: type[Refusal],
) -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, *before).when(command, circumstances)
    outcome.then_refused(refusal)


def test_two_interests_share_what_was_put_aside_for_both() -> None:
    past = given(COOPERATIVE, IN_AN_SA, *MEMBERS, GRANTED)
    past.when(OTHER, aside("1585.00")).then_says(amount=euros("792.50"))
