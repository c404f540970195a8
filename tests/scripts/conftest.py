"""What tests of the server stand on: a directory of their own, left by every server after."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.embedded_server import EmbeddedServer


@pytest.fixture
def root() -> Iterator[Path]:
    """Give a directory for one server, at a short path, and stop what the test leaves."""
    place = Path(tempfile.mkdtemp(prefix="grandlivre-test-", dir="/tmp"))
    place.chmod(0o711)
    yield place / "books"
    EmbeddedServer(place / "books").stop()
    shutil.rmtree(place)
