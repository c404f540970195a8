"""The network's key: 32 bytes in a file of its own, never in the database.

It makes the digests of idempotency keys and requests: with another key, a request that was
carried out before would be carried out again.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path

KEY_BYTES = 32


class KeyFileRefusedError(Exception):
    """The key file can be read by others, or does not hold 32 bytes."""


def secret_of(path: Path, entropy: Callable[[int], bytes]) -> bytes:
    """The key a file holds, made once (mode 0600) by whoever comes first."""
    try:
        return _read(path)
    except FileNotFoundError:
        _make(path, entropy)
        return _read(path)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        shared = stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077
        secret = file.read(KEY_BYTES + 1)
    if shared or len(secret) != KEY_BYTES:
        raise KeyFileRefusedError(path)
    return secret


# Whole or absent: a link is refused when another maker came first, and its key stands.
def _make(path: Path, entropy: Callable[[int], bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f"{path.name}.{entropy(8).hex()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(entropy(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(unfinished, path)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
