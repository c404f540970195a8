"""Shares are subscribed and paid as the law and the terms ask, then capital once admitted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.circumstances import Circumstances, NotCovered
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.share_register import (
    SubscriptionAlreadyRecorded,
    UnknownSubscription,
    instalments_left,
)
from domain.cooperative.shares import (
    AdmitMember,
    AdmittedBeforeSubscription,
    AssemblyHasNotAdmitted,
    FewerSharesThanAMemberHolds,
    IssueShares,
    MemberAlreadyAdmitted,
    MorePaidThanSubscribed,
    NominalNotAdopted,
    PaidTooSlowly,
    SubscribeShares,
    TooLittlePaid,
)
from domain.events.cooperative import LegalForm
from domain.events.event import Event
from domain.events.shares import MemberAdmitted, SharesIssued, SharesSubscribed
from domain.money import ZERO, AmountTooLarge, euros
from domain.policies.account_roles import AccountRoles
from domain.policies.share_terms import ShareTerms
from domain.refusal import Refusal
from domain.rulebook import Adopted, Dated
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    FOUNDED,
    LOUISE,
    MARCH,
    NEW_YEAR,
    with_rules,
)
from tests.domain.specification import given


def subscription(**fields: Any) -> SubscribeShares:
    usual = {
        "occurred_on": MARCH,
        "subscriber": LOUISE,
        "reference": "PS-1",
        "shares": 3,
        "nominal": "15.25",
    }
    return SubscribeShares.model_validate(usual | fields)


def admission(**fields: Any) -> AdmitMember:
    return AdmitMember.model_validate({"occurred_on": MARCH, "subscription": "PS-1"} | fields)


SUBSCRIBED = SharesSubscribed(
    occurred_on=MARCH,
    subscriber=LOUISE,
    reference="PS-1",
    shares=3,
    nominal="15.25",
    amount="45.75",
)
ADMITTED = MemberAdmitted(
    occurred_on=MARCH,
    document_on=MARCH,
    subscription="PS-1",
    subscriber=LOUISE,
    shares=3,
    amount="45.75",
    paid="45.75",
)
IN_AN_SA = FOUNDED.model_copy(update={"legal_form": "scop-sa"})
PARTLY = {"shares": 20, "nominal": "25.00", "paid": "125.01", "instalment": "50.00"}
ISSUED = SharesIssued.model_validate(
    {
        **PARTLY,
        "occurred_on": MARCH,
        "subscriber": LOUISE,
        "reference": "PS-2",
        "amount": "500.00",
        "admitted_on": MARCH,
    }
)


def test_a_subscription_is_its_number_by_its_nominal() -> None:
    given(COOPERATIVE, FOUNDED).when(subscription(), CIRCUMSTANCES).then(SUBSCRIBED)


def test_an_admission_makes_capital_of_it() -> None:
    past = given(COOPERATIVE, FOUNDED, SUBSCRIBED)
    past.when(admission(), CIRCUMSTANCES).then(ADMITTED)
    assert past.state.shares.capital == ZERO
    after = given(COOPERATIVE, FOUNDED, SUBSCRIBED, ADMITTED).state
    assert after.shares.capital == euros("45.75")


def issue(**fields: Any) -> IssueShares:
    usual = {
        **PARTLY,
        "occurred_on": MARCH,
        "subscriber": LOUISE,
        "reference": "PS-2",
        "admitted_on": MARCH,
    }
    return IssueShares.model_validate(usual | fields)


def terms(**fields: Any) -> Circumstances:
    adopted = ShareTerms.model_validate({"nominal": "25.00"} | fields)
    return with_rules(policies=(Adopted(NEW_YEAR, None, adopted),))


def test_part_of_a_subscription_waits_for_the_assembly_and_the_rest_is_then_called() -> None:
    past = given(COOPERATIVE, IN_AN_SA)
    subscribed = past.when(subscription(**PARTLY), CIRCUMSTANCES)
    subscribed.then_books("BQ PS-1 512 COOP 125.01 0.00", "BQ PS-1 4563 COOP 0.00 125.01")
    after = given(COOPERATIVE, IN_AN_SA, subscribed.decided())
    after.when(admission(), CIRCUMSTANCES).then_books(
        "OD PS-1/AG 4563 COOP 125.01 0.00",
        "OD PS-1/AG 45625 COOP 374.99 0.00",
        "OD PS-1/AG 1013 COOP 0.00 125.01",
        "OD PS-1/AG 1012 COOP 0.00 374.99",
    )


def test_what_a_member_subscribes_is_capital_at_once() -> None:
    outcome = given(COOPERATIVE, IN_AN_SA).when(issue(), CIRCUMSTANCES)
    outcome.then(ISSUED)
    outcome.then_books(
        "OD PS-2 45625 COOP 500.00 0.00",
        "OD PS-2 1012 COOP 0.00 500.00",
        "BQ PS-2/0 512 COOP 125.01 0.00",
        "BQ PS-2/0 45625 COOP 0.00 125.01",
        "OD PS-2/0b 1012 COOP 125.01 0.00",
        "OD PS-2/0b 1013 COOP 0.00 125.01",
    )
    whole = issue(reference="PS-3", paid=None, instalment=None, admitted_on=None)
    given(COOPERATIVE, IN_AN_SA, ISSUED).when(whole, CIRCUMSTANCES).then_says(
        paid=euros("500.00"), admitted_on=None
    )


@pytest.mark.parametrize(
    ("unpaid", "instalment", "expected"),
    [
        ("325.00", "50.00", (7, "25.00")),
        ("300.00", "50.00", (6, "50.00")),
        ("0.01", "50.00", (1, "0.01")),
        ("0.00", "50.00", None),
        ("325.00", None, None),
    ],
)
def test_the_last_instalment_is_what_is_left(
    unpaid: str, instalment: str | None, expected: tuple[int, str] | None
) -> None:
    held = given(COOPERATIVE, IN_AN_SA, ISSUED).state.shares.subscription("PS-2")
    agreed = euros(instalment) if instalment else None
    left = instalments_left(replace(held, unpaid=euros(unpaid), instalment=agreed))
    assert left == (expected and (expected[0], euros(expected[1])))


def test_an_admission_is_booked_on_the_accounts_of_the_subscription() -> None:
    later = Dated(date(2026, 3, 11), AccountRoles(shares_paid_in="4564", share_capital="10134"))
    command = admission(occurred_on=date(2026, 3, 12))
    past = given(COOPERATIVE, FOUNDED, SUBSCRIBED)
    past.when(command, with_rules(roles=(later,))).then_books(
        "OD PS-1/AG 4563 COOP 45.75 0.00", "OD PS-1/AG 1013 COOP 0.00 45.75"
    )


FORMS: list[tuple[LegalForm, str, bool]] = [
    ("scop-sarl", "500.00", True),
    ("scop-sarl", "499.99", False),
    ("scop-sa", "125.00", True),
    ("scop-sa", "124.99", False),
    ("scop-sas", "125.00", True),
    ("cooperative-loi-47", "124.99", False),
]


@pytest.mark.parametrize(("form", "paid", "accepted"), FORMS)
def test_how_much_is_paid_at_once_depends_on_the_legal_form(
    form: LegalForm, paid: str, *, accepted: bool
) -> None:
    founded = FOUNDED.model_copy(update={"legal_form": form})
    command = issue(paid=paid, instalment=None)
    outcome = given(COOPERATIVE, founded).when(command, CIRCUMSTANCES)
    if accepted:
        outcome.then_says(paid=euros(paid))
    else:
        outcome.then_refused(TooLittlePaid)


BY_TERMS: list[tuple[dict[str, Any], dict[str, Any], type[Refusal]]] = [
    ({"nominal": "20.00"}, {}, NominalNotAdopted),
    ({"shares_min": 21}, {}, FewerSharesThanAMemberHolds),
    ({"paid_at_subscription": "0.5"}, {"paid": "249.99"}, TooLittlePaid),
]


@pytest.mark.parametrize(("adopted", "asked", "refusal"), BY_TERMS)
def test_the_terms_in_force_may_ask_for_more(
    adopted: dict[str, Any], asked: dict[str, Any], refusal: type[Refusal]
) -> None:
    past = given(COOPERATIVE, IN_AN_SA)
    past.when(issue(**asked), terms(**adopted)).then_refused(refusal)
    past.when(issue(), terms(paid_at_subscription="0.2")).then_says(paid=euros("125.01"))


def test_who_holds_enough_may_take_one_share_more() -> None:
    more = issue(reference="PS-3", shares=1, paid=None, instalment=None, admitted_on=None)
    past = given(COOPERATIVE, IN_AN_SA, ISSUED)
    past.when(more, terms(shares_min=21)).then_says(amount=euros("25.00"))
    past.when(more, terms(shares_min=22)).then_refused(FewerSharesThanAMemberHolds)


def test_each_member_has_one_vote() -> None:
    twice = ISSUED.model_copy(update={"reference": "PS-3"})
    other = ISSUED.model_copy(update={"reference": "PS-4", "subscriber": f"con_{2:032x}"})
    assert given(COOPERATIVE, IN_AN_SA, ISSUED, twice, other).state.shares.votes == 2


REFUSED: list[tuple[list[Event], Any, type[Refusal]]] = [
    ([SUBSCRIBED], subscription(), SubscriptionAlreadyRecorded),
    ([], subscription(occurred_on=date(2025, 12, 31)), NotCovered),
    ([], subscription(shares=100_000, nominal="10000.00"), AmountTooLarge),
    ([], admission(), UnknownSubscription),
    ([SUBSCRIBED, ADMITTED], admission(), MemberAlreadyAdmitted),
    ([SUBSCRIBED], admission(occurred_on=date(2026, 3, 9)), AdmittedBeforeSubscription),
    ([], issue(admitted_on=None), AssemblyHasNotAdmitted),
    ([SUBSCRIBED], issue(admitted_on=None), AssemblyHasNotAdmitted),
    ([], issue(admitted_on=date(2026, 3, 11)), AssemblyHasNotAdmitted),
    ([ISSUED], issue(), SubscriptionAlreadyRecorded),
    ([], issue(occurred_on=date(2025, 12, 31), admitted_on=NEW_YEAR), AssemblyHasNotAdmitted),
    ([], issue(paid="500.01", instalment=None), MorePaidThanSubscribed),
    ([], issue(paid="500.00", instalment="0.01"), MorePaidThanSubscribed),
    ([], issue(instalment="375.00"), MorePaidThanSubscribed),
    ([], issue(instalment="10.41"), PaidTooSlowly),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_it_is_refused(before: list[Event], command: Any, refusal: type[Refusal]) -> None:
    outcome = given(COOPERATIVE, IN_AN_SA, *before).when(command, CIRCUMSTANCES)
    outcome.then_refused(refusal)


def test_thirty_six_instalments_are_not_too_many() -> None:
    past = given(COOPERATIVE, IN_AN_SA)
    past.when(issue(instalment="10.42"), CIRCUMSTANCES).then_says(instalment=euros("10.42"))


def test_whoever_has_no_contract_subscribes_nothing() -> None:
    alone = replace(CIRCUMSTANCES, coverage=())
    for command in (subscription(), issue()):
        given(COOPERATIVE, IN_AN_SA).when(command, alone).then_refused(NotCovered)
