"""What persons say of themselves stands in the vault; what became of them is asked later."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.entrepreneur_contract.enrolment import (
    AlreadySurveyed,
    Area,
    BirthYear,
    Education,
    EnrolPerson,
    Gender,
    Prescriber,
    StatusAtEntry,
    SurveyedBeforeExit,
    SurveyOutcome,
)
from domain.entrepreneur_contract.entrepreneur_contract import ENTREPRENEUR_CONTRACT
from domain.events.enrolment import OutcomeSurveyed, PersonEnrolled
from domain.events.event import Event
from domain.privacy import private_values
from domain.refusal import Refusal
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, MARCH, NEW_YEAR, SALT
from tests.domain.specification import given
from tests.domain.test_entrepreneur_contract import SIGNED, ended

ANSWERS = {
    "gender": Gender("woman", SALT),
    "birth_year": BirthYear("1980", SALT),
    "status": StatusAtEntry("unemployed", SALT),
    "education": Education("5", SALT),
    "area": Area("rural", SALT),
    "prescriber": Prescriber("Maison de l'emploi", SALT),
}
ENROLLED = PersonEnrolled(
    occurred_on=NEW_YEAR, **{name: answer.digest for name, answer in ANSWERS.items()}
)
SURVEYED = OutcomeSurveyed(
    occurred_on=MARCH, months_after_exit=12, situation="trading", source="call"
)
LEFT = ended(date(2026, 3, 9))


def survey(**fields: Any) -> SurveyOutcome:
    usual = {"occurred_on": MARCH, "months_after_exit": 12}
    return SurveyOutcome.model_validate(
        usual | {"situation": "trading", "source": "call"} | fields
    )


def test_an_event_holds_the_digests_of_what_was_said() -> None:
    enrolment = EnrolPerson(occurred_on=NEW_YEAR, **ANSWERS)
    given(ENTREPRENEUR_CONTRACT).when(enrolment, CIRCUMSTANCES).then(ENROLLED)
    assert list(private_values(enrolment)) == list(ANSWERS.values())


def test_someone_may_say_nothing_or_say_it_again() -> None:
    silent = EnrolPerson(occurred_on=NEW_YEAR)
    past = given(ENTREPRENEUR_CONTRACT, ENROLLED)
    past.when(silent, CIRCUMSTANCES).then(PersonEnrolled(occurred_on=NEW_YEAR))


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("gender", "femme"),
        ("birth_year", "80"),
        ("birth_year", "2200"),
        ("status", "rich"),
        ("education", "9"),
        ("area", "Brest"),
        ("prescriber", ""),
    ],
)
def test_an_answer_is_one_of_those_that_can_be_given(field: str, answer: str) -> None:
    with pytest.raises(ValidationError):
        EnrolPerson.model_validate({"occurred_on": NEW_YEAR, field: answer})


def test_what_became_of_someone_is_asked_after_they_left() -> None:
    past = given(ENTREPRENEUR_CONTRACT, SIGNED, LEFT)
    past.when(survey(), CIRCUMSTANCES).then(SURVEYED)


REFUSED: list[tuple[list[Event], SurveyOutcome, type[Refusal]]] = [
    ([], survey(), SurveyedBeforeExit),
    ([SIGNED], survey(), SurveyedBeforeExit),
    ([SIGNED, LEFT], survey(occurred_on=date(2026, 3, 9)), SurveyedBeforeExit),
    ([SIGNED, LEFT, SURVEYED], survey(situation="employed"), AlreadySurveyed),
]


@pytest.mark.parametrize(("before", "command", "refusal"), REFUSED)
def test_it_is_refused(
    before: list[Event], command: SurveyOutcome, refusal: type[Refusal]
) -> None:
    given(ENTREPRENEUR_CONTRACT, *before).when(command, CIRCUMSTANCES).then_refused(refusal)
