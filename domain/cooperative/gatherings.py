"""Gatherings: workshops and who attended them, general meetings and what they approved."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from pydantic import Field
from typing_extensions import override

from domain.circumstances import Circumstances, NotCovered
from domain.decider import Command
from domain.events.gatherings import GatheringsEvent, GeneralMeetingHeld, WorkshopHeld
from domain.events.interviews import DAY_MINUTES
from domain.identifiers import ContractId, Day, Reference
from domain.privacy import Label
from domain.refusal import Refusal

# Commands


class RecordWorkshop(Command):
    """Record a workshop, in minutes, and the contracts of those who attended."""

    reference: Reference
    subject: Label
    minutes: int = Field(ge=1, le=DAY_MINUTES, strict=True)
    attendees: tuple[ContractId, ...] = Field(min_length=1, max_length=200)

    @override
    def named_contracts(self) -> tuple[ContractId, ...]:
        return self.attendees


class RecordGeneralMeeting(Command):
    """Record that a general meeting approved the accounts of the year closed on a day."""

    year_closed_on: Day


GatheringsCommand = RecordWorkshop | RecordGeneralMeeting


# Refusals


class WorkshopAlreadyRecorded(Refusal):
    """A workshop of that reference is already recorded."""


class AttendeeNamedTwice(Refusal):
    """Someone attends a workshop once."""


class NoYearClosesThen(Refusal):
    """No fiscal year of the cooperative closes on that day."""


class MeetingBeforeYearEnd(Refusal):
    """The accounts of a year are approved once it is over."""


class AccountsAlreadyApproved(Refusal):
    """The accounts of that year are already approved."""


# State


@dataclass(frozen=True, slots=True)
class Gatherings:
    """The workshops by reference, and the years whose accounts are approved."""

    workshops: frozenset[Reference] = frozenset()
    approved: frozenset[date] = frozenset()


def evolve(gatherings: Gatherings, event: GatheringsEvent) -> Gatherings:
    """The gatherings after an event."""
    match event:
        case WorkshopHeld():
            return replace(gatherings, workshops=gatherings.workshops | {event.reference})
        case GeneralMeetingHeld():
            return replace(gatherings, approved=gatherings.approved | {event.year_last})
        case _:
            assert_never(event)


# Decisions


def decide(
    gatherings: Gatherings, command: GatheringsCommand, circumstances: Circumstances
) -> GatheringsEvent:
    """The event of a gathering."""
    match command:
        case RecordWorkshop():
            return record_workshop(gatherings, command, circumstances)
        case RecordGeneralMeeting():
            return record_general_meeting(gatherings, command, circumstances)
        case _:
            assert_never(command)


def record_workshop(
    gatherings: Gatherings, command: RecordWorkshop, circumstances: Circumstances
) -> WorkshopHeld:
    """The workshop, its attendees each once and each under a contract that covers the day."""
    if command.reference in gatherings.workshops:
        raise WorkshopAlreadyRecorded(command.reference)
    if len(set(command.attendees)) < len(command.attendees):
        raise AttendeeNamedTwice(command.reference)
    for contract in command.attendees:
        covered = circumstances.contracts.get(contract, ())
        if not any(it.holds(command.occurred_on) for it in covered):
            raise NotCovered(contract, command.occurred_on)
    return WorkshopHeld(
        occurred_on=command.occurred_on,
        reference=command.reference,
        subject=command.subject.digest,
        minutes=command.minutes,
        attendees=command.attendees,
    )


def record_general_meeting(
    gatherings: Gatherings, command: RecordGeneralMeeting, circumstances: Circumstances
) -> GeneralMeetingHeld:
    """The meeting that approves a year's accounts, once, after its end."""
    closed_on = command.year_closed_on
    year = circumstances.rulebook.year_ending(closed_on)
    if year is None:
        raise NoYearClosesThen(closed_on)
    if command.occurred_on <= year.last:
        raise MeetingBeforeYearEnd(command.occurred_on, closed_on)
    if closed_on in gatherings.approved:
        raise AccountsAlreadyApproved(closed_on)
    return GeneralMeetingHeld(
        occurred_on=command.occurred_on, year_first=year.first, year_last=year.last
    )
