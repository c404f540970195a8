"""Impact: the targets, reference figures and funding that a report is held against."""

from typing import assert_never

from pydantic import Field

from domain.decider import Command
from domain.events.impact import (
    FundingAgreementSigned,
    ImpactEvent,
    ReferenceFigureRecorded,
    TargetSet,
)
from domain.identifiers import Code, Day, Reference
from domain.money import Exact, PositiveEuros
from domain.privacy import Label, Name
from domain.refusal import Refusal

# Commands


class SetTarget(Command):
    """Set how many persons are to be supported by a deadline."""

    baseline_on: Day
    baseline: int = Field(ge=1, le=1_000_000, strict=True)
    multiple: Exact = Field(gt=0, le=1_000)
    deadline: Day


class RecordReferenceFigure(Command):
    """Record a published figure under its code; `women-share` is held against ours."""

    code: Code
    figure: Exact
    year: int = Field(ge=1900, le=2199, strict=True)
    source: Label


class SignFundingAgreement(Command):
    """Record that a funder pays for support."""

    funder: Name
    reference: Reference
    amount: PositiveEuros
    starts_on: Day
    ends_on: Day


ImpactCommand = SetTarget | RecordReferenceFigure | SignFundingAgreement


# Refusals


class DeadlineBeforeBaseline(Refusal):
    """The deadline of a target comes after its baseline."""


class FundingEndsBeforeItStarts(Refusal):
    """The last day of a funding agreement is not before its first."""


# Decisions


def decide(command: ImpactCommand) -> ImpactEvent:
    """The event a command on impact causes."""
    match command:
        case SetTarget():
            return set_target(command)
        case RecordReferenceFigure():
            source = {"source": command.source.digest}
            return ReferenceFigureRecorded(**dict(command) | source)
        case SignFundingAgreement():
            return sign_funding_agreement(command)
        case _:
            assert_never(command)


def set_target(command: SetTarget) -> TargetSet:
    """The target; the one set last holds."""
    if command.deadline <= command.baseline_on:
        raise DeadlineBeforeBaseline(command.baseline_on, command.deadline)
    return TargetSet(**dict(command))


def sign_funding_agreement(command: SignFundingAgreement) -> FundingAgreementSigned:
    """The agreement, from its first day to its last."""
    if command.ends_on < command.starts_on:
        raise FundingEndsBeforeItStarts(command.starts_on, command.ends_on)
    return FundingAgreementSigned(**dict(command) | {"funder": command.funder.digest})
