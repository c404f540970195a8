"""What every test's database already holds when the test begins."""

from typing import Final

import psycopg

from domain.log.schema import create_cell

CELL: Final = "coop"


def prepare(conninfo: str) -> None:
    """Prepare the database from which each test's own is copied: one empty cell."""
    with psycopg.connect(conninfo) as owner:
        create_cell(owner, CELL)
