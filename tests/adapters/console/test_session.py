"""The terminal, driven by the lines a person types."""

from collections.abc import Iterator

import pytest

from adapters.console.form import ask_form
from adapters.console.platform import ConsolePlatform
from adapters.console.session import Session, Speaker, TimeControl
from adapters.dev_clock import parse_step
from bot.cards.card import Button, Card
from bot.cards.form import ChoiceInput, Form, MultiChoiceInput, Option, TextInput
from bot.domain.address import Address
from bot.domain.instant import instant
from bot.engine.inbound import Inbound, Pressed, Submitted, Typed
from bot.engine.platform import Fault, FaultKind, Member
from bot.engine.response import Dispatch, Response
from bot.main import advance_to
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage


async def talk(stage: Stage, *lines: str, dispatch: Dispatch | None = None) -> str:
    """Everything the terminal printed; `dispatch` stands in for the stage's own engine."""
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
        dispatch=dispatch or stage.accord.dispatch,
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


SEATS = (Option("pm", "Project manager"), Option("sd", "Study director"), Option("qa", "Quality"))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,3", "pm,qa"),
        (" quality , SD ", "qa,sd"),
        ("2", "sd"),
        ("2,2,sd,", "sd"),
        ("", "pm"),
        ("1,nobody", "pm,nobody"),
    ],
)
async def test_several_are_chosen_by_number_label_or_value(typed: str, value: str) -> None:
    seats = MultiChoiceInput(key="seats", label="Seats", options=SEATS, value="pm")
    prompts = []

    async def ask(prompt: str) -> str:
        prompts.append(prompt)
        return typed

    filled = await ask_form(Form(action="a", title="T", inputs=(seats,)), {}, {}, ask)
    assert filled == {"seats": value}
    assert "1 Project manager, 2 Study director, 3 Quality" in prompts[0]


async def test_one_form_follows_the_other_until_a_card_ends_it() -> None:
    template = ChoiceInput(key="template", label="Template", options=SEATS)
    first = Form(action="one", title="First", inputs=(template,))
    second = Form(action="two", title="Second", inputs=(TextInput(key="why", label="Why"),))
    sent: list[tuple[str, dict[str, str]]] = []

    async def dispatch(event: Inbound) -> Response:
        match event:
            case Submitted(action="one", values={"template": "wrong"}):
                return Response(errors={"template": "Choose one of them."})
            case Submitted(action=action, values=values):
                sent.append((action, dict(values)))
                return Response(form=second) if action == "one" else Response(card=Card("All set"))
            case _:
                return Response(form=first)

    text = await talk(await a_stage(), "setup", "wrong", "2", "a new study", dispatch=dispatch)
    assert sent == [("one", {"template": "sd"}), ("two", {"why": "a new study"})]
    assert text.index("First") < text.index("Choose one of them.") < text.index("Second")
    assert text.index("Second") < text.index("All set")


async def test_a_button_with_an_address_shows_it_and_takes_no_number() -> None:
    page = Button("Page", "", url="https://accord.example.com/export/1")
    pressed: list[Inbound] = []

    async def dispatch(event: Inbound) -> Response:
        pressed.append(event)
        shown = isinstance(event, Typed)
        return Response(
            card=Card("Export", buttons=(page, Button("Again", "again"))) if shown else None
        )

    text = await talk(await a_stage(), "export", "/press 1", dispatch=dispatch)
    assert "[Page: https://accord.example.com/export/1] [1 Again]" in text
    assert isinstance(pressed[-1], Pressed)
    assert pressed[-1].action == "again"


async def test_the_terminal_knows_the_people_and_faults_it_was_given() -> None:
    room, person = Address("console", "a", "room"), Address("console", "a", "person")
    people = [Member(address=person, name="Zoe"), Member(address=room, name="Ann")]
    gone = Fault(kind=FaultKind.PERSON_GONE)
    archived = Fault(kind=FaultKind.ROOM_GONE, detail="archived")
    platform = ConsolePlatform(members={room: people}, faults={room: (archived,), person: (gone,)})
    assert [member.name for member in await platform.members(room)] == ["Ann", "Zoe"]
    assert list(await platform.check_room(room)) == [archived]
    assert list(await platform.check_person(person, [room])) == [gone]
    assert not await ConsolePlatform().members(room)
    assert not await ConsolePlatform().check_room(room)
    assert not await ConsolePlatform().check_person(person, [room])
