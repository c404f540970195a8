"""What the tests of the readings share."""

from collections.abc import Iterator

import pytest

from tests.projections.kept import Kept


@pytest.fixture
def kept(database: str) -> Iterator[Kept]:
    """A cooperative with its readings, nothing recorded yet."""
    books = Kept(database)
    yield books
    books.close()
