"""Proves that the Playground tools reach a bot and bring back what it sends."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.judges.node import need_browser, need_node
from tests.playground.clicking import BrowserFailedError, click
from tests.playground.echo_bot import EchoBot
from tests.playground.playground import (
    GROUP_CHAT,
    PERSONAL_CHAT,
    STUDY_CHANNEL,
    TENANT,
    Playground,
    PlaygroundFailedError,
)


@pytest.fixture
async def bot() -> AsyncIterator[EchoBot]:
    need_node()
    async with EchoBot() as running:
        yield running


@pytest.fixture
async def playground(bot: EchoBot) -> AsyncIterator[Playground]:
    async with Playground(bot.endpoint) as running:
        yield running


def _says(text: str) -> Any:
    return lambda event: text in json.dumps(event)


def _first_text(card: dict[str, Any]) -> str:
    return str(card["body"][0]["text"])


async def test_a_personal_message_is_answered_and_a_button_pressed(
    bot: EchoBot, playground: Playground
) -> None:
    await playground.send(PERSONAL_CHAT, "hello")
    event = await playground.wait_for(_says("You said: hello"))
    assert event["actionConversationId"] == PERSONAL_CHAT
    answer = await playground.press(event, "note", {"note": "late"})
    assert _first_text(answer["value"]) == "Noted: late"
    assert [activity["type"] for activity in bot.received] == ["message", "invoke"]
    assert bot.received[0]["conversation"]["tenantId"] == TENANT


async def test_a_channel_delivers_only_what_mentions_the_bot(
    bot: EchoBot, playground: Playground
) -> None:
    await playground.send(STUDY_CHANNEL, "among ourselves")
    await playground.send(STUDY_CHANNEL, "status", mention=True)
    await playground.wait_for(_says("You said: <at>Accord</at> status"))
    assert [activity["text"] for activity in bot.received] == ["<at>Accord</at> status"]


async def test_adding_the_bot_and_activities_of_others_reach_it(
    bot: EchoBot, playground: Playground
) -> None:
    await playground.install(GROUP_CHAT)
    others = {
        "type": "message",
        "text": "from somebody else",
        "from": {"id": "29:user-3"},
        "recipient": playground.config["bot"],
        "conversation": {"id": GROUP_CHAT},
        "serviceUrl": f"{playground.url}/_connector",
    }
    await playground.send_activity(others)
    await playground.wait_for(_says("You said: from somebody else"))
    kinds = [activity["type"] for activity in bot.received]
    assert sorted(kinds) == ["conversationUpdate", "installationUpdate", "message"]


async def test_the_configured_people_and_rooms_are_there(playground: Playground) -> None:
    assert len(playground.config["users"]) == 5
    assert playground.config["teams"][0]["channels"][1]["name"] == "Histopathology"


async def test_a_refusal_of_the_playground_is_said(playground: Playground) -> None:
    with pytest.raises(PlaygroundFailedError, match="answered 40"):
        await playground.send("no-such-conversation", "hello")


async def test_waiting_for_what_never_comes_ends(playground: Playground) -> None:
    with pytest.raises(TimeoutError):
        await playground.wait_for(_says("never"), seconds=0.05)


@pytest.mark.slow
async def test_a_person_fills_a_card_in_the_browser(playground: Playground, tmp_path: Path) -> None:
    need_browser()
    picture = tmp_path / "page.png"
    steps = [
        {"go": "Personal Chat"},
        {"say": "hello"},
        {"card": "You said: hello"},
        {"fill": "Your note", "with": "late by a day"},
        {"click": "Send note"},
        {"see": "Noted: late by a day"},
        {"go": "Study team - Histopathology"},
        {"say": "status", "mention": "Accord"},
        {"card": "You said: Accord status"},
        {"screenshot": str(picture)},
    ]
    result = await click(playground.url, steps)
    assert result["ok"], result
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
async def test_a_step_that_cannot_be_taken_is_named(playground: Playground) -> None:
    need_browser()
    result = await click(playground.url, [{"go": "Personal Chat"}, {"jump": "high"}])
    assert (result["ok"], result["done"], result["failed"]) == (False, 1, {"jump": "high"})


async def test_a_browser_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    need_browser()
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(BrowserFailedError, match="no/such/browser"):
        await click("http://localhost", [])
