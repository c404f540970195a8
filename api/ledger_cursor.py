"""The cursor of a ledger: where its page ended, as one opaque word."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from projections.general_ledger import LedgerKey, LedgerLine


def key_of(cursor: str) -> LedgerKey:
    """Where a cursor stands; `ValueError` when it is none of ours."""
    day, at, rank, line = cursor.split(".")
    return LedgerKey(date.fromisoformat(day), int(at), int(rank), int(line))


def cursor_of(line: LedgerLine) -> str:
    """The cursor after a line."""
    key = line.key
    return f"{key.date.isoformat()}.{key.at}.{key.rank}.{key.line}"


def _checked(cursor: str) -> str:
    key_of(cursor)
    return cursor


LedgerCursor = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}\.\d{1,18}\.\d{1,4}\.\d{1,4}$"),
    AfterValidator(_checked),
]
"""A cursor, as a page of a ledger gave it."""
