"""What a document owes to the structure is that of its day, its tier and its activity."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.activity.activity import ACTIVITY
from domain.activity.contribution_charges import ChargeMinimumContribution
from domain.activity.internal_sales import SellInternally
from domain.activity.sales import UndoPayment
from domain.circumstances import Circumstances
from domain.events.event import Event
from domain.events.expense_claims import ExpensesClaimed
from domain.events.sales import CreditNoteIssued, DepositInvoiceIssued, InvoiceIssued
from domain.money import ZERO, euros, rounded
from domain.period import FiscalYear
from domain.policies.contribution import (
    ContributionExemption,
    ContributionPolicy,
    Spared,
    Tier,
)
from domain.policies.presets import CONTRIBUTION_PRESETS
from domain.rulebook import Adopted, Dated
from tests.domain.cooperative_of_2026 import (
    MARCH,
    NEW_YEAR,
    OPENED,
    TODAY,
    YEAR,
    with_rules,
)
from tests.domain.specification import given
from tests.domain.test_expense_claims import claim
from tests.domain.test_sales import invoice, line, loss, note, payment

JULY = date(2026, 7, 1)
ASTROLABE = CONTRIBUTION_PRESETS["astrolabe"]
PAPER = {"type": "stationery", "gross": "60.00", "vat": "10.00"}


def policy(**fields: Any) -> ContributionPolicy:
    return ContributionPolicy.model_validate({"rate": "0.10"} | fields)


def under(
    *adopted: Dated[ContributionPolicy] | ContributionPolicy, **rules: Any
) -> Circumstances:
    dated = (it if isinstance(it, Dated) else Dated(NEW_YEAR, it) for it in adopted)
    return with_rules(contributions=tuple(dated), **rules)


def after(circumstances: Circumstances, *commands: Any) -> list[Any]:
    """The facts those commands make, in order; invoices are F1, F2 and so on."""
    facts: list[Event] = [OPENED]
    for rank, command in enumerate(commands, 1):
        decided = given(ACTIVITY, *facts).when(command, circumstances).decided()
        if isinstance(decided, InvoiceIssued | DepositInvoiceIssued | CreditNoteIssued):
            decided = decided.model_copy(update={"number": f"F{rank}"})
        facts.append(decided)
    return facts[1:]


def owed(events: Iterable[Any]) -> list[str]:
    """What each document was charged, or gave back."""
    return [str(_owed(event)) for event in events]


def _owed(event: Any) -> Decimal:
    back = event.contribution_credit if isinstance(event, ExpensesClaimed) else None
    if isinstance(event, CreditNoteIssued):
        back = event.contribution
    charged: Decimal = event.contribution if back is None else -back
    return charged


# Tiers


@pytest.mark.parametrize(
    ("before", "more", "charge"),
    [
        ("0.00", "90000.00", "9300.00"),
        ("39500.00", "1000.00", "105.00"),
        ("39000.00", "1000.00", "110.00"),
        ("40000.00", "1000.00", "100.00"),
        ("0.00", "80000.00", "8400.00"),
        ("79999.99", "0.02", "0.0019"),
        ("40500.00", "-1000.00", "-105.00"),
        ("0.00", "-100.00", "-11.00"),
    ],
)
def test_a_scale_takes_each_tier_at_its_rate(before: str, more: str, charge: str) -> None:
    assert ASTROLABE.charge(euros(before), euros(more)) == Decimal(charge)


cents = st.integers(0, 20_000_000).map(lambda it: Decimal(it).scaleb(-2))


@drawn(cents, st.lists(cents, max_size=6))
def test_in_parts_or_at_once_a_scale_takes_the_same(
    before: Decimal, parts: list[Decimal]
) -> None:
    reached, taken = before, ZERO
    for part in parts:
        taken += ASTROLABE.charge(reached, part)
        reached += part
    assert taken == ASTROLABE.charge(before, sum(parts, ZERO))
    assert ASTROLABE.charge(reached, before - reached) == -taken


def test_an_amount_may_be_free() -> None:
    free = policy(rate="0", tiers=[{"above": "5000.00", "rate": "0.10"}])
    facts = after(under(free), invoice(line("4900.00")), invoice(line("200.00")))
    assert owed(facts) == ["0.00", "10.00"]
    assert [str(it.contribution_rate) for it in facts] == ["0", "0.10"]


@pytest.mark.parametrize("bounds", [("10.00", "10.00"), ("20.00", "10.00")])
def test_tiers_ascend(bounds: tuple[str, str]) -> None:
    with pytest.raises(ValidationError):
        policy(tiers=[{"above": it, "rate": "0.05"} for it in bounds])


def test_credit_notes_lower_the_tier_and_give_back_what_their_invoice_was_charged() -> None:
    facts = after(
        under(ASTROLABE),
        invoice(line("39500.00")),
        invoice(line("1000.00")),
        note(line("500.00"), invoice="F2"),
        note(line("500.00"), invoice="F2"),
        invoice(line("500.00"), occurred_on=TODAY),
    )
    assert owed(facts) == ["4345.00", "105.00", "-52.50", "-52.50", "55.00"]


def test_each_fiscal_year_begins_at_the_first_tier() -> None:
    low = policy(tiers=(Tier(above="100.00", rate="0.01"),))
    years = (YEAR, FiscalYear(first=date(2027, 1, 1), last=date(2027, 12, 31)))
    next_year = date(2027, 1, 1)
    facts = after(
        under(low, years=years),
        invoice(line("200.00")),
        invoice(line("200.00"), occurred_on=next_year),
        # Late, and of the year before: it bears the rate that year had reached.
        invoice(line("100.00"), occurred_on=TODAY),
    )
    assert owed(facts) == ["11.00", "11.00", "1.00"]


YEARS = (YEAR, FiscalYear(first=date(2027, 1, 1), last=date(2027, 12, 31)))
EPIPHANY = date(2027, 1, 6)


def test_a_credit_note_lowers_the_year_of_its_invoice_alone() -> None:
    held = under(policy(credit_ahead=False), years=YEARS)
    credited = note(line("1000.00"), occurred_on=EPIPHANY)
    facts = after(held, invoice(), credited, invoice(occurred_on=EPIPHANY))
    assert owed(facts) == ["100.00", "-100.00", "100.00"]


def test_a_payment_undone_lowers_the_year_in_which_it_was_received() -> None:
    tiers = [{"above": "100.00", "rate": "0.01"}]
    received = under(policy(base="received", tiers=tiers, credit_ahead=False), years=YEARS)
    undone = UndoPayment(occurred_on=EPIPHANY, invoice="F1", payment="R1")
    again = payment("1200.00", "R2", EPIPHANY)
    facts = after(received, invoice(), payment("1200.00"), undone, again)
    assert [str(it.contribution) for it in facts[1:]] == ["19.00", "19.00", "19.00"]


def test_a_credit_note_takes_first_what_was_received_last() -> None:
    tiers = [{"above": "400.00", "rate": "0.01"}]
    received = under(policy(base="received", tiers=tiers), years=YEARS)
    facts = after(
        received,
        invoice(),
        payment("600.00"),
        payment("600.00", "R2", EPIPHANY),
        note(line("600.00"), occurred_on=EPIPHANY),
        # 400.00 is left of 2026, nothing of 2027.
        invoice(line("500.00"), occurred_on=EPIPHANY),
        payment("600.00", "R5", EPIPHANY).model_copy(update={"invoice": "F5"}),
        invoice(line("100.00"), occurred_on=TODAY),
        payment("120.00", "R7", TODAY).model_copy(update={"invoice": "F7"}),
    )
    assert owed(facts[5::2]) == ["41.00", "1.00"]


# Terms of a day


def test_a_change_on_1_july_leaves_june_alone_on_every_replay() -> None:
    changed = under(policy(), Dated(JULY, policy(rate="0.11")))
    june = date(2026, 6, 30)
    commands = (
        invoice(occurred_on=june),
        invoice(occurred_on=JULY),
        # A late document, and a credit note of July on an invoice of June.
        invoice(occurred_on=june),
        note(line("100.00"), invoice="F1", occurred_on=JULY),
    )
    assert owed(after(changed, *commands)) == ["100.00", "110.00", "100.00", "-10.00"]
    assert after(changed, *commands) == after(changed, *commands)
    assert owed(after(under(policy()), *commands[:1])) == ["100.00"]


def test_an_activity_may_have_a_contribution_of_its_own() -> None:
    own = Dated(NEW_YEAR, policy(rate="0.05"), "E001")
    other = Dated(NEW_YEAR, policy(rate="0.03"), "E002")
    everyone = Dated(JULY, policy(rate="0.12"))
    facts = after(under(own, other, everyone), invoice(), invoice(occurred_on=JULY))
    assert owed(facts) == ["50.00", "50.00"]
    assert owed(after(under(other, everyone), invoice(), invoice(occurred_on=JULY))) == [
        "0.00",
        "120.00",
    ]


def exempted(*spared: Spared, since: date = NEW_YEAR) -> Adopted:
    return Adopted(since, "E001", ContributionExemption(spared=spared))


def test_an_activity_may_be_exempted_for_a_time() -> None:
    spared = (exempted("rate"), exempted(since=JULY))
    facts = after(under(ASTROLABE, policies=spared), invoice(), invoice(occurred_on=JULY))
    assert owed(facts) == ["0.00", "110.00"]


def test_what_is_spared_is_spared_and_no_more() -> None:
    whole = policy(monthly_fee="30.00", minimum_cape="12.00", minimum_cesa="24.00")
    assert whole.without(()) == whole
    assert whole.without(("fee",)) == whole.model_copy(update={"monthly_fee": ZERO})
    assert whole.without(("rate",)).charge(ZERO, euros("100.00")) == 0
    minimum = whole.without(("minimum",))
    assert (minimum.minimum("cape"), minimum.minimum("cesa")) == (ZERO, ZERO)
    assert minimum.monthly_fee == euros("30.00")


# What is received


RECEIVED = under(policy(base="received"))


def test_what_is_received_owes_with_each_payment_on_its_net() -> None:
    facts = after(RECEIVED, invoice(), payment("700.00"), payment("500.00", "R2"))
    assert owed(facts) == ["0.00", "58.33", "41.67"]
    assert [str(it.contribution_base) for it in facts[1:]] == ["583.33", "416.67"]
    given(ACTIVITY, OPENED, facts[0]).when(payment("600.00"), RECEIVED).then_books(
        "BQ R1 512 E001 600.00 0.00",
        "BQ R1 411 E001 0.00 600.00",
        "OD R1/TVA 4458 E001 100.00 0.00",
        "OD R1/TVA 44571 E001 0.00 100.00",
        "CI R1/C 186 E001 50.00 0.00",
        "CI R1/C 181 E001 0.00 50.00",
        "CI R1/C 181 COOP 50.00 0.00",
        "CI R1/C 187 COOP 0.00 50.00",
    )


def test_a_credit_note_takes_first_what_was_not_received() -> None:
    facts = after(
        RECEIVED,
        invoice(),
        payment("600.00"),
        note(line("200.00")),
        payment("360.00", "R2"),
    )
    assert owed(facts) == ["0.00", "50.00", "0.00", "30.00"]
    assert sum((it.contribution_base for it in (facts[1], facts[3])), ZERO) == euros("800.00")


def test_what_is_received_bears_the_tier_of_its_year_and_the_terms_of_its_invoice() -> None:
    tiers = [{"above": "100.00", "rate": "0.01"}]
    changed = under(policy(base="received", tiers=tiers), Dated(JULY, policy(rate="0.50")))
    facts = after(changed, invoice(), payment("240.00", day=JULY))
    assert owed(facts) == ["0.00", "11.00"]


# Expenses


def test_expenses_before_any_turnover_give_back_and_the_next_sale_bears_it_all() -> None:
    facts = after(under(policy()), claim(PAPER), invoice(line("100.00")))
    assert owed(facts) == ["-5.00", "10.00"]


def test_a_cooperative_may_hold_expenses_against_the_turnover_of_the_year() -> None:
    held = under(policy(credit_ahead=False))
    facts = after(
        held,
        claim(PAPER),
        invoice(line("30.00")),
        invoice(line("70.00")),
        claim(PAPER, reference="NDF-2"),
        claim(PAPER, reference="NDF-3"),
    )
    assert owed(facts) == ["0.00", "0.00", "5.00", "-5.00", "0.00"]


@drawn(st.lists(st.tuples(st.booleans(), st.integers(1, 50_000)), max_size=8))
def test_held_expenses_never_give_back_more_than_was_charged(
    documents: list[tuple[bool, int]],
) -> None:
    held, before, charged = policy(credit_ahead=False), ZERO, ZERO
    for sold, amount in documents:
        more = Decimal(amount if sold else -amount).scaleb(-2)
        charged += held.charge(before, more)
        before += more
        assert charged == max(ZERO, before) * held.rate
        assert rounded(charged) >= 0


# Losses and internal sales


def test_a_loss_gives_nothing_back_unless_the_cooperative_chose_it() -> None:
    commands = (invoice(), payment("600.00"), loss())
    assert owed(after(under(policy()), *commands)) == ["100.00", "0.00", "0.00"]
    generous = under(policy(back_on_losses=True), Dated(JULY, policy()))
    facts = after(generous, *commands)
    assert (facts[2].contribution_base, facts[2].contribution) == (
        euros("500.00"),
        euros("50.00"),
    )
    given(ACTIVITY, OPENED, *facts[:2]).when(loss(), generous).then_books(
        "OD IRR-1 6541 E001 500.00 0.00",
        "OD IRR-1 4458 E001 100.00 0.00",
        "OD IRR-1 411 E001 0.00 600.00",
        "CI IRR-1/C 181 E001 50.00 0.00",
        "CI IRR-1/C 186 E001 0.00 50.00",
        "CI IRR-1/C 187 COOP 50.00 0.00",
        "CI IRR-1/C 181 COOP 0.00 50.00",
    )


def test_a_loss_lowers_the_tier_that_is_reached() -> None:
    generous = policy(back_on_losses=True, tiers=[{"above": "1000.00", "rate": "0.01"}])
    facts = after(under(generous), invoice(), loss(MARCH), invoice(line("200.00")))
    assert owed(facts[::2]) == ["100.00", "20.00"]


def test_what_was_never_received_has_nothing_to_give_back() -> None:
    received = under(policy(base="received", back_on_losses=True))
    facts = after(received, invoice(), payment("600.00"), loss())
    assert facts[2].contribution == ZERO


def test_internal_sales_owe_nothing_unless_the_cooperative_chose_it() -> None:
    sale = SellInternally(occurred_on=MARCH, buyer="E002", reference="FI-1", amount="300.00")
    given(ACTIVITY, OPENED).when(sale, under(policy())).then_says(contribution=ZERO)
    reduced = under(policy(internal_rate="0.03"))
    given(ACTIVITY, OPENED).when(sale, reduced).then_books(
        "CI FI-1 186 E002 300.00 0.00",
        "CI FI-1 181 E002 0.00 300.00",
        "CI FI-1 181 E001 300.00 0.00",
        "CI FI-1 187 E001 0.00 300.00",
        "CI FI-1/C 186 E001 9.00 0.00",
        "CI FI-1/C 181 E001 0.00 9.00",
        "CI FI-1/C 181 COOP 9.00 0.00",
        "CI FI-1/C 187 COOP 0.00 9.00",
    )
    scale = under(policy(internal_rate="0.03", minimum_cesa="20.00"))
    year = ChargeMinimumContribution(occurred_on=TODAY, fiscal_year=NEW_YEAR)
    (_, topped_up) = after(scale, sale, year)
    assert topped_up.amount == euros("11.00")


def test_expenses_lower_a_margin_and_nothing_at_once() -> None:
    margin = under(policy(base="margin"))
    facts = after(margin, invoice(), claim(PAPER), note(line("100.00")))
    assert owed(facts) == ["0.00", "0.00", "0.00"]
    assert (facts[1].contribution_basis, facts[1].lowers_base) == ("margin", euros("50.00"))
