"""A version of the readings: one set of tables in a cell, beside which another may be built."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Any, Final, LiteralString

from psycopg import Connection
from psycopg.sql import SQL, Composable, Composed, Identifier

from projections.read_model import Table
from projections.roles import READER

_OF_NO_VERSION: Final = ("events", "vault", "readings")
_CREATE: Final = "CREATE TABLE {table} ({columns}, PRIMARY KEY ({key}))"
_GRANT: Final = "GRANT SELECT ON {table} TO {reader}"


@dataclass(frozen=True, slots=True)
class Version:
    """The tables of one version, by which queries name them."""

    schema: str
    number: int

    def query(self, text: LiteralString, **parts: Composable) -> Composed:
        """The query with this version's tables where `{name}` stands, and the log's."""
        named = {field for _, field, _, _ in Formatter().parse(text) if field} - parts.keys()
        return SQL(text).format(**{name: self._named(name) for name in named}, **parts)

    def table(self, table: Table) -> Identifier:
        """The name of one of its tables."""
        return self._named(table.name)

    def create(self, conn: Connection[Any], tables: Iterable[Table]) -> None:
        """Makes tables to be filled; what an unfinished build left is thrown away."""
        self.drop(conn, tables)
        for table in tables:
            conn.execute(self._create(table))
            grant = SQL(_GRANT).format(table=self.table(table), reader=Identifier(READER))
            conn.execute(grant)

    def index(self, conn: Connection[Any], tables: Iterable[Table]) -> None:
        """Makes the indexes, which are quicker made once the tables are full."""
        for table in tables:
            for columns in table.indexes:
                name = self.table(table)
                conn.execute(SQL("CREATE INDEX ON {} ({})").format(name, SQL(columns)))

    def drop(self, conn: Connection[Any], tables: Iterable[Table]) -> None:
        """Throws tables away."""
        for table in tables:
            conn.execute(SQL("DROP TABLE IF EXISTS {}").format(self.table(table)))

    def _named(self, name: str) -> Identifier:
        return Identifier(self.schema, name if name in _OF_NO_VERSION else self._numbered(name))

    def _numbered(self, name: str) -> str:
        return f"{name}_v{self.number}"

    def _create(self, table: Table) -> Composed:
        return SQL(_CREATE).format(
            table=self.table(table),
            columns=SQL(", ").join(_columns(table)),
            key=SQL(table.key),
        )


def _columns(table: Table) -> Iterator[Composed]:
    for name, kind in table.columns.items():
        demand = SQL("" if name in table.optional else " NOT NULL")
        yield SQL("{} {}{}").format(Identifier(name), SQL(kind), demand)
