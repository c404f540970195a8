"""Number series: how documents are numbered without a gap (CGI ann. II art. 242 nonies A)."""

import re
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from domain.identifiers import Reference
from domain.value import Value

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
