"""What somebody says is done: which area or deliverable of it, when, and for which seat."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process

from bot.cards.words import milestones as words
from bot.domain.agreement.areas import Area
from bot.domain.counted_days import can_be_counted
from bot.domain.deliverables import Deliverable, watched_deliverables
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import Instant, instant, local
from bot.domain.visibility import view, visible_seat
from bot.domain.wall_time import resolve_wall
from bot.engine.done_so_far import done_so_far
from bot.engine.parts.spoken import read_day
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_ON_DAY = re.compile(r"^(?P<area>.+?),? on (?P<day>.*\d.*)$", re.IGNORECASE)
_IS_DONE = re.compile(r"^(?:the )|(?: (?:is|are|was|were))?(?: done| completed?| finished)?[.!]*$")
_NEAR = 80


@dataclass(frozen=True, kw_only=True)
class Done:
    """Something that is done."""

    area: Area
    completed: Instant
    day: str = ""
    """The agreed day of which of its deliverables; empty where none is counted."""
    deliverable: Deliverable | None = None
    """The same, as it is agreed now."""

    @property
    def title(self) -> str:
        """What people call it."""
        return self.deliverable.title if self.deliverable else self.area.title

    def value(self, scene: Scene) -> dict[str, str]:
        """What a button about it carries."""
        return {
            "collaboration": scene.collaboration.id,
            "area": self.area.key,
            "completed": self.completed.isoformat(),
            **({"day": self.day} if self.day else {}),
        }


async def read_done(scene: Scene, tx: Transaction, text: str) -> Done:
    """What is typed behind `done`: of several deliverables of an area the first that is not done.

    Raises:
        Refused: no area is meant, it is not theirs to say, or the day is none or still ahead.
    """
    asked = _ON_DAY.match(text)
    typed = asked["area"] if asked else text
    area = _named(scene, typed)
    completed = completed_on(scene, area, asked["day"] if asked else None)
    own = tuple(deliverables_of(scene, area))
    words_in = set(re.findall(r"\w+", typed.casefold()))
    named = [each for each in own if each.what and each.what.casefold() in words_in]
    said = await done_so_far(tx, scene.collaboration.id, [area.key])
    left = [each for each in own if not said.is_done(each)]
    found = next(iter((*named, *left, *reversed(own))), None)
    day = found.day.isoformat() if found else ""
    return Done(area=area, completed=completed, day=day, deliverable=found)


def carried_done(scene: Scene, value: Mapping[str, str]) -> Done:
    """What a button is about.

    Raises:
        Refused: the area is no longer agreed, or it is not theirs to say.
    """
    area = scene.agreement.area.get(value.get("area", ""))
    if area is None:
        raise Refused(words.NOTHING_TO_UNDO)
    seat_for(scene, area)
    completed = instant(datetime.fromisoformat(value["completed"]))
    day = value.get("day", "")
    own = deliverables_of(scene, area)
    found = next((each for each in own if each.day.isoformat() == day), None)
    return Done(area=area, completed=completed, day=day, deliverable=found)


def deliverables_of(scene: Scene, area: Area) -> Iterator[Deliverable]:
    """The counted deliverables of an area, in the order of the agreement."""
    return (each for each in watched_deliverables(scene.agreement) if each.area.key == area.key)


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
    names |= {
        f"{each.what} {name}".casefold(): each.area
        for each in watched_deliverables(scene.agreement)
        if each.what
        for name in (*each.area.aliases, each.area.title)
    }
    found = process.extractOne(said, list(names), scorer=fuzz.ratio, score_cutoff=_NEAR)
    if found is None:
        waited_for = dict.fromkeys(
            [
                *(a for cadence in scene.agreement.cadences for a in cadence.rule.areas),
                *(each.area.key for each in watched_deliverables(scene.agreement)),
            ]
        )
        areas = [scene.agreement.area[key] for key in waited_for]
        titles = "; ".join(
            area.title
            for area in areas
            if visible_seat(scene.agreement, area.accountable, scene.reader)
        )
        raise Refused(words.no_such_area(text[:60], titles or words.WHICH))
    area = names[found[0]]
    seat_for(scene, area)
    return area


def seat_for(scene: Scene, area: Area) -> str:
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


def completed_on(scene: Scene, area: Area, day: str | None) -> Instant:
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
    if not can_be_counted(on):
        raise Refused(words.WHICH)
    return now if on == wall.date() else resolve_wall(datetime.combine(on, wall.time()), zone)


async def note(
    scene: Scene, tx: Transaction, area: Area, kind: str, data: Mapping[str, str]
) -> None:
    """Put into the record what the actor says about an area, for the seat they say it for.

    Raises:
        Refused: it is not theirs to say.
    """
    seat = seat_for(scene, area)
    party = scene.agreement.party_of(seat).key
    person = scene.seated().id
    await tx.record.append(
        scene.entry(kind, area.key, person=person, seat=seat, party=party, data=data)
    )
