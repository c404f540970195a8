"""Wherever the data is kept, the server is reached, and no other directory is changed."""

import os
from pathlib import Path

import psycopg

from scripts import server_home
from scripts.embedded_server import EmbeddedServer
from scripts.server_account import ServerAccount
from tests.scripts.processes import is_running


def test_data_under_a_closed_directory_is_served_and_the_directory_stays_closed(
    root: Path,
) -> None:
    closed = root / "closed"
    closed.mkdir(parents=True)
    closed.chmod(0o700)
    books = closed / "books"
    above = [*books.parents]
    before = [(path.stat().st_mode, path.stat().st_uid) for path in above]
    with EmbeddedServer(books, durable=False) as server:
        assert _answers(server)
        assert [(path.stat().st_mode, path.stat().st_uid) for path in above] == before
    with EmbeddedServer(books, durable=False) as server:
        assert _answers(server)
    assert not is_running(books)


def test_a_path_longer_than_a_socket_s_address_is_served(root: Path) -> None:
    books = root / ("long" * 30)
    with EmbeddedServer(books, durable=False) as server:
        assert _answers(server)
        home = Path((books / "home").read_text())
        assert len(str(home)) < len(str(books))
    assert not home.exists()
    assert not (books / "home").exists()


def test_a_home_in_use_is_found_again(root: Path) -> None:
    books = root / ("long" * 30)
    books.mkdir(parents=True)
    account = ServerAccount.of_this_process()
    home = server_home.claim(books, account)
    assert server_home.claim(books, account) == home
    server_home.release(books, home)


def test_a_swept_home_is_replaced_though_a_stranger_took_its_name(root: Path) -> None:
    books = root / ("long" * 30)
    books.mkdir(parents=True)
    account = ServerAccount.of_this_process()
    swept = server_home.claim(books, account)
    (swept / "socket").rmdir()
    swept.rmdir()
    swept.symlink_to(root)
    home = server_home.claim(books, account)
    swept.unlink()
    assert home != swept
    server_home.release(books, home)


def test_the_longest_address_libpq_takes_is_the_limit(root: Path) -> None:
    room = server_home.SOCKET_PATH_BYTES_MAX - len(os.fsencode(root / "x" / "socket"))
    fits = root / ("x" * (room - len(server_home.SOCKET_NAME)))
    with EmbeddedServer(fits, durable=False) as server:
        assert _answers(server)
        assert not (fits / "home").exists()


def _answers(server: EmbeddedServer) -> bool:
    with psycopg.connect(server.conninfo()) as connection:
        return connection.execute("select 1").fetchone() == (1,)
