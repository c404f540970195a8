"""What a cooperative sets for itself: each setting is dated data, adopted by an event."""

import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from domain.identifiers import AccountNumber, Code, Reference
from domain.money import Exact, Rate
from domain.value import Value

ONE = Decimal(1)
_FIELD = re.compile(r"\{(activity|year|number)")
_TOUCHING = re.compile(r"\}[A-Za-z0-9]*\{")
_NUMBER_LAST = re.compile(r"[-_]\{number(:0[1-9]d)?\}$")
_REFERENCE = TypeAdapter[Reference](Reference)
LAST_NUMBER = 999_999_999


def _template(value: str) -> str:
    fields = sorted(_FIELD.findall(value))
    if fields not in (["number", "year"], ["activity", "number", "year"]):
        msg = "a number template holds {year}, {number} and perhaps {activity}, each once"
        raise ValueError(msg)
    # E1 and its number 12 must not read as E11 and its number 2 do; and the number stands
    # last, so that two templates which give the same text share their series.
    if _TOUCHING.search(value) or not _NUMBER_LAST.search(value):
        msg = "a number template holds its fields apart by - or _, the number last"
        raise ValueError(msg)
    _demand_references(value)
    return value


def _demand_references(template: str) -> None:
    longest = template.format(activity="E123456789", year=2026, number=LAST_NUMBER)
    try:
        _REFERENCE.validate_python(longest)
    except ValidationError as wrong:
        msg = "a number template gives references of 35 characters at most"
        raise ValueError(msg) from wrong


Template = Annotated[
    str,
    StringConstraints(
        pattern=r"^([A-Za-z0-9_-]|\{activity\}|\{year\}|\{number(:0[1-9]d)?\})+$", max_length=60
    ),
    AfterValidator(_template),
]
"""How a number reads, such as `F{year}-{number:04d}`."""

Series = Literal["invoice", "credit-note"]
"""The kinds of documents numbered in an unbroken series (CGI ann. II 242 nonies A)."""


class NumberSeries(Value):
    """An unbroken series of document numbers, one for each year and value of its template."""

    series: Series
    template: Template
    first: int = Field(default=1, ge=1, le=LAST_NUMBER, strict=True)


DEFAULT_SERIES: dict[Series, NumberSeries] = {
    "invoice": NumberSeries(series="invoice", template="F{activity}-{year}-{number:04d}"),
    "credit-note": NumberSeries(
        series="credit-note", template="A{activity}-{year}-{number:04d}"
    ),
}
"""One series for each activity and year, so that activities do not wait for each other."""


class ContributionPolicy(Value):
    """The cooperative contribution: a flat rate of what an activity invoices, before tax."""

    rate: Rate


class AccountRoles(Value):
    """Which account plays which part in the entries; the defaults follow the PCG of 2026."""

    bank: AccountNumber = "512"
    customers: AccountNumber = "411"
    suppliers: AccountNumber = "401"
    goods_sold: AccountNumber = "707"
    services_sold: AccountNumber = "706"
    works_sold: AccountNumber = "704"
    vat_collected: AccountNumber = "44571"
    vat_collected_waiting: AccountNumber = "4458"
    vat_deductible: AccountNumber = "44566"
    vat_deductible_waiting: AccountNumber = "44588"
    bad_debts: AccountNumber = "6541"
    bad_debts_prior_years: AccountNumber = "6544"
    expenses_due: AccountNumber = "4258"
    wages: AccountNumber = "6411"
    wages_due: AccountNumber = "421"
    social_security: AccountNumber = "431"
    other_social_bodies: AccountNumber = "437"
    withholding_tax: AccountNumber = "4421"
    shares_paid_in: AccountNumber = "4563"
    share_capital: AccountNumber = "1013"
    liaison: AccountNumber = "181"
    internal_charges: AccountNumber = "186"
    internal_products: AccountNumber = "187"


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
