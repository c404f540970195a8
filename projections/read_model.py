"""A read model: its tables, and a pure fold from recorded events to their rows.

A row is only ever added, and carries the position of its event in its first column. So what was
known at a past moment stays readable, and a rebuild is compared while the books go on.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, LiteralString, NamedTuple, Protocol

from domain.recorded import Recorded

Row = tuple[Any, ...]


class Table(NamedTuple):
    """The rows a read model adds; `optional` names the columns that may be empty."""

    name: LiteralString
    columns: Mapping[str, LiteralString]
    key: LiteralString
    optional: tuple[str, ...] = ()
    indexes: tuple[LiteralString, ...] = ()


class Write(NamedTuple):
    """One more row of a table, its values in the order of the columns."""

    table: Table
    row: Row


class Memory(Protocol):
    """What a fold may ask of the rows already written, when it begins."""

    def __call__(self, query: LiteralString) -> list[Row]:
        """The rows of a query in which tables stand as `{name}`."""
        ...


Fold = Callable[[Recorded], Iterable[Write]]
"""Gives the rows of the next event; shown every event once, in the order of the log."""


class ReadModel(NamedTuple):
    """Tables, and how a fold into them begins from what they hold."""

    tables: tuple[Table, ...]
    begin: Callable[[Memory], Fold]


def without_memory(fold: Fold) -> Callable[[Memory], Fold]:
    """The beginning of a fold in which each event stands for itself."""
    return lambda _: fold
