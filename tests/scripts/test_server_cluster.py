"""A data directory survives what kills its server, and is served to its owner alone."""

import shutil
import subprocess
import threading
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from typing_extensions import override

from scripts.embedded_server import EmbeddedServer
from scripts.server_account import ServerAccount
from scripts.server_binaries import find_bin, runnable
from scripts.server_cluster import DataDirectoryInUseError, ServerStartError
from tests.scripts.processes import count, is_running, kill_server, postmaster


def test_every_acknowledged_commit_outlives_the_kill_of_the_server(root: Path) -> None:
    with EmbeddedServer(root) as server:
        _execute(server, "create table fact (value int)")
        _execute(server, "create unlogged table forgotten as select 1")
        writer = _Writer(server.conninfo())
        writer.start()
        assert writer.has_written.wait(30)
        kill_server(root)
        writer.join()
        server.start()
        found = count(server.conninfo(), "fact")
        # One more may have been committed without its answer.
        assert writer.acknowledged <= found <= writer.acknowledged + 1
        assert count(server.conninfo(), "forgotten") == 0, "the control: there was no crash"


def test_a_recycled_process_number_does_not_stand_for_the_server(root: Path) -> None:
    account = ServerAccount.of_this_process()
    # Where it really stands: the path may lead through a directory closed to that account.
    sleep = Path(shutil.which("sleep") or "sleep").resolve()
    stranger = subprocess.Popen(
        [sleep, "60"], user=account.uid, group=account.gid, cwd="/", close_fds=True
    )
    try:
        with EmbeddedServer(root, durable=False) as server:
            pid_file = root / "data" / "postmaster.pid"
            mistaken = pid_file.read_text().replace(
                str(postmaster(root).pid), str(stranger.pid), 1
            )
            kill_server(root)
            pid_file.write_text(mistaken)
            assert b'lock file "postmaster.pid" already exists' in _served_alone(root), (
                "control"
            )
            server.start()
            assert _execute(server, "select 1") == (1,)
        assert not is_running(root)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("is_revived", [True, False])
def test_a_child_stuck_after_the_death_of_the_server_is_ended(
    root: Path, *, is_revived: bool
) -> None:
    server = EmbeddedServer(root, durable=False)
    server.start()
    with psycopg.connect(server.conninfo()) as connection:
        child = psutil.Process(connection.info.backend_pid)
        child.suspend()
        postmaster(root).kill()
        _, alive = psutil.wait_procs([child], timeout=0.5)
        assert alive == [child], "the control: it does not end of itself"
        if is_revived:
            server.start()
            assert _execute(server, "select 1") == (1,)
        server.stop()
    assert not is_running(root)


def test_a_server_started_by_other_means_is_left_alone(root: Path) -> None:
    with EmbeddedServer(root, durable=False):
        data = root / "data"
    _control(root, "start", "-w", "-o", f"-h '' -k {data}")
    foreign = postmaster(root)
    try:
        with pytest.raises(DataDirectoryInUseError, match=str(foreign.pid)):
            EmbeddedServer(root, durable=False).start()
        assert foreign.is_running()
    finally:
        _control(root, "stop", "-m", "fast")
    assert not (data / "postmaster.pid").exists()


def test_an_interrupted_creation_is_begun_again(root: Path) -> None:
    (root / "data.tmp" / "base").mkdir(parents=True)
    with EmbeddedServer(root, durable=False) as server:
        assert _execute(server, "select 1") == (1,)
    assert not (root / "data.tmp").exists()


def test_a_server_which_cannot_start_says_why_and_keeps_no_user(root: Path) -> None:
    with EmbeddedServer(root, durable=False):
        pass
    with (root / "data" / "postgresql.conf").open("a") as settings:
        settings.write("\nlouise = bakery\n")
    with pytest.raises(ServerStartError, match="louise"):
        EmbeddedServer(root, durable=False).start()
    assert not is_running(root)


def test_only_the_owner_reaches_the_server_and_the_disk_is_checked(root: Path) -> None:
    with EmbeddedServer(root) as server:
        socket = root / "socket"
        assert socket.stat().st_mode & 0o777 == 0o700
        assert (root / "data").stat().st_mode & 0o777 == 0o700
        assert (root / "server.log").stat().st_mode & 0o777 == 0o600
        for setting, value in {
            "listen_addresses": "",
            "data_checksums": "on",
            "fsync": "on",
            "synchronous_commit": "on",
            "full_page_writes": "on",
        }.items():
            assert _execute(server, f"show {setting}") == (value,)
        rules = "select distinct auth_method from pg_hba_file_rules where type = 'host'"
        assert _execute(server, rules) == ("reject",)


def test_text_sorts_by_code_point_on_every_machine(root: Path) -> None:
    with EmbeddedServer(root, durable=False) as server:
        words = (
            "select string_agg(word, '' order by word) from unnest('{é,z,A,a}'::text[]) word"
        )
        assert _execute(server, words) == ("Aazé",)
        assert _execute(server, "select upper('é')") == ("É",)


class _Writer(threading.Thread):
    """Commits facts one by one until the server is gone."""

    def __init__(self, conninfo: str) -> None:
        super().__init__()
        self._conninfo = conninfo
        self.acknowledged = 0
        self.has_written = threading.Event()

    @override
    def run(self) -> None:
        with (
            suppress(psycopg.OperationalError),
            psycopg.connect(self._conninfo, autocommit=True) as connection,
        ):
            while True:
                connection.execute("insert into fact values (1)")
                self.acknowledged += 1
                if self.acknowledged == 200:
                    self.has_written.set()


def _execute(server: EmbeddedServer, statement: str) -> tuple[object, ...] | None:
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchone() if cursor.description else None


def _program(root: Path, name: str) -> str:
    return str(runnable(find_bin(), ServerAccount.of_this_process(), root) / name)


def _served_alone(root: Path) -> bytes:
    """Run the server on a directory without the supervisor, and give what it says."""
    command = [_program(root, "postgres"), "--single", "-D", str(root / "data"), "postgres"]
    return ServerAccount.of_this_process().run(command).stdout


def _control(root: Path, *arguments: str) -> None:
    command = [_program(root, "pg_ctl"), "-D", str(root / "data"), *arguments]
    done = ServerAccount.of_this_process().run(command, output=subprocess.DEVNULL)
    assert done.returncode == 0
