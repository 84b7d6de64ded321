"""Two people press or send the same at the same moment, each at another replica: one effect, and
both are answered."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.address import Address
from bot.engine.inbound import Pressed, Submitted, Typed
from bot.engine.response import Response
from tests.contract.storages import Place
from tests.contract.test_escalating_replicas import two_replicas
from tests.unit.engine.escalating import at
from tests.unit.engine.pressing.presses import filled_in
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    seat_address,
)

DIRECTOR = seat_address("study_director")
MONITOR = seat_address("study_monitor", "larkspur")
Stages = tuple[Stage, Stage]
#: What is on record besides what people did.
_BESIDES = ("request.refused", "escalation.told", "escalation.step_reached")


@pytest.fixture
async def stages(place: Place) -> Stages:
    """Example 1 in force, while both sides are at work; two replicas with numbers in common."""
    first, second = await two_replicas(place)
    second._numbers = first._numbers
    first.clock.set(at("2027-01-14T22:00"))
    await first.accord.settle()
    return first, second


async def test_a_heads_up_is_seen_once_and_made_one_escalation(stages: Stages) -> None:
    await stages[0].say(DIRECTOR, "heads-up a rat was found dead in group 3")
    assert await pressed_by_two(stages, "Seen", MONITOR, MONITOR, SPONSOR_PM) == ["heads_up.seen"]
    happened = await sent_by_two(stages, "Make it an escalation", MONITOR, MONITOR, MONITOR)
    assert happened == ["escalation.raised", "heads_up.escalated"]


async def test_an_escalation_is_taken_up_decided_climbed_closed_and_reopened_once(
    stages: Stages,
) -> None:
    await stages[0].say(DIRECTOR, "raise rat found dead")
    assert await sent_by_two(stages, "Raise it", DIRECTOR, DIRECTOR, PM) == [
        "escalation.joined",
        "escalation.raised",
    ]
    room, two = CRO_ROOM, (MONITOR, SPONSOR_PM)
    assert await pressed_by_two(stages, "I have it", room, *two) == ["escalation.acknowledged"]
    assert await sent_by_two(stages, "Done by Phone", room, DIRECTOR, PM) == [
        "escalation.notice_given"
    ]
    assert await sent_by_two(stages, "Decide", room, *two) == [
        "decision.recorded",
        "escalation.decided",
    ]
    assert await sent_by_two(stages, "Climb now", room, MONITOR, DIRECTOR) == [
        "escalation.climbed_by_hand"
    ]
    assert await sent_by_two(stages, "Resolve", room, MONITOR, DIRECTOR) == ["escalation.closed"]
    assert await sent_by_two(stages, "Reopen", room, MONITOR, DIRECTOR) == ["escalation.reopened"]


async def test_a_question_is_asked_once_and_answered_once(stages: Stages) -> None:
    stages[0].clock.set(at("2027-01-19T11:00"))
    await stages[0].say(PM, "answer")
    happened = await sent_by_two(stages, "Ask a question", PM, PM, PM, same_form=True)
    assert happened == []  # it names nobody yet, and both choose
    await stages[0].say(SPONSOR_PM, "ask necropsy: which day is it?", SPONSOR_ROOM)
    happened = await sent_by_two(stages, "Answer", DIRECTOR, DIRECTOR, PM)
    assert happened == ["question.answered"]


async def test_an_action_is_done_once_and_opened_again_once(stages: Stages) -> None:
    await stages[0].say(DIRECTOR, "action send the dosing plan for study director by 20 January")
    assert await pressed_by_two(stages, "Done", DIRECTOR, DIRECTOR, PM) == ["action.done"]
    happened = await pressed_by_two(stages, "Not done yet", DIRECTOR, DIRECTOR, PM)
    assert happened == ["action.reopened"]


async def test_a_decision_is_proposed_once_and_confirmed_once(stages: Stages) -> None:
    await stages[0].say(PM, "decision dose levels: 30 mg/kg")
    propose = "Propose it to a lead of Larkspur"
    assert await pressed_by_two(stages, propose, PM, PM, PM) == ["decision.proposed"]
    lead = SPONSOR_PM
    assert await pressed_by_two(stages, "Yes, decided", lead, lead, lead) == ["decision.recorded"]


async def test_an_idea_a_retrospective_and_the_thanks_of_a_day(stages: Stages) -> None:
    stages[0].clock.set(at("2027-01-19T11:00"))
    await stages[0].say(SPONSOR_PM, "suggest necropsy: one photo of each lesion", SPONSOR_ROOM)
    adopted = await sent_by_two(stages, "Adopt", DIRECTOR, DIRECTOR, PM)
    assert adopted == ["suggestion.adopted"]
    begun = await said_by_two(stages, "retrospective start", PM, SPONSOR_PM)
    assert begun == ["retrospective.begun"]
    for what in ("the photos", "the call"):
        await stages[0].say(SPONSOR_PM, f"thanks study director for {what}", SPONSOR_ROOM)
    line, room = "thanks study director for the notes", SPONSOR_ROOM
    thanked = await said_by_two(stages, line, SPONSOR_PM, SPONSOR_PM, room=room)
    assert thanked == ["thanks.given"]  # the third of the day, and no fourth


async def said_by_two(
    stages: Stages, text: str, *people: Address, room: Address | None = None
) -> list[str]:
    """Both type the same at the same moment; what is on record then."""
    await quiet(stages)
    return await happened(
        stages, [Typed(origin=stages[0].origin(p, room), text=text) for p in people]
    )


async def pressed_by_two(stages: Stages, label: str, where: Address, *people: Address) -> list[str]:
    """Both press a button of the newest message there that has it; what is on record then."""
    return await happened(stages, [await press_of(stages, label, where, who) for who in people])


async def sent_by_two(
    stages: Stages, label: str, where: Address, *people: Address, same_form: bool = False
) -> list[str]:
    """Both open its form, and send it at the same moment; what is on record then."""
    opened = [
        await stage.accord.dispatch(await press_of(stages, label, where, who))
        for stage, who in zip(stages, people, strict=True)
    ]
    forms = [each.form for each in opened]
    first = forms[0]
    assert first is not None
    events = []
    for who, form in zip(people, forms, strict=True):
        own = first if same_form else form
        assert own is not None, who
        events.append(
            Submitted(
                origin=stages[0].origin(who, _room(where)),
                action=own.action,
                values=filled_in(own),
                context=own.context,
            )
        )
    return await happened(stages, events)


async def press_of(stages: Stages, label: str, where: Address, who: Address) -> Pressed:
    await quiet(stages)
    buttons = [b for s in stages[0].received(where) for b in s.card.buttons if b.label == label]
    assert buttons, f"{where.local} has no button {label!r}"
    origin = stages[0].origin(who, _room(where))
    return Pressed(origin=origin, action=buttons[-1].action, value=buttons[-1].value)


async def quiet(stages: Stages) -> None:
    """Until everything is delivered: messages of one conversation keep a distance."""
    for _ in range(3):
        await asyncio.gather(*(stage.accord.settle() for stage in stages))
        stages[0].clock.advance(timedelta(seconds=2))
    await asyncio.gather(*(stage.accord.settle() for stage in stages))


def _room(where: Address) -> Address | None:
    return where if where in (SPONSOR_ROOM, CRO_ROOM) else None


async def happened(stages: Stages, events: Sequence[Pressed | Submitted | Typed]) -> list[str]:
    """Both events at once, each at its replica; what is on record then. Both are answered."""
    before = Counter(await stages[0].kinds())
    await quiet(stages)
    shown = len(stages[0].platform.news)
    responses = await asyncio.gather(
        *(s.accord.dispatch(event) for s, event in zip(stages, events, strict=True))
    )
    await quiet(stages)
    news = stages[0].platform.news[shown:]
    for event, response in zip(events, responses, strict=True):
        assert answered(response) or any(
            message.to == event.origin.conversation
            and message.only_for in (None, event.origin.actor)
            for message in news
        ), event
    found = Counter(await stages[0].kinds()) - before
    return sorted(kind for kind in found.elements() if kind not in _BESIDES)


def answered(response: Response) -> bool:
    return response.card is not None or response.form is not None or bool(response.errors)
