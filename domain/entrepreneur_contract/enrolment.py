"""Enrolment: what persons say of themselves for the impact report, and what became of them.

Every answer is a text of the vault: an event holds a digest of it with a salt of its own, so
that two who answer alike cannot be told to.
"""

from dataclasses import dataclass
from typing import ClassVar, assert_never

from pydantic import Field
from typing_extensions import override

from domain.circumstances import Coverage
from domain.decider import Command
from domain.events.enrolment import (
    EnrolmentEvent,
    OutcomeSurveyed,
    PersonEnrolled,
    Situation,
    SurveySource,
)
from domain.privacy import Private
from domain.refusal import Refusal

# Commands


class Answer(Private):
    """One of a few answers."""

    kind = "answer"
    answers: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    @override
    def checked(cls, text: str) -> str:
        """The answer; `ValueError` when it is none of those that can be given."""
        if text not in cls.answers:
            msg = f"must be one of {', '.join(sorted(cls.answers))}"
            raise ValueError(msg)
        return text


class Gender(Answer):
    """The gender someone declares: woman, man or other."""

    kind = "gender"
    answers = frozenset({"woman", "man", "other"})


class StatusAtEntry(Answer):
    """What someone lived on before."""

    kind = "status"
    answers = frozenset(
        {"unemployed", "minimum-benefits", "employee", "self-employed", "student", "other"}
    )


class Education(Answer):
    """The highest level reached, of the French framework of 2019 (1 to 8)."""

    kind = "education"
    answers = frozenset({"below-3", "3", "4", "5", "6", "7", "8"})


class Area(Answer):
    """Where someone lives: rural revitalisation zone, priority district, or elsewhere."""

    kind = "area"
    answers = frozenset({"rural", "priority-district", "urban"})


class BirthYear(Answer):
    """The year someone was born in."""

    kind = "birth-year"
    answers = frozenset(str(year) for year in range(1900, 2200))


class Prescriber(Private):
    """Who sent someone to the cooperative."""

    kind = "prescriber"


class EnrolPerson(Command):
    """Record what someone says for the impact report; said again, the last holds."""

    gender: Gender | None = None
    birth_year: BirthYear | None = None
    status: StatusAtEntry | None = None
    education: Education | None = None
    area: Area | None = None
    prescriber: Prescriber | None = None


class SurveyOutcome(Command):
    """Record what became of someone, some months after they left."""

    months_after_exit: int = Field(ge=1, le=600, strict=True)
    situation: Situation
    source: SurveySource


EnrolmentCommand = EnrolPerson | SurveyOutcome


# Refusals


class SurveyedBeforeExit(Refusal):
    """What became of someone is asked after they have left."""


class AlreadySurveyed(Refusal):
    """What became of that person is already known for that many months."""


# State


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The months after which someone was asked."""

    surveyed: frozenset[int] = frozenset()


def evolve(enrolment: Enrolment, event: EnrolmentEvent) -> Enrolment:
    """What is known after an event."""
    match event:
        case PersonEnrolled():
            return enrolment
        case OutcomeSurveyed():
            return Enrolment(enrolment.surveyed | {event.months_after_exit})
        case _:
            assert_never(event)


# Decisions


def decide(
    enrolment: Enrolment, coverage: tuple[Coverage, ...], command: EnrolmentCommand
) -> EnrolmentEvent:
    """The event a command on a person causes."""
    match command:
        case EnrolPerson():
            return enrol_person(command)
        case SurveyOutcome():
            return survey_outcome(enrolment, coverage, command)
        case _:
            assert_never(command)


def enrol_person(command: EnrolPerson) -> PersonEnrolled:
    """The digests of what was said."""
    digests = {name: answer.digest for name, answer in command if isinstance(answer, Private)}
    return PersonEnrolled(occurred_on=command.occurred_on, **digests)


def survey_outcome(
    enrolment: Enrolment, coverage: tuple[Coverage, ...], command: SurveyOutcome
) -> OutcomeSurveyed:
    """The outcome, once for each number of months, of someone who has left."""
    day = command.occurred_on
    if not coverage or any(it.until is None or day <= it.until for it in coverage):
        raise SurveyedBeforeExit(day)
    if command.months_after_exit in enrolment.surveyed:
        raise AlreadySurveyed(command.months_after_exit)
    return OutcomeSurveyed(**dict(command))
