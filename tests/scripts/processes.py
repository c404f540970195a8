"""Servers and users seen from outside, and killed."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil
from psycopg import connect

from scripts.file_lock import opened, taken

PROJECT = Path(__file__).parents[2]


def is_running(root: Path) -> bool:
    """Tell whether a process of a root's server lives."""
    lock = opened(root / "server.lock")
    try:
        return not taken(lock)
    finally:
        os.close(lock)


def postmaster(root: Path) -> psutil.Process:
    """Find the first process of a running server."""
    written = (root / "data" / "postmaster.pid").read_text()
    return psutil.Process(int(written.splitlines()[0]))


def kill_server(root: Path) -> None:
    """Kill every process of a server at once, as a power cut would."""
    first = postmaster(root)
    processes = [first, *first.children(recursive=True)]
    for process in processes:
        # A child may end on its own once the first one is gone.
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=10)


def user_process(script: str, root: Path) -> subprocess.Popen[str]:
    """Run a user of the server at a root, `sys.argv[1]` to the script, as another process."""
    command = [sys.executable, "-c", script, str(root)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, text=True)


def count(conninfo: str, table: str) -> int:
    """Count a table's rows."""
    with connect(conninfo) as connection:
        row = connection.execute(f"select count(*) from {table}").fetchone()  # noqa: S608 - a test's own table
    assert row is not None
    return int(row[0])
