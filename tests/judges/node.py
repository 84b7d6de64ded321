"""Runs the judges that exist only as npm packages.

They are installed with `npm ci --prefix tests/judges --ignore-scripts`. Without that, the tests
that need them say so instead of failing with a stack trace.
"""

import os
import shutil
import subprocess
from pathlib import Path

from tests.everything import unavailable

JUDGES = Path(__file__).parent
MODULES = JUDGES / "node_modules"
CHROMIUM = "/usr/bin/chromium"
HOW_TO_INSTALL = "run: npm ci --prefix tests/judges --ignore-scripts"


class NodeMissingError(RuntimeError):
    """Node or the npm packages of the judges are not installed."""


class ScriptFailedError(RuntimeError):
    """A judge's own script broke, which says nothing about the payload."""


def node_available() -> bool:
    """Tell whether Node and the judges' npm packages are there."""
    # npm writes this file last, so a half-finished installation does not count.
    return shutil.which("node") is not None and (MODULES / ".package-lock.json").is_file()


def need_node() -> None:
    """Skip (or, where everything is required, fail) the running test when Node is missing."""
    if not node_available():
        unavailable(f"Node or the judges' npm packages are missing; {HOW_TO_INSTALL}")


def need_browser() -> None:
    """Skip (or, where everything is required, fail) the running test when Chromium is missing."""
    need_node()
    if shutil.which(os.environ.get("CHROMIUM", CHROMIUM)) is None:
        unavailable("Chromium is missing; install Debian's package chromium")


def run_node(script: Path, *arguments: str, stdin: str = "", timeout: float = 120) -> str:
    """Run a script of the judges and return what it prints."""
    if not node_available():
        raise NodeMissingError(f"Node or the judges' npm packages are missing; {HOW_TO_INSTALL}")
    finished = subprocess.run(
        ["node", str(script), *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    if finished.returncode != 0:
        raise ScriptFailedError(
            f"{script.name} ended with {finished.returncode}: {finished.stderr.strip()}"
        )
    return finished.stdout
