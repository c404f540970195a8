"""Whatever a lawful file says of a line comes back from the log and the vault."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

from hypothesis import assume, given

from domain.identifiers import Sha256
from domain.imported_books.entry import imported
from domain.posting.rules import entries_of
from domain.recorded import Author, Noted, Place, decode, encode
from domain.rulebook import Rulebook
from projections.fec.columns import FecLine
from projections.fec.entries import entries
from projections.imported_lines import original_lines, source_entry
from tests.projections.fec.lawful import books, file_of

SALT = b"sixteen bytes ok"
BEYOND = 10**12
"""An amount the books cannot hold, in euros."""
SOURCE: Sha256 = "0" * 64


def through_the_log(lines: list[FecLine]) -> Iterator[FecLine]:
    for entry in entries(BytesIO(file_of(lines))):
        found = imported(SOURCE, source_entry(entry), lambda: SALT)
        for event, texts in zip(found.events, found.texts, strict=True):
            state = encode(
                Place("import", 1),
                Author("test", "cor"),
                Noted(datetime(2027, 1, 1, tzinfo=UTC), SALT),
                found.accounting_date,
                (event, entries_of(event, Rulebook())),
            )
            yield from original_lines(decode(1, state), texts.value)


@given(books())
def test_the_lines_of_a_lawful_file_come_back(lines: list[FecLine]) -> None:
    assume(all(line.debit < BEYOND for line in lines))
    assert list(through_the_log(lines)) == lines
