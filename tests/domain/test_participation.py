"""A participation reserve is charged before the closing, and its provision used in time."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.circumstances import Circumstances
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.participation import (
    ConstituteParticipationReserve,
    DatedBeforeParticipation,
    NoParticipationAgreement,
    ParticipationAboveResult,
    ParticipationAfterClosing,
    ParticipationAlreadyConstituted,
    ParticipationAlreadyTransferred,
    ParticipationNotAtYearEnd,
    ProvisionAboveParticipation,
    ProvisionExceeded,
    ProvisionTooOld,
    TransferParticipationReserve,
    UnknownParticipation,
    UseInvestmentProvision,
    use_by,
)
from domain.events.event import Event
from domain.events.surplus import (
    InvestmentProvisionUsed,
    ParticipationReserveConstituted,
    ParticipationReserveTransferred,
)
from domain.identifiers import COOP
from domain.journal import credit
from domain.ledger import Ledger
from domain.money import euros
from domain.period import FiscalYear
from domain.policies.account_roles import AccountRoles
from domain.policies.surplus import SurplusPolicy
from domain.refusal import Refusal
from domain.rulebook import Adopted, Dated
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, FOUNDED, NEW_YEAR, RULEBOOK, YEAR
from tests.domain.specification import given

YEAR_END, MEETING = date(2025, 12, 31), date(2026, 6, 15)
FORMER = FiscalYear(first=date(2025, 1, 1), last=YEAR_END)
SPLIT = SurplusPolicy(
    legal_reserve="0.15",
    development_fund="0.35",
    work_share="0.50",
    participation_agreement=True,
)
CONSTITUTED = ParticipationReserveConstituted(
    occurred_on=YEAR_END, reference="RSP", amount="7000.00", investment_provision="6000.00"
)
TRANSFERRED = ParticipationReserveTransferred(
    occurred_on=MEETING,
    year_ended=YEAR_END,
    reference="AG-RSP",
    amount="7000.00",
    document_on=YEAR_END,
)
USED = InvestmentProvisionUsed(
    occurred_on=MEETING, year_ended=YEAR_END, reference="FF-9", amount="5999.99"
)


def rules(policy: SurplusPolicy = SPLIT, closed: str | None = None) -> Circumstances:
    """The books of 2025 and 2026: 14,000.01 earned in 2025, in two sections."""
    ledger = Ledger().with_postings(
        YEAR_END,
        [
            credit("706", COOP, euros("10000.00")),
            credit("706", "E001", euros("5000.01")),
            credit("606", COOP, euros("-1000.00")),
        ],
    )
    later = ledger.with_postings(NEW_YEAR, [credit("706", COOP, euros("99.00"))])
    rulebook = replace(
        RULEBOOK,
        years=(FORMER, YEAR),
        closed_through=closed,
        policies=(Adopted(FORMER.first, None, policy),),
    )
    return replace(CIRCUMSTANCES, ledger=later, rulebook=rulebook)


def constitute(**fields: Any) -> ConstituteParticipationReserve:
    usual = {"occurred_on": YEAR_END, "reference": "RSP"}
    return ConstituteParticipationReserve.model_validate(usual | fields)


def transfer(**fields: Any) -> TransferParticipationReserve:
    usual = {"occurred_on": MEETING, "year_ended": YEAR_END, "reference": "AG-RSP"}
    return TransferParticipationReserve.model_validate(usual | fields)


def use(**fields: Any) -> UseInvestmentProvision:
    usual = {"occurred_on": MEETING, "year_ended": YEAR_END, "reference": "FF-9"}
    return UseInvestmentProvision.model_validate(usual | {"amount": "5999.99"} | fields)


def test_the_reserve_is_by_default_the_adopted_part_of_what_the_year_earned() -> None:
    outcome = given(COOPERATIVE, FOUNDED).when(constitute(), rules())
    outcome.then_books("OD RSP 691 COOP 7000.01 0.00", "OD RSP 4284 COOP 0.00 7000.01")


def test_the_agreement_may_give_another_amount() -> None:
    command = constitute(amount="7000.00", investment_provision="6000.00")
    given(COOPERATIVE, FOUNDED).when(command, rules()).then(CONSTITUTED)


def test_it_is_transferred_from_the_account_on_which_it_waited() -> None:
    given(COOPERATIVE, FOUNDED, CONSTITUTED).when(transfer(), rules()).then(TRANSFERRED)
    found = rules()
    changed = Dated(NEW_YEAR, AccountRoles(participation_accrued="428"))
    other = replace(found, rulebook=replace(found.rulebook, roles=(changed,)))
    given(COOPERATIVE, FOUNDED, CONSTITUTED).when(transfer(), other).then_books(
        "OD AG-RSP 4284 COOP 7000.00 0.00", "OD AG-RSP 4246 COOP 0.00 7000.00"
    )


def test_a_provision_is_used_to_its_last_cent_until_its_last_day() -> None:
    last = use(amount="0.01", occurred_on=date(2029, 12, 31))
    past = given(COOPERATIVE, FOUNDED, CONSTITUTED, USED)
    past.when(last, rules()).then_says(amount=euros("0.01"))
    assert use_by(YEAR_END) == date(2029, 12, 31)
    assert use_by(date(2024, 2, 29)) == date(2028, 2, 29)
    assert use_by(date(2023, 2, 28)) == date(2027, 2, 28)


def test_using_it_books_nothing() -> None:
    given(COOPERATIVE, FOUNDED, CONSTITUTED).when(use(), rules()).then(USED)
    given(COOPERATIVE, FOUNDED, CONSTITUTED).when(use(), rules()).then_books()


NO_AGREEMENT = SPLIT.model_copy(update={"participation_agreement": False})
Case = tuple[list[Event], Any, Circumstances, type[Refusal]]
REFUSED: list[Case] = [
    ([], constitute(), rules(NO_AGREEMENT), NoParticipationAgreement),
    ([], constitute(occurred_on=date(2025, 12, 30)), rules(), ParticipationNotAtYearEnd),
    ([CONSTITUTED], constitute(), rules(), ParticipationAlreadyConstituted),
    ([], constitute(), rules(closed="2025-12"), ParticipationAfterClosing),
    ([], constitute(amount="14000.02"), rules(), ParticipationAboveResult),
    (
        [],
        constitute(amount="10.00", investment_provision="10.01"),
        rules(),
        ProvisionAboveParticipation,
    ),
    ([], transfer(), rules(), UnknownParticipation),
    ([CONSTITUTED, TRANSFERRED], transfer(), rules(), ParticipationAlreadyTransferred),
    ([CONSTITUTED], transfer(occurred_on=YEAR_END), rules(), DatedBeforeParticipation),
    ([], use(), rules(), UnknownParticipation),
    ([CONSTITUTED], use(occurred_on=YEAR_END), rules(), DatedBeforeParticipation),
    ([CONSTITUTED, USED], use(amount="0.02"), rules(), ProvisionExceeded),
    ([CONSTITUTED], use(occurred_on=date(2030, 1, 1)), rules(), ProvisionTooOld),
]


@pytest.mark.parametrize(("before", "command", "circumstances", "refusal"), REFUSED)
def test_it_is_refused(
    before: list[Event], command: Any, circumstances: Circumstances, refusal: type[Refusal]
) -> None:
    outcome = given(COOPERATIVE, FOUNDED, *before).when(command, circumstances)
    outcome.then_refused(refusal)


def test_a_year_without_earnings_has_no_reserve() -> None:
    empty = replace(rules(), ledger=Ledger())
    outcome = given(COOPERATIVE, FOUNDED).when(constitute(), empty)
    outcome.then_refused(ParticipationAboveResult)
