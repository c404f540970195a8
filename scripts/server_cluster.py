"""One data directory of PostgreSQL: made, served, and shut down."""

import hashlib
import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil
from psycopg import pq
from psycopg.conninfo import make_conninfo

from scripts.file_lock import opened, taken
from scripts.server_account import ServerAccount
from scripts.server_binaries import find_bin, major_version, runnable

PATIENCE_SECONDS = 600
LAUNCHES_MAX = 3  # It may be killed while it starts.
LOG_TAIL_BYTES = 2000
BUILTIN_LOCALE_SINCE = 17
SUPERUSER = "grandlivre"
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ServerStartError(Exception):
    """The server did not start; carries the end of what it said."""


class ServerStopError(Exception):
    """The server has not stopped within the ten minutes it is given."""


class DataDirectoryInUseError(Exception):
    """A server which was not started here is running on the data directory."""


class Cluster(NamedTuple):
    """The data under a root, served through a socket in a home.

    The server and all its children inherit `server.lock`: it is free only when none of
    them lives, whatever a process number in a file may say.
    """

    root: Path
    home: Path
    account: ServerAccount
    durable: bool

    @property
    def name(self) -> str:
        """Name the cluster, in the command line of each of its processes."""
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()
        return f"grandlivre-{digest[:16]}"

    @property
    def data(self) -> Path:
        """Name the data directory."""
        return self.root / "data"

    @property
    def log(self) -> Path:
        """Name the file of what the server says, begun anew at each start."""
        return self.root / "server.log"

    def conninfo(self, database: str) -> str:
        """Say to libpq how to reach a database as the superuser."""
        socket = str(self.home / "socket")
        return make_conninfo(host=socket, port=5432, user=SUPERUSER, dbname=database)

    def serve(self) -> None:
        """Have the server answer, starting it when no live process is one."""
        launches = 0
        for _ in _patiently():
            if self._answers():
                return
            lock = opened(self.root / "server.lock")
            try:
                if taken(lock):
                    if launches == LAUNCHES_MAX:
                        raise ServerStartError(self._last_words())
                    self._launch(lock)
                    launches += 1
            finally:
                os.close(lock)
            self._end_orphans()
        raise ServerStartError(f"No answer in {PATIENCE_SECONDS} s. {self._last_words()}")

    def shut_down(self) -> None:
        """Stop the server and wait until its last process is gone."""
        for _ in _patiently():
            lock = opened(self.root / "server.lock")
            try:
                if taken(lock):
                    return
            finally:
                os.close(lock)
            self._ask_to_stop()
            self._end_orphans()
        raise ServerStopError(f"Still running on {self.data}.")

    def _answers(self) -> bool:
        # Full, it answers too: what counts is that it takes connections at all.
        address = make_conninfo(self.conninfo("postgres"), connect_timeout=10)
        return pq.PGconn.ping(address.encode()) == pq.Ping.OK

    def _launch(self, lock: int) -> None:
        self._refuse_a_foreign_server()
        binaries = runnable(find_bin(), self.account, self.home)
        if not self.data.exists():
            self._initialise(binaries, lock)
        self._clear_leftovers()
        log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            arguments = ["start", "-W", "-o", self._options()]
            self._run(binaries / "pg_ctl", self.data, arguments, lock=lock, output=log)
        finally:
            os.close(log)

    def _initialise(self, binaries: Path, lock: int) -> None:
        unfinished = self.root / "data.tmp"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self.account.give(unfinished)
        options = [*_initdb_options(major_version(binaries)), *self._hurried()]
        done = self._run(binaries / "initdb", unfinished, options, lock=lock)
        if done.returncode != 0:
            raise ServerStartError(done.stdout.decode(errors="replace"))
        unfinished.rename(self.data)
        _make_durable(self.root)

    def _run(
        self,
        program: Path,
        directory: Path,
        arguments: list[str],
        *,
        lock: int,
        output: int = subprocess.PIPE,
    ) -> subprocess.CompletedProcess[bytes]:
        door = os.open(directory, os.O_RDONLY)
        try:
            # What root has opened stays open to `nobody`, who may not walk there by name.
            reached = self.account.reaches(directory.parent)
            name = str(directory) if reached else f"/proc/self/fd/{door}"
            command = [str(program), "-D", name, *arguments]
            return self.account.run(command, inherited=[lock, door], output=output)
        finally:
            os.close(door)

    def _options(self) -> str:
        settings = {
            "cluster_name": self.name,
            "listen_addresses": "",
            "port": "5432",
            "unix_socket_directories": str(self.home / "socket"),
            **({} if self.durable else UNSAFE),
        }
        return shlex.join(f"--{name}={value}" for name, value in settings.items())

    def _hurried(self) -> list[str]:
        return [] if self.durable else ["--no-sync"]

    def _clear_leftovers(self) -> None:
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for leftover in (self.home / "socket").iterdir():
            leftover.unlink()

    def _refuse_a_foreign_server(self) -> None:
        sought = {"name": "postgres", "cwd": str(self.data)}
        running = psutil.process_iter(list(sought))
        occupants = [process for process in running if process.info == sought]
        _, alive = psutil.wait_procs(occupants, timeout=1)
        if alive:
            first = min(process.pid for process in alive)
            raise DataDirectoryInUseError(f"Process {first} works in {self.data}.")

    def _ask_to_stop(self) -> None:
        postmaster = self._declared()
        if postmaster is not None and self._owns(postmaster):
            _signal(postmaster, signal.SIGINT)

    def _end_orphans(self) -> None:
        # A child of a dead postmaster may wait for ever on what another dead child held.
        postmaster = self._declared()
        if postmaster is not None and not self._owns(postmaster):
            for orphan in filter(self._owns, psutil.pids()):
                _signal(orphan, signal.SIGKILL)

    def _declared(self) -> int | None:
        with suppress(FileNotFoundError, ValueError, IndexError):
            return int((self.data / "postmaster.pid").read_text().splitlines()[0])
        return None

    def _owns(self, pid: int) -> bool:
        # A number in a file may have passed to a stranger; a command line is its process's.
        with suppress(psutil.Error):
            process = psutil.Process(pid)
            named = any(self.name in word for word in process.cmdline())
            return named and process.name() == "postgres"
        return False

    def _last_words(self) -> str:
        said = self.log.read_bytes()
        return said[-LOG_TAIL_BYTES:].decode(errors="replace")


def _initdb_options(major: int) -> list[str]:
    built_in = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [
        f"--username={SUPERUSER}",
        "--auth-local=trust",
        "--auth-host=reject",
        "--data-checksums",
        "--encoding=UTF8",
        "--locale=C",
        *(built_in if major >= BUILTIN_LOCALE_SINCE else ["--lc-ctype=C.UTF-8"]),
    ]


def _signal(pid: int, kind: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, kind)


def _patiently() -> Iterator[None]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        yield
        time.sleep(0.02)


def _make_durable(directory: Path) -> None:
    entry = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
