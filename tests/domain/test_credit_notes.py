"""A credit note takes back what its invoice bears, and leaves no VAT behind."""

from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.sale_lines import NothingInvoiced, UnknownVatRate
from domain.activity.sales import (
    BeforeInvoice,
    IssueCreditNote,
    NothingDue,
    RateNotOnInvoice,
    RefundAlreadyRecorded,
    RefundCustomer,
    RefundExceedsOwed,
    UnknownInvoice,
)
from domain.events.sales import PaymentReceived
from domain.events.vat import VatPart
from domain.money import ZERO, euros
from domain.policies.account_roles import AccountRoles
from domain.refusal import Refusal
from domain.rulebook import Dated
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    OPENED,
    with_rules,
)
from tests.domain.specification import given
from tests.domain.test_sales import JULY, after, issued, line, note, payment

FREE = issued().model_copy(update={"contribution": ZERO})


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
    ([], note(line("1000.01")), RateNotOnInvoice),
    ([], note(line("0.01", "0.10")), RateNotOnInvoice),
    ([], note(line("1.00", nature="goods")), RateNotOnInvoice),
    ([], note(line("1.00", "0.21")), UnknownVatRate),
    ([], note(line("0.00")), NothingInvoiced),
    ([note(line("1000.00"))], note(line("0.01")), RateNotOnInvoice),
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


def test_a_credit_note_may_leave_only_vat_to_be_paid() -> None:
    drops = [payment("0.02", f"R{rank}") for rank in range(15)]
    facts = after(*drops, note(line("99.74")), start=issued(line("100.00")))
    given(ACTIVITY, *facts).when(payment("0.01", "R15"), CIRCUMSTANCES).then_books(
        "BQ R15 512 E001 0.01 0.00",
        "BQ R15 411 E001 0.00 0.01",
        "OD R15/TVA 4458 E001 0.01 0.00",
        "OD R15/TVA 44571 E001 0.00 0.01",
    )


def test_a_credit_note_may_take_back_all_of_an_invoice() -> None:
    outcome = given(ACTIVITY, *after()).when(note(line("1000.00")), CIRCUMSTANCES)
    outcome.then_says(contribution=euros("100.00"), released=())


# What was paid


def refund(amount: str, reference: str = "RB1") -> RefundCustomer:
    return RefundCustomer(occurred_on=JULY, invoice="F1", reference=reference, amount=amount)


BARE = with_rules(contributions=())


def test_what_waits_for_a_payment_is_taken_before_what_was_collected() -> None:
    facts = after(payment("700.00"), start=FREE)
    given(ACTIVITY, *facts).when(note(line("600.00")), BARE).then_books(
        "VT 0 706 E001 600.00 0.00",
        "VT 0 44571 E001 36.67 0.00",
        "VT 0 4458 E001 83.33 0.00",
        "VT 0 411 E001 0.00 720.00",
    )


def test_a_paid_invoice_credited_is_owed_to_the_customer_and_refunded_once() -> None:
    facts = after(payment("1200.00"), note(line("200.00")), start=FREE)
    given(ACTIVITY, *facts).when(refund("240.00"), CIRCUMSTANCES).then_books(
        "BQ RB1 411 E001 240.00 0.00", "BQ RB1 512 E001 0.00 240.00"
    )
    given(ACTIVITY, *facts).when(refund("240.01"), CIRCUMSTANCES).then_refused(
        RefundExceedsOwed
    )
    facts = after(payment("1200.00"), note(line("200.00")), refund("100.00"), start=FREE)
    past = given(ACTIVITY, *facts)
    past.when(refund("100.00"), CIRCUMSTANCES).then_refused(RefundAlreadyRecorded)
    past.when(refund("140.01", "RB2"), CIRCUMSTANCES).then_refused(RefundExceedsOwed)
    past.when(payment("0.01", "R2"), CIRCUMSTANCES).then_refused(NothingDue)


def test_nothing_is_refunded_on_an_invoice_that_is_due() -> None:
    given(ACTIVITY, *after()).when(refund("0.01"), CIRCUMSTANCES).then_refused(
        RefundExceedsOwed
    )


def test_what_was_paid_on_the_part_credited_pays_the_other_rates() -> None:
    mixed = issued(line("100.00"), line("100.00", "0.10")).model_copy(
        update={"contribution": ZERO}
    )
    facts = after(payment("115.00"), start=mixed)
    given(ACTIVITY, *facts).when(note(line("100.00")), BARE).then_books(
        "VT 0 706 E001 100.00 0.00",
        "VT 0 44571 E001 10.00 0.00",
        "VT 0 4458 E001 10.00 0.00",
        "VT 0 411 E001 0.00 120.00",
        "OD 0/TVA 4458 E001 5.00 0.00",
        "OD 0/TVA 44571 E001 0.00 5.00",
    )


def test_the_last_of_a_base_takes_back_the_last_of_its_vat() -> None:
    fifths = [note(line("0.02")) for _ in range(4)]
    facts = after(*fifths, start=issued(line("0.10")))
    assert [sum(it.amount for it in fact.vat) for fact in facts[2:]] == [ZERO] * 4  # type: ignore[attr-defined]  # Credit notes.
    outcome = given(ACTIVITY, *facts).when(note(line("0.02")), BARE)
    outcome.then_says(gross=euros("0.04"))


def test_a_credit_note_is_at_the_accounts_and_rates_of_its_invoice() -> None:
    own = issued(line("100.00", account="7083")).model_copy(update={"contribution": ZERO})
    roles = AccountRoles(customers="4111", services_sold="7061", vat_collected_waiting="44587")
    changed = with_rules(roles=(Dated(JULY, roles),))
    given(ACTIVITY, OPENED, own).when(note(line("100.00")), changed).then_books(
        "VT 0 7083 E001 100.00 0.00",
        "VT 0 4458 E001 20.00 0.00",
        "VT 0 411 E001 0.00 120.00",
    )


def test_a_credit_note_recorded_before_bases_were_told_is_still_understood() -> None:
    facts = after(payment("700.00"), note(line("100.00")))
    old = [
        it.model_copy(update={"vat": tuple(_without_base(part) for part in it.vat)})
        if isinstance(it, PaymentReceived)
        else it
        for it in facts
    ]
    asked = payment("380.00", "R2")
    new = given(ACTIVITY, *facts).when(asked, CIRCUMSTANCES).decided()
    given(ACTIVITY, *old).when(asked, CIRCUMSTANCES).then(new)


def _without_base(part: VatPart) -> VatPart:
    return part.model_copy(update={"base": None})
