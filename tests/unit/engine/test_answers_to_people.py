"""What an answer says because of who asks, and of who is there."""

from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, a_stage, seat_address
from tests.unit.engine.test_away import go

DIRECTOR, DEPUTY = seat_address("study_director"), seat_address("deputy_study_director")
#: It is Friday 16:55 in Hyderabad and 03:25 in San Diego.
THEIRS = (
    "Office hours: Fri 09:00 to 18:00 in Hyderabad, which is Thu 19:30 to Fri 04:30 in San Diego."
)


async def test_both_clocks_are_told_to_who_reads_by_another_one() -> None:
    stage = await a_stage()
    for question in ("who owns histo?", "reach the study director"):
        await stage.say(SPONSOR_PM, question)
        assert THEIRS in stage.last_text(SPONSOR_PM)
        await stage.say(PM, question)
        assert "Office hours" not in stage.last_text(PM)
    # In a room it is the clock of who asked, too.
    await stage.say(SPONSOR_PM, "who owns histo?", CRO_ROOM)
    assert THEIRS in stage.last_text(CRO_ROOM)


async def test_while_the_deputy_is_away_too_the_one_who_speaks_for_the_side_is_named() -> None:
    stage = await a_stage()
    await go(stage, DIRECTOR, "until Monday")
    await stage.say(SPONSOR_PM, "reach the study director")
    asked = "Away until Mon 7 Dec 2026. Ask Deputy study director (Deccan): Shared Slack channel"
    assert asked in stage.last_text(SPONSOR_PM)
    await go(stage, DEPUTY, "until Monday")
    await stage.say(SPONSOR_PM, "reach the study director")
    asked = "Away until Mon 7 Dec 2026. Ask Client project manager (Deccan): Shared Slack channel"
    assert asked in stage.last_text(SPONSOR_PM)
    # With everybody away the agreed deputy is named all the same.
    await go(stage, PM, "until Monday")
    await stage.say(SPONSOR_PM, "reach the study director")
    assert "Ask Deputy study director (Deccan) (away" in stage.last_text(SPONSOR_PM)


async def test_things_of_other_kinds_by_the_name_stand_in_a_line_and_have_buttons() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "who owns the archives?")
    shown = stage.received(SPONSOR_PM)[-1]
    text = stage.last_text(SPONSOR_PM)
    assert "Archiving of raw data, blocks and slides" in text
    assert "Other things by such a name: Place: Deccan GLP archive." in text
    await stage.press(SPONSOR_PM, shown, "Place: Deccan GLP archive")
    text = stage.last_text(SPONSOR_PM)
    assert text.startswith("Deccan GLP archive\nWhere: Hyderabad building C")
    assert "Other things" not in text
