"""A PostgreSQL of our own: started by its first user, stopped by its last, however they end.

Every user holds `users.lock` shared; who can make it exclusive is the last. `start.lock`
lets one user start at a time. The kernel frees both when their holder dies.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from scripts import server_home
from scripts.file_lock import held, opened, taken
from scripts.server_account import ServerAccount
from scripts.server_cluster import Cluster


def default_root() -> Path:
    """Name where this user's books are: GRANDLIVRE_DATA, else the system's place for data."""
    chosen = os.environ.get("GRANDLIVRE_DATA")
    if chosen:
        return Path(chosen)
    shared = os.environ.get("XDG_DATA_HOME")
    if shared:
        return Path(shared) / "grandlivre"
    system = Path("/var/lib") if os.geteuid() == 0 else Path.home() / ".local" / "share"
    return system / "grandlivre"


class EmbeddedServer:
    """One user's hold on the server of a directory; made not durable only by tests.

    A hold is not shared through a fork: each process starts its own.
    """

    def __init__(self, root: Path, *, durable: bool = True) -> None:
        self._root = root.resolve()
        self._durable = durable
        self._account = ServerAccount.of_this_process()
        self._users: int | None = None
        self._cluster: Cluster | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Become a user and have the server answer; once more, after a crash, revives it.

        Raises ServerStartError, DataDirectoryInUseError or PostgreSQLNotFoundError.
        """
        self._join()
        try:
            with held(self._root / "start.lock"):
                self._claim().serve()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Leave, and stop the server when no other user is left; raises ServerStopError."""
        users = self._join()
        try:
            if taken(users):
                cluster = self._claim()
                cluster.shut_down()
                server_home.release(self._root, cluster.home)
        finally:
            os.close(users)
            self._users = self._cluster = None

    def conninfo(self, database: str = "postgres") -> str:
        """Say to libpq how to reach a database of the started server, as its superuser."""
        if self._cluster is None:
            raise RuntimeError("The server is not started.")
        return self._cluster.conninfo(database)

    def _join(self) -> int:
        if self._users is None:
            _make_root(self._root)
            self._users = opened(self._root / "users.lock")
            fcntl.flock(self._users, fcntl.LOCK_SH)
        return self._users

    def _claim(self) -> Cluster:
        home = server_home.claim(self._root, self._account)
        self._cluster = Cluster(self._root, home, self._account, self._durable)
        return self._cluster


def _make_root(root: Path) -> None:
    if not root.exists():
        root.mkdir(parents=True, exist_ok=True)
        # Root's server account must be able to walk in; what stands inside is closed to others.
        root.chmod(0o711 if os.geteuid() == 0 else 0o700)
