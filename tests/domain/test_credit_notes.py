"""A credit note takes back what its invoice bears, and leaves no VAT behind."""

from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.sale_lines import NothingInvoiced, UnknownVatRate
from domain.activity.sales import (
    BeforeInvoice,
    CreditExceedsDue,
    IssueCreditNote,
    RateNotOnInvoice,
    UnknownInvoice,
)
from domain.money import euros
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    OPENED,
)
from tests.domain.specification import given
from tests.domain.test_sales import after, issued, line, note, payment


def test_a_credit_note_takes_back_every_rate_and_its_contribution() -> None:
    mixed = issued(line("100.00"), line("100.00", "0.055", nature="goods"))
    command = note(line("30.00"), line("10.01", "0.055", nature="goods"))
    given(ACTIVITY, OPENED, mixed).when(command, CIRCUMSTANCES).then_books(
        "VT 0 706 E001 30.00 0.00",
        "VT 0 707 E001 10.01 0.00",
        "VT 0 44571 E001 0.55 0.00",
        "VT 0 4458 E001 6.00 0.00",
        "VT 0 411 E001 0.00 46.56",
        "CI 0/C 181 E001 4.00 0.00",
        "CI 0/C 186 E001 0.00 4.00",
        "CI 0/C 187 COOP 4.00 0.00",
        "CI 0/C 181 COOP 0.00 4.00",
    )


def test_the_contribution_given_back_is_never_above_the_one_taken() -> None:
    small = issued(line("0.10"))
    notes = [note(line("0.05")), note(line("0.05"))]
    facts = after(*notes, start=small)
    assert [str(it.contribution) for it in facts[2:]] == ["0.01", "0.00"]  # type: ignore[attr-defined]  # Credit notes.


def test_a_credit_note_that_settles_releases_the_vat_of_what_was_received() -> None:
    drops = [payment("0.02", f"R{rank}") for rank in range(15)]
    facts = after(*drops, start=issued(line("100.00")))
    given(ACTIVITY, *facts).when(note(line("99.75")), CIRCUMSTANCES).then_books(
        "VT 0 706 E001 99.75 0.00",
        "VT 0 4458 E001 19.95 0.00",
        "VT 0 411 E001 0.00 119.70",
        "CI 0/C 181 E001 9.98 0.00",
        "CI 0/C 186 E001 0.00 9.98",
        "CI 0/C 187 COOP 9.98 0.00",
        "CI 0/C 181 COOP 0.00 9.98",
        "OD 0/TVA 4458 E001 0.05 0.00",
        "OD 0/TVA 44571 E001 0.00 0.05",
    )


NOTES_REFUSED: list[tuple[list[Any], IssueCreditNote, type[Refusal]]] = [
    ([], note(line("1.00"), invoice="F2"), UnknownInvoice),
    ([], note(line("1.00"), occurred_on=date(2026, 3, 9)), BeforeInvoice),
    ([], note(line("1000.01")), CreditExceedsDue),
    ([], note(line("0.01", "0.10")), RateNotOnInvoice),
    ([], note(line("1.00", nature="goods")), RateNotOnInvoice),
    ([], note(line("1.00", "0.21")), UnknownVatRate),
    ([], note(line("0.00")), NothingInvoiced),
    ([payment("700.00")], note(line("416.68")), CreditExceedsDue),
    ([payment("1200.00")], note(line("0.01")), CreditExceedsDue),
    ([note(line("1000.00"))], note(line("1000.00")), CreditExceedsDue),
]


@pytest.mark.parametrize(("before", "command", "refusal"), NOTES_REFUSED)
def test_a_credit_note_is_refused(
    before: list[Any], command: IssueCreditNote, refusal: type[Refusal]
) -> None:
    given(ACTIVITY, *after(*before)).when(command, CIRCUMSTANCES).then_refused(refusal)


@pytest.mark.parametrize(
    "command", [note(line("101.00", "0.10")), note(line("10.23", "0.021"))]
)
def test_a_credit_note_takes_back_no_more_of_a_rate_than_the_invoice_bears(
    command: IssueCreditNote,
) -> None:
    mixed = issued(line("100.00"), line("100.00", "0.10"), line("10.00", "0.021"))
    outcome = given(ACTIVITY, OPENED, mixed).when(command, CIRCUMSTANCES)
    outcome.then_refused(RateNotOnInvoice)


def test_a_credit_note_that_would_leave_only_vat_is_refused() -> None:
    drops = [payment("0.02", f"R{rank}") for rank in range(15)]
    facts = after(*drops, start=issued(line("100.00")))
    outcome = given(ACTIVITY, *facts).when(note(line("99.74")), CIRCUMSTANCES)
    outcome.then_refused(CreditExceedsDue)


def test_a_credit_note_may_take_back_all_of_an_invoice() -> None:
    outcome = given(ACTIVITY, *after()).when(note(line("1000.00")), CIRCUMSTANCES)
    outcome.then_says(contribution=euros("100.00"), released=())
