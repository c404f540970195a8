"""Expense types: what an entrepreneur may claim, and how it is booked."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from domain.identifiers import AccountNumber, Code
from domain.money import Exact, Rate
from domain.value import Value

ONE = Decimal(1)


class ExpenseType(Value):
    """A kind of expense an entrepreneur may claim, and how it is booked."""

    code: Code
    account: AccountNumber
    basis: Literal["amount", "kilometres"] = "amount"
    rate_per_kilometre: Exact = Decimal(0)
    vat_deductible: bool = Field(default=False, strict=True)
    business_share: Rate = ONE
    lowers_contribution: bool = Field(default=False, strict=True)

    @model_validator(mode="after")
    def _rated(self) -> Self:
        if (self.basis == "kilometres") != (self.rate_per_kilometre > 0):
            msg = "kilometres have a rate above zero, and amounts have none"
            raise ValueError(msg)
        return self
