"""Smoothing: the same pay every month, whatever the month's sales."""

from typing import Literal

from pydantic import Field

from domain.money import ZERO, PositiveEuros, Rate, SomeEuros
from domain.value import Value


class SmoothingPolicy(Value):
    """Pay the target when the balance allows, less when not, the fixed part in any case.

    `employer_rate` is the employer's charges as a fraction of gross pay, an estimate of the
    payroll software; `reserve` is what the balance may not be spent below, and `months_ahead`
    for how many more months the fixed part is kept beside it. `minimum_wage` is that of a month
    of full time (SMIC), if hours are to be reckoned from pay.
    """

    kind: Literal["smoothing"] = "smoothing"
    target_gross: PositiveEuros
    fixed_part: SomeEuros
    employer_rate: Rate
    reserve: SomeEuros = ZERO
    months_ahead: int = Field(default=0, ge=0, le=24)
    minimum_wage: PositiveEuros | None = None
