"""Locks on files which the kernel frees when their last holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def opened(path: Path) -> int:
    """Open a lock's file, made when absent; closing it frees what is held through it."""
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def taken(lock: int) -> bool:
    """Take a lock for this holder alone, or tell at once that another holds it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Wait for a lock and hold it for a block."""
    lock = opened(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
