"""What people type in the weeks of their updates, without a command word and in a hurry."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.cards.plain import card_text
from bot.engine.grammar import NotUnderstood, Parsed, parse
from bot.engine.inbound import Typed
from bot.engine.response import Response
from tests.unit.engine.stage import PM, Stage, a_stage, said

#: What was typed, and the command it is.
UNDERSTOOD: Sequence[tuple[str, str]] = (
    ("not now", "snooze"),
    ("later", "snooze"),
    ("remind me later", "snooze later"),
    ("pls remind me tmrw", "snooze tomorrow"),
    ("remind me in half an hour", "snooze half an hour"),
    ("I'll send it tomorrow", "snooze tomorrow"),
    ("snooze for 2 h", "snooze 2 h"),
    ("whats due this week", "due"),
    ("whens the next update due?", "due"),
    ("what do i owe today?", "due me"),
    ("will do", "due me"),
    ("my suggestions", "suggestions mine"),
    ("what became of my idea?", "suggestions mine"),
    ("I have an idea: one shipment", "suggest one shipment"),
    ("suggestion: one shipment", "suggest one shipment"),
    ("ideas?", "suggestions"),
    ("who is away", "status"),
    ("is anyone away next week?", "status"),
    ("are they late?", "status"),
    ("how did we do last month?", "kept last month"),
    ("show me the trend", "kept"),
    ("show me the numbers", "numbers"),
    ("stop messaging me at night", "settings"),
    ("dont remind me on weekends", "settings"),
    ("no messages after 8pm", "settings"),
    ("one message a day please", "settings"),
    ("unsubscribe", "settings"),
    ("weekly digest", "digest"),
    ("send me the summary on tuesdays", "digest tue"),
    ("weekly summary friday at 4 pm", "digest fri 4 pm"),
    ("exec summary", "digest short on"),
    ("stop the five lines", "digest short off"),
    ("add to agenda: Vial labels", "agenda : Vial labels"),
    ("pls add Vial labels to the agenda", "agenda : Vial labels"),
    ("put Courier on the agenda of the steering meeting", "agenda steering meeting: Courier"),
    ("agenda: Vial labels", "agenda : Vial labels"),
    ("whats on the agenda for tuesday", "agenda"),
    ("can we skip the project call this week", "excuse project call"),
    ("we dont need the weekly status this week", "excuse weekly status"),
    ("move the weekly status to thursdays", "propose weekly status"),
    ("edit my last update", "update"),
    ("whos covering for cro pm", "who whos covering for cro pm"),
    ("im off next week", "away next week"),
    ("ooo thursday", "away thursday"),
    ("im on leave 24 dec - 2 jan", "away 24 dec - 2 jan"),
    ("off sick today", "away today"),
    ("taking friday off", "away friday"),
    ("back from vacation", "away back"),
    ("is christmas a holiday?", "agreement parties"),
)
#: What looks like it and is about the work.
ABOUT_THE_WORK = (
    "leave the samples until monday",
    "the rats are on leave tomorrow",
    "taking animal 12 off study",
    "we need more vials this week",
    "never mind the messages from customs",
    "late vial labels",
)


@pytest.mark.parametrize(("typed", "command"), UNDERSTOOD)
def test_everyday_words_are_the_command_they_mean(typed: str, command: str) -> None:
    word, _, rest = command.partition(" ")
    assert parse(typed) == Parsed(word, rest)


@pytest.mark.parametrize("typed", ABOUT_THE_WORK)
def test_words_about_the_work_stay_words(typed: str) -> None:
    assert isinstance(parse(typed), NotUnderstood)


async def test_put_off_by_typing_it_asks_again_then() -> None:
    stage = await asked()
    await stage.say(PM, "remind me in half an hour")
    assert "I will ask you again Fri 4 Dec 2026, 17:35" in stage.last_text(PM)
    await stage.until("2026-12-04T17:36")
    assert "Weekly written status is still open" in stage.last_text(PM)


async def test_without_a_length_the_form_is_opened_or_offered() -> None:
    stage = await asked()
    form = (await stage.say(PM, "not now")).form
    assert form is not None
    assert form.title == "Snooze"
    assert "[Snooze: Weekly written status]" in _text(await unable_to_open(stage, "snooze"))


async def test_nothing_is_put_off_when_nothing_waits() -> None:
    stage = await a_stage()
    await stage.say(PM, "snooze 2 h")
    assert "Nothing is waiting here any more" in stage.last_text(PM)
    assert "checkin.snoozed" not in await stage.kinds()


async def test_of_several_that_wait_one_is_chosen() -> None:
    stage = await a_stage()
    await stage.until("2027-01-01T17:05")  # the budget at noon, the status at five
    await stage.say(PM, "later")
    assert "[Snooze: Weekly written status]" in stage.last_text(PM)
    assert "[Snooze: Monthly budget and forecast]" in stage.last_text(PM)


@pytest.mark.parametrize("typed", ["no change", "same as last week", "weekly stauts"])
async def test_its_name_and_no_change_are_not_offered_as_its_text(typed: str) -> None:
    stage = await asked()
    form = (await stage.press(PM, stage.received(PM)[-1], "Update")).form
    assert form is not None
    await stage.send(PM, form, **said())
    await stage.until("2026-12-11T17:05")
    await stage.say(PM, typed)
    assert "Weekly written status is due" in stage.last_text(PM)
    await stage.press(PM, stage.received(PM)[-1], "No change")
    assert (await stage.kinds()).count("checkin.answered") == 2


async def test_a_point_without_a_meeting_is_added_to_the_one_chosen() -> None:
    stage = await a_stage()
    await stage.say(PM, "add Vial labels to the agenda")
    assert "Which meeting is the point for?" in stage.last_text(PM)
    await stage.press(PM, stage.received(PM)[-1], "Monthly steering meeting")
    assert "Your point is on the agenda" in stage.last_text(PM)
    assert "Vial labels" in stage.last_text(PM)


async def test_a_digest_day_without_a_time_keeps_the_time() -> None:
    stage = await a_stage()
    await stage.say(PM, "digest tuesday 16:30")
    await stage.say(PM, "send me the summary on wednesdays")
    assert "Next one: Wed 9 Dec 2026, 16:30" in stage.last_text(PM)


async def test_pressing_twice_stops_the_five_lines_once() -> None:
    stage = await a_stage()
    await stage.say(PM, "exec summary")
    on = stage.received(PM)[-1]
    for _ in range(2):
        await stage.press(PM, on, "Stop the five lines")
        assert "You no longer get the five lines" in stage.last_text(PM)
    for _ in range(2):
        await stage.say(PM, "send me the short version")
        assert "You get the digest in five lines now" in stage.last_text(PM)


async def test_what_is_not_this_side_s_to_excuse_is_said_so() -> None:
    stage = await asked()
    await stage.say(PM, "we dont need the weekly status this week")
    assert "nothing your side waits for" in stage.last_text(PM)
    assert "type snooze" in stage.last_text(PM)


@pytest.mark.parametrize(
    "typed", ["why am i getting this", "why didnt i get a reminder", "why was i told this"]
)
async def test_why_in_other_words_is_about_what_was_asked_last(typed: str) -> None:
    stage = await asked()
    await stage.say(PM, typed)
    assert "Why: Weekly written status" in stage.last_text(PM)


async def asked() -> Stage:
    """The stage, five minutes after the weekly status was asked for."""
    stage = await a_stage()
    await stage.until("2026-12-04T17:05")
    return stage


async def unable_to_open(stage: Stage, text: str) -> Response:
    """What is typed where no form can be opened."""
    origin = replace(stage.origin(PM, immediate=True), can_open_form=False)
    return await stage.accord.dispatch(Typed(origin=origin, text=text))


def _text(response: Response) -> str:
    assert response.card is not None
    return card_text(response.card)
