"""VAT is declared period by period, in whole euros; sections' debts are brought together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.circumstances import Circumstances
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.vat_returns import (
    DeclareVat,
    EarlierVatUndeclared,
    NoVatToPay,
    PaidBeforeReturn,
    PayVat,
    VatAlreadyPaid,
    VatNotDeclared,
    VatPeriodNotOver,
    VatPeriodsInOrder,
    WrongVatPeriodicity,
)
from domain.events.event import Event
from domain.events.vat_returns import VatDeclared, VatGathered, VatPaid, VatSum
from domain.journal import JournalEntry, credit, debit, entry
from domain.money import euros
from domain.policies.vat_regime import VatRegimePolicy
from domain.posting.rules import entries_of
from domain.refusal import Refusal
from domain.rulebook import Adopted
from domain.vat.undeclared import UndeclaredVat
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    FOUNDED,
    MARCH,
    NEW_YEAR,
    OPENED,
    RULEBOOK,
    YEAR_OPENED,
    with_rules,
)
from tests.domain.specification import Outcome, given

FILED = date(2026, 4, 15)
Line = tuple[str, str, str]


def by_hand(*lines: Line) -> JournalEntry:
    """An entry of account, section and debit (a credit below zero), the rest on 471."""
    postings = [
        posting
        for account, section, amount in lines
        for posting in (
            debit(account, section, euros(amount)),
            credit("471", section, euros(amount)),
        )
    ]
    return entry("OD", "OD-1", "Écriture", *postings)


def undeclared(*lines: Line, day: date = MARCH, position: int = 40) -> UndeclaredVat:
    found = UndeclaredVat(position)
    if lines:
        found.add(day, OPENED, (by_hand(*lines),))
    return found


def knowing(*lines: Line, day: date = MARCH, position: int = 40) -> Circumstances:
    return replace(CIRCUMSTANCES, vat=undeclared(*lines, day=day, position=position))


def quarterly(since: date = NEW_YEAR) -> Circumstances:
    return with_rules(
        policies=(Adopted(since, None, VatRegimePolicy(periodicity="quarterly")),)
    )


def declaring(period: str = "2026-03", day: date = FILED) -> DeclareVat:
    return DeclareVat(occurred_on=day, period=period)


def paying(period: str = "2026-03", day: date = FILED) -> PayVat:
    return PayVat(occurred_on=day, period=period)


def declared(
    *lines: Line, period: str = "2026-03", before: Sequence[Event] = ()
) -> VatDeclared:
    past = given(COOPERATIVE, FOUNDED, YEAR_OPENED, *before)
    event = past.when(declaring(period, date(2026, 12, 31)), knowing(*lines)).decided()
    assert isinstance(event, VatDeclared)
    return event


SOLD = VatSum(operation="sale", rate="0.20", base="303.50", tax="60.70")
DECLARED = declared(("44571", "E001", "-200.00"), ("44566", "COOP", "99.40"))
IN_CREDIT = declared(("44571", "E001", "-100.20"), ("44566", "E001", "150.75"))
FOLLOWING = declared(
    ("44571", "COOP", "-60.70"), period="2026-04", before=[IN_CREDIT]
).model_copy(update={"sums": (SOLD,)})
PAID = VatPaid(
    occurred_on=FILED,
    period="2026-03",
    reference="CA3-2026-03/P",
    amount="101.00",
    payable_account="44551",
)


def when(command: Any, circumstances: Circumstances, *before: Event) -> Outcome:
    return given(COOPERATIVE, FOUNDED, YEAR_OPENED, *before).when(command, circumstances)


# The entries


def test_a_credit_is_carried_in_whole_euros_and_taken_up_by_the_next_return() -> None:
    # What was not rounded is a debt of 50.55 to us: 51 is carried.
    when(
        declaring(), knowing(("44571", "E001", "-100.20"), ("44566", "E001", "150.75"))
    ).then_books(
        "OD CA3-2026-03 44571 E001 100.20 0.00",
        "OD CA3-2026-03 44551 E001 50.55 0.00",
        "OD CA3-2026-03 44566 E001 0.00 150.75",
        "OD CA3-2026-03/C 181 E001 50.55 0.00",
        "OD CA3-2026-03/C 44551 E001 0.00 50.55",
        "OD CA3-2026-03/C 44551 COOP 50.55 0.00",
        "OD CA3-2026-03/C 181 COOP 0.00 50.55",
        "OD CA3-2026-03/A 44567 COOP 51.00 0.00",
        "OD CA3-2026-03/A 44551 COOP 0.00 50.55",
        "OD CA3-2026-03/A 758 COOP 0.00 0.45",
    )
    following = knowing(("44571", "COOP", "-60.70"), day=date(2026, 4, 3))
    when(declaring("2026-04", date(2026, 5, 15)), following, IN_CREDIT).then_books(
        "OD CA3-2026-04 44571 COOP 60.70 0.00",
        "OD CA3-2026-04 44567 COOP 0.00 51.00",
        "OD CA3-2026-04 44551 COOP 0.00 9.70",
        "OD CA3-2026-04/A 658 COOP 0.30 0.00",
        "OD CA3-2026-04/A 44551 COOP 0.00 0.30",
    )


def test_activities_in_credit_and_in_debt_meet_in_the_cooperative() -> None:
    lines = (("44571", "E001", "-30.00"), ("44566", "E002", "30.00"))
    when(declaring(), knowing(*lines)).then_books(
        "OD CA3-2026-03 44571 E001 30.00 0.00",
        "OD CA3-2026-03 44551 E001 0.00 30.00",
        "OD CA3-2026-03 44551 E002 30.00 0.00",
        "OD CA3-2026-03 44566 E002 0.00 30.00",
        "OD CA3-2026-03/C 44551 E001 30.00 0.00",
        "OD CA3-2026-03/C 181 E001 0.00 30.00",
        "OD CA3-2026-03/C 181 E002 30.00 0.00",
        "OD CA3-2026-03/C 44551 E002 0.00 30.00",
    )


def test_a_return_of_nothing_is_filed_and_books_nothing() -> None:
    when(declaring(), knowing()).then_says(boxes=(), sums=(), emptied=(), to_pay=euros("0.00"))
    when(declaring(), knowing()).then_books()


def test_the_payment_takes_the_account_the_return_was_booked_on() -> None:
    elsewhere = DECLARED.model_copy(update={"payable_account": "445511"})
    when(paying(), CIRCUMSTANCES, elsewhere).then_books(
        "BQ CA3-2026-03/P 445511 COOP 101.00 0.00", "BQ CA3-2026-03/P 512 COOP 0.00 101.00"
    )


def test_a_return_says_until_which_position_it_holds() -> None:
    when(declaring(), knowing(position=17)).then_says(through_position=17, filed_on=FILED)


# In parts


def many(count: int) -> list[Line]:
    activities = [f"E{rank:03d}" for rank in range(1, count + 1)]
    sold = [("44571", activity, "-10.10") for activity in activities]
    return [*sold, *[("44566", activity, "0.05") for activity in activities]]


def test_a_return_of_many_activities_is_booked_in_parts_that_add_up() -> None:
    known = replace(CIRCUMSTANCES, vat=undeclared(*many(130), ("44566", "COOP", "3.00")))
    facts: list[Event] = [FOUNDED, YEAR_OPENED]
    for _ in range(4):
        facts.append(given(COOPERATIVE, *facts).when(declaring(), known).decided())
    *parts, filed = facts[2:]
    assert [type(it) for it in parts] == [VatGathered] * 3
    assert isinstance(filed, VatDeclared)
    assert filed.gathered == 120 * euros("10.05")
    assert {it.box: it.amount for it in filed.boxes}["32"] == 1313 - 10
    entries = [it for event in (*parts, filed) for it in entries_of(event, RULEBOOK)]
    moved = [line for it in entries for line in it.postings]
    vat = [line for line in moved if line.account.startswith(("44571", "44566"))]
    assert sum(it.amount for it in vat) == 130 * euros("10.05") - euros("3.00")
    payable = [line for line in moved if line.account == "44551"]
    assert sum(it.amount for it in payable if it.section != "COOP") == 0
    assert sum(it.amount for it in payable) == -filed.to_pay
    assert [it.reference for it in entries] == [
        "CA3-2026-03/1",
        "CA3-2026-03/1/C",
        "CA3-2026-03/2",
        "CA3-2026-03/2/C",
        "CA3-2026-03/3",
        "CA3-2026-03/3/C",
        "CA3-2026-03",
        "CA3-2026-03/C",
        "CA3-2026-03/A",
    ]


GATHERED = when(declaring(), knowing(*many(41))).decided()
assert isinstance(GATHERED, VatGathered)
STORED = (GATHERED.model_copy(update={"emptied": GATHERED.emptied[:2]}), FOLLOWING, PAID)


def test_the_parts_of_a_return_are_finished_before_another_begins() -> None:
    april = declaring("2026-04", date(2026, 5, 4))
    when(april, knowing(), GATHERED).then_refused(VatPeriodsInOrder)


# Periods


def test_a_quarter_is_declared_where_the_policy_says_so() -> None:
    when(declaring("2026-Q1"), quarterly()).then_says(
        occurred_on=date(2026, 3, 31), reference="CA3-2026-Q1"
    )


def test_quarters_may_begin_once_months_have_filled_one() -> None:
    since_april = quarterly(date(2026, 4, 1))
    second = declaring("2026-Q2", date(2026, 7, 10))
    when(second, since_april, DECLARED).then_says(occurred_on=date(2026, 6, 30))


REFUSED: list[tuple[list[Event], Any, Circumstances, type[Refusal]]] = [
    ([], declaring(day=date(2026, 3, 31)), CIRCUMSTANCES, VatPeriodNotOver),
    ([], declaring("2026-Q1"), CIRCUMSTANCES, WrongVatPeriodicity),
    ([], declaring(), quarterly(), WrongVatPeriodicity),
    ([DECLARED], declaring(), CIRCUMSTANCES, VatPeriodsInOrder),
    ([DECLARED], declaring("2026-05", date(2026, 6, 2)), CIRCUMSTANCES, VatPeriodsInOrder),
    ([DECLARED], declaring("2026-02"), CIRCUMSTANCES, VatPeriodsInOrder),
    (
        [],
        declaring(),
        knowing(("44571", "E001", "-1.00"), day=date(2026, 2, 28)),
        EarlierVatUndeclared,
    ),
    ([], paying(), CIRCUMSTANCES, VatNotDeclared),
    ([IN_CREDIT], paying(), CIRCUMSTANCES, NoVatToPay),
    ([DECLARED, PAID], paying(), CIRCUMSTANCES, VatAlreadyPaid),
    ([DECLARED], paying(day=date(2026, 3, 31)), CIRCUMSTANCES, PaidBeforeReturn),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_what_may_not_be_is_refused(
    before: list[Event], command: Any, circumstances: Circumstances, refusal: type[Refusal]
) -> None:
    when(command, circumstances, *before).then_refused(refusal)
