"""Sharing: what several entrepreneurs earn together goes to their own sections, by a key."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from pydantic import Field
from typing_extensions import override

from domain.activity.available import available
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.sharing import (
    ResultShared,
    SectionShare,
    SharingAgreed,
    SharingEvent,
    Weight,
)
from domain.identifiers import ActivityCode, Day, Month, Reference, Section
from domain.money import PositiveEuros, bounded, split
from domain.period import last_day, month_of
from domain.refusal import Refusal

# Commands


class AgreeSharing(Command):
    """Record the agreement by which an activity's entrepreneurs share its result."""

    effective_from: Day
    key: tuple[Weight, ...] = Field(min_length=1, max_length=50)

    @override
    def named_sections(self) -> frozenset[Section]:
        return frozenset(it.section for it in self.key)


class ShareResult(Command):
    """Share what an activity earned, in euros, by the key agreed for a month."""

    needs_ledger = True

    reference: Reference
    month: Month
    amount: PositiveEuros


SharingCommand = AgreeSharing | ShareResult


# Refusals


class SectionNamedTwice(Refusal):
    """A section has one weight in the key."""


class SharesWithItself(Refusal):
    """An activity shares with the sections of its entrepreneurs, not with itself."""


class SharingNotAgreed(Refusal):
    """No agreement on a key holds at the end of that month (décret 2015-1363)."""


class ResultAlreadyShared(Refusal):
    """A sharing of that reference is already recorded."""


class MonthNotBegun(Refusal):
    """What a month earned cannot be shared before the month begins."""


class SharesMoreThanAvailable(Refusal):
    """The activity has less than that left of what it earned until the end of the month."""


# State


@dataclass(frozen=True, slots=True)
class Agreement:
    """A key, and the day from which it holds."""

    since: date
    key: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """The agreements in the order they were recorded, and what was shared."""

    agreements: tuple[Agreement, ...] = ()
    references: frozenset[Reference] = frozenset()

    def key(self, day: date) -> tuple[Weight, ...] | None:
        """The key in force on a day; of two with one day, the one agreed last."""
        held = [it for it in self.agreements if it.since <= day]
        latest = max((it.since for it in held), default=None)
        return next((it.key for it in reversed(held) if it.since == latest), None)


def evolve(sharing: Sharing, event: SharingEvent) -> Sharing:
    """The sharing after an event."""
    match event:
        case SharingAgreed():
            agreement = Agreement(event.effective_from, event.key)
            return replace(sharing, agreements=(*sharing.agreements, agreement))
        case ResultShared():
            return replace(sharing, references=sharing.references | {event.reference})
        case _:
            assert_never(event)


# Decisions


def decide(
    activity: ActivityCode,
    sharing: Sharing,
    command: SharingCommand,
    circumstances: Circumstances,
) -> SharingEvent:
    """The event a command on sharing causes."""
    match command:
        case AgreeSharing():
            return agree_sharing(activity, command, circumstances)
        case ShareResult():
            return share_result(activity, sharing, command, circumstances)
        case _:
            assert_never(command)


def agree_sharing(
    activity: ActivityCode, command: AgreeSharing, circumstances: Circumstances
) -> SharingAgreed:
    """The agreement, each section of it open and named once."""
    sections = [it.section for it in command.key]
    if activity in sections:
        raise SharesWithItself(activity)
    if len(set(sections)) < len(sections):
        raise SectionNamedTwice(*sections)
    for section in sections:
        circumstances.demand_section(section)
    return SharingAgreed(
        occurred_on=command.occurred_on,
        activity=activity,
        effective_from=command.effective_from,
        key=command.key,
    )


def share_result(
    activity: ActivityCode,
    sharing: Sharing,
    command: ShareResult,
    circumstances: Circumstances,
) -> ResultShared:
    """The shares to the cent, by largest remainder, ties by the code of the section."""
    if command.reference in sharing.references:
        raise ResultAlreadyShared(command.reference)
    if command.month > month_of(command.occurred_on):
        raise MonthNotBegun(command.month)
    key = sharing.key(last_day(command.month))
    if key is None:
        raise SharingNotAgreed(command.month)
    left = available(activity, command.occurred_on, circumstances, until=command.month)
    if bounded(command.amount) > left:
        raise SharesMoreThanAvailable(command.amount, left)
    return ResultShared(
        occurred_on=command.occurred_on,
        activity=activity,
        reference=command.reference,
        month=command.month,
        amount=command.amount,
        shares=_shares(command, key),
    )


def _shares(command: ShareResult, key: tuple[Weight, ...]) -> tuple[SectionShare, ...]:
    ordered = sorted(key, key=lambda it: it.section)
    amounts = split(command.amount, [it.weight for it in ordered])
    return tuple(
        SectionShare(section=it.section, amount=amount)
        for it, amount in zip(ordered, amounts, strict=True)
        if amount
    )
