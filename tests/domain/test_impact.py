"""What an impact is measured against is recorded by the cooperative."""

from datetime import date
from typing import Any

import pytest

from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.impact import (
    DeadlineBeforeBaseline,
    FundingEndsBeforeItStarts,
    RecordReferenceFigure,
    SetTarget,
    SignFundingAgreement,
)
from domain.decider import Command
from domain.events.event import Event
from domain.events.impact import FundingAgreementSigned, ReferenceFigureRecorded, TargetSet
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, FOUNDED, NEW_YEAR, label, name
from tests.domain.specification import given

TARGET: dict[str, Any] = {
    "occurred_on": NEW_YEAR,
    "baseline_on": date(2014, 1, 1),
    "baseline": 1_000,
    "multiple": "4",
    "deadline": date(2020, 12, 31),
}
FIGURE: dict[str, Any] = {
    "occurred_on": NEW_YEAR,
    "code": "women-share",
    "figure": "0.30",
    "year": 2012,
}
FUNDING: dict[str, Any] = {
    "occurred_on": NEW_YEAR,
    "reference": "CONV-2026",
    "amount": "50000.00",
    "starts_on": NEW_YEAR,
    "ends_on": date(2026, 12, 31),
}
SOURCE, FUNDER = label("INSEE"), name("Région Bretagne")
TARGET_SET = TargetSet(**TARGET)
FIGURE_RECORDED = ReferenceFigureRecorded(**FIGURE, source=SOURCE.digest)
FUNDING_SIGNED = FundingAgreementSigned(**FUNDING, funder=FUNDER.digest)


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (SetTarget(**TARGET), TARGET_SET),
        (RecordReferenceFigure(**FIGURE, source=SOURCE), FIGURE_RECORDED),
        (SignFundingAgreement(**FUNDING, funder=FUNDER), FUNDING_SIGNED),
    ],
)
def test_it_is_recorded_as_it_was_said(command: Command, event: Event) -> None:
    given(COOPERATIVE, FOUNDED).when(command, CIRCUMSTANCES).then(event)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (SetTarget(**TARGET | {"deadline": date(2014, 1, 1)}), DeadlineBeforeBaseline),
        (
            SignFundingAgreement(**FUNDING | {"ends_on": date(2025, 12, 31)}, funder=FUNDER),
            FundingEndsBeforeItStarts,
        ),
    ],
)
def test_it_is_refused(command: Command, refusal: type[Refusal]) -> None:
    given(COOPERATIVE, FOUNDED).when(command, CIRCUMSTANCES).then_refused(refusal)
