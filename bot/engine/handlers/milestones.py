"""`done <area> [on <date>]`: something is completed, and the updates promised for it begin.

What such an update is promised for is in the agenda, as its opening, and later in its check-in;
that something is done is in the record (see `bot.engine.done_so_far`).
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.cards.card import Card, Moment
from bot.cards.compose import milestones as cards
from bot.cards.words import escalations as escalation_words
from bot.cards.words import milestones as words
from bot.domain.agreement.areas import Area
from bot.domain.agreement.cadences import Cadence, Every
from bot.domain.checkin import CheckIn, CheckInState, checkin_id
from bot.domain.errors import Refused
from bot.domain.instant import parse_instant
from bot.domain.occurrences import Occurrence, milestone_occurrence, zone_of
from bot.domain.visibility import A_ROOM, Reader, view, visible_seat
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.checkin_messages import bring_up_to_date
from bot.engine.come_meanwhile import say_it_came, say_it_is_missing
from bot.engine.deliverable_asking import bring_up_to_date as show_deliverable
from bot.engine.done_said import Done, carried_done, note, read_done, seat_for
from bot.engine.done_so_far import DONE, NOT_DONE, done_so_far
from bot.engine.escalation_causes import count_again, deliverable_about
from bot.engine.outgoing import Draft
from bot.engine.planning import milestones_ahead, opening
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_LOOK_BACK = 20


async def done(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """Something is done, now or on a day before."""
    return await record(scene, tx, await read_done(scene, tx, rest), agreements, once_more=False)


async def press_once_more(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """It is done a second time."""
    return await record(scene, tx, carried_done(scene, value), agreements, once_more=True)


async def press_undo(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """It is not done after all: what it promised and was not sent yet is no longer expected."""
    found = carried_done(scene, value)
    waiting = [
        each
        for each in await milestones_ahead(tx, scene.collaboration.id)
        if (each.area, each.completed) == (found.area.key, found.completed)
    ]
    opened = [
        checkin
        for occurrence in _promised_by(scene, found)
        if (checkin := await tx.checkins.get(_id(scene, occurrence))) and checkin.waiting
    ]
    if not waiting and not opened and not await _is_only_a_day(scene, tx, found):
        raise Refused(words.NOTHING_TO_UNDO)
    for each in waiting:
        await tx.agenda.finish(each.row.key, scene.now)
    for checkin in opened:
        excused = replace(checkin, state=CheckInState.EXCUSED, writing_since=None)
        await tx.checkins.save(excused)
        await bring_up_to_date(tx, scene, await promised(tx, excused, agreements))
    await _note(scene, tx, NOT_DONE, found)
    if found.deliverable is not None:
        await show_deliverable(tx, scene, found.deliverable)
        await count_again(tx, scene, found.deliverable)
        about = deliverable_about(found.deliverable)
        await say_it_is_missing(tx, scene, about, agreements=agreements)
    card = cards.taken_back(found.title)
    await _tell(scene, tx, found, card)
    return Answer(card=card, private=True)


async def record(
    scene: Scene, tx: Transaction, found: Done, agreements: AgreementCache, *, once_more: bool
) -> Answer:
    """Keep that something is done, begin what is promised for it, and tell every room.

    Raises:
        Refused: nobody waits for it, or it was taken back in this very minute.
    """
    told = await _said_before(scene, tx, found, once_more=once_more)
    if told is not None:
        return Answer(card=told, private=True)
    promises = _promised_by(scene, found)
    if not promises and found.deliverable is None:
        raise Refused(words.nothing_hangs_on(found.area.title))
    await _note(scene, tx, DONE, found)
    for occurrence in promises:
        await tx.agenda.put(
            opening(
                scene.collaboration.id,
                occurrence,
                completed=found.completed,
                said_by=scene.origin.event_id,
            )
        )
    if found.deliverable is not None:
        await show_deliverable(tx, scene, found.deliverable)
        await say_it_came(
            tx,
            scene,
            deliverable_about(found.deliverable),
            text=escalation_words.done_meanwhile(found.title),
            seat=seat_for(scene, found.area),
            agreements=agreements,
        )
    seen = view(scene.agreement, A_ROOM)
    follows = [
        cards.Follows(title=cadence.title, due=Moment(each.due, zone_of(scene.agreement, cadence)))
        for each in promises
        for cadence in [scene.agreement.cadence[each.cadence]]
        if seen.seat(cadence.from_)
    ]
    moment = Moment(found.completed, scene.agreement.party_of(found.area.accountable).zone)
    card = cards.done(found.title, moment, scene.actor.name, follows)
    await _tell(scene, tx, found, card)
    return Answer(card=cards.can_be_undone(card, found.value(scene)), private=True)


async def _said_before(
    scene: Scene, tx: Transaction, found: Done, *, once_more: bool
) -> Card | None:
    """What to tell when it was recorded before; none when this is the first time."""
    area = found.area
    for each in await milestones_ahead(tx, scene.collaboration.id):
        if each.area == area.key and each.cadence in scene.agreement.cadence:
            title = scene.agreement.cadence[each.cadence].title
            undo = replace(found, completed=each.completed).value(scene)
            return cards.already(area.title, title, undo=undo)
    same = {_id(scene, each) for each in _promised_by(scene, found)}
    hanging = _hanging_on(scene, area)
    for cadence in hanging:
        past = await _opened_for(scene, tx, cadence, area)
        if any(each.id in same and each.state is CheckInState.EXCUSED for each in past):
            raise Refused(words.TAKEN_BACK_JUST_NOW)
        past = [each for each in past if each.state is not CheckInState.EXCUSED]
        if any(each.waiting or each.id in same for each in past):
            return cards.already(area.title, cadence.title, undo=found.value(scene))
        if past and not once_more:
            return cards.earlier(area.title, cadence.title, again=found.value(scene))
    return None if hanging else await _done_on_its_day(scene, tx, found)


async def _done_on_its_day(scene: Scene, tx: Transaction, found: Done) -> Card | None:
    """For a deliverable no update is promised after: that it is on record already."""
    if found.deliverable is None:
        return None
    said = await done_so_far(tx, scene.collaboration.id, [found.area.key])
    entry = said.said(found.area.key, found.deliverable.day)
    if entry is None:
        return None
    before = replace(found, completed=parse_instant(str(entry.data["completed"])))
    return cards.already_there(found.title, undo=before.value(scene))


async def _is_only_a_day(scene: Scene, tx: Transaction, found: Done) -> bool:
    """Whether it is done as a deliverable on its day, and no update is promised after it."""
    if not found.day or _hanging_on(scene, found.area):
        return False
    said = (await done_so_far(tx, scene.collaboration.id, [found.area.key])).newest
    entry = said.get((found.area.key, found.day))
    return (
        entry is not None
        and entry.kind == DONE
        and entry.data["completed"] == (found.completed.isoformat())
    )


async def _opened_for(scene: Scene, tx: Transaction, cadence: Cadence, area: Area) -> list[CheckIn]:
    past = await tx.checkins.latest(scene.collaboration.id, cadence.key, _LOOK_BACK)
    return [each for each in past if each.id.endswith(f"/{area.key}")]


def _hanging_on(scene: Scene, area: Area) -> list[Cadence]:
    return [
        cadence
        for cadence in scene.agreement.cadences
        if cadence.rule.every is Every.MILESTONE and area.key in cadence.rule.areas
    ]


def _promised_by(scene: Scene, found: Done) -> list[Occurrence]:
    promises = [
        milestone_occurrence(scene.agreement, cadence, found.area.key, found.completed)
        for cadence in _hanging_on(scene, found.area)
    ]
    return [each for each in promises if each is not None]


def _id(scene: Scene, found: Occurrence) -> str:
    return checkin_id(scene.collaboration.id, found.cadence, found.wall, found.area)


async def _tell(scene: Scene, tx: Transaction, found: Done, card: Card) -> None:
    """In every room of every side; taken back, the same message says so.

    Not of what a seat answers for that not everybody may know: a room would read who said it.
    """
    if not visible_seat(scene.agreement, found.area.accountable, A_ROOM):
        return
    what = found.deliverable.what if found.deliverable else None
    about = f"{found.area.key}/{found.day}" if what else found.area.key
    for room in scene.directory.rooms(scene.collaboration.id):
        key = f"{scene.collaboration.id}/done/{about}/{found.completed.isoformat()}/{room}"
        draft = Draft(key=key, collaboration=scene.collaboration.id, to=room, card=card)
        await tx.outbox.put(draft, scene.now)


async def _note(scene: Scene, tx: Transaction, kind: str, found: Done) -> None:
    day = {"day": found.day} if found.day else {}
    data = {"completed": found.completed.isoformat(), **day}
    await note(scene, tx, found.area, kind, data)
