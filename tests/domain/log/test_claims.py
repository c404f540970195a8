"""Two commands share a batch only where neither decides the other's fate."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from domain.log.append import Append, Fact
from domain.log.claims import Claims
from tests.cells import one

STREAM = UUID(int=2026)
OPEN = Fact("period/2026-03", 0)


def share(first: Append, second: Append, **claims: Any) -> bool:
    seen = Claims(**claims)
    assert seen.admits(first)
    return seen.admits(second)


def settles(_: object) -> None: ...


def test_strangers_share() -> None:
    assert share(one(key=b"a"), one(key=b"b"))


def test_so_do_commands_without_a_key() -> None:
    assert share(one(), one())


def test_so_do_commands_that_require_the_same_fact() -> None:
    assert share(one(requires=(OPEN,)), one(requires=(OPEN,)))


@pytest.mark.parametrize(
    "pair",
    [
        lambda: (one(STREAM), one(STREAM, 2)),
        lambda: (one(key=b"a"), one(key=b"a")),
        lambda: (one(raises=(OPEN.name,)), one(requires=(OPEN,))),
        lambda: (one(requires=(OPEN,)), one(raises=(OPEN.name,))),
        lambda: (one(raises=(OPEN.name,)), one(raises=(OPEN.name,))),
        lambda: (one(), one(settle=settles)),
    ],
    ids=["stream", "key", "raised", "required", "raised twice", "settled"],
)
def test_but_not_those_that_meet_on(pair: Callable[[], tuple[Append, Append]]) -> None:
    assert not share(*pair())


def test_what_settles_may_come_first() -> None:
    assert share(one(settle=settles), one())


def test_what_was_turned_away_keeps_its_claims() -> None:
    seen = Claims()
    assert seen.admits(one(STREAM))
    assert not seen.admits(one(STREAM, 2, key=b"a"))
    assert not seen.admits(one(key=b"a"))


def test_in_an_import_a_stream_goes_on_within_a_batch() -> None:
    assert share(one(STREAM), one(STREAM, 2), streams_continue=True)
