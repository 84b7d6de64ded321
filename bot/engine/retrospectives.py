"""A retrospective from its begin to what came of it: what is kept, on record and shown.

The record is read by every side, so it holds what was said only once all may read it, and never
who answered.
"""

from collections.abc import Mapping, Sequence

from bot.domain.looking_back import Led
from bot.domain.retrospective import Answered, Retrospective, Talk
from bot.engine.retrospective_asked import whom_to_ask
from bot.engine.retrospective_messages import ask, bring_up_to_date, show, show_person
from bot.engine.retrospective_planning import ends_at, plan_course
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction


async def begin(tx: Transaction, setting: Setting, occasion: str) -> Retrospective | None:
    """Ask a few people of each side; into one that is being gathered it is taken in.

    None where fewer than two sides have somebody to ask, which is on record.
    """
    known = await tx.retrospectives.all(setting.collaboration.id)
    running = next((each for each in known if each.open), None)
    if running is not None:
        return await _take_in(tx, setting, running, occasion)
    invited = whom_to_ask(setting, occasion)
    if not invited:
        await _note(tx, setting, "nobody", occasion, {"occasion": occasion})
        return None
    number = 1 + max((each.number for each in known), default=0)
    begun = Retrospective(
        id=f"{setting.collaboration.id}/retrospective/{number}",
        collaboration=setting.collaboration.id,
        number=number,
        occasions=(occasion,),
        version=setting.collaboration.version,
        begun_at=setting.now,
        ends_at=ends_at(setting.agreement, setting.now),
        invited=invited,
    )
    await tx.retrospectives.add(begun)
    await plan_course(tx, begun)
    asked = {party: _count(begun, party) for party in setting.agreement.party}
    data = {"occasion": occasion, "until": begun.ends_at.isoformat(), "asked": asked}
    await _note(tx, setting, "begun", begun.id, data)
    await ask(tx, setting, begun)
    return begun


async def _take_in(
    tx: Transaction, setting: Setting, running: Retrospective, occasion: str
) -> Retrospective:
    locked = await tx.retrospectives.get(running.id) or running
    both = locked.about_too(occasion)
    await tx.retrospectives.save(both)
    await _note(tx, setting, "about_too", both.id, {"occasion": occasion})
    await bring_up_to_date(tx, setting, both)
    return both


def _count(retrospective: Retrospective, party: str) -> int:
    return sum(each.party == party for each in retrospective.invited)


async def answer(
    tx: Transaction, setting: Setting, retrospective: Retrospective, said: Answered
) -> Retrospective:
    """Somebody answers; with the last answer everybody reads what was said.

    Raises:
        Refused: it is over, or they are not asked.
    """
    answered = retrospective.answered(said)
    here = setting.directory.person
    left = [each for each in answered.waiting_for if setting.is_here(here(each.person))]
    if not left and answered.waiting_for != retrospective.waiting_for:
        return await end(tx, setting, answered)
    await tx.retrospectives.save(answered)
    # Nobody else sees by a message that changes that somebody answered just now.
    await show_person(tx, setting, answered, answered.to_answer(said.person))
    return answered


async def end(tx: Transaction, setting: Setting, retrospective: Retrospective) -> Retrospective:
    """All have answered or the time is over: every side reads the same at the same moment."""
    over = retrospective.over(setting.now)
    await tx.retrospectives.save(over)
    by_side = {party: _said_by(over, party) for party in setting.agreement.party}
    await _note(tx, setting, "told", over.id, {"said": by_side})
    await show(tx, setting, over)
    await bring_up_to_date(tx, setting, over)
    return over


def _said_by(over: Retrospective, party: str) -> dict[str, Sequence[str]]:
    """In the order of the alphabet, so that nothing tells who wrote what."""
    told = [each for each in over.told if each.party == party]
    return {
        "worked": sorted(each.worked for each in told if each.worked),
        "change": sorted(each.change for each in told if each.change),
    }


async def talk(
    tx: Transaction, scene: Scene, retrospective: Retrospective, text: str
) -> Retrospective:
    """A point of the discussion, shown to every side.

    Raises:
        Refused: it is not shown yet, it is full, or the actor belongs to no side.
    """
    person = scene.seated()
    party = scene.actor.party or scene.leading or ""
    point = Talk(id=scene.origin.event_id, party=party, text=text, at=scene.now)
    talked = retrospective.talked(point)
    await tx.retrospectives.save(talked)
    entry = scene.entry(
        "retrospective.talked", talked.id, person=person.id, party=party, data={"text": text}
    )
    await tx.record.append(entry)
    await show(tx, scene, talked)
    return talked


async def led_to(
    tx: Transaction, setting: Setting, retrospective: Retrospective, led: Led, state: str
) -> None:
    """A proposal came of it, or something became of one."""
    now = retrospective.with_led(led)
    await tx.retrospectives.save(now)
    version = {"version": led.version} if led.version else {}
    data = {"proposal": led.number, "amendment": led.amendment, "state": state}
    await _note(tx, setting, "led_to", now.id, {**data, **version})
    await show(tx, setting, now)


async def _note(
    tx: Transaction, setting: Setting, kind: str, subject: str, data: Mapping[str, object]
) -> None:
    await tx.record.append(setting.entry(f"retrospective.{kind}", subject, data=data))
