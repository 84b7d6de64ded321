"""The import contracts hold, and fail when one is broken on purpose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "adapters", "storage", "schedules")
BREAKS = {
    "Imports point inward": ("bot/domain/duration.py", "import bot.cards.card"),
    "Adapters never import each other": ("adapters/teams/ids.py", "import adapters.slack.ids"),
    "The core imports no platform, no SQL, no scheduler": (
        "bot/engine/clock.py",
        "import sqlalchemy",
    ),
    "The domain is pure": ("bot/domain/duration.py", "import rapidfuzz"),
    "Slack's SDK stays in adapters.slack": ("adapters/http.py", "import slack_sdk"),
    "Botbuilder stays in adapters.teams": ("adapters/http.py", "import botbuilder.core"),
    "SQLAlchemy stays in storage": ("schedules/clock.py", "import sqlalchemy"),
    "APScheduler stays in schedules": ("storage/types.py", "import apscheduler"),
    "No cycles between siblings": ("bot/domain/instant.py", "import bot.domain.people"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(folder), "PATH": ""},
    )


def test_the_contracts_hold(copy: Path) -> None:
    done = check(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("contract", BREAKS)
def test_a_contract_fails_when_it_is_broken_on_purpose(contract: str, copy: Path) -> None:
    file, line = BREAKS[contract]
    path = copy / file
    path.write_text(f"{path.read_text()}\n{line}\n")
    done = check(copy)
    assert done.returncode == 1, done.stdout
    assert f"{contract} BROKEN" in done.stdout
