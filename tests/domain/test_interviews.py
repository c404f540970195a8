"""An interview is held under a contract, once a day."""

from datetime import date

import pytest

from domain.circumstances import NotCovered
from domain.entrepreneur_contract.entrepreneur_contract import ENTREPRENEUR_CONTRACT
from domain.entrepreneur_contract.interviews import InterviewAlreadyRecorded, RecordInterview
from domain.entrepreneur_contract.terms import EndContract, EndsBeforeItsFacts
from domain.events.interviews import InterviewHeld
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, label
from tests.domain.specification import given
from tests.domain.test_entrepreneur_contract import SIGNED, ended
from tests.domain.test_payslips import booked

NOTES = label("Perspectives du second semestre")
HELD = InterviewHeld(occurred_on=MARCH, minutes=90, notes=NOTES.digest)


def interview(day: date = MARCH) -> RecordInterview:
    return RecordInterview(occurred_on=day, minutes=90, notes=NOTES)


def test_an_interview_is_recorded_its_notes_by_their_digest() -> None:
    given(ENTREPRENEUR_CONTRACT, SIGNED).when(interview(), CIRCUMSTANCES).then(HELD)
    without = RecordInterview(occurred_on=MARCH, minutes=15)
    past = given(ENTREPRENEUR_CONTRACT, SIGNED)
    past.when(without, CIRCUMSTANCES).then_says(minutes=15, notes=None)


def test_an_interview_is_held_while_a_contract_is_in_force() -> None:
    unsigned = given(ENTREPRENEUR_CONTRACT)
    unsigned.when(interview(), CIRCUMSTANCES).then_refused(NotCovered)
    over = given(ENTREPRENEUR_CONTRACT, SIGNED, ended(date(2026, 3, 9)))
    over.when(interview(), CIRCUMSTANCES).then_refused(NotCovered)


def test_two_interviews_in_a_day_are_one() -> None:
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, HELD)
    past.when(interview(), CIRCUMSTANCES).then_refused(InterviewAlreadyRecorded)
    later = interview(date(2026, 3, 11))
    past.when(later, CIRCUMSTANCES).then_says(occurred_on=date(2026, 3, 11))


@pytest.mark.parametrize("fact", [HELD, booked()])
def test_a_contract_does_not_end_before_what_is_recorded_under_it(
    fact: InterviewHeld,
) -> None:
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, fact)
    day = fact.occurred_on
    earlier = EndContract(occurred_on=day, last_day=date.fromordinal(day.toordinal() - 1))
    past.when(earlier, CIRCUMSTANCES).then_refused(EndsBeforeItsFacts)
    that_day = EndContract(occurred_on=day, last_day=day)
    past.when(that_day, CIRCUMSTANCES).then_says(last_day=day)
