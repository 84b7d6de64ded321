"""The agreed weekly update, from Deccan's project manager in Teams to Larkspur in Slack."""

import json
from typing import Any

from bot.engine.record import broken_links
from tests.fakes.teams_requests import Answer, buttons_of
from tests.fakes.teams_server import Shown
from tests.journeys.world import World

TITLE = "Weekly written status"
SAID = {
    "health": "at_risk",
    "item_0": "Protocol draft 3 sent",
    "item_1": "IAEC meeting on Wednesday",
    "item_2": "none",
    "item_3": "Dose volume for the top group?",
    "item_4": "12 %",
    "help": "An answer on the dose volume by Tuesday",
}


async def test_an_update_is_asked_for_answered_and_edited_across_platforms(world: World) -> None:
    await world.until("2026-11-27T16:59")
    before = len(world.channel)
    assert _nudges(world) == []

    await world.until("2026-11-27T17:00")
    (nudge,) = _nudges(world)
    assert nudge.card["body"][0]["text"] == f"{TITLE} is due"
    assert [action["title"] for action in buttons_of(nudge.card)] == [
        "Update",
        "Snooze",
        "Settings",
        "Why?",
    ]

    sent = await _write(world, nudge, SAID)
    assert "is sent" in json.dumps(sent.card)
    (posted,) = _updates(world, before)
    text = json.dumps(posted)
    assert "at risk" in text
    assert all(value in text for key, value in SAID.items() if key != "health")
    assert "Client project manager" in text

    (nudge,) = _nudges(world)
    assert nudge.card["body"][0]["text"] == f"{TITLE} is sent"
    await _write(world, nudge, {"item_4": "13 %"}, button="Edit")
    (edited,) = _updates(world, before)
    assert edited["ts"] == posted["ts"]
    assert "13 %" in json.dumps(edited)
    assert "12 %" not in json.dumps(edited)

    kinds = await world.kinds()
    assert kinds.count("checkin.answered") == 1
    assert kinds.count("checkin.edited") == 1
    assert list(broken_links(await world.record())) == []


async def test_no_change_repeats_the_last_update_with_one_press(world: World) -> None:
    await world.until("2026-11-27T17:00")
    await _write(world, _nudges(world)[0], SAID)

    await world.until("2026-12-04T17:00")
    before = len(world.channel)
    nudge = _nudges(world)[-1]
    assert [action["title"] for action in buttons_of(nudge.card)] == [
        "Update",
        "No change",
        "Snooze",
        "Settings",
        "Why?",
    ]
    await world.from_teams.press(nudge, "No change", user=world.pm)
    await world.settled()
    (posted,) = world.channel[before:]
    assert SAID["item_0"] in json.dumps(posted)
    assert "None since the last update" in json.dumps(posted)

    # The same button again, from the card as it was.
    again = await world.from_teams.press(
        nudge, "No change", user=world.pm, card=nudge.history[0]["attachments"][0]["content"]
    )
    await world.settled()
    assert "already been sent" in json.dumps(again.body)
    assert len(world.channel) == before + 1


async def test_silence_is_reminded_marked_late_and_told_in_neutral_words(world: World) -> None:
    await world.until("2026-11-27T18:59")
    assert len(_nudges(world)) == 1
    before = len(world.pm_chat)
    assert _to_sponsor_pm(world) == []

    await world.until("2026-11-27T21:00")
    assert len(world.pm_chat) == before  # the reminder was for 19:00, after the end of their day
    assert _nudges(world)[0].card["body"][0]["text"] == f"{TITLE} is late"
    assert _to_sponsor_pm(world) == []  # nobody else sees a miss before the agreed time

    await world.until("2026-11-28T09:00")  # Deccan works on Saturdays
    reminder = world.pm_chat[-1]
    assert len(world.pm_chat) == before + 1
    assert reminder.card["body"][0]["text"] == f"{TITLE} is late"

    await world.until("2026-11-30T21:59")  # agreed for Saturday, when Larkspur does not work
    assert _to_sponsor_pm(world) == []
    await world.until("2026-11-30T22:00")  # Monday, 08:30 in San Diego
    (told,) = _to_sponsor_pm(world)
    assert told["text"] == f"{TITLE} has not come yet"
    assert "Client project manager" in json.dumps(told)  # the seat that owes it
    for word in ("fail", "forgot", "blame", "miss"):
        assert word not in json.dumps(told).lower()

    before = len(world.channel)
    await _write(world, _nudges(world)[0], SAID)
    (posted,) = world.channel[before:]
    assert "late, " in json.dumps(posted)
    (told,) = _to_sponsor_pm(world)
    assert told["text"] == f"{TITLE} has come"


async def test_a_form_that_is_being_filled_in_is_not_taken_away_by_the_end_of_the_grace(
    world: World,
) -> None:
    await world.until("2026-11-27T20:00")
    (nudge,) = _nudges(world)
    edits = nudge.edits
    form = await world.from_teams.press(nudge, "Update", user=world.pm)
    await world.until("2026-11-27T21:30")  # late since 21:00
    assert _nudges(world)[0].edits == edits
    await world.from_teams.press(nudge, "Send", user=world.pm, inputs=SAID, card=form.card)
    await world.settled()
    assert _nudges(world)[0].card["body"][0]["text"] == f"{TITLE} is sent"
    assert "late, " in json.dumps(world.channel[-1])


async def test_an_unanswered_one_is_closed_when_the_next_one_opens(world: World) -> None:
    await world.until("2026-12-04T17:00")
    first, second = _nudges(world)
    assert first.card["body"][0]["text"] == f"{TITLE}: this one is closed"
    assert second.card["body"][0]["text"] == f"{TITLE} is due"
    assert "checkin.missed" in await world.kinds()


async def test_christmas_week_moves_to_the_working_day_before(world: World) -> None:
    await world.until("2026-12-24T16:59")
    before = len(_nudges(world))
    await world.until("2026-12-24T17:00")
    assert len(_nudges(world)) == before + 1
    await world.until("2026-12-31T17:00")
    assert len(_nudges(world)) == before + 1
    # 1 January is no holiday of Deccan's, so the week after keeps its Friday.
    await world.until("2027-01-01T17:00")
    assert len(_nudges(world)) == before + 2


def _updates(world: World, before: int) -> list[dict[str, Any]]:
    """What came into the channel and is no agenda of a meeting."""
    return [each for each in world.channel[before:] if "Agenda: " not in json.dumps(each)]


def _nudges(world: World) -> list[Shown]:
    """What asked for the update, whatever it says by now."""
    return [shown for shown in world.pm_chat if _at_first(shown) == f"{TITLE} is due"]


def _at_first(shown: Shown) -> str:
    first = shown.history[0] if shown.history else shown.activity
    return str(first["attachments"][0]["content"]["body"][0]["text"])


def _to_sponsor_pm(world: World) -> list[dict[str, object]]:
    return [m for m in world.slack.messages("U0PM") if TITLE in str(m["text"])]


async def _write(
    world: World, nudge: Shown, values: dict[str, str], *, button: str = "Update"
) -> Answer:
    form = await world.from_teams.press(nudge, button, user=world.pm)
    sent = await world.from_teams.press(nudge, "Send", user=world.pm, inputs=values, card=form.card)
    await world.settled()
    return sent
