"""An escalation as its readers find it: who is told for whom, and what no longer counts."""

from bot.cards.compose.escalation_forms import CHOICE_KEY, MET_KEY, TEXT_KEY
from bot.cards.compose.escalations import ACKNOWLEDGE, DECIDE, REPORT_FACT, RESOLVE
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.duration import Duration
from tests.unit.engine.escalating import messages, press_on, raise_it, rat, rat_stage, until
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import CRO_ROOM, EXAMPLES, SPONSOR_ROOM, Stage, a_stage_for
from tests.unit.engine.test_escalations import with_trigger

DIRECTOR, MONITOR, VP = rat("study_director"), rat("study_monitor"), rat("vp_rd")
SPONSOR_PM = rat("program_manager")
DEATH = "unexpected_death"


def lines(stage: Stage, reader: Address) -> list[str]:
    return card_text(messages(stage, reader, "E-1")[-1].card).splitlines()


async def without(*seats: str) -> Stage:
    """The stage, with some seats that nobody holds."""
    stage = await rat_stage()
    text = (EXAMPLES / "01_demo_bindings.yaml").read_text()
    kept = [line for line in text.splitlines() if not any(f"[{seat}]" in line for seat in seats)]
    return await a_stage_for(stage.agreement, "\n".join(kept), begin=stage.clock.now())


async def test_who_stands_in_reads_for_whom_they_are_told() -> None:
    stage = await without("tox_consultant")
    death = await raise_it(stage, DIRECTOR, DEATH)
    assert "You are told as Sponsor's study monitor (nonclinical lead): " in "".join(
        lines(stage, MONITOR)
    )
    await until(stage, "2027-01-15T00:10")
    told = "You are told in place of Toxicology consultant (external): nobody has it yet."
    assert told in lines(stage, VP)
    assert death.open


async def test_the_card_says_which_step_has_nobody_to_tell() -> None:
    stage = await without("tox_consultant", "vp_rd")
    await raise_it(stage, DIRECTOR, DEATH)
    await until(stage, "2027-01-15T00:10")
    empty = (
        "Nobody to tell: Toxicology consultant (external); whoever comes after it is told instead"
    )
    assert empty in lines(stage, CRO_ROOM)


async def test_what_somebody_had_runs_out_and_they_and_all_others_read_it() -> None:
    stage = await rat_stage()
    with_trigger(stage, acknowledged_for=Duration.parse("2h"))
    death = await raise_it(stage, DIRECTOR, DEATH)
    await press_on(stage, MONITOR, death, ACKNOWLEDGE)
    await until(stage, "2027-01-14T22:10")
    assert messages(stage, CRO_ROOM, "E-1")[-1].card.title.endswith("waits for Larkspur")
    until_then = "Acknowledged: Sponsor's study monitor, Sponsor's study monitor (nonclinical lead)"
    counted = "which counted until Thu 14 Jan 2027, 22:00 Kolkata time"
    assert f"{until_then}, {counted}" in lines(stage, CRO_ROOM)
    newest = messages(stage, MONITOR, "E-1")[-1].card
    assert "the time agreed for that is over" in card_text(newest)


async def test_who_looks_after_it_on_the_side_that_raised_it_is_named_beside() -> None:
    stage = await rat_stage()
    death = await raise_it(stage, DIRECTOR, DEATH)
    await press_on(stage, DIRECTOR, death, ACKNOWLEDGE)
    assert "Acknowledged: not yet" in lines(stage, SPONSOR_ROOM)
    assert any(
        line.startswith("Looked after by: Study director, ") for line in lines(stage, SPONSOR_ROOM)
    )


async def test_lists_say_what_holds_until_decided_and_then_what_was_decided() -> None:
    stage = await rat_stage()
    death = await raise_it(stage, DIRECTOR, DEATH)
    for asked in ("status", "escalations"):
        await stage.say(SPONSOR_PM, asked)
        assert "until decided: veterinarian may end suffering" in stage.last_text(SPONSOR_PM)
    form = form_of(await press_on(stage, MONITOR, death, DECIDE))
    await stage.send(MONITOR, form, **{TEXT_KEY: "Group 3 pauses"})
    for asked in ("status", "escalations"):
        await stage.say(SPONSOR_PM, asked)
        assert "; decided: Group 3 pauses" in stage.last_text(SPONSOR_PM)
        assert "until decided" not in stage.last_text(SPONSOR_PM)


async def test_a_closed_one_says_how_it_was_met_and_an_agreed_fact_stands_before_its_details() -> (
    None
):
    stage = await rat_stage()
    death = await raise_it(stage, DIRECTOR, DEATH)
    form = form_of(await press_on(stage, DIRECTOR, death, REPORT_FACT))
    await stage.send(DIRECTOR, form, **{CHOICE_KEY: "0", TEXT_KEY: "rats 31 and 32"})
    said = [line for line in lines(stage, CRO_ROOM) if line.startswith("- ")]
    assert said[0].startswith("- two or more deaths in one group")
    assert said[1].startswith("- rats 31 and 32")
    form = form_of(await press_on(stage, MONITOR, death, RESOLVE))
    ended = {MET_KEY: "yes", TEXT_KEY: "DEV-3 filed", "decision": "dosing goes on"}
    await stage.send(MONITOR, form, **ended)
    assert "How it is met: DEV-3 filed" in lines(stage, CRO_ROOM)
    assert not any(line.startswith("Closes when") for line in lines(stage, CRO_ROOM))


async def test_without_an_agreed_reason_the_questions_read_as_labels() -> None:
    stage = await rat_stage()
    await raise_it(stage, DIRECTOR, None, typed="the autoclave is broken")
    assert "What happened: about What happened?" in lines(stage, CRO_ROOM)


async def test_both_sides_read_how_early_it_was_said_and_how_soon_it_was_known_and_told() -> None:
    stage = await rat_stage("2027-01-14T22:30")  # Thursday 09:00 in San Diego
    await stage.say(DIRECTOR, "heads-up a rat was found dead in group 3")
    await raise_it(stage, DIRECTOR, DEATH, happened="22:00", known="22:20")
    await raise_it(stage, DIRECTOR, None, typed="a strike", happened="20:20", known="22:30")
    await stage.until("2027-01-14T22:31")
    early = "Heads-ups given: 1, seen by who got them: "
    times = (
        "Escalations raised: 2 (median 1 h 15 min from happened to known, median 5 min from known"
        " to told)"
    )
    for seen in (0, 1):
        for reader, room in ((DIRECTOR, CRO_ROOM), (SPONSOR_PM, SPONSOR_ROOM)):
            for asked in ("kept", "digest", "status"):
                await stage.say(reader, asked, room)
                assert f"{early}{seen}" in stage.last_text(room)
                assert times in stage.last_text(room)
        shown, getter = next(
            (s, who)
            for who in (MONITOR, SPONSOR_PM)
            for s in stage.received(who)
            if s.card.title == "Heads-up 1"
        )
        if not seen:
            await stage.press(getter, shown, "Seen")
