"""Entries: the rows of one journal and number put together, wherever they stand in the file."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import BinaryIO, NamedTuple

from projections.fec.reader import read
from projections.fec.rows import Key, Row, Unreadable

ROWS_MAX = 100_000
"""Rows that may wait for the rest of their entry, so that memory stays bounded."""


class TooScattered(Exception):
    """Too many rows wait for the rest of their entry."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class FecEntry(NamedTuple):
    """The rows of one entry, in the order of the file; never empty."""

    rows: tuple[Row, ...]

    @property
    def key(self) -> Key:
        """Its journal and its number."""
        return self.rows[0].key

    @property
    def first_line(self) -> int:
        """The physical line it begins on."""
        return self.rows[0].number

    @property
    def dates(self) -> list[date]:
        """Its accounting dates: one, in a lawful file."""
        return sorted({row.line.entry_date for row in self.rows})

    @property
    def net(self) -> Decimal:
        """Debits less credits, in euros: zero when it balances."""
        return sum((row.line.net for row in self.rows), Decimal(0))

    def by_date(self) -> "list[FecEntry]":
        """The entries it makes when each date is taken apart."""
        rows = sorted(self.rows, key=_dated)
        return [FecEntry(tuple(same_day)) for _, same_day in groupby(rows, key=_dated)]


def _dated(row: Row) -> date:
    return row.line.entry_date


class _Open:
    """The rows of an entry so far, and what is left to balance."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.net = Decimal(0)


class Assembly:
    """Rows in, entries out as soon as they balance, for rules to judge in little memory.

    What never balances comes out last. An entry with a line that cannot be read is not judged
    and never comes out.
    """

    def __init__(self) -> None:
        self._key: Key | None = None
        self._open: dict[Key, _Open] = {}
        self._damaged: set[Key] = set()
        self._held = 0

    def add(self, item: Row | Unreadable) -> Iterator[FecEntry]:
        """Take a row; the entry the row before it completes. Raises `TooScattered`."""
        if item.key is not None and item.key != self._key:
            yield from self.finish()
            self._key = item.key
        if isinstance(item, Row):
            self._hold(item)
        elif self._key is not None:
            self._damaged.add(self._key)

    def resumes(self, key: Key) -> bool:
        """Whether rows of this entry stand above, apart from these."""
        return key in self._open or key in self._damaged

    def finish(self) -> Iterator[FecEntry]:
        """The entry the last row completes, when no row of it follows."""
        if self._key is None:
            return
        judged = self._key not in self._damaged
        entry = self._open.get(self._key)
        if entry is None or (judged and entry.net):
            return
        del self._open[self._key]
        self._held -= len(entry.rows)
        if judged:
            yield FecEntry(tuple(entry.rows))

    def unbalanced(self) -> list[FecEntry]:
        """At the end of the file, the entries that do not balance."""
        return [FecEntry(tuple(entry.rows)) for entry in self._open.values()]

    def _hold(self, row: Row) -> None:
        entry = self._open.setdefault(row.key, _Open())
        entry.rows.append(row)
        entry.net += row.line.net
        self._held += 1
        if self._held > ROWS_MAX:
            raise TooScattered(row.number)


def entries(stream: BinaryIO) -> Iterator[FecEntry]:
    """The entries of a file an import does not refuse, each complete, balanced, of one date.

    The stream is read twice, the first time to count the rows of each entry. An entry comes
    out with its last row, so only entries whose rows stand apart wait in memory.
    """
    stream.seek(0)
    missing = Counter(_place(row) for row in _rows(stream))
    stream.seek(0)
    open_rows: dict[tuple[Key, date], list[Row]] = defaultdict(list)
    for row in _rows(stream):
        place = _place(row)
        open_rows[place].append(row)
        missing[place] -= 1
        if not missing[place]:
            yield FecEntry(tuple(open_rows.pop(place)))


def _place(row: Row) -> tuple[Key, date]:
    return row.key, row.line.entry_date


def _rows(stream: BinaryIO) -> Iterator[Row]:
    return (item for item in read(stream) if isinstance(item, Row))
