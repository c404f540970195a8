"""Levies and internal retentions go with an invoice, and come back with its credit notes."""

from datetime import date
from typing import Any

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.contribution_charges import (
    NothingRetained,
    ReleasedBeforeKept,
    ReleaseInternalRetention,
)
from domain.circumstances import Circumstances
from domain.money import ZERO, euros
from domain.policies.internal_retention import InternalRetentionPolicy
from domain.policies.levy import LevyPolicy
from domain.policies.policy import Policy
from domain.refusal import Refusal
from domain.rulebook import Adopted
from tests.domain.cooperative_of_2026 import NEW_YEAR, OPENED
from tests.domain.specification import given
from tests.domain.test_contribution import after, under
from tests.domain.test_sales import invoice, line, note

JULY = date(2026, 7, 1)


def levied(
    code: str, rate: str, activity: str | None = None, since: date = NEW_YEAR
) -> Adopted:
    return Adopted(since, activity, LevyPolicy(code=code, rate=rate))


def rules(*adopted: Adopted | Policy) -> Circumstances:
    dated = (it if isinstance(it, Adopted) else Adopted(NEW_YEAR, None, it) for it in adopted)
    return under(policies=tuple(dated))


INSURED = rules(levied("insurance", "0.0085"), levied("federation", "0.004"))
KEPT = rules(InternalRetentionPolicy(rate="0.05"))


def test_each_levy_is_an_entry_of_its_own() -> None:
    given(ACTIVITY, OPENED).when(invoice(), INSURED).then_books(
        "VT 0 411 E001 1200.00 0.00",
        "VT 0 706 E001 0.00 1000.00",
        "VT 0 4458 E001 0.00 200.00",
        "CI 0/L1 186 E001 4.00 0.00",
        "CI 0/L1 181 E001 0.00 4.00",
        "CI 0/L1 181 COOP 4.00 0.00",
        "CI 0/L1 187 COOP 0.00 4.00",
        "CI 0/L2 186 E001 8.50 0.00",
        "CI 0/L2 181 E001 0.00 8.50",
        "CI 0/L2 181 COOP 8.50 0.00",
        "CI 0/L2 187 COOP 0.00 8.50",
    )


def levies_of(event: Any) -> dict[str, str]:
    return {it.code: str(it.amount) for it in event.levies}


def test_credit_notes_give_all_of_a_levy_back_and_no_more() -> None:
    parts = ("333.30", "333.30", "333.40")
    facts = after(INSURED, invoice(), *(note(line(it)) for it in parts))
    assert levies_of(facts[0]) == {"federation": "4.00", "insurance": "8.50"}
    back = [levies_of(it) for it in facts[1:]]
    assert [it["insurance"] for it in back] == ["2.83", "2.83", "2.84"]
    assert [it["federation"] for it in back] == ["1.33", "1.33", "1.34"]


def test_a_credit_note_is_at_the_levies_of_its_invoice() -> None:
    changed = rules(levied("insurance", "0.01"), levied("insurance", "0", since=JULY))
    facts = after(changed, invoice(), note(line("100.00")), invoice(occurred_on=JULY))
    assert [levies_of(it) for it in facts] == [
        {"insurance": "10.00"},
        {"insurance": "1.00"},
        {},
    ]


def test_a_levy_of_the_activity_replaces_everyone_s_of_that_code() -> None:
    own = rules(
        levied("insurance", "0.02", "E001"),
        levied("insurance", "0.01", since=JULY),
        levied("federation", "0.004"),
        levied("federation", "0.5", "E002"),
    )
    (event,) = after(own, invoice(occurred_on=JULY))
    assert levies_of(event) == {"insurance": "20.00", "federation": "4.00"}


def test_a_levy_below_a_cent_is_none() -> None:
    (event,) = after(INSURED, invoice(line("0.50")))
    assert event.levies == ()


def release(amount: str | None = None, **fields: Any) -> ReleaseInternalRetention:
    usual = {"occurred_on": JULY, "invoice": "F1", "reference": "LIB-1", "amount": amount}
    return ReleaseInternalRetention.model_validate(usual | fields)


def test_a_retention_is_kept_on_the_whole_and_released_by_decision() -> None:
    given(ACTIVITY, OPENED).when(invoice(), KEPT).then_books(
        "VT 0 411 E001 1200.00 0.00",
        "VT 0 706 E001 0.00 1000.00",
        "VT 0 4458 E001 0.00 200.00",
        "CI 0/RGI 186 E001 60.00 0.00",
        "CI 0/RGI 181 E001 0.00 60.00",
        "CI 0/RGI 181 COOP 60.00 0.00",
        "CI 0/RGI 187 COOP 0.00 60.00",
    )
    facts = after(KEPT, invoice(), release("20.00"))
    given(ACTIVITY, OPENED, *facts).when(release(reference="LIB-2"), KEPT).then_books(
        "CI LIB-2 181 E001 40.00 0.00",
        "CI LIB-2 186 E001 0.00 40.00",
        "CI LIB-2 187 COOP 40.00 0.00",
        "CI LIB-2 181 COOP 0.00 40.00",
    )


def test_a_credit_note_gives_back_its_part_of_what_is_still_kept() -> None:
    facts = after(KEPT, invoice(), release("20.00"), note(line("500.00")), release())
    assert [str(it.internal_retention) for it in (facts[0], facts[2])] == ["60.00", "20.00"]
    assert facts[3].amount == euros("20.00")


REFUSED: list[tuple[list[Any], Any, type[Refusal]]] = [
    ([], release(), NothingRetained),
    ([invoice()], release("60.01"), NothingRetained),
    ([invoice(), release()], release(), NothingRetained),
    ([invoice()], release(occurred_on=NEW_YEAR), ReleasedBeforeKept),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_a_release_is_refused(before: list[Any], command: Any, refusal: type[Refusal]) -> None:
    facts = after(KEPT, *before)
    given(ACTIVITY, OPENED, *facts).when(command, KEPT).then_refused(refusal)


def test_nothing_is_kept_where_nothing_was_adopted() -> None:
    (event,) = after(rules(), invoice())
    assert (event.levies, event.internal_retention) == ((), ZERO)
