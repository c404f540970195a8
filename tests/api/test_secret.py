"""The network's key is made once, read by its owner alone, and refused otherwise."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.secret import KEY_BYTES, KeyFileRefusedError, secret_of


def test_the_first_to_come_makes_the_key_and_all_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "new" / "key"
    with ThreadPoolExecutor(8) as comers:
        secrets = set(comers.map(lambda _: secret_of(path, os.urandom), range(16)))
    assert len(secrets) == 1
    assert len(secrets.pop()) == KEY_BYTES
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    secret = secret_of(path, os.urandom)
    path.chmod(0o640)
    with pytest.raises(KeyFileRefusedError):
        secret_of(path, os.urandom)
    path.chmod(0o600)
    assert secret_of(path, os.urandom) == secret


@pytest.mark.parametrize("size", [0, KEY_BYTES - 1, KEY_BYTES + 1])
def test_a_key_of_another_size_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"x" * size)
    path.chmod(0o600)
    with pytest.raises(KeyFileRefusedError):
        secret_of(path, os.urandom)
