"""What the repository holds: no address of a package index, no path of a machine."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INDEX = re.compile(
    r"--(extra-)?index-url[ =]|https?://[^ ]*/simple\b|files\.python|/packages/[0-9a-f]{2}/"
)
HASHED = re.compile(r"^[A-Za-z0-9._-]+==\S+( ;[^\\]*)? \\$")


def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_package_index() -> None:
    ours = [path for path in tracked() if path != Path(__file__).resolve()]
    texts = {path: path.read_bytes().decode("utf-8", "ignore") for path in ours}

    assert [path for path, text in texts.items() if INDEX.search(text)] == []


def test_every_package_is_locked_by_its_hash() -> None:
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    packages = [line for line in lines if line and not line.startswith((" ", "#"))]

    assert packages
    assert [line for line in packages if not HASHED.match(line)] == []
