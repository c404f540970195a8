"""The comparison of two versions of the readings, row by row, between two positions."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from psycopg import Connection
from psycopg.sql import SQL, Composable, Identifier

from projections.read_model import Table
from projections.registry import TABLES
from projections.version import Version

_DIFFERENT: Final = """
SELECT count(*), min((coalesce(old.position, new.position)))
FROM (SELECT * FROM {old} WHERE position > %(after)s AND position <= %(until)s) AS old
FULL JOIN (SELECT * FROM {new} WHERE position > %(after)s AND position <= %(until)s) AS new
    USING ({key})
WHERE ROW({old_row}) IS DISTINCT FROM ROW({new_row})
"""


class Difference(NamedTuple):
    """Rows of a table that two versions do not share, and the first position among them."""

    table: str
    rows: int
    first_position: int


def differences(
    conn: Connection[Any], old: Version, new: Version, after: int, until: int
) -> Iterator[Difference]:
    """What differs in the rows of the events after one position and until another."""
    bounds = {"after": after, "until": until}
    for table in TABLES:
        query = SQL(_DIFFERENT).format(**_names(table, old, new))
        row = conn.execute(query, bounds).fetchone()
        if row and row[0]:
            yield Difference(table.name, *row)


def _names(table: Table, old: Version, new: Version) -> dict[str, Composable]:
    return {
        "old": old.table(table),
        "new": new.table(table),
        "key": SQL(table.key),
        "old_row": _row("old", table),
        "new_row": _row("new", table),
    }


def _row(side: str, table: Table) -> Composable:
    return SQL(", ").join(Identifier(side, column) for column in table.columns)
