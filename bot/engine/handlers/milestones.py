"""`done <area> [on <date>]`: something is completed, and the updates promised for it begin.

What is done is in the agenda, as the opening of each promised update, and later in its check-in;
it is kept nowhere else.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from rapidfuzz import fuzz, process

from bot.cards.card import Card, Moment
from bot.cards.compose import milestones as cards
from bot.cards.words import milestones as words
from bot.domain.agreement.areas import Area
from bot.domain.agreement.cadences import Cadence, Every
from bot.domain.checkin import CheckIn, CheckInState, checkin_id
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import Instant, instant, local
from bot.domain.occurrences import Occurrence, milestone_occurrence, zone_of
from bot.domain.visibility import A_ROOM, Reader, view
from bot.domain.wall_time import resolve_wall
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.checkin_messages import bring_up_to_date
from bot.engine.outgoing import Draft
from bot.engine.parts.spoken import read_day
from bot.engine.planning import milestones_ahead, opening
from bot.engine.record import Entry
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_ON_DAY = re.compile(r"^(?P<area>.+?),? on (?P<day>.*\d.*)$", re.IGNORECASE)
_IS_DONE = re.compile(r"^(?:the )|(?: (?:is|are|was|were))?(?: done| completed?| finished)?[.!]*$")
_NEAR = 80
_LOOK_BACK = 20


async def done(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """Something is done, now or on a day before."""
    asked = _ON_DAY.match(rest)
    area = _named(scene, asked["area"] if asked else rest)
    completed = _completed(scene, area, asked["day"] if asked else None)
    return await _record(scene, tx, area, completed, once_more=False)


async def press_once_more(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """It is done a second time."""
    area, completed = _carried(scene, value)
    return await _record(scene, tx, area, completed, once_more=True)


async def press_undo(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """It is not done after all: what it promised and was not sent yet is no longer expected."""
    area, completed = _carried(scene, value)
    person, seat = scene.seated(), _seat_for(scene, area)
    waiting = [
        each
        for each in await milestones_ahead(tx, scene.collaboration.id)
        if (each.area, each.completed) == (area.key, completed)
    ]
    opened = [
        found
        for occurrence in _promised_by(scene, area, completed)
        if (found := await tx.checkins.get(_id(scene, occurrence))) and found.waiting
    ]
    if not waiting and not opened:
        raise Refused(words.NOTHING_TO_UNDO)
    for each in waiting:
        await tx.agenda.finish(each.row.key, scene.now)
    for checkin in opened:
        excused = replace(checkin, state=CheckInState.EXCUSED, writing_since=None)
        await tx.checkins.save(excused)
        await bring_up_to_date(tx, scene, await promised(tx, excused, agreements))
    await _note(scene, tx, "area.not_done", area, completed, person=person.id, seat=seat)
    card = cards.taken_back(area.title)
    await _tell(scene, tx, area, completed, card)
    return Answer(card=card, private=True)


async def _record(
    scene: Scene, tx: Transaction, area: Area, completed: Instant, *, once_more: bool
) -> Answer:
    person, seat = scene.seated(), _seat_for(scene, area)
    told = await _said_before(scene, tx, area, completed, once_more=once_more)
    if told is not None:
        return Answer(card=told, private=True)
    found = _promised_by(scene, area, completed)
    if not found:
        raise Refused(words.nothing_hangs_on(area.title))
    await _note(scene, tx, "area.done", area, completed, person=person.id, seat=seat)
    for occurrence in found:
        await tx.agenda.put(
            opening(
                scene.collaboration.id,
                occurrence,
                completed=completed,
                said_by=scene.origin.event_id,
            )
        )
    seen = view(scene.agreement, A_ROOM)
    follows = [
        cards.Follows(title=cadence.title, due=Moment(each.due, zone_of(scene.agreement, cadence)))
        for each in found
        for cadence in [scene.agreement.cadence[each.cadence]]
        if seen.seat(cadence.from_)
    ]
    moment = Moment(completed, scene.agreement.party_of(area.accountable).zone)
    card = cards.done(area.title, moment, scene.actor.name, follows)
    await _tell(scene, tx, area, completed, card)
    return Answer(card=cards.can_be_undone(card, _value(scene, area, completed)), private=True)


async def _said_before(
    scene: Scene, tx: Transaction, area: Area, completed: Instant, *, once_more: bool
) -> Card | None:
    """What to tell when it was recorded before; none when this is the first time."""
    for each in await milestones_ahead(tx, scene.collaboration.id):
        if each.area == area.key and each.cadence in scene.agreement.cadence:
            title = scene.agreement.cadence[each.cadence].title
            return cards.already(area.title, title, undo=_value(scene, area, each.completed))
    same = {_id(scene, each) for each in _promised_by(scene, area, completed)}
    for cadence in _hanging_on(scene, area):
        past = await _opened_for(scene, tx, cadence, area)
        if any(each.id in same and each.state is CheckInState.EXCUSED for each in past):
            raise Refused(words.TAKEN_BACK_JUST_NOW)
        past = [each for each in past if each.state is not CheckInState.EXCUSED]
        if any(each.waiting or each.id in same for each in past):
            undo = _value(scene, area, completed)
            return cards.already(area.title, cadence.title, undo=undo)
        if past and not once_more:
            again = _value(scene, area, completed)
            return cards.earlier(area.title, cadence.title, again=again)
    return None


async def _opened_for(scene: Scene, tx: Transaction, cadence: Cadence, area: Area) -> list[CheckIn]:
    past = await tx.checkins.latest(scene.collaboration.id, cadence.key, _LOOK_BACK)
    return [each for each in past if each.id.endswith(f"/{area.key}")]


def _hanging_on(scene: Scene, area: Area) -> list[Cadence]:
    return [
        cadence
        for cadence in scene.agreement.cadences
        if cadence.rule.every is Every.MILESTONE and area.key in cadence.rule.areas
    ]


def _promised_by(scene: Scene, area: Area, completed: Instant) -> list[Occurrence]:
    found = [
        milestone_occurrence(scene.agreement, cadence, area.key, completed)
        for cadence in _hanging_on(scene, area)
    ]
    return [each for each in found if each is not None]


def _named(scene: Scene, text: str) -> Area:
    """The area somebody means.

    Raises:
        Refused: none is near enough, or it is not theirs to say.
    """
    said = _IS_DONE.sub("", text.strip()).casefold().replace("_", " ")
    if not said:
        raise Refused(words.WHICH)
    names = {
        name.casefold(): area
        for area in reversed(scene.agreement.areas)
        for name in (*area.aliases, area.key.replace("_", " "), area.title)
    }
    found = process.extractOne(said, list(names), scorer=fuzz.ratio, score_cutoff=_NEAR)
    if found is None:
        hanging = dict.fromkeys(
            scene.agreement.area[key].title
            for cadence in scene.agreement.cadences
            for key in cadence.rule.areas
        )
        raise Refused(words.no_such_area(text[:60], "; ".join(hanging) or words.WHICH))
    area = names[found[0]]
    _seat_for(scene, area)
    return area


def _seat_for(scene: Scene, area: Area) -> str:
    """The seat the actor says it for.

    Raises:
        Refused: they hold neither its seats nor a deputy's, and lead no side that owns it.
    """
    scene.seated()
    keys = dict.fromkeys((area.accountable, area.responsible))
    owners = [scene.agreement.seat[key] for key in keys]
    for seat in owners:
        for own in (seat.key, seat.deputy):
            if own in scene.actor.seats:
                return own or seat.key
    for seat in owners:
        if scene.is_lead_of(seat.party):
            return seat.key
    visible = view(scene.agreement, scene.alone).seat(area.accountable)
    raise Refused(words.not_yours(area.title, visible.title if visible else "owner"))


def _completed(scene: Scene, area: Area, day: str | None) -> Instant:
    """The minute it was done: now, or at this time of an earlier day where its owner is.

    Raises:
        Refused: the day is still ahead, or cannot be read.
    """
    now = instant(scene.now.replace(second=0, microsecond=0))
    if day is None:
        return now
    zone = scene.agreement.party_of(area.accountable).zone
    wall = local(now, zone).replace(tzinfo=None, fold=0)
    try:
        on = datetime.fromisoformat(read_day(day)).date()
    except InvalidInput as error:
        raise Refused(str(error)) from error
    if on > wall.date():
        raise Refused(words.NOT_YET)
    return now if on == wall.date() else resolve_wall(datetime.combine(on, wall.time()), zone)


def _value(scene: Scene, area: Area, completed: Instant) -> dict[str, str]:
    return {
        "collaboration": scene.collaboration.id,
        "area": area.key,
        "completed": completed.isoformat(),
    }


def _carried(scene: Scene, value: Mapping[str, str]) -> tuple[Area, Instant]:
    """What a button is about.

    Raises:
        Refused: the area is no longer agreed, or it is not theirs to say.
    """
    area = scene.agreement.area.get(value.get("area", ""))
    if area is None:
        raise Refused(words.NOTHING_TO_UNDO)
    _seat_for(scene, area)
    return area, instant(datetime.fromisoformat(value["completed"]))


def _id(scene: Scene, found: Occurrence) -> str:
    return checkin_id(scene.collaboration.id, found.cadence, found.wall, found.area)


async def _tell(scene: Scene, tx: Transaction, area: Area, completed: Instant, card: Card) -> None:
    """In every room of every side; taken back, the same message says so."""
    for room in scene.directory.rooms(scene.collaboration.id):
        key = f"{scene.collaboration.id}/done/{area.key}/{completed.isoformat()}/{room}"
        draft = Draft(key=key, collaboration=scene.collaboration.id, to=room, card=card)
        await tx.outbox.put(draft, scene.now)


async def _note(
    scene: Scene,
    tx: Transaction,
    kind: str,
    area: Area,
    completed: Instant,
    *,
    person: str,
    seat: str,
) -> None:
    await tx.record.append(
        Entry(
            collaboration=scene.collaboration.id,
            kind=kind,
            at=scene.now,
            version=scene.collaboration.version,
            subject=area.key,
            person=person,
            seat=seat,
            party=scene.agreement.party_of(seat).key,
            source=scene.origin.event_id,
            data={"completed": completed.isoformat()},
        )
    )
