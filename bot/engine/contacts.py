"""Where a message to a seat goes, and where next when that fails."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.absence import Absence
from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.domain.manners import Hours, Preferences
from bot.domain.people import Person
from bot.domain.visibility import A_ROOM, Reader, visible_seat
from bot.engine.scene import Setting


@dataclass(frozen=True, kw_only=True)
class Route:
    """Where a private message to a seat goes now."""

    addresses: tuple[Address, ...]
    """Best first; at least one."""
    person: Person | None
    """Who reads it; nobody in particular where only a room is left."""
    hours: Hours
    """When they may be written to unasked."""
    instead_of: tuple[Person, Absence] | None = None
    """The holder, when it goes to somebody else because they are away."""
    as_deputy: bool = False
    """Whether it goes to the holder of the deputy's seat."""


def route(setting: Setting, seat: str) -> Route | None:
    """Where a private message to a seat goes now, or None when there is nowhere.

    To the holder; while they are away to who stands in for them, the deputy unless they named
    somebody. Then to the deputy, the leads of that side, and rooms that only that party can read:
    a private message never falls into a room the other side reads. Who is away comes last. Nobody
    is on the way who may not know that the seat exists.
    """
    if seat not in setting.agreement.seat:
        return None  # a promise of an earlier version, whose seat is gone
    id_, directory, now = setting.collaboration.id, setting.directory, setting.now
    party, deputy = setting.agreement.party_of(seat).key, setting.agreement.seat[seat].deputy
    holder = directory.holder(id_, seat, now)
    absence = directory.absence(id_, holder, now) if holder else None
    deputising = directory.holder(id_, deputy, now) if deputy else None
    cover = standing_in_for(setting, seat)
    people = [
        *([cover] if cover else []),
        *([holder] if holder else []),
        *([deputising] if deputising else []),
        *directory.leads(id_, party),
    ]
    # Sorting keeps the order of those who are there, and of those who are not.
    people = sorted(
        (
            person
            for person in people
            if person.addresses and visible_seat(setting.agreement, seat, setting.reader_of(person))
        ),
        key=lambda person: directory.absence(id_, person, now) is not None,
    )
    known_to_all = visible_seat(setting.agreement, seat, A_ROOM)
    own = directory.rooms(id_, party) if known_to_all else ()
    rooms = (room for room in own if directory.parties_in(room) == {party})
    addresses = tuple(dict.fromkeys([*(a for p in people for a in p.addresses), *rooms]))
    if not addresses:
        return None
    first = people[0] if people else None
    away = holder and absence and first and first != holder
    return Route(
        addresses=addresses,
        person=first,
        hours=hours_for(setting, party, first, seat if first == holder else deputy),
        instead_of=(holder, absence) if holder and absence and away else None,
        as_deputy=first is not None and first == deputising,
    )


def standing_in_for(setting: Setting, seat: str) -> Person | None:
    """Whom the holder of a seat named for the days they are away; none while they are there.

    Nor anybody who may not know what the seat is about.
    """
    id_, directory = setting.collaboration.id, setting.directory
    holder = directory.holder(id_, seat, setting.now)
    absence = directory.absence(id_, holder, setting.now) if holder else None
    cover = directory.person(absence.cover) if absence and absence.cover else None
    if cover and visible_seat(setting.agreement, seat, setting.reader_of(cover)):
        return cover
    return None


def route_to(setting: Setting, party: str, person: Person) -> Route | None:
    """Where something goes that is for one person of a party, such as a lead."""
    if not person.addresses:
        return None
    hours = hours_for(setting, party, person, None)
    return Route(addresses=person.addresses, person=person, hours=hours)


def among(
    setting: Setting, party: str, where: Route | None, may_read: Callable[[Reader], bool]
) -> Route | None:
    """The same way, but only to people who may know what it is about: no room, no other lead.

    None when nobody is left.
    """
    if where is None:
        return None
    people = [(address, setting.directory.person_at(address)) for address in where.addresses]
    left = [(a, p) for a, p in people if p is not None and may_read(setting.reader_of(p))]
    if not left:
        return None
    _, first = left[0]
    kept = tuple(address for address, _ in left)
    if first == where.person:
        return replace(where, addresses=kept)
    hours = hours_for(setting, party, first, None)
    return Route(addresses=kept, person=first, hours=hours)


def hours_for(setting: Setting, party: str, person: Person | None, seat: str | None) -> Hours:
    """When somebody of a party may be written to unasked: by the seat they read it in.

    Without that seat, by the first one they hold on that side; without any, by the party's hours.
    """
    held = _seats(setting, person, party, setting.now) if person else ()
    worked = seat if seat in held else next(iter(held), None)
    preferences = setting.directory.preferences(person) if person else Preferences(person="")
    return Hours.of(setting.agreement, party, worked, preferences)


def _seats(setting: Setting, person: Person, party: str, now: Instant) -> tuple[str, ...]:
    held = setting.directory.seats_of(setting.collaboration.id, person, now)
    known = setting.agreement.seat
    return tuple(key for key in held if key in known and known[key].party == party)
