"""Every gate, cheapest first: what `grandlivre test` and CI run, and nothing else does."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("api", "domain", "projections", "scripts", "tests")


def gates() -> tuple[tuple[str, Sequence[str]], ...]:
    """Each gate by name, as a command of this environment."""
    tool = Path(sys.executable).parent
    return (
        ("format", (f"{tool}/ruff", "format", "--check", "--quiet", ".")),
        ("lint", (f"{tool}/ruff", "check", "--quiet", ".")),
        ("imports", (f"{tool}/lint-imports", "--no-cache")),
        ("tidy", (sys.executable, "-m", "scripts.tidy")),
        ("types", (f"{tool}/mypy",)),
        ("tests", (sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup")),
    )


def run_gates() -> int:
    """Run the gates in order and stop at the first that fails; its exit status."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for name, command in gates():
        start = time.monotonic()
        print(f"== {name}", flush=True)
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603  # Our own commands.
        seconds = time.monotonic() - start
        print(f"== {name}: {'FAILED' if status else 'ok'} in {seconds:.0f} s", flush=True)
        if status:
            return 1
    return 0
