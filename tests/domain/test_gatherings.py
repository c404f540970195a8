"""Workshops are attended by entrepreneurs; general meetings approve a year that is over."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.circumstances import Coverage, NotCovered
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.gatherings import (
    AccountsAlreadyApproved,
    AttendeeNamedTwice,
    MeetingBeforeYearEnd,
    NoYearClosesThen,
    RecordGeneralMeeting,
    RecordWorkshop,
    WorkshopAlreadyRecorded,
)
from domain.decider import Command
from domain.events.event import Event
from domain.events.gatherings import GeneralMeetingHeld, WorkshopHeld
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    FOUNDED,
    LOUISE,
    MARCH,
    NEW_YEAR,
    YEAR,
    label,
)
from tests.domain.specification import given

ZOE = f"con_{2:032x}"
PRICES = label("Fixer ses prix")
CIRCUMSTANCES_OF_TWO = replace(
    CIRCUMSTANCES,
    contracts={
        LOUISE: (Coverage("cesa", NEW_YEAR, None),),
        ZOE: (Coverage("cape", NEW_YEAR, date(2026, 3, 10)),),
    },
)
WORKSHOP = WorkshopHeld(
    occurred_on=MARCH,
    reference="AT-1",
    subject=PRICES.digest,
    minutes=180,
    attendees=(LOUISE, ZOE),
)
APPROVED = GeneralMeetingHeld(
    occurred_on=date(2027, 6, 15), year_first=YEAR.first, year_last=YEAR.last
)


def workshop(**fields: Any) -> RecordWorkshop:
    usual = {
        "occurred_on": MARCH,
        "reference": "AT-1",
        "subject": PRICES,
        "minutes": 180,
        "attendees": (LOUISE, ZOE),
    }
    return RecordWorkshop.model_validate(usual | fields)


def meeting(day: date = date(2027, 6, 15), closed_on: date = YEAR.last) -> RecordGeneralMeeting:
    return RecordGeneralMeeting(occurred_on=day, year_closed_on=closed_on)


def test_a_workshop_is_recorded_with_its_attendees() -> None:
    given(COOPERATIVE, FOUNDED).when(workshop(), CIRCUMSTANCES_OF_TWO).then(WORKSHOP)


def test_a_general_meeting_approves_the_accounts_of_a_year() -> None:
    given(COOPERATIVE, FOUNDED).when(meeting(), CIRCUMSTANCES).then(APPROVED)
    first = given(COOPERATIVE, FOUNDED).when(meeting(date(2027, 1, 1)), CIRCUMSTANCES)
    first.then_says(year_last=YEAR.last)


REFUSED: list[tuple[list[Event], Command, type[Refusal]]] = [
    ([WORKSHOP], workshop(), WorkshopAlreadyRecorded),
    ([], workshop(attendees=(LOUISE, LOUISE)), AttendeeNamedTwice),
    ([], workshop(occurred_on=date(2026, 3, 11)), NotCovered),
    ([], workshop(attendees=(LOUISE, f"con_{3:032x}")), NotCovered),
    ([], meeting(closed_on=date(2026, 6, 30)), NoYearClosesThen),
    ([], meeting(day=YEAR.last), MeetingBeforeYearEnd),
    ([APPROVED], meeting(), AccountsAlreadyApproved),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_a_gathering_is_refused(
    before: list[Event], command: Command, refusal: type[Refusal]
) -> None:
    past = given(COOPERATIVE, FOUNDED, *before)
    past.when(command, CIRCUMSTANCES_OF_TWO).then_refused(refusal)
