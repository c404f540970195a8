"""Reading: the lines of a payroll journal as payslips, and every fault by its line.

No fault repeats what a cell holds: the file tells what people earn.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from domain.entrepreneur_contract.payslips import BookPayslip
from domain.money import AMOUNT_LIMIT, CENT, ZERO
from domain.policies.payroll_mapping import Amount, DateFormat, PayrollMapping

LINES_MAX: Final = 10_000
_AMOUNT = re.compile(r"[+-]?[0-9]{1,9}([.,][0-9]{1,2})?")
_SPACES = re.compile(r"[ \u00a0\u202f]")
_DATES: dict[DateFormat, re.Pattern[str]] = {
    "dd/mm/yyyy": re.compile(r"(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4})", re.ASCII),
    "yyyy-mm-dd": re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII),
    "yyyymmdd": re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", re.ASCII),
}
_AMOUNTS: Final = (
    "gross",
    "net",
    "employee_social_security",
    "employee_other_bodies",
    "withholding_tax",
    "advances_recovered",
    "benefits_in_kind",
    "daily_allowances",
    "employer_social_security",
    "employer_other_bodies",
)


class Fault(NamedTuple):
    """Why a line, or the whole file when there is none, cannot be booked; and where in it."""

    line: int | None
    field: str
    reason: str


class Slip(NamedTuple):
    """A line as a payslip, and the contract it names if the mapping has a column for it."""

    line: int
    contract: str | None
    command: BookPayslip


class _CellFault(Exception):
    """A cell cannot be read."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field, reason)
        self.field = field
        self.reason = reason


Row = Mapping[str, str]


def slips(file: bytes, mapping: PayrollMapping) -> Iterator[Slip | Fault]:
    """Each line as a payslip, or its faults; faults of the whole file end the reading."""
    try:
        text = file.decode("utf-8-sig" if mapping.encoding == "utf-8" else mapping.encoding)
    except UnicodeDecodeError as wrong:
        line = file.count(b"\n", 0, wrong.start) + 1
        yield Fault(line, "encoding", f"the line is not written in {mapping.encoding}")
        return
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(mapping), strict=True
    )
    try:
        yield from _read(reader, mapping)
    except csv.Error:
        yield Fault(reader.line_num, "line", "the line is not written as CSV")


def _delimiter(mapping: PayrollMapping) -> str:
    return "\t" if mapping.delimiter == "tab" else mapping.delimiter


def _read(reader: Any, mapping: PayrollMapping) -> Iterator[Slip | Fault]:
    header = [name.strip() for name in next(reader, [])]
    faults = list(_of_header(header, mapping))
    yield from faults
    if faults:
        return
    rank = 0
    for rank, cells in enumerate((it for it in reader if any(it)), 1):
        if rank > LINES_MAX:
            yield Fault(reader.line_num, "line", f"a journal has {LINES_MAX} lines at most")
            return
        yield from _line(reader.line_num, header, cells, mapping)
    if not rank:
        yield Fault(None, "line", "the journal holds no payslip")


def _of_header(header: Sequence[str], mapping: PayrollMapping) -> Iterator[Fault]:
    for column in sorted(_columns(mapping)):
        if header.count(column) != 1:
            said = "stands twice in" if column in header else "is missing from"
            yield Fault(1, column, f"the column {said} the heading")


def _columns(mapping: PayrollMapping) -> set[str]:
    named = {mapping.date, mapping.activity, mapping.reference}
    if mapping.contract:
        named.add(mapping.contract)
    amounts = [getattr(mapping, name) for name in _AMOUNTS] + list(mapping.charges)
    if mapping.fixed_part:
        amounts.append(mapping.fixed_part)
    return named.union(*((*it.added, *it.subtracted) for it in amounts))


def _line(
    line: int, header: Sequence[str], cells: Sequence[str], mapping: PayrollMapping
) -> Iterator[Slip | Fault]:
    if len(cells) != len(header):
        yield Fault(line, "line", f"the line has {len(cells)} cells, the heading {len(header)}")
        return
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    try:
        command = BookPayslip.model_validate(_fields(row, mapping))
    except _CellFault as wrong:
        yield Fault(line, wrong.field, wrong.reason)
    except ValidationError as wrong:
        for error in wrong.errors(include_input=False, include_url=False):
            yield Fault(line, str(error["loc"][0]), error["msg"])
    else:
        yield Slip(line, row[mapping.contract] if mapping.contract else None, command)


def _fields(row: Row, mapping: PayrollMapping) -> dict[str, Any]:
    amounts = {name: _sum(name, row, getattr(mapping, name), mapping) for name in _AMOUNTS}
    charges = [
        {"account": it.account, "amount": _sum("charges", row, it, mapping)}
        for it in mapping.charges
    ]
    fixed = mapping.fixed_part and _sum("fixed_part", row, mapping.fixed_part, mapping)
    return {
        "occurred_on": _date(row[mapping.date], mapping.dates),
        "activity": row[mapping.activity],
        "reference": row[mapping.reference],
        **amounts,
        "fixed_part": fixed,
        "charges": tuple(charge for charge in charges if charge["amount"]),
    }


def _sum(name: str, row: Row, amount: Amount, mapping: PayrollMapping) -> Decimal:
    added = sum((_amount(name, row[it], mapping) for it in amount.added), ZERO)
    return added - sum((_amount(name, row[it], mapping) for it in amount.subtracted), ZERO)


def _amount(name: str, cell: str, mapping: PayrollMapping) -> Decimal:
    written = _SPACES.sub("", cell)
    if not written:
        return ZERO
    other = "," if mapping.decimal_mark == "." else "."
    if other in written or not _AMOUNT.fullmatch(written):
        raise _CellFault(name, f"an amount is written as 1234{mapping.decimal_mark}56")
    amount = Decimal(written.replace(",", ".")).quantize(CENT)
    if abs(amount) >= AMOUNT_LIMIT:
        raise _CellFault(name, "the amount is of a billion euros or more")
    return amount


def _date(cell: str, form: DateFormat) -> date:
    found = _DATES[form].fullmatch(cell)
    parts = found.groupdict() if found else {}
    try:
        return date(**{part: int(digits) for part, digits in parts.items()})
    except (TypeError, ValueError) as wrong:
        raise _CellFault("date", f"a date is written as {form}") from wrong
