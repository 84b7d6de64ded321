"""In Teams a form stands in place of its message, which nobody else changes meanwhile."""

import json

from tests.fakes.teams_server import Shown
from tests.journeys.test_from_an_early_word import SAY, TITLE, in_room, press_in_slack
from tests.journeys.world import World


async def raised(world: World) -> Shown:
    """The study director raised it in Teams; their room's message about it."""
    await world.until("2026-11-30T22:30")  # Monday 09:00 in San Diego
    chat = world.teams.chat_with(world.director)
    await world.from_teams.personal_message(world.director, "raise found dead")
    await world.settled()
    shown = world.teams.activities(chat)[-1]
    form = await world.from_teams.press(shown, "Raise it", user=world.director)
    times = {"happened": "now", "known": "now"}
    await world.from_teams.press(
        shown, "Raise it", user=world.director, inputs={**SAY, **times}, card=form.card
    )
    await world.settled()
    return in_room(world)


def said(world: World) -> str:
    return json.dumps(in_room(world).card)


async def test_what_others_do_is_shown_once_the_form_is_sent(world: World) -> None:
    form = await world.from_teams.press(await raised(world), "Report a fact", user=world.director)
    await press_in_slack(world, world.channel[-1], "I have it", "U0MONITOR")
    assert "has it" in json.dumps(world.channel[-1])
    assert f"{TITLE}: waits for Larkspur" in said(world)  # what is being typed stays there

    two = {"fact": "0", "text": "rats 31 and 32"}
    await world.from_teams.press(
        in_room(world), "Send", user=world.director, inputs=two, card=form.card
    )
    await world.settled()
    assert "has it" in said(world)
    assert "rats 31 and 32" in said(world)


async def test_a_form_that_is_never_sent_holds_it_for_ten_minutes_and_nothing_else(
    world: World,
) -> None:
    await world.from_teams.press(
        await raised(world), "Decide", user=world.pm
    )  # not theirs: no form
    await press_in_slack(world, world.channel[-1], "I have it", "U0MONITOR")
    assert "has it" in said(world)

    await world.from_teams.press(in_room(world), "Report a fact", user=world.director)
    ended = {"text": "Group 3 pauses"}
    await press_in_slack(world, world.channel[-1], "Decide", "U0MONITOR")
    await world.from_slack.view_submission(world.slack.views[-1], ended, user="U0MONITOR")
    await world.settled()
    await world.from_teams.message(world.cro_room, world.pm, "status")
    await world.settled()
    answered = world.teams.activities(world.cro_room)[-1]
    assert "decided: Group 3 pauses" in json.dumps(answered.card)
    assert "Decided" not in said(world)
    await world.until("2026-11-30T22:45")
    assert "Group 3 pauses" in said(world)
