"""Finding an owner over HTTP: in the menu of a message, below one, while typing in either.

Deccan is in Teams, Larkspur in Slack; Deccan's study director has a second study with others.
"""

import json

import pytest

from bot.agreement_file.check import read_bindings
from bot.cards.compose.about_messages import OWNER
from bot.cards.compose.found import SEARCH
from bot.engine.importing import import_agreement
from tests.fakes.teams_requests import buttons_of
from tests.journeys.world import World
from tests.judges.slack import judge_slack_response, seen_texts
from tests.judges.teams import judge_invoke_answer
from tests.unit.engine.examples import PHASE_1, example

FETCH, SUBMIT = "composeExtension/fetchTask", "composeExtension/submitAction"
QUERY = "composeExtension/query"
SLIDES = "The histo slides may be a few days late"
HISTOLOGY = "Histology slides and microscopic evaluation"
LATE = "Show the agreed escalation"
PHONE = "+91 40 0000 0101"
#: A text as long as Slack lets anybody write, with what is dangerous somewhere.
HOSTILE = "<!channel> \u202egnp.exe [x](https://evil.example) <at>Everyone</at> " + "slides " * 5700


async def a_second_study(world: World) -> None:
    """The study director is the data manager of a trial abroad as well."""
    agreement = example(PHASE_1)
    bindings = f"""
tenants:
  - {{party: sponsor, address: "slack:T0CARMEL"}}
  - {{party: cro, address: "teams:{world.director.tenant}"}}
people:
  - {{name: Head of clinical operations, addresses: ["slack:T0CARMEL/U0OPS"], seats: [clinical_ops_lead], lead: true}}
  - name: Study director
    addresses: ["{world.director.address}"]
    seats: [data_manager]
    lead: true
"""  # noqa: E501 - one person a line
    async with world.accord.storage.transaction() as tx:
        bound = read_bindings(bindings, agreement)
        await import_agreement(tx, agreement, bound, world.clock.now())
    await world.settled()


@pytest.fixture
async def work(world: World) -> World:
    """A working afternoon in Hyderabad."""
    await world.until("2026-12-01T15:00")
    return world


# ---- the menu of a message


async def test_in_slack_the_owner_of_a_message_is_told_to_who_asks_and_asked_from_there(
    work: World,
) -> None:
    before = len(work.channel)
    await work.from_slack.message_action(OWNER, SLIDES)
    (told,) = work.slack.answers
    assert judge_slack_response(told) == []
    assert HISTOLOGY in seen_texts(told)
    assert PHONE in json.dumps(told)
    await work.settled()
    assert len(work.channel) == before
    message = {**told, "team": "T0SPONSOR", "channel": "C0STUDY", "ts": "1795000000.000001"}
    await work.from_slack.button_press(message, label=LATE, ephemeral=True)
    assert "Deliverable overdue" in seen_texts(work.slack.answers[-1])
    await work.settled()
    assert len(work.channel) == before
    await work.from_slack.button_press(message, label="Ask a question", ephemeral=True)
    view = work.slack.views[-1]
    assert SLIDES in json.dumps(view)
    await work.from_slack.view_submission(view, {"text": "To which day do they move?"})
    await work.settled()
    chat = work.teams.activities(work.teams.chat_with(work.director))
    assert "To which day do they move?" in json.dumps(chat[-1].card)


async def test_in_teams_the_owner_of_a_message_is_told_in_a_dialog_and_asked_from_there(
    work: World,
) -> None:
    await work.until("2026-12-01T22:30")  # 09:00 in San Diego
    room, person = work.cro_room, work.pm
    before = len(work.teams.activities(room))
    html = "<p>Is the test article on its way?</p>"
    told = await work.from_teams.choose(room, person, OWNER, html)
    assert judge_invoke_answer(FETCH, told.body) == []
    assert "Program manager" in json.dumps(told.dialog)
    asked = await work.from_teams.send_dialog(room, person, told.dialog, "Ask a question")
    assert judge_invoke_answer(SUBMIT, asked.body) == []
    assert "Is the test article on its way?" in json.dumps(asked.dialog)
    sent = await work.from_teams.send_dialog(
        room, person, asked.dialog, "Send", {"text": "When does it leave?"}
    )
    assert judge_invoke_answer(SUBMIT, sent.body) == []
    await work.settled()
    read = json.dumps([*work.slack.messages("U0PM"), *work.channel])
    assert "When does it leave?" in read
    assert len(work.teams.activities(room)) == before


async def test_several_things_are_offered_and_a_gap_is_proposed_in_either(work: World) -> None:
    two = f"{SLIDES}. Who signs off the draft report?"
    await work.from_slack.message_action(OWNER, two)
    told = work.slack.answers[-1]
    labels = seen_texts(told)
    assert {HISTOLOGY, "Draft and final study report"} <= set(labels)
    room, person = work.cro_room, work.pm
    offered = await work.from_teams.choose(room, person, OWNER, f"<p>{two}</p>")
    chosen = await work.from_teams.send_dialog(room, person, offered.dialog, HISTOLOGY)
    assert judge_invoke_answer(SUBMIT, chosen.body) == []
    assert PHONE in json.dumps(chosen.dialog)
    none = await work.from_teams.choose(room, person, OWNER, "<p>the greenhouse sprinklers</p>")
    form = await work.from_teams.send_dialog(room, person, none.dialog, "Propose to add it")
    assert "Greenhouse sprinklers" in json.dumps(form.dialog)


async def test_hostile_messages_are_answered_within_the_limits_in_either(work: World) -> None:
    for words in (HOSTILE, "<&>" * 13_000, "\U0001f9ea histo slides. " * 1500):
        answer = await work.from_slack.message_action(OWNER, words)
        assert answer.status == 200
        assert judge_slack_response(work.slack.answers[-1]) == []
        assert "<!channel>" not in json.dumps(work.slack.answers[-1])
        html = words.replace("&", "&amp;").replace("<", "&lt;")
        told = await work.from_teams.choose(work.cro_room, work.pm, OWNER, html)
        assert judge_invoke_answer(FETCH, told.body) == []
        assert len(json.dumps(told.body)) < 25_000


async def test_where_accord_is_not_and_to_strangers_nothing_is_told(work: World) -> None:
    work.slack.add_channel("C0OTHER", "U0PM")
    work.slack.add_person("U0NEW")
    await work.from_slack.message_action(OWNER, SLIDES, channel="C0OTHER")
    await work.from_slack.message_action(OWNER, SLIDES, user="U0NEW", channel="D0BETWEEN")
    other = work.teams.room("other", work.director)
    eve = work.teams.person("Eve", tenant="9d2e0000-0000-4000-8000-00000000000e")
    elsewhere = work.teams.room("elsewhere", eve, kind="groupChat")
    answers = [
        *work.slack.answers,
        (await work.from_teams.choose(other, work.director, OWNER, SLIDES)).body,
        (await work.from_teams.choose(elsewhere, eve, OWNER, SLIDES)).body,
    ]
    assert len(answers) == 4
    for answer in answers:
        assert "Not connected yet" in json.dumps(answer)
        assert HISTOLOGY not in json.dumps(answer)


# ---- below a message


async def test_a_guest_asks_below_a_message_in_slack(work: World) -> None:
    await work.from_slack.app_mention("who owns the draft report?")
    await work.settled()
    root = work.channel[-1]
    guest = {"user": "U0CRO", "own_team": "T0CRO", "thread_ts": root["ts"]}
    await work.from_slack.app_mention("who owns this?", **guest)
    await work.settled()
    assert "Draft and final study report" in seen_texts(work.channel[-1])
    guest["thread_ts"] = "1700000000.000001"
    await work.from_slack.app_mention("who", **guest)
    await work.settled()
    assert "I cannot read the message above" in seen_texts(work.channel[-1])


async def test_a_guest_without_shortcuts_opens_the_field_by_a_button(work: World) -> None:
    await work.from_slack.app_mention("who", user="U0CRO", own_team="T0CRO")
    await work.settled()
    guest = {"user": "U0CRO", "own_team": "T0CRO"}
    await work.from_slack.button_press(work.channel[-1], label="Find the owner", **guest)
    view = work.slack.views[-1]
    groups = await work.from_slack.suggestions(view, "histo", user="U0CRO", team="T0CRO")
    (hit,) = groups["Owners, DPL-26-0417"]
    await work.from_slack.view_submission(view, {"topic": hit["value"]}, **guest)
    assert HISTOLOGY in seen_texts(work.slack.views[-1])


async def test_a_quote_is_looked_up_in_teams(work: World) -> None:
    chat = work.teams.chat_with(work.pm)
    quoted = {"messageId": "1700000000000", "preview": SLIDES}
    said = work.from_teams.activity(chat, work.pm, type="message", text="who owns this?")
    said["entities"] = [{"type": "quotedReply", "quotedReply": quoted}]
    await work.from_teams.post(said)
    await work.settled()
    assert HISTOLOGY in json.dumps(work.pm_chat[-1].card)
    room = work.cro_room
    await work.from_teams.message(room, work.pm, "who owns this?", thread="1700000000000")
    await work.settled()
    shown = work.teams.activities(room)[-1].card
    assert "I cannot read the message above" in json.dumps(shown)


# ---- Slack's search bar


async def test_the_shortcut_finds_while_one_types_and_asks_from_the_answer(work: World) -> None:
    await work.from_slack.global_shortcut(SEARCH)
    view = work.slack.views[-1]
    offered = await work.from_slack.suggestions(view, "")
    assert "Change orders and scope changes" in json.dumps(offered)
    groups = await work.from_slack.suggestions(view, "histo")
    (hit,) = groups["Owners, DPL-26-0417"]
    assert hit["text"]["text"] == HISTOLOGY
    assert hit["description"]["text"] == "Study director (Deccan)"
    await work.from_slack.view_submission(view, {"topic": hit["value"]})
    answer = work.slack.views[-1]
    assert answer["id"] == view["id"]
    assert PHONE in json.dumps(answer)
    await work.from_slack.press_in_view(answer, LATE)
    late = work.slack.views[-1]
    assert (late["id"], "Deliverable overdue" in seen_texts(late)) == (view["id"], True)
    await work.from_slack.press_in_view(answer, "Ask a question")
    asking = work.slack.views[-1]
    await work.from_slack.view_submission(asking, {"text": "Are they cut?"})
    await work.settled()
    chat = work.teams.activities(work.teams.chat_with(work.director))
    assert "Are they cut?" in json.dumps(chat[-1].card)


async def test_words_that_nothing_is_suggested_for_become_a_proposal(work: World) -> None:
    await work.from_slack.global_shortcut(SEARCH)
    view = work.slack.views[-1]
    groups = await work.from_slack.suggestions(view, "greenhouse sprinklers")
    assert list(groups) == ["Something else"]
    await work.from_slack.view_submission(view, {"topic": "greenhouse sprinklers"})
    await work.from_slack.press_in_view(work.slack.views[-1], "Propose to add it")
    assert "Greenhouse sprinklers" in json.dumps(work.slack.views[-1])


async def test_somebody_unknown_finds_nothing_in_slack(work: World) -> None:
    work.slack.add_person("U0NEW")
    await work.from_slack.global_shortcut(SEARCH)
    view = work.slack.views[-1]
    assert await work.from_slack.suggestions(view, "histo", user="U0NEW") == {}
    assert await work.from_slack.suggestions(view, "histo", user="U0X", team="T0ELSE") == {}
    await work.from_slack.global_shortcut(SEARCH, user="U0NEW")
    assert "Not connected yet" in json.dumps(work.slack.views[-1])
    assert "LKB" not in json.dumps(work.slack.views[-1])


# ---- the message extension of Teams


async def test_a_card_is_found_and_put_into_the_channel_where_each_opens_more(
    work: World,
) -> None:
    answer = await work.from_teams.search(work.cro_room, work.pm, "histo")
    assert judge_invoke_answer(QUERY, answer.body) == []
    (found,) = answer.found
    assert found["preview"]["content"]["title"] == HISTOLOGY
    assert PHONE not in json.dumps(answer.body)
    assert "Study director" in json.dumps(found["content"])
    (more,) = buttons_of(found["content"])
    action = {"type": more["type"], "verb": more["verb"], "data": more["data"]}
    press = work.from_teams.invoke(work.cro_room, work.director, action, reply_to="1795000000009")
    told = await work.from_teams.post(press)
    assert PHONE in json.dumps(told.card)


async def test_before_anything_is_typed_ones_own_are_listed_in_pages(work: World) -> None:
    first = await work.from_teams.search(work.cro_room, work.director, None, count=5)
    second = await work.from_teams.search(work.cro_room, work.director, None, skip=5, count=5)
    titles = [each["preview"]["content"]["title"] for each in (*first.found, *second.found)]
    assert len(titles) == len(set(titles)) == 10
    assert all("Study director" in each["preview"]["content"]["text"] for each in first.found)
    whole = await work.from_teams.search(work.cro_room, work.director, None)
    assert judge_invoke_answer(QUERY, whole.body) == []
    assert 20 < len(whole.found) <= 25
    end = await work.from_teams.search(work.cro_room, work.director, None, skip=900)
    assert end.found == []


async def test_in_a_channel_only_its_study_and_in_ones_own_chat_all(work: World) -> None:
    await a_second_study(work)
    alone = work.teams.chat_with(work.director)
    own = await work.from_teams.search(alone, work.director, "re")
    assert {"DPL-26-0417", "CNM-305-101"} <= {
        each["preview"]["content"]["text"].rpartition(", ")[2] for each in own.found
    }
    room = await work.from_teams.search(work.cro_room, work.director, "re")
    assert "CNM-305-101" not in json.dumps(room.body)
    for typed in ("unblinded", "pharmacist", "folder"):
        hidden = await work.from_teams.search(alone, work.director, typed)
        assert "nblinded" not in json.dumps(hidden.body)
    of_one = await work.from_teams.search(work.teams.chat_with(work.pm), work.pm, "re")
    assert of_one.found
    assert "CNM-305-101" not in json.dumps(of_one.body)


async def test_into_other_chats_and_for_strangers_nothing_is_put(work: World) -> None:
    eve = work.teams.person("Eve", tenant="9d2e0000-0000-4000-8000-00000000000e")
    between = work.teams.room("between", work.director, eve, kind="personal")
    other = work.teams.room("other", work.director, eve)
    for room in (between, other):
        for who in (work.director, eve):
            answer = await work.from_teams.search(room, who, "histo")
            assert judge_invoke_answer(QUERY, answer.body) == []
            assert "not connected to a collaboration" in answer.none_because
    answer = await work.from_teams.search(work.teams.chat_with(eve), eve, "histo")
    assert "I do not know you yet" in answer.none_because


async def test_hostile_words_are_searched_and_a_forged_request_is_not(work: World) -> None:
    for words in (HOSTILE, "\u202e", "<script>", "h" * 40_000, "histo " * 6000):
        answer = await work.from_teams.search(work.cro_room, work.pm, words)
        assert judge_invoke_answer(QUERY, answer.body) == []
    forged = work.from_teams.searched(work.cro_room, work.pm, "histo")
    assert (await work.from_teams.post(forged, token="forged")).status == 401
    # Another tenant in the activity makes nobody a member of it.
    claimed = work.from_teams.searched(work.cro_room, work.pm, "histo")
    claimed["conversation"]["id"] = "19:somewhere@thread.tacv2"
    claimed["channelData"]["tenant"] = {"id": "9d2e0000-0000-4000-8000-00000000000e"}
    answer = await work.from_teams.post(claimed)
    assert HISTOLOGY not in json.dumps(answer.body)
