"""Months, years and advances are charged once, for what they owe and no more."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.contribution_charges import (
    ChargedBeforeItsEnd,
    ChargeMinimumContribution,
    ChargeMonthlyContribution,
    ContributionAlreadyCharged,
    NotAFiscalYear,
    NothingToCharge,
    PrepayContribution,
    ReleaseInternalRetention,
)
from domain.circumstances import Circumstances, Coverage, NotCovered
from domain.events.contribution import (
    ContributionCharged,
    ContributionPrepaid,
    MarginOfYear,
    MinimumContributionCharged,
)
from domain.events.purchases import (
    PurchaseLine,
    SupplierCreditNoteBooked,
    SupplierInvoiceBooked,
    SupplierInvoiceCorrected,
)
from domain.money import ZERO, AmountTooLarge, euros
from domain.policies.internal_retention import InternalRetentionPolicy
from domain.policies.levy import LevyPolicy
from domain.policies.presets import CONTRIBUTION_PRESETS
from domain.refusal import Refusal
from domain.rulebook import Adopted, Dated
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, NEW_YEAR, OPENED, TODAY
from tests.domain.specification import given
from tests.domain.test_contribution import (
    ASTROLABE,
    EPIPHANY,
    PAPER,
    YEARS,
    after,
    exempted,
    policy,
    under,
)
from tests.domain.test_expense_claims import claim
from tests.domain.test_sales import invoice, line, note, payment

JULY, APRIL = date(2026, 7, 1), date(2026, 4, 10)
COOPANAME = CONTRIBUTION_PRESETS["coopaname"]
MARGIN = under(COOPANAME)
MARGINS = under(policy(base="margin"), years=YEARS)
CAPE = Coverage("cape", NEW_YEAR, date(2026, 6, 15))
CESA = Coverage("cesa", date(2026, 6, 16), None)


def month(name: str, day: date = TODAY) -> ChargeMonthlyContribution:
    return ChargeMonthlyContribution(occurred_on=day, month=name)


def year(first: date = NEW_YEAR, day: date = TODAY) -> ChargeMinimumContribution:
    return ChargeMinimumContribution(occurred_on=day, fiscal_year=first)


def advance(day: date = MARCH) -> PrepayContribution:
    return PrepayContribution(occurred_on=day)


def bought(account: str, net: str, day: date = MARCH) -> SupplierInvoiceBooked:
    return SupplierInvoiceBooked(
        occurred_on=day,
        activity="E001",
        supplier="F0001",
        reference=f"FF-{account}",
        lines=(PurchaseLine(account=account, nature="goods", net=net),),
        vat_at_once=ZERO,
        vat_waiting=ZERO,
        gross=euros(net),
    )


def charged(circumstances: Circumstances, *commands: Any) -> list[str]:
    """What each command on contributions charged, the others being left out."""
    return [
        str(it.amount)
        for it in after(circumstances, *commands)
        if isinstance(
            it, ContributionCharged | ContributionPrepaid | MinimumContributionCharged
        )
    ]


# Months


def test_a_month_owes_on_its_margin_and_a_fee() -> None:
    facts = after(MARGIN, invoice(), claim(PAPER), note(line("150.00"), occurred_on=MARCH))
    past = given(ACTIVITY, OPENED, *facts, bought("6021", "100.00"), bought("6132", "70.00"))
    past.when(month("2026-03"), MARGIN).then(
        ContributionCharged(
            occurred_on=date(2026, 3, 31),
            activity="E001",
            reference="E001-2026-03",
            month="2026-03",
            turnover="850.00",
            costs="150.00",
            variable="94.50",
            fee="30.00",
            amount="124.50",
        )
    )


def test_what_a_purchase_was_corrected_to_is_what_counts() -> None:
    wrong = bought("604", "500.00")
    corrected = SupplierInvoiceCorrected(
        occurred_on=MARCH,
        activity="E001",
        supplier="F0001",
        invoice=wrong.reference,
        reference="EXT-1",
        correction="COR-1",
        entry="9.1",
        wrong_lines=wrong.lines,
        wrong_vat_at_once=ZERO,
        wrong_vat_waiting=ZERO,
        lines=(PurchaseLine(account="604", nature="goods", net="200.00"),),
        vat_at_once=ZERO,
        vat_waiting=ZERO,
        gross=euros("200.00"),
    )
    facts = after(MARGIN, invoice())
    outcome = given(ACTIVITY, OPENED, *facts, wrong, corrected).when(month("2026-03"), MARGIN)
    outcome.then_says(costs=euros("200.00"), variable=euros("108.00"))


def test_what_a_supplier_takes_back_lowers_the_costs_of_its_invoice() -> None:
    credited = SupplierCreditNoteBooked(
        occurred_on=APRIL,
        document_on=MARCH,
        activity="E001",
        supplier="F0001",
        invoice="FF-604",
        reference="SA-1",
        lines=(PurchaseLine(account="604", nature="goods", net="200.00"),),
        gross=euros("200.00"),
        waiting=(),
        taken_back=(),
        released=(),
    )
    facts = (*after(MARGIN, invoice()), bought("604", "500.00"), credited)
    outcome = given(ACTIVITY, OPENED, *facts).when(month("2026-03"), MARGIN)
    outcome.then_says(costs=euros("300.00"), variable=euros("94.50"))


@pytest.mark.parametrize("credited_on", [APRIL, JULY, EPIPHANY])
def test_a_credit_note_lowers_the_margin_of_its_invoice(credited_on: date) -> None:
    changed = under(policy(base="margin"), Dated(JULY, policy()), years=YEARS)
    cancelled = note(line("1000.00"), occurred_on=credited_on)
    amounts = charged(
        changed, invoice(), month("2026-03"), cancelled, month("2027-01", date(2027, 1, 31))
    )
    assert amounts == ["100.00", "-100.00"]


def test_a_bad_month_gives_back_what_good_ones_paid_and_never_more() -> None:
    free = under(policy(base="margin"))
    sold = after(free, invoice(), month("2026-03"))
    spent = [*sold, bought("604", "600.00", APRIL)]
    back = given(ACTIVITY, OPENED, *spent).when(month("2026-04"), free)
    back.then_says(variable=euros("-60.00"), amount=euros("-60.00"))
    back.then_books(
        "CI E001-2026-04 181 E001 60.00 0.00",
        "CI E001-2026-04 186 E001 0.00 60.00",
        "CI E001-2026-04 187 COOP 60.00 0.00",
        "CI E001-2026-04 181 COOP 0.00 60.00",
    )
    worse = [*sold, bought("604", "9000.00", APRIL)]
    given(ACTIVITY, OPENED, *worse).when(month("2026-04"), free).then_says(
        amount=euros("-100.00")
    )


def test_a_late_document_is_charged_with_the_next_month_at_the_terms_of_its_own() -> None:
    changed = under(policy(base="margin"), Dated(JULY, policy(base="margin", rate="0.20")))
    june = date(2026, 6, 10)
    amounts = charged(
        changed,
        invoice(occurred_on=june),
        month("2026-06"),
        invoice(line("500.00"), occurred_on=JULY),
        invoice(line("100.00"), occurred_on=june),
        month("2026-07"),
    )
    assert amounts == ["100.00", "110.00"]


def test_a_month_charged_after_a_later_one_owes_its_fee_and_what_came_late() -> None:
    amounts = charged(
        MARGIN,
        invoice(),
        month("2026-04"),
        invoice(line("100.00")),
        month("2026-03"),
    )
    assert amounts == ["165.00", "43.50"]


def test_a_margin_bears_the_tiers_of_its_fiscal_year() -> None:
    scale = policy(base="margin", tiers=[{"above": "1000.00", "rate": "0.05"}])
    july = invoice(line("500.00"), occurred_on=JULY)
    amounts = charged(under(scale), invoice(), month("2026-03"), july, month("2026-07"))
    assert amounts == ["100.00", "25.00"]


def test_a_fee_is_owed_whatever_bears_the_rate_and_while_a_contract_covers() -> None:
    fee = under(policy(monthly_fee="12.50"))
    assert charged(fee, invoice(), month("2026-03"), month("2026-04")) == ["12.50", "12.50"]
    until_june = replace(fee, coverage=(CAPE,))
    assert charged(until_june, month("2026-06")) == ["12.50"]
    given(ACTIVITY, OPENED).when(month("2026-07"), until_june).then_refused(NothingToCharge)


def test_who_is_spared_the_fee_owes_on_the_margin_alone() -> None:
    spared = under(COOPANAME, policies=(exempted("fee"), exempted(since=JULY)))
    july = invoice(occurred_on=JULY)
    amounts = charged(spared, invoice(), month("2026-03"), july, month("2026-07"))
    assert amounts == ["135.00", "165.00"]


# The minimum of a year


def test_a_year_is_topped_up_to_its_minimum() -> None:
    facts = after(under(ASTROLABE), invoice(line("15000.00")))
    given(ACTIVITY, OPENED, *facts).when(year(), under(ASTROLABE)).then(
        MinimumContributionCharged(
            occurred_on=TODAY,
            activity="E001",
            reference="E001-2026-12-MIN",
            first=NEW_YEAR,
            last=TODAY,
            minimum="2160.00",
            charged="1650.00",
            prepaid="0.00",
            amount="510.00",
        )
    )


def test_a_minimum_counts_the_months_of_each_contract_and_of_each_policy() -> None:
    both = replace(under(ASTROLABE), coverage=(CAPE, CESA))
    # Five months of a CAPE, seven in which a CESA holds.
    assert charged(both, year()) == ["1760.00"]
    until_june = replace(under(ASTROLABE), coverage=(CAPE,))
    assert charged(until_june, year()) == ["600.00"]
    doubled = ASTROLABE.model_copy(update={"minimum_cesa": euros("4320.00")})
    assert charged(under(ASTROLABE, Dated(JULY, doubled)), year()) == ["3240.00"]
    spared = under(ASTROLABE, policies=(exempted("minimum", since=JULY),))
    assert charged(spared, year()) == ["1080.00"]


def test_contribution_given_back_ahead_of_turnover_is_settled_with_the_year() -> None:
    assert charged(under(policy()), claim(PAPER), year()) == ["5.00"]


def test_a_year_owes_its_minimum_whatever_comes_of_other_years() -> None:
    years = under(policy(), years=YEARS)
    cancelled = note(line("1000.00"), occurred_on=EPIPHANY)
    facts = after(years, invoice(), cancelled)
    next_year = year(date(2027, 1, 1), date(2027, 12, 31))
    given(ACTIVITY, OPENED, *facts).when(next_year, years).then_refused(NothingToCharge)


def test_a_year_s_minimum_leaves_out_the_margins_of_other_years() -> None:
    facts = margins_of_two_years()
    assert facts[-1].other_years == (MarginOfYear(first=NEW_YEAR, amount="-100.00"),)
    assert (facts[-1].variable, facts[-1].amount) == (euros("-60.00"), euros("-60.00"))
    past = given(ACTIVITY, OPENED, *facts)
    for first, last in ((NEW_YEAR, TODAY), (date(2027, 1, 1), date(2027, 12, 31))):
        past.when(year(first, last), MARGINS).then_refused(NothingToCharge)


def margins_of_two_years() -> list[Any]:
    """A sale of a year is cancelled in the next one, which has a sale of its own."""
    return after(
        MARGINS,
        invoice(),
        month("2026-03"),
        note(line("1000.00"), occurred_on=EPIPHANY),
        invoice(line("400.00"), occurred_on=EPIPHANY),
        month("2027-01", date(2027, 1, 31)),
    )


def test_a_year_topped_up_is_settled_again_with_what_came_late() -> None:
    scale = under(policy(minimum_cesa="1200.00"))
    late = invoice(line("1000.00"))
    commands = (invoice(line("5000.00")), year(), late, year())
    assert charged(scale, *commands) == ["700.00", "-100.00"]
    facts = after(scale, *commands)
    assert (facts[3].reference, facts[3].charged) == ("E001-2026-12-MIN-2", euros("1300.00"))
    refused = given(ACTIVITY, OPENED, *facts).when(year(), scale)
    refused.then_refused(ContributionAlreadyCharged)
    more = (*commands, note(line("1000.00"), invoice="F3"), year())
    assert charged(scale, *more) == ["700.00", "-100.00", "100.00"]
    beyond = (*commands, invoice(line("9000.00")), year())
    assert charged(scale, *beyond) == ["700.00", "-100.00", "-600.00"]


def test_an_advance_is_six_months_of_the_minimum_and_settled_with_the_year() -> None:
    scale = under(ASTROLABE)
    assert charged(replace(scale, coverage=(CAPE,)), advance()) == ["600.00"]
    assert charged(scale, advance(), year()) == ["1080.00", "1080.00"]
    assert charged(scale, advance(), invoice(line("15000.00")), year()) == [
        "1080.00",
        "-570.00",
    ]
    assert charged(scale, advance(), invoice(line("50000.00")), year()) == [
        "1080.00",
        "-1080.00",
    ]
    given(ACTIVITY, OPENED).when(advance(), scale).then_books(
        "CI E001-2026-03-AV 186 E001 1080.00 0.00",
        "CI E001-2026-03-AV 181 E001 0.00 1080.00",
        "CI E001-2026-03-AV 181 COOP 1080.00 0.00",
        "CI E001-2026-03-AV 187 COOP 0.00 1080.00",
    )


# Refusals

HUGE = policy(monthly_fee="999999999.99", base="margin", minimum_cesa="9999999999.00")
REFUSED: list[tuple[list[Any], Any, Circumstances, type[Refusal]]] = [
    ([], month("2026-03", date(2026, 3, 30)), MARGIN, ChargedBeforeItsEnd),
    ([month("2026-03")], month("2026-03"), MARGIN, ContributionAlreadyCharged),
    ([], month("2026-03"), CIRCUMSTANCES, NothingToCharge),
    ([], month("2026-03"), under(), NothingToCharge),
    ([invoice(line("99.00"))], month("2026-03"), under(HUGE), AmountTooLarge),
    ([], year(day=date(2026, 12, 30)), under(ASTROLABE), ChargedBeforeItsEnd),
    ([year()], year(), under(ASTROLABE), ContributionAlreadyCharged),
    ([], year(date(2026, 1, 2)), under(ASTROLABE), NotAFiscalYear),
    ([], year(), CIRCUMSTANCES, NothingToCharge),
    ([invoice(line("20000.00"))], year(), under(ASTROLABE), NothingToCharge),
    ([], year(), under(HUGE), AmountTooLarge),
    ([], advance(), MARGIN, NothingToCharge),
    ([], advance(), under(), NothingToCharge),
    ([advance()], advance(JULY), under(ASTROLABE), ContributionAlreadyCharged),
    ([], advance(), replace(under(ASTROLABE), coverage=()), NotCovered),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_a_charge_is_refused(
    before: list[Any], command: Any, circumstances: Circumstances, refusal: type[Refusal]
) -> None:
    facts = after(circumstances, *before)
    given(ACTIVITY, OPENED, *facts).when(command, circumstances).then_refused(refusal)


# One of each, with every field


def documents() -> list[Any]:
    """An invoice, its payment and its credit note with all there is to bear, and a claim."""
    rules = under(
        policy(base="received"),
        policies=(
            Adopted(NEW_YEAR, None, LevyPolicy(code="insurance", rate="0.0085")),
            Adopted(NEW_YEAR, None, InternalRetentionPolicy(rate="0.05")),
        ),
    )
    return after(rules, invoice(), payment("700.00"), note(line("100.00")), claim(PAPER))


def charges() -> list[Any]:
    """What is charged apart from documents, and a release."""
    scale = ASTROLABE.model_copy(update={"monthly_fee": euros("30.00")})
    rules = under(
        scale, policies=(Adopted(NEW_YEAR, None, InternalRetentionPolicy(rate="0.05")),)
    )
    release = ReleaseInternalRetention(occurred_on=JULY, invoice="F1", reference="LIB-1")
    charged_for = after(rules, invoice(), release, advance(), month("2026-03"), year())[1:]
    return [*charged_for, margins_of_two_years()[-1]]


def test_the_samples_bear_all_there_is_to_bear() -> None:
    issued, paid, credited, spent = documents()
    assert all((issued.levies, issued.internal_retention, paid.contribution))
    assert all((credited.levies, credited.internal_retention, spent.contribution_credit))
    assert len({type(it) for it in charges()}) == 4
