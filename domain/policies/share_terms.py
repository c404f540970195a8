"""Share terms: what the statutes say of shares, within what the law leaves them."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from domain.money import PositiveEuros, Rate
from domain.value import Value

REFUND_MONTHS = 60
"""Five years, the usual clause of statutes: no text was found that makes it a legal limit."""


class ShareTerms(Value):
    """The nominal of a share, how many a member holds at least, how they are paid and refunded.

    `paid_at_subscription` is a fraction of the nominal, and never lowers what the law asks;
    `retention` allows instalments to be kept from pay (loi 78-763 art. 27); `refund_months`
    is how long after a cancellation the refund may wait.
    """

    kind: Literal["share-terms"] = "share-terms"
    nominal: PositiveEuros = Field(le=Decimal(10_000))
    shares_min: int = Field(default=1, ge=1, le=100_000, strict=True)
    paid_at_subscription: Rate = Decimal(0)
    retention: bool = Field(default=False, strict=True)
    refund_months: int = Field(default=REFUND_MONTHS, ge=0, le=120, strict=True)
