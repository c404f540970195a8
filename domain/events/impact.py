"""What the impact of a cooperative is measured against."""

from typing import ClassVar

from pydantic import Field

from domain.events.event import Event
from domain.identifiers import Code, Day, Reference, Sha256
from domain.money import Exact, PositiveEuros


class TargetSet(Event):
    """A number of persons to support by a deadline, as a multiple of a baseline."""

    topic: ClassVar = "cooperative.target-set"

    baseline_on: Day
    baseline: int = Field(ge=1)
    multiple: Exact
    deadline: Day


class ReferenceFigureRecorded(Event):
    """A figure published by others, against which one's own is held."""

    topic: ClassVar = "cooperative.reference-figure-recorded"

    code: Code
    figure: Exact
    year: int = Field(ge=1900, le=2199)
    source: Sha256


class FundingAgreementSigned(Event):
    """A funder pays for support, from a day until another."""

    topic: ClassVar = "cooperative.funding-agreement-signed"

    funder: Sha256
    reference: Reference
    amount: PositiveEuros
    starts_on: Day
    ends_on: Day


ImpactEvent = TargetSet | ReferenceFigureRecorded | FundingAgreementSigned
"""Everything the impact is measured against."""
