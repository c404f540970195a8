"""What will never be paid is a loss net of its VAT, once."""

from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.sales import BeforeInvoice, NothingDue, UnknownInvoice, WriteOffInvoice
from domain.events.sales import InvoiceWrittenOff
from domain.period import FiscalYear
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    with_rules,
)
from tests.domain.specification import given
from tests.domain.test_sales import after, issued, line, loss, payment


def test_on_receipts_the_vat_that_waits_is_lost_with_the_rest() -> None:
    facts = after(payment("700.00"))
    given(ACTIVITY, *facts).when(loss(), CIRCUMSTANCES).then_books(
        "OD IRR-1 6541 E001 416.67 0.00",
        "OD IRR-1 4458 E001 83.33 0.00",
        "OD IRR-1 411 E001 0.00 500.00",
    )


TWO_YEARS = (
    CIRCUMSTANCES.rulebook.years[0],
    FiscalYear(first=date(2027, 1, 1), last=date(2027, 12, 31)),
)


@pytest.mark.parametrize(
    ("day", "closed"), [(date(2027, 1, 1), None), (date(2026, 12, 31), "2026-12")]
)
def test_a_loss_that_counts_in_a_later_year_than_its_invoice_says_so(
    day: date, closed: str | None
) -> None:
    rules = with_rules(years=TWO_YEARS, closed_through=closed)
    outcome = given(ACTIVITY, *after()).when(loss(day), rules)
    outcome.then_says(of_prior_year=True)
    outcome.then_books(
        "OD IRR-1 6544 E001 1000.00 0.00",
        "OD IRR-1 4458 E001 200.00 0.00",
        "OD IRR-1 411 E001 0.00 1200.00",
    )


def test_what_remains_after_drops_is_never_less_than_its_vat() -> None:
    many = issued(
        line("0.05"), line("0.05", "0.10"), line("0.10", "0.055"), line("0.24", "0.021")
    )
    drops = [
        payment(amount, f"R{rank}")
        for rank, amount in enumerate(["0.20", "0.13", "0.07", "0.03", "0.02"])
    ]
    *_, lost = after(*drops, loss(), start=many)
    assert isinstance(lost, InvoiceWrittenOff)
    assert (str(lost.amount), lost.net >= 0) == ("0.03", True)


LOSSES_REFUSED: list[tuple[list[Any], WriteOffInvoice, type[Refusal]]] = [
    ([], loss(number="F2"), UnknownInvoice),
    ([], loss(date(2026, 3, 9)), BeforeInvoice),
    ([loss()], loss(), NothingDue),
    ([payment("1200.00")], loss(), NothingDue),
]


@pytest.mark.parametrize(("before", "command", "refusal"), LOSSES_REFUSED)
def test_a_loss_is_refused(
    before: list[Any], command: WriteOffInvoice, refusal: type[Refusal]
) -> None:
    given(ACTIVITY, *after(*before)).when(command, CIRCUMSTANCES).then_refused(refusal)
