"""The regime of VAT: how often a return is filed."""

from typing import Literal

from domain.value import Value


class VatRegimePolicy(Value):
    """A return for each month, or for each quarter when a year's VAT is below 4,000 euros.

    CGI art. 287, 2: whether the threshold is kept is for the cooperative to watch.
    """

    kind: Literal["vat-regime"] = "vat-regime"
    periodicity: Literal["monthly", "quarterly"] = "monthly"
