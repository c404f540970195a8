"""Rows: one line of text to one `FecLine`, with everything that is wrong in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.fec.columns import OPTIONAL, Column, FecLine
from projections.fec.fields import amount_of, currency_amount_of, day_of, is_written_in_full
from projections.fec.findings import Finding, Severity, formal, refused
from projections.fec.header import Layout

Key = tuple[str, str]
"""What rows of one entry share: the code of its journal and its number."""

_FORBIDDEN = {
    "\t": re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f|]"),
    "|": re.compile(r"[\x00-\x1f\x7f-\x9f]"),
}
_SIDES = {"D": 1, "+1": 1, "C": -1, "-1": -1}
_ZERO = Decimal("0.00")


class Row(NamedTuple):
    """A line that could be read, where it stands, and its fields after the legal ones."""

    number: int
    line: FecLine
    extras: Mapping[str, str]

    @property
    def key(self) -> Key:
        """The entry it belongs to."""
        return self.line.journal_code, self.line.entry_number


class Unreadable(NamedTuple):
    """A line that could not be read, and the entry it belongs to when that much is known."""

    number: int
    key: Key | None


Item = Row | Unreadable | Finding
"""What reading a file gives, in the order of its lines."""


class _Cells:
    """The fields of one line, read one by one; `faults` gathers what is wrong."""

    def __init__(self, number: int, cells: Sequence[str], layout: Layout) -> None:
        self.number = number
        self.faults: list[Finding] = []
        self._cells = cells
        self._positions = layout.positions

    def refuse(self, rule: str, reason: str) -> None:
        self.faults.append(refused(self.number, rule, reason))

    def warn(self, rule: str, reason: str) -> None:
        self.faults.append(formal(self.number, rule, reason))

    def raw(self, column: Column) -> str:
        place = self._positions.get(column)
        return "" if place is None else self._cells[place]

    def at(self, place: int) -> str:
        return self._cells[place].strip(" ")

    def text(self, column: Column) -> str:
        value = self.raw(column).strip(" ")
        if column not in OPTIONAL and not value.strip():
            self.refuse("FEC-22", f"{column} is empty")
        return value

    def day(self, column: Column) -> date:
        """A date that must be there; the line is refused with it."""
        value = self.text(column)
        found = day_of(value)
        if found is None and value:
            self.refuse("FEC-11", f"{column} {value!r} is not a date AAAAMMJJ")
        elif value != self.raw(column):
            self.warn("FEC-11", f"{column} is padded with spaces")
        return found or date.min

    def matched_on(self) -> date | None:
        value = self.text(Column.MATCHED_ON)
        found = day_of(value)
        if found is None and value:
            reason = f"{Column.MATCHED_ON} {value!r} is not a date AAAAMMJJ, and is left out"
            self.warn("FEC-11", reason)
        return found

    def currency_amount(self) -> Decimal | None:
        value = self.text(Column.CURRENCY_AMOUNT)
        found = currency_amount_of(value)
        if found is None and value:
            reason = f"{Column.CURRENCY_AMOUNT} {value!r} is not an amount, and is left out"
            self.warn("FEC-18", reason)
        return found

    def amount(self, column: Column) -> Decimal:
        raw = self.raw(column)
        value = raw.strip(" ")
        found = amount_of(value)
        if found is None:
            self.refuse("FEC-05", f"{column} {value!r} is not an amount to the cent")
        elif not is_written_in_full(raw):
            self.warn("FEC-05", f"{column} {raw!r} is not written as 1234,56")
        return found or _ZERO

    def sides(self) -> tuple[Decimal, Decimal]:
        """Debit and credit, from whichever of the two lawful forms the file has."""
        if Column.AMOUNT in self._positions:
            return self._signed()
        return self._side(Column.DEBIT, Column.CREDIT), self._side(Column.CREDIT, Column.DEBIT)

    def _side(self, column: Column, other: Column) -> Decimal:
        if self.raw(column).strip(" ") or not self.raw(other).strip(" "):
            return self.amount(column)
        self.warn("FEC-05", f"{column} is empty instead of 0,00")
        return _ZERO

    def _signed(self) -> tuple[Decimal, Decimal]:
        amount, raw = self.amount(Column.AMOUNT), self.raw(Column.DIRECTION)
        side = _SIDES.get(raw.strip(" ").upper())
        if side is None:
            self.refuse("FEC-05", f"{Column.DIRECTION} {raw!r} is not D, C, +1 or -1")
        elif raw not in _SIDES:
            self.warn("FEC-05", f"{Column.DIRECTION} {raw!r} is not written as D, C, +1 or -1")
        return (_ZERO, amount) if side == -1 else (amount, _ZERO)

    def line(self) -> FecLine:
        debit, credit = self.sides()
        return FecLine(
            journal_code=self.text(Column.JOURNAL_CODE),
            journal_label=self.text(Column.JOURNAL_LABEL),
            entry_number=self.text(Column.ENTRY_NUMBER),
            entry_date=self.day(Column.ENTRY_DATE),
            account=self.text(Column.ACCOUNT),
            account_label=self.text(Column.ACCOUNT_LABEL),
            auxiliary=self.text(Column.AUXILIARY),
            auxiliary_label=self.text(Column.AUXILIARY_LABEL),
            document_reference=self.text(Column.DOCUMENT_REFERENCE),
            document_date=self.day(Column.DOCUMENT_DATE),
            label=self.text(Column.LABEL),
            debit=debit,
            credit=credit,
            matching=self.text(Column.MATCHING),
            matched_on=self.matched_on(),
            validated_on=self.day(Column.VALIDATED_ON),
            currency_amount=self.currency_amount(),
            currency=self.text(Column.CURRENCY),
        )


class Rows:
    """The lines of one file, read by its layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._forbidden = _FORBIDDEN[layout.separator]
        self._trailing: bool | None = layout.trailing or None

    def read(self, number: int, text: str) -> Iterator[Item]:
        """The row a line of text makes, after what is wrong in it; nothing for a blank one."""
        if not text.strip(" "):
            yield formal(number, "FEC-03", "the line is blank")
            return
        if found := self._forbidden.search(text):
            yield formal(number, "FEC-19", f"a field holds the character {found[0]!r}")
        cells = text.split(self._layout.separator)
        yield from self._ends(number, cells)
        if len(cells) == self._layout.fields:
            yield from self._row(_Cells(number, cells, self._layout))
        else:
            reason = f"{len(cells)} fields instead of {self._layout.fields}"
            yield refused(number, "FEC-03", reason)
            yield Unreadable(number, None)

    def _ends(self, number: int, cells: list[str]) -> Iterator[Finding]:
        """Drop the empty field of a trailing separator, if the first line has one too."""
        one_more = len(cells) == self._layout.fields + 1 and not cells[-1].strip(" ")
        if self._trailing is None:
            self._trailing = one_more
            if one_more:
                yield formal(
                    number, "FEC-03", "lines end with a separator; the header does not"
                )
        if one_more and self._trailing:
            cells.pop()

    def _row(self, cells: _Cells) -> Iterator[Item]:
        line = cells.line()
        yield from cells.faults
        if any(fault.severity is Severity.REFUSAL for fault in cells.faults):
            key = line.journal_code, line.entry_number
            yield Unreadable(cells.number, key if all(key) else None)
        else:
            yield Row(cells.number, line, self._extras(cells))

    def _extras(self, cells: _Cells) -> Mapping[str, str]:
        return {name: cells.at(place) for name, place in self._layout.extras.items()}
