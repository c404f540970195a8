"""The account PostgreSQL runs as: whoever asks, or `nobody` where root asks."""

import os
import pwd
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


class ServerAccount(NamedTuple):
    """Runs commands and owns files for the server; without a uid, as the caller itself."""

    uid: int | None
    gid: int | None

    @classmethod
    def of_this_process(cls) -> Self:
        """Choose `nobody` for root, whom PostgreSQL refuses; no account is created."""
        if os.geteuid() != 0:
            return cls(None, None)
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    def give(self, path: Path) -> None:
        """Make the account the owner of a path the caller has just created."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def reaches(self, directory: Path) -> bool:
        """Tell whether the account may walk to a directory by its name."""
        walk = (directory, *directory.parents)
        return self.uid is None or all(step.stat().st_mode & stat.S_IXOTH for step in walk)

    def can_run(self, program: Path) -> bool:
        """Tell whether the account may execute a program where it stands."""
        try:
            return self.run([str(program), "--version"]).returncode == 0
        except PermissionError:
            return False

    def run(
        self,
        command: Sequence[str],
        *,
        inherited: Sequence[int] = (),
        output: int = subprocess.PIPE,
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command as the account, apart from the caller's terminal and environment."""
        return subprocess.run(  # noqa: S603 - the programs are those of server_binaries
            command,
            cwd="/",
            env=ENVIRONMENT,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
            pass_fds=inherited,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            check=False,
        )
