"""A customer may retain a part of the price of works until a year after accepting them."""

from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.sales import (
    AcceptWorks,
    NothingDue,
    NothingRetained,
    PaymentExceedsDue,
    ReceiveRetention,
    RetentionAboveLimit,
    RetentionExceeded,
    RetentionWithoutWorks,
    UndoPayment,
    UnknownInvoice,
    WorksAlreadyAccepted,
)
from domain.events.event import Event
from domain.money import euros
from domain.policies.account_roles import AccountRoles
from domain.refusal import Refusal
from domain.rulebook import Dated
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, OPENED, TODAY, with_rules
from tests.domain.specification import given
from tests.domain.test_sales import JULY, after, invoice, issued, line, loss, note, payment

WORKS = line("2000.00", nature="works")
RETAINED = issued(WORKS, retention_rate="0.05")


def acceptance(day: date = JULY, number: str = "F1") -> AcceptWorks:
    return AcceptWorks(occurred_on=day, invoice=number)


def rest(amount: str = "120.00", reference: str = "RG1") -> ReceiveRetention:
    return ReceiveRetention(occurred_on=TODAY, invoice="F1", reference=reference, amount=amount)


def accepted() -> Event:
    return after(acceptance(), start=RETAINED)[-1]


def test_what_is_retained_is_rounded_to_the_cent_of_what_is_claimed() -> None:
    odd = invoice(line("33.33", "0.055", nature="works"), retention_rate="0.03")
    given(ACTIVITY, OPENED).when(odd, CIRCUMSTANCES).then_says(
        gross=euros("35.16"), retained=euros("1.05")
    )


@pytest.mark.parametrize(
    ("accepted_on", "due_on"),
    [
        (date(2026, 1, 31), date(2027, 1, 31)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_it_is_due_a_year_after_acceptance_even_of_works_accepted_before_the_invoice(
    accepted_on: date, due_on: date
) -> None:
    outcome = given(ACTIVITY, OPENED, RETAINED).when(acceptance(accepted_on), CIRCUMSTANCES)
    outcome.then_says(retention_due_on=due_on)
    outcome.then_books()


def test_the_vat_of_the_retention_is_due_when_it_is_paid_whichever_comes_first() -> None:
    facts = after(rest("40.00"), start=RETAINED)
    given(ACTIVITY, *facts).when(payment("2280.00"), CIRCUMSTANCES).then_books(
        "BQ R1 512 E001 2280.00 0.00",
        "BQ R1 411 E001 0.00 2280.00",
        "OD R1/TVA 4458 E001 380.00 0.00",
        "OD R1/TVA 44571 E001 0.00 380.00",
    )
    facts = after(rest("40.00"), payment("2280.00"), start=RETAINED)
    given(ACTIVITY, *facts).when(rest("80.00", "RG2"), CIRCUMSTANCES).then_books(
        "BQ RG2 512 E001 80.00 0.00",
        "BQ RG2 4117 E001 0.00 80.00",
        "OD RG2/TVA 4458 E001 13.33 0.00",
        "OD RG2/TVA 44571 E001 0.00 13.33",
    )


def test_a_retention_leaves_the_accounts_it_stood_on() -> None:
    roles = AccountRoles(customer_retentions="4118", vat_collected_waiting="44587")
    changed = with_rules(roles=(Dated(TODAY, roles),))
    given(ACTIVITY, OPENED, RETAINED).when(rest(), changed).then_books(
        "BQ RG1 512 E001 120.00 0.00",
        "BQ RG1 4117 E001 0.00 120.00",
        "OD RG1/TVA 4458 E001 20.00 0.00",
        "OD RG1/TVA 44571 E001 0.00 20.00",
    )


def test_a_credit_note_takes_the_retention_after_what_is_due_now() -> None:
    facts = after(payment("2160.00"), start=RETAINED)
    small = note(line("100.00", nature="works"))
    given(ACTIVITY, *facts).when(small, CIRCUMSTANCES).then_says(retained=euros("0.00"))
    more = note(line("150.00", nature="works"))
    given(ACTIVITY, *facts).when(more, CIRCUMSTANCES).then_books(
        "VT 0 704 E001 150.00 0.00",
        "VT 0 4458 E001 30.00 0.00",
        "VT 0 411 E001 0.00 120.00",
        "VT 0 4117 E001 0.00 60.00",
        "CI 0/C 181 E001 15.00 0.00",
        "CI 0/C 186 E001 0.00 15.00",
        "CI 0/C 187 COOP 15.00 0.00",
        "CI 0/C 181 COOP 0.00 15.00",
    )


def test_a_retention_that_is_never_paid_is_lost_with_the_rest() -> None:
    facts = after(payment("2280.00"), start=RETAINED)
    given(ACTIVITY, *facts).when(loss(), CIRCUMSTANCES).then_books(
        "OD IRR-1 6541 E001 100.00 0.00",
        "OD IRR-1 4458 E001 20.00 0.00",
        "OD IRR-1 4117 E001 0.00 120.00",
    )


def test_a_retention_paid_wrongly_is_retained_again() -> None:
    undo = UndoPayment(occurred_on=TODAY, invoice="F1", payment="RG1")
    given(ACTIVITY, *after(rest(), start=RETAINED)).when(undo, CIRCUMSTANCES).then_books(
        "BQ RG1/X 4117 E001 120.00 0.00",
        "BQ RG1/X 512 E001 0.00 120.00",
        "OD RG1/X-TVA 44571 E001 20.00 0.00",
        "OD RG1/X-TVA 4458 E001 0.00 20.00",
    )
    facts = after(rest(), undo, start=RETAINED)
    given(ACTIVITY, *facts).when(rest(reference="RG2"), CIRCUMSTANCES).then_says(
        retained=euros("120.00")
    )


REFUSED: list[tuple[list[Any], Any, type[Refusal]]] = [
    ([], invoice(WORKS, retention_rate="0.051"), RetentionAboveLimit),
    ([], invoice(retention_rate="0.05"), RetentionWithoutWorks),
    ([], acceptance(number="F9"), UnknownInvoice),
    ([acceptance()], acceptance(), WorksAlreadyAccepted),
    ([rest()], acceptance(), NothingRetained),
    ([], rest("120.01"), RetentionExceeded),
    ([rest()], rest("0.01", "RG2"), RetentionExceeded),
    ([], payment("2280.01"), PaymentExceedsDue),
    ([payment("2280.00")], payment("120.00", "R2"), NothingDue),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_it_is_refused(before: list[Any], command: Any, refusal: type[Refusal]) -> None:
    facts = after(*before, start=RETAINED)
    given(ACTIVITY, *facts).when(command, CIRCUMSTANCES).then_refused(refusal)
