"""Surplus: how the statutes divide what a year leaves, and how the employees share theirs."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from domain.money import Rate
from domain.value import Value

NOTHING = Decimal(0)
ALL = Decimal(1)


class WorkShareKey(Value):
    """What the employees' part follows: wages, time, heads, or a mix that adds up to one."""

    by_wages: Rate = ALL
    by_time: Rate = NOTHING
    equally: Rate = NOTHING

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.by_wages + self.by_time + self.equally != 1:
            msg = "the parts of a key add up to one"
            raise ValueError(msg)
        return self


class SurplusPolicy(Value):
    """The split of the statutes, as fractions of the surplus that add up to one.

    The law sets the least of each part (loi 78-763 art. 33) when the surplus is allocated.
    `losses_first` makes former losses good before anything is divided: no text now says it of
    a SCOP (art. 32 no longer does), so that it is a setting; the default is prudent.
    """

    kind: Literal["surplus"] = "surplus"
    legal_reserve: Rate
    development_fund: Rate
    work_share: Rate
    interest: Rate = NOTHING
    key: WorkShareKey = WorkShareKey()
    participation_agreement: bool = Field(default=False, strict=True)
    losses_first: bool = Field(default=True, strict=True)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if sum(self.fractions) != 1:
            msg = "the fractions of a surplus add up to one"
            raise ValueError(msg)
        return self

    @property
    def fractions(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Legal reserve, development fund, work share, interest."""
        return self.legal_reserve, self.development_fund, self.work_share, self.interest
