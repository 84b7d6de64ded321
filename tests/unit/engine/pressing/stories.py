"""What happens between a sponsor and its CRO, moment by moment: each brings cards with buttons."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, replace

from bot.agreement_file.check import read_bindings
from bot.domain.address import Address
from bot.engine.importing import import_agreement
from bot.engine.inbound import Typed
from tests.builders import HYDERABAD, at
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.pressing.forks import fork
from tests.unit.engine.pressing.presses import filled_in
from tests.unit.engine.pulse_stage import ENDED, OPENED, pulse_stage
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.test_isolation import OTHER_BINDINGS

DIRECTOR = seat_address("study_director")
DEPUTY = seat_address("deputy_study_director")
MONITOR = seat_address("study_monitor", "larkspur")
PEER = seat_address("peer_pathologist", "larkspur")


@dataclass(frozen=True)
class Moment:
    """A stage as it is at some moment."""

    name: str
    stage: Stage
    over: bool = False
    """Whether something ended since the moment before, so that older buttons do nothing more."""
    aside: bool = False
    """Whether days pass in it that do not pass in the moments after it."""


async def begin(wall: str = "2026-12-07T22:00") -> Stage:
    """Monday evening in Hyderabad, morning in San Diego; another collaboration is there as well."""
    return await beside_another(await a_stage(begin=at(wall, HYDERABAD)))


async def beside_another(stage: Stage) -> Stage:
    """With another collaboration, of which nobody here is but the sponsor's project manager."""
    agreement = example(PHASE_1)
    others = read_bindings(OTHER_BINDINGS.replace('"console:deccan/cro_pm", ', ""), agreement)
    async with stage.accord.storage.transaction() as tx:
        await import_agreement(tx, agreement, others, stage.clock.now())
    await stage.accord.settle()
    return stage


async def press(stage: Stage, who: Address, label: str, title: str = "") -> None:
    """Somebody presses a button of a message of theirs or in their room, and fills in its form.

    Raises:
        LookupError: none of their messages has it.
    """
    room = CRO_ROOM if who.tenant == CRO_ROOM.tenant else SPONSOR_ROOM
    for shown in reversed([*stage.received(room), *stage.received(who)]):
        if any(b.label == label for b in shown.card.buttons) and title in shown.card.title:
            response = await stage.press(who, shown, label)
            if response.form is not None:
                await stage.send(who, response.form, **filled_in(response.form))
            return
    raise LookupError(f"{who.local} has no button {label!r}")


Story = Callable[[], AsyncIterator[Moment]]


async def a_heads_up() -> AsyncIterator[Moment]:
    stage = await begin()
    await stage.say(DIRECTOR, "heads-up")
    await stage.say(DIRECTOR, "heads-up a rat was found dead in group 3, a wombat saw it")
    await stage.say(DIRECTOR, "heads-up the wombat slides may slip")
    await stage.say(DIRECTOR, "heads-up the wombat slides may not come, that is your fault")
    yield Moment("given", fork(stage))
    seen = fork(stage)
    getter = await _who_has(seen, "Seen")
    await press(seen, getter, "Seen")
    yield Moment("seen", seen)
    taken_back = fork(stage)
    await press(taken_back, DIRECTOR, "Take it back")
    yield Moment("taken back", taken_back, over=True)
    await press(stage, getter, "Make it an escalation")
    yield Moment("escalated", stage, over=True)


async def an_escalation() -> AsyncIterator[Moment]:
    stage = await begin()
    await stage.say(DIRECTOR, "raise")
    await stage.say(DIRECTOR, "raise wombat")
    await stage.say(DIRECTOR, "raise rat found dead, a wombat saw it")
    yield Moment("agreed", fork(stage))
    await press(stage, DIRECTOR, "Raise it", "What was agreed: Animal found dead")
    for who, room in ((PM, CRO_ROOM), (SPONSOR_PM, SPONSOR_ROOM)):
        await stage.say(who, "escalations")
        await stage.say(who, "status", room)
    yield Moment("open", fork(stage))
    await press(stage, MONITOR, "I have it")
    yield Moment("taken up", fork(stage))
    await press(stage, MONITOR, "Decide")
    yield Moment("decided", fork(stage))
    await press(stage, MONITOR, "Climb now")
    yield Moment("climbed", fork(stage))
    await press(stage, DIRECTOR, "Resolve")
    await stage.say(PM, "escalations")
    yield Moment("closed", fork(stage), over=True)
    await press(stage, MONITOR, "Reopen")
    yield Moment("reopened", stage, over=True)


async def a_question() -> AsyncIterator[Moment]:
    stage = await begin("2026-12-08T10:00")
    await stage.say(SPONSOR_PM, "answer")
    await stage.say(SPONSOR_PM, "ask necropsy: which day is the wombat looked at?", SPONSOR_ROOM)
    await stage.say(PM, "answer")
    yield Moment("asked", fork(stage))
    back = fork(stage)
    await press(back, DIRECTOR, "Ask back")
    yield Moment("asked back", back)
    passed_on = fork(stage)
    await press(passed_on, DIRECTOR, "Not mine: pass on")
    yield Moment("passed on", passed_on)
    taken_back = fork(stage)
    await press(taken_back, SPONSOR_PM, "Take it back")
    yield Moment("taken back", taken_back, over=True)
    late = fork(stage)
    await late.until("2026-12-11T20:00")
    yield Moment("late", late, aside=True)
    await press(stage, DIRECTOR, "Answer")
    yield Moment("answered", stage, over=True)


async def a_suggestion() -> AsyncIterator[Moment]:
    stage = await begin("2026-12-08T10:00")
    await stage.say(SPONSOR_PM, "suggest")
    await stage.say(SPONSOR_PM, "suggest necropsy: show the wombat one photo", SPONSOR_ROOM)
    await stage.say(DIRECTOR, "suggestions")
    yield Moment("made", fork(stage))
    for label in ("Not now", "No", "Not mine: pass on"):
        answered = fork(stage)
        await press(answered, DIRECTOR, label, "Suggestion 1")
        yield Moment(label, answered, over=True)
    await press(stage, DIRECTOR, "Adopt", "Suggestion 1")
    yield Moment("adopted", stage, over=True)


async def an_action() -> AsyncIterator[Moment]:
    stage = await begin("2026-12-08T10:00")
    await stage.say(MONITOR, "action weigh the wombat for study director by Wednesday")
    await stage.say(PM, "action count the wombats")
    await stage.say(PM, "actions")
    yield Moment("given", fork(stage))
    dropped = fork(stage)
    await press(dropped, MONITOR, "Not any more")
    yield Moment("dropped", dropped, over=True)
    moved = fork(stage)
    await press(moved, DIRECTOR, "Move")
    yield Moment("moved", moved)
    late = fork(stage)
    await late.until("2026-12-11T20:00")
    await late.say(DIRECTOR, "due me")
    yield Moment("late", late, aside=True)
    await press(stage, DIRECTOR, "Done")
    yield Moment("done", fork(stage), over=True)
    await press(stage, DIRECTOR, "Not done yet")
    yield Moment("opened again", stage, over=True)


async def a_decision() -> AsyncIterator[Moment]:
    stage = await begin()
    await stage.say(PM, "decision dose levels: wombats get 30 mg/kg")
    await stage.say(SPONSOR_PM, "decision dose levels: wombats get 10 mg/kg")
    await stage.say(SPONSOR_PM, "decision")
    yield Moment("read back", fork(stage))
    await press(stage, PM, "Propose it to a lead of Larkspur")
    await stage.say(MONITOR, "decisions")
    yield Moment("to confirm", fork(stage))
    not_so = fork(stage)
    await press(not_so, SPONSOR_PM, "Not so")
    yield Moment("not so", not_so, over=True)
    await press(stage, SPONSOR_PM, "Yes, decided")
    await stage.say(MONITOR, "decisions")
    yield Moment("on record", stage, over=True)


async def something_done() -> AsyncIterator[Moment]:
    stage = await begin()
    await stage.say(DIRECTOR, "done necropsy")
    yield Moment("done", fork(stage))
    await press(stage, DIRECTOR, "Undo")
    yield Moment("undone", stage, over=True)


async def a_look_up() -> AsyncIterator[Moment]:
    """Of nothing, and of a message about two things."""
    stage = await begin()
    await stage.say(MONITOR, "who", SPONSOR_ROOM)
    await stage.say(MONITOR, "responsiveness", SPONSOR_ROOM)
    quoted = "The wombat slides slip. Who signs off the draft report?"
    origin = replace(stage.origin(DIRECTOR, CRO_ROOM), quoted=quoted)
    await stage.accord.dispatch(Typed(origin=origin, text="who owns this?"))
    await stage.accord.settle()
    yield Moment("looked up", stage)


async def a_word_people_use() -> AsyncIterator[Moment]:
    stage = await begin("2026-12-08T10:00")
    for who in (DIRECTOR, MONITOR):
        await stage.say(who, "who owns the wombat glass?")
        await press(stage, who, "Choose what I meant")
        await press(stage, who, "Owner: Histology slides and microscopic evaluation")
    yield Moment("asked", fork(stage))
    await stage.until("2026-12-08T10:10")
    yield Moment("suggested", fork(stage))
    aside = fork(stage)
    await press(aside, PM, "Not now")
    yield Moment("put aside", aside, over=True)
    await press(stage, PM, "Add this name")
    yield Moment("proposed", stage, over=True)


async def a_thanks() -> AsyncIterator[Moment]:
    stage = await begin("2026-12-08T10:00")
    await stage.say(SPONSOR_PM, "thanks")
    await stage.say(SPONSOR_PM, "thanks for the wombat")
    await stage.say(SPONSOR_PM, "thanks study director for the wombat")
    await stage.say(SPONSOR_PM, "thanks study director for the wombat", SPONSOR_ROOM)
    await stage.say(SPONSOR_PM, "thanks privately study director for the quiet wombat")
    yield Moment("given", fork(stage))
    await press(stage, SPONSOR_PM, "Take it back")
    yield Moment("taken back", stage, over=True)


async def a_retrospective() -> AsyncIterator[Moment]:
    stage = await begin("2026-12-08T10:00")
    await stage.say(PM, "retrospective")
    await stage.say(PM, "retrospective start")
    yield Moment("asked", fork(stage))
    await press(stage, DIRECTOR, "Answer")
    yield Moment("answered", fork(stage))
    await stage.until("2026-12-16T10:00")
    yield Moment("shown", fork(stage), over=True)
    await press(stage, PM, "Add a point", "Retrospective")
    await press(stage, PM, "Make it an action", "Retrospective")
    yield Moment("talked about", stage)


async def a_pulse() -> AsyncIterator[Moment]:
    stage = await beside_another(await pulse_stage())
    await stage.until(OPENED)
    await stage.say(DIRECTOR, "pulse")
    yield Moment("asked", fork(stage))
    await press(stage, DIRECTOR, "Answer", "Pulse")
    yield Moment("answered", fork(stage))
    await stage.until(ENDED)
    await stage.say(PM, "pulse")
    yield Moment("over", stage, over=True)


async def a_partner() -> AsyncIterator[Moment]:
    """In the directory of the sponsor's organisation, which is of no collaboration."""
    stage = await begin("2026-12-08T10:00")
    await stage.say(SPONSOR_PM, "partners")
    form = (await stage.say(SPONSOR_PM, "partners add Deccan")).form
    assert form is not None
    await stage.send(SPONSOR_PM, form, name="Deccan", services="weighs animals, the wombat too")
    await stage.say(SPONSOR_PM, "partners recommend Deccan: they weigh the wombat well")
    for text in ("show Deccan", "list", "find weigh animals", "link Deccan", "show Deccam"):
        await stage.say(SPONSOR_PM, f"partners {text}")
    yield Moment("there", fork(stage))
    await press(stage, SPONSOR_PM, "Remove", "Deccan")
    yield Moment("removed", stage)


async def _who_has(stage: Stage, label: str) -> Address:
    return next(
        shown.to
        for shown in stage.platform.messages.values()
        if shown.to.local != "room" and any(b.label == label for b in shown.card.buttons)
    )


STORIES: Mapping[str, Story] = {
    "a heads-up": a_heads_up,
    "an escalation": an_escalation,
    "a question": a_question,
    "a suggestion": a_suggestion,
    "an action": an_action,
    "a decision": a_decision,
    "something done": something_done,
    "a thanks": a_thanks,
    "a look-up": a_look_up,
    "a word people use": a_word_people_use,
    "a retrospective": a_retrospective,
    "a pulse": a_pulse,
    "a partner": a_partner,
}
