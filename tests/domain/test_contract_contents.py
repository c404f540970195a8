"""A contract says in writing what the law asks, and an amendment says it anew."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.entrepreneur_contract.contents import CapeContents, CesaContents
from domain.entrepreneur_contract.entrepreneur_contract import ENTREPRENEUR_CONTRACT
from domain.entrepreneur_contract.terms import (
    AmendCape,
    AmendCesa,
    ContentsMissing,
    EarlierContractNotBefore,
    EndsBeforeItStarts,
    NoContractInForce,
    NoSuchContractInForce,
    SignCape,
    SignCesa,
    TrialNotRenewable,
    TrialTooLong,
)
from domain.events.contract_terms import CapeAmended, CapeSigned, CesaAmended, CesaSigned
from domain.events.event import Event
from domain.policies.deadlines import DeadlinePolicy
from domain.policies.policy import Policy
from domain.policies.written_contents import WrittenContentsPolicy
from domain.refusal import Refusal
from domain.rulebook import Adopted
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, NEW_YEAR, name, with_rules
from tests.domain.specification import given
from tests.domain.written_contents import CAPE_TEXTS, CESA_TEXTS, cape_contents, cesa_contents

LOUISE = name("Louise Le Goff")
YEAR_BEFORE = {"first": "2025-01-01", "last": "2025-03-31"}


def cape(**fields: Any) -> SignCape:
    days = {"starts_on": "2026-01-01", "ends_on": "2026-06-30"}
    return SignCape.model_validate(
        {"occurred_on": NEW_YEAR, "entrepreneur": LOUISE} | days | fields
    )


def cesa(**fields: Any) -> SignCesa:
    usual = {"occurred_on": NEW_YEAR, "entrepreneur": LOUISE, "starts_on": NEW_YEAR}
    return SignCesa.model_validate(usual | fields)


def amendment(**fields: Any) -> AmendCesa:
    usual = {"occurred_on": MARCH, "effective_from": MARCH, "contents": cesa_contents()}
    return AmendCesa.model_validate(usual | fields)


def under(policy: Policy) -> Circumstances:
    return with_rules(policies=(Adopted(NEW_YEAR, None, policy),))


def decided(command: Command, *before: Event) -> Any:
    return given(ENTREPRENEUR_CONTRACT, *before).when(command, CIRCUMSTANCES).decided()


CAPE_SIGNED = decided(cape(contents=cape_contents()))
CESA_SIGNED = decided(
    cesa(contents=cesa_contents(), trial_until="2026-05-31", earlier=(YEAR_BEFORE,))
)
CAPE_AMENDED = decided(
    AmendCape(occurred_on=MARCH, effective_from=MARCH, contents=cape_contents()), CAPE_SIGNED
)
CESA_AMENDED = decided(amendment(contents=cesa_contents(fixed_part="500.00")), CESA_SIGNED)

# Contents


def test_a_cape_holds_its_clauses_by_their_digests() -> None:
    assert isinstance(CAPE_SIGNED, CapeSigned)
    assert CAPE_SIGNED.contents
    given_texts = cape_contents()
    for clause in CAPE_TEXTS:
        assert getattr(CAPE_SIGNED.contents, clause) == getattr(given_texts, clause).digest


def test_a_cesa_holds_six_contents_its_texts_by_their_digests() -> None:
    assert isinstance(CESA_SIGNED, CesaSigned)
    assert CESA_SIGNED.contents
    given_texts = cesa_contents()
    for clause in CESA_TEXTS:
        assert getattr(CESA_SIGNED.contents, clause) == getattr(given_texts, clause).digest
    assert str(CESA_SIGNED.contents.fixed_part) == "400.00"
    assert CESA_SIGNED.contents.contribution == "BAREME-2026"
    assert CESA_SIGNED.contents.statutes == "STATUTS-2024-06"


@pytest.mark.parametrize("clause", CesaContents.model_fields)
def test_a_cesa_lacks_none_of_the_six(clause: str) -> None:
    without = {key: value for key, value in cesa_contents() if key != clause}
    with pytest.raises(ValidationError, match=clause):
        CesaContents.model_validate(without)


def test_a_cape_may_do_without_a_fee_and_without_a_remuneration_alone() -> None:
    optional = {
        it for it, field in CapeContents.model_fields.items() if not field.is_required()
    }
    assert optional == {"fee", "remuneration"}
    clauses = cape_contents(fee=None, remuneration=None).clauses
    assert (clauses.fee, clauses.remuneration) == (None, None)


@pytest.mark.parametrize("command", [cape(), cesa()])
def test_a_contract_without_contents_is_refused_where_they_are_demanded(
    command: Command,
) -> None:
    past = given(ENTREPRENEUR_CONTRACT)
    demanded = under(WrittenContentsPolicy())
    past.when(command, demanded).then_refused(ContentsMissing)
    past.when(command, under(WrittenContentsPolicy(demanded=False))).then_says(contents=None)
    past.when(command, CIRCUMSTANCES).then_says(contents=None)


# Amendments


def test_a_contract_is_amended_from_a_day_on() -> None:
    assert isinstance(CAPE_AMENDED, CapeAmended)
    assert isinstance(CESA_AMENDED, CesaAmended)
    assert str(CESA_AMENDED.contents.fixed_part) == "500.00"
    assert CAPE_AMENDED.effective_from == MARCH


def test_a_contract_signed_without_its_contents_has_them_once_amended() -> None:
    signed = decided(cesa())
    assert not given(ENTREPRENEUR_CONTRACT, signed).state.terms.written
    assert given(ENTREPRENEUR_CONTRACT, signed, CESA_AMENDED).state.terms.written


WRONG_AMENDMENTS: list[tuple[list[Event], Command, type[Refusal]]] = [
    ([], amendment(), NoContractInForce),
    ([CESA_SIGNED], amendment(effective_from="2025-12-31"), NoContractInForce),
    ([CAPE_SIGNED], amendment(), NoSuchContractInForce),
    (
        [CESA_SIGNED],
        AmendCape(occurred_on=MARCH, effective_from=MARCH, contents=cape_contents()),
        NoSuchContractInForce,
    ),
]


@pytest.mark.parametrize(("before", "command", "refusal"), WRONG_AMENDMENTS)
def test_an_amendment_is_refused(
    before: list[Event], command: Command, refusal: type[Refusal]
) -> None:
    given(ENTREPRENEUR_CONTRACT, *before).when(command, CIRCUMSTANCES).then_refused(refusal)


# Trials

LONGEST: list[tuple[dict[str, Any], str, str]] = [
    ({}, "2026-08-31", "2026-09-01"),
    ({"starts_on": "2026-06-30"}, "2027-02-28", "2027-03-01"),
    ({"earlier": (YEAR_BEFORE,)}, "2026-05-31", "2026-06-01"),
    ({"earlier": ({"first": "2025-12-01", "last": "2025-12-10"},)}, "2026-08-21", "2026-08-22"),
]


@pytest.mark.parametrize(("fields", "longest", "too_long"), LONGEST)
def test_a_trial_lasts_eight_months_less_the_contracts_before(
    fields: dict[str, Any], longest: str, too_long: str
) -> None:
    past = given(ENTREPRENEUR_CONTRACT)
    taken = past.when(cesa(trial_until=longest, **fields), CIRCUMSTANCES)
    taken.then_says(trial_until=date.fromisoformat(longest))
    past.when(cesa(trial_until=too_long, **fields), CIRCUMSTANCES).then_refused(TrialTooLong)


def test_no_trial_is_left_after_eight_months_of_cape() -> None:
    earlier = decided(cape(starts_on="2025-05-01", ends_on="2025-12-31"))
    shorter = decided(cape(starts_on="2025-05-02", ends_on="2025-12-31"))
    one_day = cesa(trial_until="2026-01-01")
    given(ENTREPRENEUR_CONTRACT, earlier).when(one_day, CIRCUMSTANCES).then_refused(
        TrialTooLong
    )
    given(ENTREPRENEUR_CONTRACT, shorter).when(one_day, CIRCUMSTANCES).then_says(
        trial_until=NEW_YEAR
    )


def test_days_are_deducted_by_days_where_the_cooperative_chose_so() -> None:
    # January to March 2025 are 90 days, three months of 2026 are not.
    by_days = under(DeadlinePolicy(deduct="days"))
    past = given(ENTREPRENEUR_CONTRACT)
    longest = cesa(trial_until="2026-06-02", earlier=(YEAR_BEFORE,))
    past.when(longest, by_days).then_says(trial_until=date(2026, 6, 2))
    past.when(longest, CIRCUMSTANCES).then_refused(TrialTooLong)
    longer = cesa(trial_until="2026-06-03", earlier=(YEAR_BEFORE,))
    past.when(longer, by_days).then_refused(TrialTooLong)


def test_a_trial_is_renewed_while_it_runs_within_the_same_eight_months() -> None:
    signed = decided(cesa(trial_until="2026-04-30"))
    past = given(ENTREPRENEUR_CONTRACT, signed)
    renewal = amendment(trial_until="2026-08-31")
    past.when(renewal, CIRCUMSTANCES).then_says(trial_until=date(2026, 8, 31))
    past.when(amendment(trial_until="2026-09-01"), CIRCUMSTANCES).then_refused(TrialTooLong)
    for refused in (
        amendment(trial_until="2026-04-30"),
        amendment(trial_until="2026-08-31", effective_from="2026-05-01"),
    ):
        past.when(refused, CIRCUMSTANCES).then_refused(TrialNotRenewable)
    without = given(ENTREPRENEUR_CONTRACT, decided(cesa()))
    without.when(renewal, CIRCUMSTANCES).then_refused(TrialNotRenewable)


def test_a_trial_and_an_earlier_contract_have_their_days_in_order() -> None:
    past = given(ENTREPRENEUR_CONTRACT)
    backwards = cesa(trial_until="2025-12-31")
    past.when(backwards, CIRCUMSTANCES).then_refused(EndsBeforeItStarts)
    for wrong in (
        {"first": "2025-12-31", "last": "2026-01-01"},
        {"first": "2025-02-01", "last": "2025-01-31"},
    ):
        command = cesa(earlier=(wrong,))
        past.when(command, CIRCUMSTANCES).then_refused(EarlierContractNotBefore)
