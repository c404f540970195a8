"""A debt becomes doubtful, is written down net of VAT, and is paid or lost in the end."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.sales import (
    AlreadyDoubtful,
    DepreciationExceedsNet,
    DoubtInvoice,
    NothingDue,
    UndoPayment,
)
from domain.money import euros
from domain.policies.account_roles import AccountRoles
from domain.refusal import Refusal
from domain.rulebook import Dated
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, TODAY, with_rules
from tests.domain.specification import given
from tests.domain.test_sales import JULY, after, issued, line, loss, note, payment

NEXT = date(2027, 3, 1)
YEAR = CIRCUMSTANCES.rulebook.years[0]
NEXT_YEAR = YEAR.model_copy(update={"first": date(2027, 1, 1), "last": date(2027, 12, 31)})
IN_2027 = replace(with_rules(years=(YEAR, NEXT_YEAR)), today=NEXT)


def doubt(depreciation: str = "500.00", reference: str = "D1", day: date = TODAY) -> Any:
    return DoubtInvoice(
        occurred_on=day, invoice="F1", reference=reference, depreciation=depreciation
    )


def test_a_doubtful_debt_stands_apart_and_is_written_down() -> None:
    given(ACTIVITY, *after(payment("600.00"))).when(doubt(), CIRCUMSTANCES).then_books(
        "OD D1 416 E001 600.00 0.00",
        "OD D1 411 E001 0.00 600.00",
        "OD D1/DEP 6817 E001 500.00 0.00",
        "OD D1/DEP 491 E001 0.00 500.00",
    )


def test_it_may_be_doubtful_without_being_written_down_yet() -> None:
    given(ACTIVITY, *after()).when(doubt("0.00"), CIRCUMSTANCES).then_books(
        "OD D1 416 E001 1200.00 0.00", "OD D1 411 E001 0.00 1200.00"
    )


@pytest.mark.parametrize(
    ("to", "lines"),
    [
        ("800.00", ["6817 E001 300.00 0.00", "491 E001 0.00 300.00"]),
        ("200.00", ["491 E001 300.00 0.00", "7817 E001 0.00 300.00"]),
    ],
)
def test_said_again_it_is_adjusted(to: str, lines: list[str]) -> None:
    outcome = given(ACTIVITY, *after(doubt())).when(doubt(to, "D2", NEXT), IN_2027)
    outcome.then_books(*(f"OD D2/DEP {line}" for line in lines))


def test_lost_the_next_year_on_receipts_the_vat_never_falls_due() -> None:
    given(ACTIVITY, *after(doubt())).when(loss(NEXT), IN_2027).then_books(
        "OD IRR-1 6544 E001 1000.00 0.00",
        "OD IRR-1 4458 E001 200.00 0.00",
        "OD IRR-1 416 E001 0.00 1200.00",
        "OD IRR-1/DEP 491 E001 500.00 0.00",
        "OD IRR-1/DEP 7817 E001 0.00 500.00",
    )


def test_lost_on_debits_the_vat_is_taken_back() -> None:
    facts = after(doubt(), start=issued(vat_on_debits=True))
    given(ACTIVITY, *facts).when(loss(NEXT), IN_2027).then_books(
        "OD IRR-1 6544 E001 1000.00 0.00",
        "OD IRR-1 44571 E001 200.00 0.00",
        "OD IRR-1 416 E001 0.00 1200.00",
        "OD IRR-1/DEP 491 E001 500.00 0.00",
        "OD IRR-1/DEP 7817 E001 0.00 500.00",
    )


def test_paid_after_all_its_depreciation_is_released() -> None:
    given(ACTIVITY, *after(doubt())).when(payment("1200.00", day=NEXT), IN_2027).then_books(
        "BQ R1 512 E001 1200.00 0.00",
        "BQ R1 416 E001 0.00 1200.00",
        "OD R1/TVA 4458 E001 200.00 0.00",
        "OD R1/TVA 44571 E001 0.00 200.00",
        "OD R1/DEP 491 E001 500.00 0.00",
        "OD R1/DEP 7817 E001 0.00 500.00",
    )


def test_paid_in_part_it_stays_written_down_by_no_more_than_what_may_be_lost() -> None:
    past = given(ACTIVITY, *after(doubt()))
    past.when(payment("600.00", day=NEXT), IN_2027).then_says(
        depreciation_released=euros("0.00")
    )
    past.when(payment("720.00", day=NEXT), IN_2027).then_says(
        depreciation_released=euros("100.00")
    )


def test_a_credit_note_above_what_is_doubtful_leaves_the_rest_to_the_customer() -> None:
    facts = after(payment("600.00"), doubt())
    back = note(line("600.00"), occurred_on=NEXT)
    given(ACTIVITY, *facts).when(back, IN_2027).then_books(
        "VT 0 706 E001 600.00 0.00",
        "VT 0 44571 E001 20.00 0.00",
        "VT 0 4458 E001 100.00 0.00",
        "VT 0 411 E001 0.00 120.00",
        "VT 0 416 E001 0.00 600.00",
        "CI 0/C 181 E001 60.00 0.00",
        "CI 0/C 186 E001 0.00 60.00",
        "CI 0/C 187 COOP 60.00 0.00",
        "CI 0/C 181 COOP 0.00 60.00",
        "OD 0/DEP 491 E001 500.00 0.00",
        "OD 0/DEP 7817 E001 0.00 500.00",
    )


def test_a_payment_undone_while_doubtful_is_doubtful_too() -> None:
    undo = UndoPayment(occurred_on=NEXT, invoice="F1", payment="R1")
    given(ACTIVITY, *after(payment("600.00"), doubt())).when(undo, IN_2027).then_books(
        "BQ R1/X 416 E001 600.00 0.00",
        "BQ R1/X 512 E001 0.00 600.00",
        "OD R1/X-TVA 44571 E001 100.00 0.00",
        "OD R1/X-TVA 4458 E001 0.00 100.00",
    )


def test_a_doubtful_debt_leaves_the_accounts_it_stood_on() -> None:
    roles = AccountRoles(doubtful_customers="4161", doubtful_depreciation="4911")
    changed = replace(IN_2027, rulebook=replace(IN_2027.rulebook, roles=(Dated(NEXT, roles),)))
    given(ACTIVITY, *after(doubt())).when(loss(NEXT), changed).then_books(
        "OD IRR-1 6544 E001 1000.00 0.00",
        "OD IRR-1 4458 E001 200.00 0.00",
        "OD IRR-1 416 E001 0.00 1200.00",
        "OD IRR-1/DEP 491 E001 500.00 0.00",
        "OD IRR-1/DEP 7817 E001 0.00 500.00",
    )


REFUSED: list[tuple[list[Any], Any, type[Refusal]]] = [
    ([], doubt("1000.01"), DepreciationExceedsNet),
    ([payment("600.00")], doubt("500.01"), DepreciationExceedsNet),
    ([doubt()], doubt(reference="D2"), AlreadyDoubtful),
    ([payment("1200.00")], doubt(), NothingDue),
    ([loss(JULY)], doubt(), NothingDue),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_it_is_refused(before: list[Any], command: Any, refusal: type[Refusal]) -> None:
    given(ACTIVITY, *after(*before)).when(command, CIRCUMSTANCES).then_refused(refusal)
