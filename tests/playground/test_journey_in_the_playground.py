"""The agreed weekly update, written in a Teams client that is not ours and read in Slack."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.engine.record import broken_links
from tests.judges.node import need_browser
from tests.playground.world import PlaygroundWorld, a_playground_world

TITLE = "Weekly written status"
HEALTH = "How does it stand?"
SAID = {
    "Done this week": "Protocol draft 3 sent",
    "Next week": "IAEC meeting on Wednesday",
    "Slips against schedule": "none",
    "Open questions": "Dose volume for the top group?",
    "Budget used": "12 %",
    "Help needed": "An answer on the dose volume by Tuesday",
}
#: High enough for a whole form, so that its picture is not scrolled.
LARGE = {"window": [1400, 1600]}

pytestmark = pytest.mark.slow


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[PlaygroundWorld]:
    need_browser()
    async with a_playground_world(f"sqlite:///{tmp_path / 'accord.db'}") as world:
        yield world
        assert world.slack.complaints() == []


async def test_a_status_written_in_teams_is_read_and_corrected_in_slack(
    world: PlaygroundWorld, tmp_path: Path
) -> None:
    answered = await world.at_the_page(
        LARGE,
        {"go": "Study team - Histopathology"},
        {"say": "who owns the histo slides?", "mention": "Accord"},
        {"card": "Histology slides and microscopic evaluation"},
    )
    assert "Answers for it: Study director (Deccan)" in answered

    due = await world.at_the_page({"go": "Personal Chat"}, {"say": "due"}, {"card": TITLE})
    assert f"Fri 27 Nov 2026, 17:00 (Kolkata): {TITLE}" in due

    before = len(world.channel)
    await world.until("2026-11-27T17:00")
    await world.at_the_page(
        {"card": f"{TITLE} is due"},
        {"photograph": str(tmp_path / "nudge.png")},
        {"click": "Update"},
        {"card": HEALTH},
        {"choose": HEALTH, "option": "At risk"},
        *_typed(SAID),
        {"photograph": str(tmp_path / "form.png")},
        {"click": "Send"},
        {"card": f"{TITLE} is sent"},
        {"photograph": str(tmp_path / "sent.png")},
    )
    (posted,) = [each for each in world.channel[before:] if each["text"].startswith(TITLE)]
    assert "at risk, from Client project manager" in posted["text"]
    assert all(text in json.dumps(posted) for text in SAID.values())

    await world.at_the_page(
        {"card": f"{TITLE} is sent"},
        {"click": "Edit"},
        {"card": HEALTH},
        *_typed({"Budget used": "13 %"}),
        {"click": "Send"},
        {"card": f"{TITLE} is sent"},
        {"screenshot": str(tmp_path / "page.png")},
    )
    (edited,) = [each for each in world.channel[before:] if each["text"].startswith(TITLE)]
    assert edited["ts"] == posted["ts"]
    assert "12 %" not in json.dumps(edited)
    assert all(text in json.dumps(edited) for text in (SAID | {"Budget used": "13 %"}).values())

    kinds = await world.kinds()
    assert (kinds.count("checkin.answered"), kinds.count("checkin.edited")) == (1, 1)
    assert list(broken_links(await world.record())) == []
    pictures = {picture.name for picture in tmp_path.glob("*.png")}  # noqa: ASYNC240 - a folder
    assert pictures == {"nudge.png", "form.png", "sent.png", "page.png"}


def _typed(said: dict[str, str]) -> list[dict[str, Any]]:
    return [{"fill": label, "with": text} for label, text in said.items()]
