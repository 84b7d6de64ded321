"""Proves that the pictures of messages and cards can be drawn."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.judges.node import JUDGES, ScriptFailedError, need_browser, need_node, run_node
from tests.judges.test_slack_judge import a_message, a_modal
from tests.judges.test_teams_judge import a_card, an_activity

LOOK = JUDGES / "look" / "look.cjs"


def _width(picture: Path) -> int:
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG")
    return int.from_bytes(content[16:20])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "payload", "width"),
    [
        ("slack", a_message(), 600),
        ("slack", a_modal(), 520),
        ("card", a_card(), 360),
        ("card", an_activity(), 720),
    ],
)
def test_a_payload_becomes_a_picture_of_the_wanted_width(
    tmp_path: Path, kind: str, payload: dict[str, Any], width: int
) -> None:
    need_browser()
    source, picture = tmp_path / "payload.json", tmp_path / "picture.png"
    source.write_text(json.dumps(payload), encoding="utf-8")
    run_node(LOOK, kind, str(source), str(picture), str(width))
    assert _width(picture) == width


def test_a_wrong_call_is_answered_with_the_usage() -> None:
    need_node()
    with pytest.raises(ScriptFailedError, match=r"Usage: node look\.cjs"):
        run_node(LOOK, "fax")
