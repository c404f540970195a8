"""Distribution tax: what is withheld from the interest on shares when it is paid."""

from typing import Literal, Self

from pydantic import model_validator

from domain.money import Rate
from domain.value import Value


class DistributionTax(Value):
    """Rates other than the statutory ones.

    Whether a cooperative's interest on shares bears both levies whole is for its accountant to
    say: without this setting it bears those of dividends (CGI art. 117 quater, CSS L136-7).
    """

    kind: Literal["distribution-tax"] = "distribution-tax"
    income_tax: Rate
    social_levies: Rate

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        if self.income_tax + self.social_levies > 1:
            msg = "together the two take more than there is"
            raise ValueError(msg)
        return self
