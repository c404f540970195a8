"""Root's server runs as nobody, with no group of root's; anyone else's runs as themselves."""

import os
from pathlib import Path

from scripts.server_account import ServerAccount


def test_no_command_is_run_as_root_nor_with_root_s_groups() -> None:
    account = ServerAccount.of_this_process()
    uid = int(account.run(["/usr/bin/id", "-u"]).stdout)
    groups = {int(group) for group in account.run(["/usr/bin/id", "-G"]).stdout.split()}
    assert uid != 0
    assert groups == ({account.gid} if os.geteuid() == 0 else {*os.getgroups(), os.getegid()})


def test_the_environment_of_the_caller_is_not_passed_on() -> None:
    account = ServerAccount.of_this_process()
    names = {line.split(b"=")[0] for line in account.run(["/usr/bin/env"]).stdout.splitlines()}
    assert names == {b"PATH", b"LC_ALL"}


def test_a_closed_directory_is_crossed_by_its_owner_alone(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    stranger = ServerAccount(65534, 65534)
    assert ServerAccount(None, None).reaches(closed)
    assert not stranger.reaches(closed)
    assert stranger.reaches(Path("/usr/bin"))
