"""Suggestions between a sponsor in Slack and a CRO in Teams, over HTTP, in both directions."""

import json
from typing import Any

from bot.engine.record import broken_links, exported
from tests.fakes.teams_people import TeamsPerson
from tests.fakes.teams_requests import Answer
from tests.fakes.teams_server import Shown
from tests.journeys.world import World

IDEA = "one photo of each lesion"
WHY = "It saves a week of questions"


async def test_one_from_teams_is_adopted_in_slack_as_an_amendment_both_sides_accept(
    world: World,
) -> None:
    await world.until("2026-11-30T22:30")  # Monday 09:00 in San Diego
    await world.from_teams.personal_message(world.director, f"suggest study monitor: {IDEA}")
    await world.settled()
    assert "Suggestion 1 is on its way" in _text(_chat(world, world.director)[-1])
    got = _in_slack(world, "U0MONITOR", "Suggestion 1")
    assert IDEA in json.dumps(got)

    await _press(world, got, "Adopt", "U0MONITOR")
    view = world.slack.views[-1]
    values = {"reason": WHY, "comes": "amendment"}
    which = await _submitted(world, view, values, "U0MONITOR")
    part = await _submitted(world, which, {"which": "areas:necropsy"}, "U0MONITOR")
    assert f"adopted: “{IDEA}”. {WHY}" in json.dumps(part, ensure_ascii=False)
    sent = await world.from_slack.view_submission(
        part, {"title": "Necropsy with photos"}, user="U0MONITOR"
    )
    assert sent.json.get("response_action") != "errors", sent.json
    await world.settled()
    assert IDEA in _text(_told(world, world.director, "became proposal 1"))

    waits = _in_slack(world, "U0PM", f"{IDEA}”. {WHY}")
    await _press(world, waits, "Accept", "U0PM")
    proposal = _told(world, world.pm, "(proposal 1)")
    await world.from_teams.press(proposal, "Accept", user=world.pm)
    await world.settled()
    told = _told(world, world.director, "Suggestion 1 is agreed: version 3 is in force")
    assert "proposal 1, in force as version 3" in _text(told)
    await world.from_teams.personal_message(world.director, "agreement necropsy with photos")
    await world.settled()
    assert "Necropsy with photos" in _text(_chat(world, world.director)[-1])
    assert [kind for kind in await world.kinds() if kind.startswith("suggestion")] == [
        "suggestion.made",
        "suggestion.adopted",
        "suggestion.led_to_proposal",
        "suggestion.led_to_version",
    ]
    assert list(broken_links(await world.record())) == []


async def test_one_from_slack_is_adopted_in_teams_as_an_amendment_both_sides_accept(
    world: World,
) -> None:
    await world.until("2026-12-01T10:00")
    await world.from_slack.direct_message(f"suggest necropsy: {IDEA}", user="U0PM")
    await world.settled()
    assert "Suggestion 1 is on its way" in json.dumps(_in_slack(world, "U0PM", "Suggestion 1"))

    got = _told(world, world.director, "Suggestion 1")
    values = {"reason": WHY, "comes": "amendment"}
    which = await _fill_in_teams(world, got, "Adopt", values)
    part = await _sent_in_teams(world, got, which, {"which": "areas:necropsy"})
    assert f"adopted: “{IDEA}”. {WHY}" in json.dumps(part.card, ensure_ascii=False)
    await _sent_in_teams(world, got, part, {"title": "Necropsy with photos"})
    assert IDEA in json.dumps(_in_slack(world, "U0PM", "became proposal 1"))

    waits = _told(world, world.pm, f"{IDEA}”. {WHY}")
    await world.from_teams.press(waits, "Accept", user=world.pm)
    await world.settled()
    await _press(world, _in_slack(world, "U0PM", "(proposal 1)"), "Accept", "U0PM")
    told = _in_slack(world, "U0PM", "Suggestion 1 is agreed: version 3 is in force")
    assert "proposal 1, in force as version 3" in json.dumps(told)
    await world.from_slack.direct_message("agreement necropsy with photos", user="U0PM")
    await world.settled()
    assert "Necropsy with photos" in json.dumps(world.slack.messages("U0PM")[-1])
    assert list(broken_links(await world.record())) == []


async def test_one_without_a_name_from_slack_is_answered_in_teams_and_read_in_both_rooms(
    world: World,
) -> None:
    await world.until("2026-12-01T10:00")
    before = len(world.channel)
    await world.from_slack.slash_command("suggest", user="U0PM", channel="C0STUDY")
    assert "it may be guessed" in json.dumps(world.slack.views[-1])  # two people of Larkspur
    values = {"text": IDEA, "topic": "necropsy", "readers": "rooms", "name": "without"}
    sent = await world.from_slack.view_submission(world.slack.views[-1], values, user="U0PM")
    assert sent.json.get("response_action") != "errors", sent.json
    await world.settled()
    got = _told(world, world.director, "Suggestion 1")
    await _fill_in_teams(world, got, "No", {"reason": "The portal has no room for them"})
    (posted, answered) = world.channel[before:]
    in_room = world.teams.activities(world.cro_room)
    for shown in (*map(_text, in_room[-2:]), json.dumps(posted), json.dumps(answered)):
        assert "the sponsor side" in shown
    assert "no room for them" in json.dumps(answered)
    assert "no room for them" in _text(in_room[-1])
    assert "no room for them" in json.dumps(_in_slack(world, "U0PM", "answered with no"))
    read = [*map(_text, in_room), *map(_text, _chat(world, world.director))]
    read += [json.dumps(message) for message in world.channel[before:]]
    about = [text for text in read if "Suggestion 1" in text]
    assert not [text for text in about if "program manager" in text.lower() or "U0PM" in text]
    record = exported(await world.record()).splitlines()
    (made,) = [json.loads(line) for line in record if "suggestion.made" in line]
    assert (made["person"], made["seat"], made["source"]) == (None, None, None)
    assert list(broken_links(await world.record())) == []


async def test_one_that_nobody_answers_in_time_is_seen_by_both_sides(world: World) -> None:
    await world.until("2026-12-01T10:00")
    await world.from_slack.app_mention(f"suggest necropsy: {IDEA}", user="U0PM", channel="C0STUDY")
    await world.settled()
    assert "Suggestion 1" in _text(world.teams.activities(world.cro_room)[-1])
    await world.until("2026-12-07T10:30")
    chat = "".join(map(_text, _chat(world, world.director)))
    assert "Suggestion 1 is with you" in chat
    assert "Suggestion 1 waits for an answer" in chat
    await world.until("2026-12-09T10:30")
    await world.from_slack.direct_message("status", user="U0PM")
    await world.from_teams.personal_message(world.pm, "status")
    await world.settled()
    for status in (json.dumps(_in_slack(world, "U0PM", "Status")), _text(world.pm_chat[-1])):
        assert "from the sponsor side, with the Study director" in status
        assert "the agreed time is over" in status
        assert "Sponsor program manager" not in status.partition("Suggestions that wait")[2][:300]
    await world.until("2026-12-14T23:00")  # both sides have their digest
    rooms = map(_text, world.teams.activities(world.cro_room)), map(json.dumps, world.channel)
    for room in rooms:
        (*_, digest) = [each for each in room if "reads these same words" in each]
        assert "the agreed time is over" in digest


def _text(shown: Shown) -> str:
    return json.dumps(shown.card, ensure_ascii=False)


def _chat(world: World, person: TeamsPerson) -> list[Shown]:
    return world.teams.activities(world.teams.chat_with(person))


def _told(world: World, person: TeamsPerson, words: str) -> Shown:
    """The newest message in somebody's own chat in Teams that holds some words."""
    found = [shown for shown in _chat(world, person) if words in _text(shown)]
    return found[-1]


def _in_slack(world: World, user: str, words: str) -> dict[str, Any]:
    """The newest message in somebody's chat that holds some words."""
    chat = world.slack.messages(user)
    return [m for m in chat if words in json.dumps(m, ensure_ascii=False)][-1]


async def _press(world: World, message: dict[str, Any], label: str, user: str) -> None:
    answer = await world.from_slack.button_press(message, label=label, user=user)
    assert answer.status == 200
    await world.settled()


async def _submitted(
    world: World, view: dict[str, Any], values: dict[str, str], user: str
) -> dict[str, Any]:
    """The next form, in the place of the one that was sent."""
    answer = await world.from_slack.view_submission(view, values, user=user)
    assert answer.json["response_action"] == "update", answer.json
    await world.settled()
    return world.slack.views[-1]


async def _fill_in_teams(world: World, shown: Shown, button: str, values: dict[str, str]) -> Answer:
    """The study director opens a form and sends it."""
    form = await world.from_teams.press(shown, button, user=world.director)
    return await _sent_in_teams(world, shown, form, values)


async def _sent_in_teams(
    world: World, shown: Shown, form: Answer, values: dict[str, str]
) -> Answer:
    """The study director sends the form in the place of a message, and gets what comes next."""
    send = form.card["actions"][0]["title"]
    answer = await world.from_teams.press(
        shown, send, user=world.director, inputs=values, card=form.card
    )
    await world.settled()
    return answer
