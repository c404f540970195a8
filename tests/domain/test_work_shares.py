"""The employees' part is divided to the cent between those entitled, and paid once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from domain.circumstances import Circumstances, Coverage
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.work_shares import (
    CoefficientOutOfBounds,
    DatedBeforeMeeting,
    DistributeWorkShare,
    Earner,
    EarnerNamedTwice,
    KeyNotAdopted,
    NoPartOfWorkShare,
    NotEntitled,
    NothingToDivideBy,
    NoWorkShare,
    PartAlreadyPaid,
    PayWorkShare,
    WithheldExceedsPart,
    WorkShareAlreadyDistributed,
    is_entitled,
    personal_shares,
)
from domain.events.event import Event
from domain.events.surplus import PersonalShare, WorkShareDistributed, WorkSharePaid
from domain.money import euros
from domain.policies.account_roles import AccountRoles
from domain.policies.surplus import WorkShareKey
from domain.refusal import Refusal
from domain.rulebook import Dated
from tests.domain.cooperative_of_2026 import FOUNDED
from tests.domain.specification import given
from tests.domain.test_surplus import ALLOCATED, CARRIED, LAST_YEAR_END, MEETING, SPLIT, books

LOUISE, AWA, PAUL = (f"con_{rank:032x}" for rank in (1, 2, 3))
ALL_YEAR = (Coverage("cesa", date(2025, 1, 1), None),)
JULY = date(2026, 7, 1)


def known(**coverage: tuple[Coverage, ...]) -> Circumstances:
    names = {"louise": LOUISE, "awa": AWA, "paul": PAUL}
    covers = dict.fromkeys((LOUISE, AWA, PAUL), ALL_YEAR)
    own = {names[who]: several for who, several in coverage.items()}
    return replace(books(), contracts=covers | own)


def earners(*wages: str) -> tuple[Earner, ...]:
    return tuple(
        Earner(contract=contract, wages=amount)
        for contract, amount in zip((LOUISE, AWA, PAUL), wages, strict=False)
    )


def distribute(*named: Earner, **fields: Any) -> DistributeWorkShare:
    usual = {"occurred_on": MEETING, "year_ended": LAST_YEAR_END}
    given_ = named or earners("24000.00", "12000.00", "6000.00")
    return DistributeWorkShare.model_validate(usual | {"earners": given_} | fields)


def pay(**fields: Any) -> PayWorkShare:
    usual = {"occurred_on": JULY, "year_ended": LAST_YEAR_END, "contract": LOUISE}
    return PayWorkShare.model_validate(usual | {"reference": "PT-1"} | fields)


DISTRIBUTED = WorkShareDistributed(
    occurred_on=MEETING,
    year_ended=LAST_YEAR_END,
    shares=(
        PersonalShare(contract=LOUISE, amount="4571.43"),
        PersonalShare(contract=AWA, amount="2285.71"),
        PersonalShare(contract=PAUL, amount="1142.86"),
    ),
)
PAID = WorkSharePaid(
    occurred_on=JULY,
    year_ended=LAST_YEAR_END,
    contract=LOUISE,
    reference="PT-1",
    amount="4571.43",
    social_security="443.43",
    withholding_tax="28.00",
    document_on=MEETING,
)


def test_it_follows_wages() -> None:
    given(COOPERATIVE, FOUNDED, ALLOCATED).when(distribute(), known()).then(DISTRIBUTED)


KEYS: list[tuple[WorkShareKey, list[str]]] = [
    (WorkShareKey(), ["4571.43", "2285.71", "1142.86"]),
    (WorkShareKey(by_wages="0", equally="1"), ["2666.67", "2666.67", "2666.66"]),
    (WorkShareKey(by_wages="0", by_time="1"), ["1600.00", "3200.00", "3200.00"]),
    (WorkShareKey(by_wages="0.50", equally="0.50"), ["3619.05", "2476.19", "1904.76"]),
]


@pytest.mark.parametrize(("key", "amounts"), KEYS)
def test_it_follows_the_key(key: WorkShareKey, amounts: list[str]) -> None:
    several = tuple(
        earner.model_copy(update={"hours": Decimal(hours)})
        for earner, hours in zip(
            earners("24000.00", "12000.00", "6000.00"), (800, 1600, 1600), strict=True
        )
    )
    assert [str(it) for it in personal_shares(euros("8000.00"), several, key)] == amounts


def test_seniority_counts_up_to_twice() -> None:
    old, new = earners("100.00", "100.00")
    old = old.model_copy(update={"coefficient": Decimal("1.5")})
    assert personal_shares(euros("100.00"), (old, new), WorkShareKey()) == (
        euros("60.00"),
        euros("40.00"),
    )


def test_a_part_is_paid_less_what_is_withheld() -> None:
    command = pay(social_security="443.43", withholding_tax="28.00")
    outcome = given(COOPERATIVE, FOUNDED, ALLOCATED, DISTRIBUTED).when(command, books())
    outcome.then(PAID)
    outcome.then_books(
        "BQ PT-1 424 COOP 4571.43 0.00",
        "BQ PT-1 431 COOP 0.00 443.43",
        "BQ PT-1 4421 COOP 0.00 28.00",
        "BQ PT-1 512 COOP 0.00 4100.00",
    )


def test_it_is_paid_from_the_account_the_meeting_chose() -> None:
    found = books()
    changed = Dated(JULY, AccountRoles(work_share="4248"))
    later = replace(found, rulebook=replace(found.rulebook, roles=(changed,)))
    given(COOPERATIVE, FOUNDED, ALLOCATED, DISTRIBUTED).when(pay(), later).then_books(
        "BQ PT-1 424 COOP 4571.43 0.00", "BQ PT-1 512 COOP 0.00 4571.43"
    )


@pytest.mark.parametrize(
    ("coverage", "entitled"),
    [
        (Coverage("cesa", date(2025, 1, 1), date(2025, 3, 31)), True),
        (Coverage("cesa", date(2025, 1, 1), date(2025, 3, 30)), False),
        (Coverage("cape", date(2025, 1, 1), date(2025, 12, 31)), False),
        (Coverage("cesa", date(2024, 1, 1), date(2024, 12, 31)), False),
        (Coverage("cesa", date(2025, 10, 4), None), False),
        (Coverage("cesa", date(2025, 10, 3), None), True),
    ],
)
def test_three_months_in_the_year_entitle(coverage: Coverage, *, entitled: bool) -> None:
    assert is_entitled((coverage,), date(2025, 1, 1), LAST_YEAR_END) is entitled


@pytest.mark.parametrize(("since", "entitled"), [("2025-07-01", True), ("2025-07-02", False)])
def test_six_months_at_the_end_entitle_in_a_short_year(since: str, *, entitled: bool) -> None:
    coverage = Coverage("cesa", date.fromisoformat(since), None)
    assert is_entitled((coverage,), date(2025, 11, 1), LAST_YEAR_END) is entitled


def test_the_staff_of_the_structure_have_their_part_too() -> None:
    days = {"employed_since": date(2025, 1, 1), "employed_until": date(2025, 3, 31)}
    staff = earners("100.00")[0].model_copy(update=days)
    past = given(COOPERATIVE, FOUNDED, ALLOCATED)
    past.when(distribute(staff), known(louise=())).then_says(
        shares=(PersonalShare(contract=LOUISE, amount="8000.00"),)
    )
    # What is signed here says more than what is said of it.
    past.when(distribute(staff), known(louise=SHORT)).then_refused(NotEntitled)
    brief = staff.model_copy(update={"employed_until": date(2025, 3, 30)})
    past.when(distribute(brief), known(louise=())).then_refused(NotEntitled)


LOUISE_TWICE = (*earners("1.00"), *earners("2.00"))
SHORT = (Coverage("cesa", date(2025, 11, 1), None),)
TOO_MUCH = earners("1.00")[0].model_copy(update={"coefficient": Decimal("2.01")})
TOO_LITTLE = TOO_MUCH.model_copy(update={"coefficient": Decimal("0.99")})
UNKNOWN = f"con_{9:032x}"
Case = tuple[list[Event], Any, Circumstances, type[Refusal]]
REFUSED: list[Case] = [
    ([], distribute(), known(), NoWorkShare),
    ([CARRIED], distribute(), known(), NoWorkShare),
    ([ALLOCATED], distribute(occurred_on=date(2026, 6, 14)), known(), DatedBeforeMeeting),
    ([ALLOCATED, DISTRIBUTED], distribute(), known(), WorkShareAlreadyDistributed),
    ([ALLOCATED], distribute(*LOUISE_TWICE), known(), EarnerNamedTwice),
    ([ALLOCATED], distribute(), known(awa=SHORT), NotEntitled),
    ([ALLOCATED], distribute(), known(awa=()), NotEntitled),
    ([ALLOCATED], distribute(TOO_MUCH), known(), CoefficientOutOfBounds),
    ([ALLOCATED], distribute(TOO_LITTLE), known(), CoefficientOutOfBounds),
    ([ALLOCATED], distribute(*earners("0.00")), known(), NothingToDivideBy),
    ([ALLOCATED], pay(), books(), NoPartOfWorkShare),
    ([ALLOCATED, DISTRIBUTED], pay(contract=UNKNOWN), books(), NoPartOfWorkShare),
    ([ALLOCATED, DISTRIBUTED, PAID], pay(), books(), PartAlreadyPaid),
    ([ALLOCATED, DISTRIBUTED], pay(withholding_tax="4571.44"), books(), WithheldExceedsPart),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_it_is_refused(
    before: list[Event], command: Any, circumstances: Circumstances, refusal: type[Refusal]
) -> None:
    outcome = given(COOPERATIVE, FOUNDED, *before).when(command, circumstances)
    outcome.then_refused(refusal)


def test_without_a_policy_there_is_no_key() -> None:
    alone = replace(known(), rulebook=books(policy=None).rulebook)
    outcome = given(COOPERATIVE, FOUNDED, ALLOCATED).when(distribute(), alone)
    outcome.then_refused(KeyNotAdopted)
    assert SPLIT.key == WorkShareKey()


@drawn(
    st.integers(1, 10**8),
    st.lists(st.tuples(st.integers(1, 10**7), st.integers(100, 200)), min_size=1, max_size=9),
    st.integers(0, 100),
)
def test_the_parts_add_up_whatever_the_key(
    cents: int, people: list[tuple[int, int]], percent: int
) -> None:
    amount, wages = Decimal(cents).scaleb(-2), Decimal(percent).scaleb(-2)
    named = tuple(
        Earner(
            contract=f"con_{rank:032x}",
            wages=Decimal(earned).scaleb(-2),
            coefficient=Decimal(coefficient).scaleb(-2),
        )
        for rank, (earned, coefficient) in enumerate(people)
    )
    shares = personal_shares(amount, named, WorkShareKey(by_wages=wages, equally=1 - wages))
    assert sum(shares) == amount
    assert all(share >= 0 for share in shares)
