"""From an early word to a better agreement, over HTTP: Deccan in Teams, Larkspur in Slack.

A heads-up becomes an escalation, which is resolved; both sides look back on it, Deccan proposes in
Teams what should change, Larkspur accepts in Slack, and the exported record tells all of it.
"""

import json
from typing import Any

from bot.engine.record import broken_links, exported
from tests.fakes.teams_people import TeamsPerson
from tests.fakes.teams_server import Shown
from tests.journeys.test_from_an_early_word import (
    SAY,
    TITLE,
    fill_in_slack,
    press_in_slack,
    told_in_slack,
)
from tests.journeys.world import World

REASON = (
    f"After {TITLE}. Larkspur calls it a false alarm."
    " Deccan would change: “call it so only after a second look”."
)
CLOSES = "the veterinarian looked twice, and a dose decision is recorded"


async def test_heads_up_escalation_resolution_and_what_both_sides_change_after_it(
    world: World,
) -> None:
    await a_false_alarm(world)
    await world.until("2026-12-02T22:30")  # both have begun to work since
    assert "Looking back" not in text_of([world.channel, [s.card for s in chat(world, world.pm)]])

    asked = titled(world, "Looking back on E-1")
    await fill(world, asked, "Look back", world.director, {"helped": "the call", **WOULD_CHANGE})
    (theirs,) = [m for m in world.slack.messages("U0MONITOR") if "Looking back on" in text_of(m)]
    assert "second look" not in text_of([theirs, world.channel, exported(await world.record())])
    alarm = {"helped": "", "change": "", "judged": "false_alarm"}
    await fill_in_slack(world, theirs, "Look back", alarm, user="U0MONITOR")
    both = ("call it so only after a second look", "It was a false alarm")
    private = titled(world, "What was learnt").card
    for shown in (in_slack_room(world), in_room(world).card, private):
        assert all(words in text_of(shown) for words in both)

    form = await world.from_teams.press(in_room(world), "Change what is agreed", user=world.pm)
    assert REASON in text_of(form.card)
    changed = {"closes_when": CLOSES}
    card = in_room(world)
    await world.from_teams.press(card, "Continue", user=world.pm, inputs=changed, card=form.card)
    await world.settled()
    assert "Led to" in json.dumps(in_room(world).card)
    (waits,) = [m for m in world.slack.messages("U0PM") if REASON in text_of(m)]
    assert CLOSES in text_of(waits)
    await press_in_slack(world, waits, "Accept", "U0PM")
    for shown in (in_slack_room(world), in_room(world).card):
        assert "proposal 1, in force as version 3" in json.dumps(shown)
    await world.from_teams.personal_message(world.director, "agreement animal found dead")
    await world.settled()
    assert CLOSES in json.dumps(chat(world, world.director)[-1].card)

    await tells_its_story(world)


WOULD_CHANGE = {"change": "call it so only after a second look", "judged": ""}


async def a_false_alarm(world: World) -> None:
    """The study director's heads-up, made an escalation by Larkspur, decided and resolved."""
    await world.until("2026-11-30T22:30")  # Monday 09:00 in San Diego
    await world.from_teams.personal_message(
        world.director, "heads-up a rat was found dead in group 3"
    )
    await world.settled()
    user, told = told_in_slack(world)
    await world.from_slack.button_press(told, label="Make it an escalation", user=user)
    times = {"happened": "08:40", "known": "08:50"}
    view = world.slack.views[-1]
    sent = await world.from_slack.view_submission(view, {**SAY, **times}, user=user)
    assert sent.json.get("response_action") != "errors", sent.json
    await world.settled()
    decided = {"text": "Group 3 goes on"}
    await fill_in_slack(world, world.channel[-1], "Decide", decided, user="U0MONITOR")
    ended = {"met": "yes", "text": "It slept; DEV-3 filed; group 3 goes on"}
    await fill(world, in_room(world), "Resolve", world.director, ended)


async def tells_its_story(world: World) -> None:
    """Whoever reads the exported record follows it, with old and new values and the reasons."""
    record = await world.record()
    assert list(broken_links(record)) == []
    lines = [json.loads(line) for line in exported(record).splitlines()]
    told = ("escalation.told", "escalation.step_reached", "escalation.waits_for_hours")
    kinds = ("heads_up", "escalation", "amendment", "agreement")
    story = [
        line
        for line in lines
        if line["kind"].partition(".")[0] in kinds and line["kind"] not in told
    ]
    begin = next(n for n, line in enumerate(story) if line["kind"] == "heads_up.given")
    assert [line["kind"] for line in story[begin:]] == [
        "heads_up.given",
        "escalation.raised",
        "heads_up.escalated",
        "escalation.decided",
        "escalation.closed",
        "escalation.look_back_asked",
        "escalation.look_back_asked",
        "escalation.looked_back",
        "escalation.looked_back",
        "escalation.look_back_told",
        "amendment.edited",
        "amendment.sent",
        "escalation.led_to_proposal",
        "amendment.accepted",
        "amendment.accepted",
        "agreement.in_force",
        "escalation.led_to_version",
    ]
    found: dict[str, dict[str, Any]] = {line["kind"]: line for line in story}
    raised, sent = found["escalation.raised"], found["amendment.sent"]
    assert raised["data"]["heads_up"] == found["heads_up.given"]["subject"]
    said = {each["party"]: each for each in found["escalation.look_back_told"]["data"]["said"]}
    assert said["cro"]["change"] == "call it so only after a second look"
    assert said["sponsor"]["judged"] == "false_alarm"
    assert sent["data"]["from"] == [raised["subject"]]
    assert sent["data"]["reason"] == REASON
    (change,) = sent["data"]["changes"]
    assert change["before"].startswith("cause recorded or marked undetermined")
    assert change["after"] == CLOSES
    in_force = found["escalation.led_to_version"]
    assert in_force["subject"] == raised["subject"]
    assert in_force["data"]["amendment"] == sent["subject"]
    assert in_force["data"]["version"] == found["agreement.in_force"]["data"]["version"] == 3


def chat(world: World, person: TeamsPerson) -> list[Shown]:
    return world.teams.activities(world.teams.chat_with(person))


def titled(world: World, begin: str) -> Shown:
    """The study director's newest message whose title begins so."""
    found = [s for s in chat(world, world.director) if _title(s).startswith(begin)]
    return found[-1]


def _title(shown: Shown) -> str:
    return str(shown.card["body"][0].get("text", ""))


def in_room(world: World) -> Shown:
    """The card of the escalation in the room of Deccan; a later one is the proposal."""
    return next(s for s in world.teams.activities(world.cro_room) if TITLE in _title(s))


def in_slack_room(world: World) -> dict[str, Any]:
    return next(m for m in world.channel if TITLE in text_of(m))


def text_of(shown: object) -> str:
    return json.dumps(shown, ensure_ascii=False)


async def fill(
    world: World, shown: Shown, label: str, person: TeamsPerson, values: dict[str, str]
) -> None:
    form = await world.from_teams.press(shown, label, user=person)
    await world.from_teams.press(shown, "Send", user=person, inputs=values, card=form.card)
    await world.settled()
