"""The one door: a project with Python alone makes its environment once, then runs."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.scripts.processes import PROJECT

TOOLS = ("sh", "dirname", "readlink", "cat", "sleep", "mkdir", "rm")

PROGRAM = """
import sys
import zipfile
from pathlib import Path
print(Path(__file__).parent.parent, Path.cwd(), sys.argv[1:], sys.prefix != sys.base_prefix)
sys.exit(len(sys.argv) - 1)
"""

# Stands in for the installer: it writes down that it ran, at the pace and with the end asked.
UV = """#!/bin/sh
echo "$@" >>{calls}
sleep {seconds}
exit {status}
"""


class Stranger:
    """A fresh copy of the project, and a machine with Python, a few tools and nothing else."""

    def __init__(self, place: Path) -> None:
        self.project = place / "project"
        self.programs = place / "programs"
        self.calls = place / "calls"
        (self.project / "scripts").mkdir(parents=True)
        self.programs.mkdir()
        shutil.copy(PROJECT / "scripts" / "grandlivre", self.project / "scripts")
        (self.project / "scripts" / "main.py").write_text(PROGRAM)
        (self.project / "requirements.lock").write_text("# Nothing yet.\n")
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found is not None
            (self.programs / tool).symlink_to(found)
        self.has(
            "python3",
            f'#!/bin/sh\nexec {sys.base_prefix}/bin/python3.{sys.version_info[1]} "$@"\n',
        )

    def has(self, name: str, program: str) -> None:
        """Put a program on the machine."""
        path = self.programs / name
        path.write_text(program)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def has_uv(self, *, seconds: float = 0, status: int = 0) -> None:
        """Put an installer on the machine which takes its time, then succeeds or fails."""
        self.has("uv", UV.format(calls=self.calls, seconds=seconds, status=status))

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the launcher as a person elsewhere on the machine would."""
        return subprocess.Popen(
            [self.project / "scripts" / "grandlivre", *arguments],
            cwd="/",
            env={"PATH": str(self.programs), "PIP_NO_INDEX": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run the launcher to its end: its status, what it printed and what it said."""
        process = self.start(*arguments)
        printed, said = process.communicate()
        return process.returncode, printed, said

    def installs(self) -> int:
        """Count the times the installer ran."""
        return len(self.calls.read_text().splitlines())


@pytest.fixture
def stranger(tmp_path: Path) -> Stranger:
    return Stranger(tmp_path)


def test_the_command_runs_in_the_environment_where_the_caller_stands(
    stranger: Stranger,
) -> None:
    stranger.has_uv()
    status, printed, _ = stranger.run("check", "a b")
    assert status == 2
    assert printed == f"{stranger.project} / ['check', 'a b'] True\n"


def test_a_link_to_the_launcher_is_the_launcher(stranger: Stranger) -> None:
    stranger.has_uv()
    (stranger.programs / "grandlivre").symlink_to(stranger.project / "scripts" / "grandlivre")
    command = ["sh", "-c", "grandlivre"]
    printed = subprocess.check_output(command, env={"PATH": str(stranger.programs)}, text=True)
    assert printed.startswith(str(stranger.project))


def test_the_packages_are_installed_once_from_the_hashed_lock(stranger: Stranger) -> None:
    stranger.has_uv()
    assert "installing" in stranger.run()[2]
    assert stranger.run()[2] == ""
    assert stranger.installs() == 1
    asked = stranger.calls.read_text()
    assert "--require-hashes --no-deps -r requirements.lock" in asked


def test_another_lock_makes_another_environment(stranger: Stranger) -> None:
    stranger.has_uv()
    stranger.run()
    (stranger.project / ".venv" / "outdated").touch()
    (stranger.project / "requirements.lock").write_text("# Something else.\n")
    stranger.run()
    assert stranger.installs() == 2
    assert not (stranger.project / ".venv" / "outdated").exists()


def test_a_failed_install_runs_nothing_and_is_done_again(stranger: Stranger) -> None:
    stranger.has_uv(status=1)
    status, printed, _ = stranger.run()
    assert status == 1
    assert printed == ""
    stranger.has_uv()
    assert stranger.run()[0] == 0
    assert stranger.installs() == 2


def test_a_killed_install_is_done_again(stranger: Stranger) -> None:
    stranger.has_uv(seconds=60)
    killed = stranger.start()
    # The file is there a moment before the line that tells of the call.
    while not (stranger.calls.exists() and stranger.installs()):
        assert killed.poll() is None
    os.killpg(killed.pid, 9)
    killed.communicate()
    stranger.has_uv()
    assert stranger.run()[0] == 0
    assert stranger.installs() == 2


def test_launchers_which_race_install_once(stranger: Stranger) -> None:
    stranger.has_uv(seconds=0.5)
    racing = [stranger.start() for _ in range(4)]
    for launcher in racing:
        printed, _ = launcher.communicate()
        assert launcher.returncode == 0
        assert printed.startswith(str(stranger.project))
    assert stranger.installs() == 1


def test_without_uv_python_s_own_installer_does_it(stranger: Stranger) -> None:
    pytest.importorskip("ensurepip")
    wheel = stranger.project / "bakery-1.0-py3-none-any.whl"
    _pack(wheel)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock = stranger.project / "requirements.lock"
    lock.write_text(f"./{wheel.name} --hash=sha256:{digest}\n")
    (stranger.project / "scripts" / "main.py").write_text("import bakery; print(bakery.BREAD)")
    assert stranger.run()[:2] == (0, "pain\n")


def _pack(wheel: Path) -> None:
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("bakery.py", 'BREAD = "pain"\n')
        about = "bakery-1.0.dist-info"
        archive.writestr(
            f"{about}/METADATA", "Metadata-Version: 2.1\nName: bakery\nVersion: 1.0\n"
        )
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")


def test_a_machine_without_a_recent_python_is_told_so(stranger: Stranger) -> None:
    stranger.has("python3", "#!/bin/sh\nexit 1\n")
    status, printed, said = stranger.run()
    assert (status, printed) == (1, "")
    assert "Python 3.11 or later is needed" in said


def test_a_machine_without_the_venv_module_is_told_which_package_has_it(
    stranger: Stranger,
) -> None:
    python = (stranger.programs / "python3").read_text()
    guard = '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\n'
    stranger.has("python3", python.replace("#!/bin/sh\n", guard))
    status, _, said = stranger.run()
    assert status == 1
    assert "apt install python3-venv" in said
