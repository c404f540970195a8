"""Smoothing: the same pay every month, whatever the month's sales."""

from typing import Literal

from domain.money import ZERO, PositiveEuros, Rate, SomeEuros
from domain.value import Value


class SmoothingPolicy(Value):
    """Pay the target when the balance allows, less when not, the fixed part in any case.

    `employer_rate` is the employer's charges as a fraction of gross pay, an estimate of the
    payroll software; `reserve` is what the balance may not be spent below.
    """

    kind: Literal["smoothing"] = "smoothing"
    target_gross: PositiveEuros
    fixed_part: SomeEuros
    employer_rate: Rate
    reserve: SomeEuros = ZERO
