"""Who can be thanked, by whom, and where it may be read.

Nobody is named where their seats do not exist for whoever reads: in a room somebody who holds
unblinded seats alone is neither thanked nor thanks.
"""

import re
from collections.abc import Iterable, Mapping

from bot.cards.words import thanks as words
from bot.domain.agreement.areas import Location
from bot.domain.agreement.seats import Seat
from bot.domain.errors import Refused
from bot.domain.people import CollaborationState, Person
from bot.domain.thanks import IN_ROOMS_A_DAY, Named, Thanks, begin_of_day
from bot.domain.visibility import A_ROOM, Reader, View, view, visible_seat
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction

_WORD = re.compile(r"\w+")


def named(
    setting: Setting, person: Person, reader: Reader, seat: str | None = None
) -> Named | None:
    """Somebody of the collaboration as a reader may know them; none when they may not.

    Args:
        setting: where and when.
        person: who.
        reader: who reads it.
        seat: the seat in which they are meant, which they may have held before; else their first.
    """
    id_, agreement = setting.collaboration.id, setting.agreement
    held = setting.directory.seats_of(id_, person, setting.now)
    ever = [h.seat for h in setting.directory.holdings(id_) if h.person == person.id]
    meant = (seat,) if seat in ever else ()
    known = [key for key in (*meant, *held) if key and visible_seat(agreement, key, reader)]
    if known:
        found = agreement.seat[known[0]]
        return Named(
            person=person.id,
            name=person.name,
            seat=found.key,
            title=found.title,
            party=found.party,
        )
    leads = (key for key in agreement.party if person in setting.directory.leads(id_, key))
    led = next(leads, None)
    if led is None:
        return None
    return Named(person=person.id, name=person.name, seat=None, title="", party=led)


def everybody(setting: Setting, reader: Reader) -> tuple[Person, ...]:
    """Everybody who has a seat or leads a side, as far as a reader may know them."""
    id_, directory, seats = setting.collaboration.id, setting.directory, setting.agreement.seats
    held = (p for seat in seats for p in directory.all_holders(id_, seat.key, setting.now))
    leads = (p for key in setting.agreement.party for p in directory.leads(id_, key))
    people = {person.id: person for person in (*held, *leads)}
    return tuple(each for each in people.values() if named(setting, each, reader))


def must_be_open(scene: Scene) -> Person:
    """The actor, where thanks can be given: also once the work is closed.

    Raises:
        Refused: nothing is in force yet, it is put away, or the actor has no seat here.
    """
    person = scene.seated()
    if scene.collaboration.version == 0:
        raise Refused(words.NOT_IN_FORCE)
    if scene.collaboration.state is CollaborationState.ARCHIVED:
        raise Refused(words.PUT_AWAY)
    return person


async def not_in_rooms(scene: Scene, tx: Transaction, person: Person, to: Named, text: str) -> str:
    """Why a thanks can go to the person alone; empty when the rooms may read it."""
    if not may_be_posted(scene, person, to, text):
        return words.ONLY_ALONE
    return words.ENOUGH_TODAY if await _posted_today(scene, tx) >= IN_ROOMS_A_DAY else ""


async def too_many_at_once(scene: Scene, tx: Transaction) -> bool:
    """Whether the rooms would take more of the actor than they take a day.

    Asked where the record is locked: what another replica posted meanwhile is seen only then.
    """
    return await _posted_today(scene, tx) > IN_ROOMS_A_DAY


async def _posted_today(scene: Scene, tx: Transaction) -> int:
    day = begin_of_day(scene.now, scene.zone)
    today = await tx.thanks.since(scene.collaboration.id, day)
    return sum(each.by.person == scene.seated().id and not each.private for each in today)


def may_be_posted(scene: Scene, person: Person, to: Named, text: str) -> bool:
    """Whether there are rooms, and everybody in one may know of both people and of what is said."""
    writer, seat = named(scene, scene.seated(), A_ROOM), to.seat
    reached = named(scene, person, A_ROOM, seat)
    known = writer is not None and reached is not None and reached.seat == seat
    rooms = scene.directory.rooms(scene.collaboration.id)
    return bool(rooms) and known and not tells(scene, text, A_ROOM)


def tells(scene: Scene, text: str, reader: Reader) -> bool:
    """Whether it names something that the actor may know of, and who is to read it may not."""
    alone, theirs = view(scene.agreement, scene.alone), view(scene.agreement, reader)
    hidden = set(_names(alone)) - set(_names(theirs))
    said = _spaced(text)
    return any(name in said for name in hidden)


def _names(seen: View) -> Iterable[str]:
    known: tuple[Seat | Location, ...] = (*seen.seats, *seen.locations)
    for each in known:
        yield from (_spaced(name) for name in (each.title, *each.aliases))


def _spaced(text: str) -> str:
    """The words of a text, in lower case with a space around each."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def is_shown(setting: Setting, thanks: Thanks, reader: Reader) -> bool:
    """Whether what was posted still may be named: a seat of it can be restricted since."""
    if thanks.private or not thanks.stands:
        return False
    seats = [each.seat for each in (thanks.by, thanks.to) if each.seat in setting.agreement.seat]
    return all(seat and visible_seat(setting.agreement, seat, reader) for seat in seats)


async def own(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Thanks:
    """The actor's own thanks that a button is about.

    Raises:
        Refused: there is none of this collaboration, or somebody else gave it.
    """
    person = scene.seated()
    found = await tx.thanks.get(value.get("thanks", ""))
    if found is None or found.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    if found.by.person != person.id:
        unknown = found.private and not found.is_between(person.id)
        raise Refused(words.UNKNOWN if unknown else words.NOT_YOURS)
    return found
