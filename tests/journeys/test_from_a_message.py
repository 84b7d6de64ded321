"""From the menu of a message to the other side, over HTTP: Deccan in Teams, Larkspur in Slack."""

import json

from bot.cards.compose.about_messages import ACTION, ASK, HEADS_UP, RAISE
from tests.fakes.teams_server import Shown
from tests.journeys.world import World
from tests.judges.teams import judge_invoke_answer

SUBMIT = "composeExtension/submitAction"
SLIDES = "<p>The histo slides may be a few days late</p>"


def director_reads(world: World) -> list[Shown]:
    return world.teams.activities(world.teams.chat_with(world.director))


async def test_a_heads_up_begins_at_a_message_in_teams(world: World) -> None:
    await world.until("2026-11-30T22:30")  # Monday 09:00 in San Diego
    room, person = world.cro_room, world.director
    before = len(world.teams.activities(room))
    opened = await world.from_teams.choose(room, person, HEADS_UP, f"{SLIDES}<p>your fault</p>")
    assert "The histo slides may be a few days late" in json.dumps(opened.dialog)
    hinted = await world.from_teams.send_dialog(room, person, opened.dialog, "Give it")
    assert judge_invoke_answer(SUBMIT, hinted.body) == []
    assert "can read as blame" in json.dumps(hinted.dialog, ensure_ascii=False)
    assert "heads_up.given" not in await world.kinds()

    words = {"text": "The histo slides may be a few days late"}
    sent = await world.from_teams.send_dialog(room, person, hinted.dialog, "Send anyway", words)
    assert judge_invoke_answer(SUBMIT, sent.body) == []
    await world.settled()
    told = [m for user in ("U0PM", "U0MONITOR", "U0VP") for m in world.slack.messages(user)]
    assert "The histo slides may be a few days late" in json.dumps(told)
    assert "your fault" not in json.dumps(told)
    # The dialog is gone, so the way to change it stands in the director's own chat; no room has it.
    assert "Take it back" in json.dumps(director_reads(world)[-1].card)
    assert len(world.teams.activities(room)) == before


async def test_a_question_and_an_action_begin_at_a_message_in_slack(world: World) -> None:
    await world.until("2026-12-01T11:00")
    await world.from_slack.message_action(ASK, "Is the necropsy on 8 February?")
    view = world.slack.views[-1]
    await world.from_slack.view_submission(view, {"topic": "necropsy"})
    await world.settled()
    assert "Is the necropsy on 8 February?" in json.dumps(director_reads(world)[-1].card)
    await world.from_slack.message_action(ACTION, "<@U0MONITOR> wants the dosing plan")
    view = world.slack.views[-1]
    assert "Study monitor wants the dosing plan" in json.dumps(view)
    await world.from_slack.view_submission(view, {"owner": "study_director", "by": "2026-12-08"})
    await world.settled()
    assert "wants the dosing plan" in json.dumps(director_reads(world)[-1].card)


async def test_an_escalation_begins_at_a_message_in_either(world: World) -> None:
    await world.until("2026-11-30T22:30")
    opened = await world.from_teams.choose(
        world.cro_room, world.director, RAISE, "Animal found dead this morning"
    )
    say = {f"say_{number}": "see above" for number in range(7)}
    times = {"happened": "08:40", "known": "08:50"}
    await world.from_teams.send_dialog(
        world.cro_room, world.director, opened.dialog, "Raise it", {**say, **times}
    )
    await world.settled()
    assert "E-1 Animal found dead or moribund" in json.dumps(world.channel[-1])
    await world.from_slack.message_action(RAISE, "something with the samples")
    reason = world.slack.views[-1]
    await world.from_slack.view_submission(reason, {"reason": "None of these: raise it anyway"})
    view = world.slack.views[-1]
    asked = {block["block_id"]: "see above" for block in view["blocks"] if "element" in block}
    await world.from_slack.view_submission(view, {**asked, "happened": "08:40", "known": "08:50"})
    await world.settled()
    assert (await world.kinds()).count("escalation.raised") == 2


async def test_where_nothing_is_connected_a_sentence_says_what_to_do(world: World) -> None:
    world.slack.add_channel("C0OTHER", "U0PM")
    await world.from_slack.message_action(HEADS_UP, "The slides slip", channel="C0OTHER")
    (told,) = world.slack.answers
    assert told["response_type"] == "ephemeral"
    assert "This channel is not part of a collaboration I know" in json.dumps(told)
    other = world.teams.room("other", world.director)
    answer = await world.from_teams.choose(other, world.director, HEADS_UP, SLIDES)
    assert "This channel is not part of a collaboration I know" in json.dumps(answer.dialog)
    for shown in (told, answer.body):
        assert "LKB" not in json.dumps(shown)
    assert world.slack.views == []
    assert "heads_up.given" not in await world.kinds()
