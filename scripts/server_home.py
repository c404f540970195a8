"""Where the server's socket stands, and its programs when they had to be copied."""

import os
import shutil
import tempfile
from pathlib import Path

from scripts.server_account import ServerAccount

SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_BYTES_MAX = 107


def claim(root: Path, account: ServerAccount) -> Path:
    """Give the root itself, or a short directory of `/tmp` where sockets cannot be under it.

    They cannot when the path is longer than a socket's address may be, or when root
    keeps its data behind a directory which the server's account may not cross.
    """
    home = root if _suits(root, account) else _borrowed(root) or _borrow(root)
    socket = home / "socket"
    if not socket.exists():
        socket.mkdir(mode=0o700)
        account.give(socket)
    return home


def release(root: Path, home: Path) -> None:
    """Remove a borrowed home, once the server has stopped."""
    if home != root:
        shutil.rmtree(home)
        (root / "home").unlink()


def _suits(root: Path, account: ServerAccount) -> bool:
    address = root / "socket" / SOCKET_NAME
    return account.reaches(root) and len(os.fsencode(address)) <= SOCKET_PATH_BYTES_MAX


def _borrow(root: Path) -> Path:
    home = Path(tempfile.mkdtemp(prefix="grandlivre-", dir="/tmp"))
    home.chmod(0o711)
    record = root / "home.tmp"
    record.write_text(str(home))
    record.rename(root / "home")
    return home


def _borrowed(root: Path) -> Path | None:
    try:
        home = Path((root / "home").read_text())
        owner = home.lstat().st_uid
    except FileNotFoundError:
        return None
    # Once swept away, its name is anybody's to take again.
    return home if owner == os.geteuid() and not home.is_symlink() else None
