"""What the impact report tells, field by field; null is a number about too few people."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema

from api.reading_answers import Told, Total, Veiled

Fraction = Annotated[
    Decimal,
    PlainSerializer(lambda number: format(number, "f"), return_type=str),
    WithJsonSchema({"type": "string", "examples": ["0.670", "2498.8"]}),
]
"""An exact number as a string; a rate is a fraction of one."""

Cells = dict[str, int | None]
"""How many persons gave each answer."""


class CohortRead(Told):
    """Those whose test ended in the period; `positive_rate` counts the first three outcomes."""

    persons: int | None
    outcomes: Cells
    positive_rate: Fraction | None
    positive_rate_without_unknown: Fraction | None


class WomenRead(Told):
    """Women among those who state a gender, on the last day; points above the benchmark."""

    share: Fraction | None
    benchmark: Fraction | None
    points_above: Fraction | None


class TargetRead(Told):
    """A number to support by a deadline: a multiple of a baseline."""

    baseline_on: date
    baseline: int
    multiple: Fraction
    deadline: date


class GrowthRead(Told):
    """The number supported against the plan, on a linear path and on one of constant growth."""

    target: TargetRead
    supported: int | None
    multiple_reached: Fraction | None
    linear_plan: Fraction
    constant_growth_plan: Fraction


class WorkRead(Told):
    """Persons under a CESA on the last day; pay and turnover of the period in euros."""

    jobs: int | None
    gross_pay: Total | None
    turnover: Total
    turnover_per_head: Total | None


class FundingRead(Told):
    """A funder who pays for support in the period; the amount in euros."""

    funder: Veiled
    reference: str
    amount: Total
    starts_on: date
    ends_on: date


class ImpactPolicyRead(Told):
    """What the report counts by."""

    cesa_within_days: int
    smallest_cell: int


class ImpactRead(Told):
    """Whom the cooperative supported in a period, and what became of them."""

    since: date
    until: date
    policy: ImpactPolicyRead
    supported_on_last_day: int | None
    supported_in_period: int | None
    cohort: CohortRead
    women: WomenRead
    survival: dict[int, Cells]
    breakdown: dict[str, Cells]
    growth: GrowthRead | None
    work: WorkRead
    funding: list[FundingRead]
