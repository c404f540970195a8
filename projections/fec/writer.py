"""The writer of a FEC: the same lines give the same bytes (UTF-8, tab, CR LF, comma)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from domain.refusal import Refusal
from projections.fec.columns import COLUMNS, OPTIONAL, FecLine

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f|]")
_AMOUNT = re.compile(r"[0-9]{1,15},[0-9]{2}")
_MANDATORY_TEXTS = tuple(
    (place, column) for place, column in enumerate(COLUMNS) if column not in OPTIONAL
)


class UnwritableLine(Refusal):
    """A line lacks what a FEC must carry, or has an amount that is not euros to the cent."""


def written(lines: Iterable[FecLine]) -> Iterator[bytes]:
    """The bytes of the file, header first, one record at a time; raises `UnwritableLine`."""
    yield _record(COLUMNS)
    for line in lines:
        yield _record(_fields(line))


def _record(fields: Iterable[str]) -> bytes:
    return ("\t".join(fields) + "\r\n").encode()


def _fields(line: FecLine) -> list[str]:
    fields = [_field(value) for value in line]
    fields[11:13] = _euros(line.debit), _euros(line.credit)
    for place, column in _MANDATORY_TEXTS:
        if not fields[place].strip():
            raise UnwritableLine(column, line.entry_number)
    return fields


def _field(value: str | date | Decimal | None) -> str:
    if isinstance(value, str):
        return _FORBIDDEN.sub(" ", value).strip(" ")
    if isinstance(value, date):
        return f"{value:%Y%m%d}"
    return "" if value is None else f"{value:f}".replace(".", ",")


def _euros(amount: Decimal) -> str:
    text = f"{abs(amount) if amount == 0 else amount:.2f}".replace(".", ",")
    if not _AMOUNT.fullmatch(text) or Decimal(text.replace(",", ".")) != amount:
        raise UnwritableLine(amount)
    return text
