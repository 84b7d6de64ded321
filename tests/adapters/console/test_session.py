"""The terminal, driven by the lines a person types."""

from collections.abc import Iterator

from adapters.console.session import Session, Speaker, TimeControl
from adapters.dev_clock import parse_step
from bot.domain.instant import instant
from bot.main import advance_to
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage


async def talk(stage: Stage, *lines: str) -> str:
    """Everything the terminal printed."""
    printed: list[str] = []
    typed: Iterator[str] = iter(lines)

    async def ask(prompt: str) -> str | None:
        printed.append(prompt)
        return next(typed, None)

    async def advance(step: str) -> None:
        moment = instant(stage.clock.now() + parse_step(step))
        await advance_to(stage.accord, stage.clock, moment)

    pm = Speaker(seat="cro_pm", title="Deccan PM", address=PM, room=CRO_ROOM, place="Deccan")
    sponsor = Speaker(
        seat="program_manager",
        title="Larkspur PM",
        address=SPONSOR_PM,
        room=SPONSOR_ROOM,
        place="Larkspur",
    )
    session = Session(
        platform=stage.platform,
        dispatch=stage.accord.dispatch,
        settle=stage.accord.settle,
        time=TimeControl(advance=advance, now=lambda: "now"),
        speakers={"cro_pm": pm, "program_manager": sponsor},
        speaker=pm,
        ask=ask,
        print=printed.append,
    )
    await session.run()
    return "\n".join(printed)


async def test_a_question_is_answered() -> None:
    text = await talk(await a_stage(), "who owns the histo slides?")
    assert "Histology slides and microscopic evaluation" in text


async def test_the_story_runs_from_nudge_to_the_other_sides_room() -> None:
    text = await talk(
        await a_stage(),
        "/advance 10m",
        "/press 1",
        "at risk",
        "done", "next", "slips", "questions", "12",
        "",
        "/rooms",
    )  # fmt: skip
    assert "Weekly written status is due" in text
    assert "in the room of Larkspur" in text
    assert "at risk" in text
    assert "(edited)" in text


async def test_a_wrong_answer_is_asked_again_and_only_that_one() -> None:
    text = await talk(
        await a_stage(),
        "/advance 10m",
        "/press 1",
        "great", "done", "next", "slips", "questions", "12", "",
        "1",
    )  # fmt: skip
    assert "Choose one: on track, at risk or off track." in text
    # The question once, in the posted update, and in the confirmation.
    assert text.count("Done this week") == 3


async def test_a_form_can_be_cancelled() -> None:
    text = await talk(await a_stage(), "/advance 10m", "/press 1", "1", "/cancel")
    assert "Cancelled; nothing was sent." in text


async def test_wrong_commands_are_answered_with_what_to_do() -> None:
    text = await talk(
        await a_stage(), "/fly", "/as nobody", "/press 99", "/press x", "/advance soon", "/inbox",
        "/help", "/now", "/people", "/as program_manager", "/room", "status", "/quit", "not read",
    )  # fmt: skip
    assert "There is no such command." in text
    assert 'Nobody holds a seat "nobody"' in text
    assert text.count("There is no button with that number") == 2
    assert '"soon" is no step. Write 90s, 15m' in text
    assert "Nothing yet." in text
    assert "Accord in the room of Larkspur" in text
    assert "not read" not in text
