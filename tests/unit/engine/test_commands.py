"""The commands that show something: help, due, status, agreement, and what is not understood."""

from bot.engine.command_groups import COMMAND_GROUPS
from bot.engine.grammar import COMMANDS, NotUnderstood, command_for, parse
from bot.engine.inbound import BotAdded
from tests.unit.engine.stage import PM, SPONSOR_ROOM, a_stage, seat_address


async def test_the_agreement_is_shown_in_short() -> None:
    stage = await a_stage()
    await stage.say(PM, "agreement")
    text = stage.last_text(PM)
    for part in (
        "2: Larkspur; Deccan",
        "2, in force since Fri 20 Nov 2026",
        "Phase now: Protocol and test article",
        "Next review: Mon 4 Jan 2027",
        "9 at Larkspur, 10 at Deccan",
        "Areas: 24",
        "Weekly written status",
        "chemical structure of LKB-117",
    ):
        assert part in text


async def test_due_lists_what_comes_and_due_me_what_is_mine() -> None:
    stage = await a_stage()
    await stage.say(PM, "due")
    everybody = stage.last_text(PM)
    assert "Weekly written status" in everybody
    assert "Study protocol and amendments" in everybody  # a dated deliverable
    await stage.say(PM, "due me")
    mine = stage.last_text(PM)
    assert "Weekly written status" in mine
    assert "Study protocol and amendments" not in mine
    await stage.say(seat_address("qau_manager"), "due me")
    assert "You owe nothing" in stage.last_text(seat_address("qau_manager"))


async def test_status_says_when_all_is_well() -> None:
    stage = await a_stage()
    await stage.say(PM, "status", SPONSOR_ROOM)
    text = stage.last_text(SPONSOR_ROOM)
    assert "Coming in two weeks" in text
    assert "Late" not in text


async def test_help_fits_on_a_screen_and_explains_everything_when_asked() -> None:
    stage = await a_stage()
    await stage.say(PM, "help")
    short = stage.last_text(PM)
    assert len(short.splitlines()) < 20
    assert "Working well together: thanks, suggest, suggestions, pulse, retrospective" in short
    await stage.press(PM, stage.received(PM)[-1], "Explain each")
    explained = stage.last_text(PM)
    assert all(f"{each.usage}: {each.purpose}" in explained for each in COMMANDS)


def test_every_command_is_in_the_short_help() -> None:
    words = [word for group in COMMAND_GROUPS for word in group.words]
    found = [command_for(word) or parse(word) for word in words]
    assert len(set(words)) == len(words)
    named = {each.word for each in found if not isinstance(each, NotUnderstood)}
    assert named == {each.word for each in COMMANDS}


async def test_help_on_one_command_and_on_none() -> None:
    stage = await a_stage()
    await stage.say(PM, "help update")
    assert "send or edit the update you owe".capitalize() in stage.last_text(PM)
    await stage.say(PM, "help report")
    assert "report <measure> <number>" in stage.last_text(PM)
    await stage.say(PM, "help updat")
    assert "update [cadence]" in stage.last_text(PM)


async def test_whom_to_reach_is_looked_up_also_by_the_buttons_of_an_unclear_answer() -> None:
    stage = await a_stage()
    await stage.say(PM, "reach the pm")
    await stage.press(PM, stage.received(PM)[-1], "Client project manager")
    assert "Held by: Client project manager" in stage.last_text(PM)


async def test_nonsense_is_answered_with_the_nearest_commands() -> None:
    stage = await a_stage()
    await stage.say(PM, "statsu of things")
    text = stage.last_text(PM)
    assert "I do not know what to do with “statsu of things”" in text
    assert "status" in text


async def test_buttons_of_a_card_ask_for_the_person() -> None:
    stage = await a_stage()
    await stage.say(PM, "help")
    await stage.press(PM, stage.received(PM)[-1], "What is due")
    assert "Due in the next two weeks" in stage.last_text(PM)


async def test_a_bound_room_is_welcomed_once_and_an_unbound_one_told_how_to_connect() -> None:
    stage = await a_stage()
    for room, sentence in (
        (SPONSOR_ROOM, "I keep the working agreement for"),
        (seat_address("elsewhere"), "To begin, press Set up"),
    ):
        event = BotAdded(origin=stage.origin(PM, room, event_id=f"added-{room}"))
        for _ in range(2):
            await stage.accord.dispatch(event)
        await stage.accord.settle()
        assert len(stage.received(room)) == 1
        assert sentence in stage.last_text(room)


async def test_text_nobody_could_mean_is_refused_with_a_sentence() -> None:
    stage = await a_stage()
    await stage.say(PM, "x" * 5000)
    assert "Please keep it under 2000 characters." in stage.last_text(PM)
