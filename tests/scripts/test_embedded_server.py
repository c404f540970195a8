"""The server runs while it has a user, and no longer, however its users end."""

from pathlib import Path

import psycopg
import pytest

from scripts.embedded_server import EmbeddedServer, default_root
from tests.scripts.processes import count, is_running, user_process

STAYS = """
import sys
from pathlib import Path
from scripts.embedded_server import EmbeddedServer
EmbeddedServer(Path(sys.argv[1]), durable=False).start()
print("started", flush=True)
sys.stdin.read()
"""

COMES_AND_GOES = """
import sys
from pathlib import Path
import psycopg
from scripts.embedded_server import EmbeddedServer
acknowledged = 0
for _ in range(3):
    with EmbeddedServer(Path(sys.argv[1])) as server:
        with psycopg.connect(server.conninfo(), autocommit=True) as connection:
            for _ in range(20):
                connection.execute("insert into fact values (1)")
                acknowledged += 1
print(acknowledged)
"""


def test_what_is_written_is_found_by_the_next_user(root: Path) -> None:
    with EmbeddedServer(root, durable=False) as server:
        _create_facts(server)
    with EmbeddedServer(root, durable=False) as server:
        assert count(server.conninfo(), "fact") == 0


def test_the_last_user_out_stops_the_server_and_no_earlier_one(root: Path) -> None:
    first, last = EmbeddedServer(root, durable=False), EmbeddedServer(root, durable=False)
    first.start()
    last.start()
    first.stop()
    assert is_running(root)
    last.stop()
    assert not is_running(root)


def test_a_killed_user_does_not_keep_the_server(root: Path) -> None:
    with EmbeddedServer(root, durable=False):
        killed = user_process(STAYS, root)
        assert killed.stdout is not None
        assert killed.stdout.readline() == "started\n"
        killed.kill()
        killed.communicate()
        assert is_running(root)
    assert not is_running(root)


def test_the_server_a_lone_killed_user_leaves_is_stopped_by_the_next(root: Path) -> None:
    killed = user_process(STAYS, root)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "started\n"
    killed.kill()
    killed.communicate()
    assert is_running(root)
    with EmbeddedServer(root, durable=False) as server:
        _create_facts(server)
    assert not is_running(root)


def test_eight_racing_users_lose_no_commit_and_leave_no_server(root: Path) -> None:
    with EmbeddedServer(root) as server:
        _create_facts(server)
    users = [user_process(COMES_AND_GOES, root) for _ in range(8)]
    acknowledged = [int(user.communicate()[0]) for user in users]
    assert acknowledged == [60] * 8
    assert not is_running(root)
    with EmbeddedServer(root) as server:
        assert count(server.conninfo(), "fact") == sum(acknowledged)


def test_leaving_without_having_come_is_allowed(root: Path) -> None:
    EmbeddedServer(root).stop()
    assert not is_running(root)


def test_a_server_which_is_not_started_has_no_address(root: Path) -> None:
    with pytest.raises(RuntimeError):
        EmbeddedServer(root).conninfo()


def test_the_books_are_where_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.delenv("GRANDLIVRE_DATA", raising=False)
    assert default_root() == Path("/data/grandlivre")
    monkeypatch.setenv("GRANDLIVRE_DATA", "/books")
    assert default_root() == Path("/books")


@pytest.mark.parametrize(
    ("user", "place"),
    [(0, "/var/lib/grandlivre"), (1000, "/home/louise/.local/share/grandlivre")],
)
def test_the_books_are_else_where_the_system_keeps_data(
    monkeypatch: pytest.MonkeyPatch, user: int, place: str
) -> None:
    for name in ("GRANDLIVRE_DATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/louise")
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert default_root() == Path(place)


def _create_facts(server: EmbeddedServer) -> None:
    with psycopg.connect(server.conninfo()) as connection:
        connection.execute("create table fact (value int)")
