"""The labels with which the matching of partners is judged fit the directory they are about."""

import csv
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

HERE = Path(__file__).parent


def _names() -> list[str]:
    with (HERE / "entries.csv").open(newline="", encoding="utf-8") as file:
        return [row["name"] for row in csv.DictReader(file)]


def _needs(file: str) -> list[Any]:
    loaded: list[Any] = YAML(typ="safe").load((HERE / file).read_text(encoding="utf-8"))
    return loaded


def test_the_directory_has_five_hundred_names_of_their_own() -> None:
    names = _names()
    assert len(names) == len(set(names)) == 500


@pytest.mark.parametrize("file", ["needs.yaml", "needs_unseen.yaml"])
def test_every_best_entry_is_in_the_directory(file: str) -> None:
    needs = _needs(file)
    known = set(_names())
    assert all(set(need["best"]) <= known and len(need["best"]) <= 3 for need in needs)
    assert sum(not need["best"] for need in needs) == 5
    assert sum(bool(need["best"]) for need in needs) == 30


def test_no_need_stands_in_both_files() -> None:
    asked = [
        {need["need"] for need in _needs(file)} for file in ("needs.yaml", "needs_unseen.yaml")
    ]
    assert not asked[0] & asked[1]
