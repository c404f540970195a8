"""A lock is one holder's, until the holder lets go or dies."""

import os
from pathlib import Path

from scripts.file_lock import held, opened, taken
from tests.scripts.processes import user_process

HOLDS = """
import sys
from pathlib import Path
from scripts.file_lock import opened, taken
print(taken(opened(Path(sys.argv[1]))), flush=True)
sys.stdin.read()
"""


def test_a_held_lock_is_refused_to_another(tmp_path: Path) -> None:
    lock = opened(tmp_path / "lock")
    with held(tmp_path / "lock"):
        assert not taken(lock)
    assert taken(lock)
    os.close(lock)


def test_a_killed_holder_frees_its_lock(tmp_path: Path) -> None:
    holder = user_process(HOLDS, tmp_path / "lock")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    lock = opened(tmp_path / "lock")
    assert not taken(lock)
    holder.kill()
    holder.communicate()
    assert taken(lock)
    os.close(lock)
