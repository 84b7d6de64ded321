"""The weekly digest and `why`, between a sponsor in Slack and a CRO in Teams."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.fakes.teams_server import Shown
from tests.journeys.world import World

#: One way to write a moment, from the ways of Slack and of Teams.
_IN_SLACK = re.compile(r"<!date\^\d+\^[^|]+\|([^>]+) time>")
_IN_TEAMS = re.compile(r"(\d\d:\d\d) \(([^)]+)\)")


async def test_both_sides_read_the_same_words_at_their_own_time(world: World) -> None:
    await world.until("2026-12-07T09:00")
    assert len(_in_teams(world)) == 2
    assert len(_in_slack(world)) == 2  # it is Sunday evening in San Diego
    await world.until("2026-12-07T22:30")
    # San Diego's Monday came first in the week in which it all began.
    _, *in_slack = _in_slack(world)
    for here, there in zip(in_slack, _in_teams(world), strict=True):
        words = list(_slack_words(here))
        assert words == list(_teams_words(there.card))
        assert "Late" in words
        assert "Coming in two weeks" in words
    assert "Promised and kept" in words  # of the second week: the first one's update never came


async def test_each_side_has_its_own_part_in_its_own_room(world: World) -> None:
    await world.until("2026-12-07T22:30")
    sponsors = [m for m in world.channel if "Weekly digest: only for" in m["text"]]
    cros = [s for s in world.teams.activities(world.cro_room) if "only for" in json.dumps(s.card)]
    assert {m["text"].split(" (")[0] for m in sponsors} == {"Weekly digest: only for Larkspur"}
    assert {s.card["body"][0]["text"] for s in cros} == {"Weekly digest: only for Deccan"}


async def test_five_lines_for_a_director_in_teams_and_a_lead_in_slack(world: World) -> None:
    await world.from_teams.personal_message(world.director, "digest short")
    await world.from_slack.slash_command("digest short", user="U0PM")
    await world.until("2026-11-30T22:30")
    chat = world.teams.activities(world.teams.chat_with(world.director))
    assert "Weekly digest in five lines" in json.dumps(chat[-1].card)
    direct = world.slack.messages("U0PM")
    assert any("Weekly digest in five lines" in message["text"] for message in direct)


async def test_why_is_pressed_in_teams_and_asked_in_a_thread_in_slack(world: World) -> None:
    await world.until("2026-11-27T19:30")
    nudge = next(s for s in world.pm_chat if "Weekly written status is due" in json.dumps(s.card))
    pressed = await world.from_teams.press(nudge, "Why?", user=world.pm)
    await world.settled()
    text = json.dumps(pressed.card)
    assert "Version 2 of the agreement promises it every week on Friday at 17:00" in text
    assert "there is one reminder, Sat 28 Nov 2026, 09:00 (Kolkata)" in text
    # The answer stands where the nudge was, so it can still be answered from there.
    assert next(action["title"] for action in pressed.card["actions"]) == "Update"

    await world.until("2026-12-10T22:30")
    minutes = "Minutes of Monthly steering meeting"
    call = next(m for m in world.slack.messages("U0PM") if m["text"].startswith(minutes))
    await world.from_slack.direct_message(
        "why", user="U0PM", channel=call["channel"], thread_ts=call["ts"]
    )
    await world.settled()
    answer = world.slack.messages("U0PM")[-1]
    assert answer["text"] == f"Why: {minutes}"
    assert (
        "Version 2 of the agreement promises it every month on the second Thursday"
        in json.dumps(answer)
    )

    await world.from_teams.personal_message(world.pm, "why no nudge on 25 December?")
    await world.settled()
    assert "a holiday of both parties (Christmas)" in json.dumps(world.pm_chat[-1].card)


async def test_why_in_reply_to_a_quoted_message_in_teams(world: World) -> None:
    await world.until("2026-12-07T22:30")
    chat = world.teams.chat_with(world.pm)
    first = next(s for s in world.pm_chat if "Weekly written status is" in json.dumps(s.card))
    quote = {"type": "quotedReply", "quotedReply": {"messageId": first.id}}
    text = f'<quoted messageId="{first.id}"/> why'
    body = world.from_teams.activity(chat, world.pm, type="message", text=text, entities=[quote])
    await world.from_teams.post(body)
    await world.settled()
    answer = json.dumps(world.pm_chat[-1].card)
    assert "Why: Weekly written status" in answer
    assert "Asked for Fri 27 Nov 2026, 17:00 (Kolkata), when it was due." in answer
    digest = _in_teams(world)[-1]
    await world.from_teams.message(world.cro_room, world.pm, "why", thread=digest.id)
    await world.settled()
    room = world.teams.activities(world.cro_room)
    assert "This is the weekly digest" in json.dumps(room[-1].card)


async def test_what_each_owes_is_sent_from_the_list(world: World) -> None:
    await world.until("2026-11-27T17:30")
    await world.from_teams.personal_message(world.pm, "due me")
    await world.settled()
    listed = world.pm_chat[-1]
    text = json.dumps(listed.card)
    assert "Open now" in text
    assert "Coming in two weeks" in text
    form = await world.from_teams.press(
        listed, "Update: Weekly written status, 27 Nov", user=world.pm
    )
    assert form.card["body"][0]["text"] == "Weekly written status"

    answer = await world.from_slack.slash_command("due me", user="U0PM")
    said = answer.text
    assert "What you owe now and in the next two weeks" in said
    assert "Monthly steering meeting" in said
    assert "Weekly written status" not in said


def _in_slack(world: World) -> list[dict[str, Any]]:
    return [m for m in world.channel if m["text"].startswith("Weekly digest: 28-day")]


def _in_teams(world: World) -> list[Shown]:
    shown = world.teams.activities(world.cro_room)
    return [s for s in shown if s.card["body"][0]["text"].startswith("Weekly digest: 28-day")]


def _slack_words(message: dict[str, Any]) -> Iterator[str]:
    """The lines of a message as a person reads them, without marks of Slack's own."""
    for block in message["blocks"]:
        for each in (block, *block.get("elements", ())):
            text = each.get("text")
            if isinstance(text, dict) or each.get("type") == "mrkdwn":
                said = text["text"] if isinstance(text, dict) else text
                if each.get("type") != "button":
                    yield from _lines(_IN_SLACK.sub(r"\1", said).replace("&amp;", "&"), "•")


def _teams_words(card: dict[str, Any]) -> Iterator[str]:
    """The same of a card of Teams."""
    for block in card["body"]:
        if "text" in block:
            yield from _lines(_IN_TEAMS.sub(r"\1 \2", block["text"]), "-")


def _lines(text: str, bullet: str) -> Iterator[str]:
    for line in re.split(r"[\r\n]+", text):
        yield line.removeprefix(f"{bullet} ").replace("*", "").replace("\\", "").strip()
