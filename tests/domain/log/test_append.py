"""An append is one command's worth of events."""

import pytest

from domain.log.append import Append


def test_an_append_without_an_event_is_no_append() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Append((), lambda _: [])
