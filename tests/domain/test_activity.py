"""An activity is opened once, under a contract that covers its first day, before all else."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from domain.activity.activity import (
    ACTIVITY,
    ActivityAlreadyOpened,
    ActivityNotOpened,
    OpenActivity,
)
from domain.circumstances import Coverage, NotCovered
from domain.decider import Command
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, LOUISE, NEW_YEAR, OPENED, name
from tests.domain.specification import given
from tests.domain.test_expense_claims import claim
from tests.domain.test_expense_claims import payment as reimbursement
from tests.domain.test_internal_sales import internal_sale
from tests.domain.test_mutualisation import bearing
from tests.domain.test_purchases import booking, correction
from tests.domain.test_purchases import payment as transfer
from tests.domain.test_sales import invoice, line, loss, note, payment
from tests.domain.test_sharing import agreement, sharing

OPENING = OpenActivity(
    occurred_on=NEW_YEAR,
    activity="E001",
    trade_name=name("Le Fournil"),
    contracts=(LOUISE,),
)


def test_it_opens_under_a_contract() -> None:
    given(ACTIVITY).when(OPENING, CIRCUMSTANCES).then(OPENED)


def test_it_opens_once() -> None:
    given(ACTIVITY, OPENED).when(OPENING, CIRCUMSTANCES).then_refused(ActivityAlreadyOpened)


def test_it_does_not_open_before_its_contract() -> None:
    early = OPENING.model_copy(update={"occurred_on": date(2025, 12, 31)})
    given(ACTIVITY).when(early, CIRCUMSTANCES).then_refused(NotCovered)


def test_it_does_not_open_without_one() -> None:
    alone = replace(CIRCUMSTANCES, coverage=())
    given(ACTIVITY).when(OPENING, alone).then_refused(NotCovered)


def test_several_entrepreneurs_run_one_activity_while_one_of_them_is_under_contract() -> None:
    zoe = f"con_{2:032x}"
    left = replace(
        CIRCUMSTANCES,
        coverage=(
            Coverage("cesa", NEW_YEAR, date(2026, 1, 31)),
            Coverage("cape", NEW_YEAR, date(2026, 6, 30)),
        ),
    )
    together = OPENING.model_copy(update={"contracts": (LOUISE, zoe)})
    past = given(ACTIVITY, given(ACTIVITY).when(together, left).decided())
    assert past.state.contracts == (LOUISE, zoe)
    past.when(invoice(occurred_on=date(2026, 6, 30)), left).then_says(activity="E001")
    past.when(invoice(occurred_on=date(2026, 7, 1)), left).then_refused(NotCovered)


def test_the_shared_structure_is_no_activity() -> None:
    fields = {"occurred_on": NEW_YEAR, "trade_name": name("Siège"), "contracts": (LOUISE,)}
    with pytest.raises(ValidationError, match="COOP is the shared structure"):
        OpenActivity.model_validate({"activity": "COOP", **fields})


@pytest.mark.parametrize(
    "command",
    [
        invoice(),
        note(line("1.00")),
        payment("1.00"),
        loss(),
        internal_sale(),
        claim(),
        reimbursement(),
        booking(),
        correction(),
        transfer("1.00"),
        agreement(E002="1"),
        sharing(),
        bearing(),
    ],
)
def test_nothing_happens_in_it_before(command: Command) -> None:
    given(ACTIVITY).when(command, CIRCUMSTANCES).then_refused(ActivityNotOpened)
