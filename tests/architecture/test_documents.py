"""What is written about the project is true of it."""

import re
from pathlib import Path

from bot.config import NAMES
from bot.engine.grammar import COMMANDS

ROOT = Path(__file__).parents[2]


def test_every_setting_is_explained_in_the_example_and_no_other() -> None:
    text = (ROOT / ".env.example").read_text()
    assert tuple(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)) == NAMES
    for name in NAMES:
        before = text[: text.index(f"\n{name}=")].rstrip().splitlines()[-1]
        assert before.startswith("#"), name


def test_the_locks_name_no_address() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--index|--extra-index|file:", text), lock.name


def test_every_file_the_architecture_page_names_is_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    named = set(re.findall(r"`((?:bot|adapters|storage|schedules|tests|bench)/[\w./]+)`", page))
    assert len(named) > 15
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_manifests_offer_the_commands_that_exist() -> None:
    words = {command.word for command in COMMANDS}
    slack = (ROOT / "adapters/slack/manifest.yaml").read_text()
    hint = re.search(r"usage_hint: *\"?([^\"\n]+)", slack)
    assert hint is not None
    assert set(re.findall(r"[a-z]+", hint[1])) & words
    teams = (ROOT / "adapters/teams/manifest/manifest.json").read_text()
    titles = {t.split()[0] for t in re.findall(r'"title": "([a-z ]+)"', teams)}
    assert titles
    assert titles <= words
