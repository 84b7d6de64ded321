"""A partner directory on the command line."""

from pathlib import Path

import pytest

from bot.cli import main

OURS = ("--organisation", "slack:T0SPONSOR")
FILE = "Name,Categories\nFjord,3\nHeath,Cheese\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place, where the database comes to be."""
    for name in ("ACCORD_DATABASE_URL", "SLACK_SIGNING_SECRET", "TEAMS_APP_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text(FILE)
    return tmp_path


def test_a_file_with_mistakes_is_taken_in_without_them_where_that_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["partners", "import", "list.csv", *OURS]) == 1
    said = capsys.readouterr()
    assert "1 new, 1 with mistakes." in said.out
    assert "Nothing was changed" in said.out
    assert "Line 3, Categories: “Cheese”" in said.err
    again = ["partners", "import", "list.csv", *OURS, "--without-mistakes", "wrong.csv"]
    assert main(again) == 0
    wrong = (folder / "wrong.csv").read_text(encoding="utf-8-sig")
    assert wrong.splitlines()[0] == "Name,Categories,What to do"
    assert wrong.splitlines()[1].startswith('Heath,Cheese,"Categories: “Cheese”')
    assert main(["partners", "export", "out.xlsx", *OURS]) == 0
    capsys.readouterr()
    assert main(["partners", "import", "out.xlsx", *OURS]) == 0
    assert "1 as they are." in capsys.readouterr().out


def test_looking_and_another_organisation_and_a_wrong_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "list.csv").write_text("Name\nFjord\n")
    assert main(["partners", "import", "list.csv", *OURS, "--look"]) == 0
    assert main(["partners", "import", "list.csv", *OURS]) == 0
    assert main(["partners", "export", "other.csv", "--organisation", "teams:t-other"]) == 0
    assert "Fjord" not in (folder / "other.csv").read_text()
    assert main(["partners", "import", "list.csv", "--organisation", "slack:T0/C0"]) == 1
    assert "whole workspace or tenant" in capsys.readouterr().err
    assert main(["partners", "template", "empty.xlsx"]) == 0
    assert (folder / "empty.xlsx").stat().st_size > 0
