"""Interviews: the individual support an entrepreneur is owed, two a year at least."""

from dataclasses import dataclass
from datetime import date

from pydantic import Field

from domain.circumstances import Coverage, NotCovered
from domain.decider import Command
from domain.events.interviews import DAY_MINUTES, InterviewHeld
from domain.privacy import Label
from domain.refusal import Refusal

# Commands


class RecordInterview(Command):
    """Record an individual interview, in minutes, on the day it was held."""

    minutes: int = Field(ge=1, le=DAY_MINUTES, strict=True)
    notes: Label | None = None


# Refusals


class InterviewAlreadyRecorded(Refusal):
    """An interview of that day is already recorded: two in a day are one."""


# State


@dataclass(frozen=True, slots=True)
class Interviews:
    """The days on which one was held."""

    days: frozenset[date] = frozenset()


def evolve(interviews: Interviews, event: InterviewHeld) -> Interviews:
    """The interviews with one more."""
    return Interviews(interviews.days | {event.occurred_on})


# Decisions


def decide(
    interviews: Interviews, coverage: tuple[Coverage, ...], command: RecordInterview
) -> InterviewHeld:
    """The event of an interview."""
    return record_interview(interviews, coverage, command)


def record_interview(
    interviews: Interviews, coverage: tuple[Coverage, ...], command: RecordInterview
) -> InterviewHeld:
    """The interview, under a contract that covers its day."""
    if not any(it.holds(command.occurred_on) for it in coverage):
        raise NotCovered(command.occurred_on)
    if command.occurred_on in interviews.days:
        raise InterviewAlreadyRecorded(command.occurred_on)
    return InterviewHeld(
        occurred_on=command.occurred_on,
        minutes=command.minutes,
        notes=command.notes.digest if command.notes else None,
    )
