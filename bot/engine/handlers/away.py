"""`away`: for some days somebody else gets what would come to a person, in all their seats."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from rapidfuzz import fuzz, process

from bot.cards.compose import manners as cards
from bot.cards.words import manners as words
from bot.cards.words.answers import join
from bot.domain.absence import Absence
from bot.domain.agreement.seats import Seat
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import local
from bot.domain.people import Person
from bot.domain.visibility import Reader, view
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import seat_working_days, seat_zone
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.contacts import route
from bot.engine.days_away import read_days_away, split_cover
from bot.engine.elsewhere import elsewhere
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_NEAR = 80
#: More than a year away is refused when it is typed, and no button is kept for so long.
_FAR = timedelta(days=800)
_ENDS = frozenset({"end", "back", "off", "over", "cancel", "stop"})


async def away(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`away <dates> [cover @person]`: repeated back; `away end` ends it."""
    person = scene.seated()
    seats = _seats(scene)
    said = rest.strip().rstrip(".!")
    if said.casefold() in _ENDS:
        return await _end(scene, tx, person, agreements)
    if not said:
        return _as_it_stands(scene, person)
    dates, cover = split_cover(said)
    zone = scene.directory.preferences(person).zone or seat_zone(scene.agreement, seats[0].key)
    first, last = read_days_away(dates, local(scene.now, zone).date())
    absence = Absence(
        collaboration=scene.collaboration.id,
        person=person.id,
        since=resolve_wall(datetime.combine(first, time.min), zone),
        until=resolve_wall(datetime.combine(_back(scene, seats[0], last), time.min), zone),
        zone=zone,
        cover=_cover(scene, person, cover).id if cover else None,
    )
    _refuse_senseless(scene, absence)
    return Answer(card=cards.away_check(_shown(scene, absence)), private=True)


async def away_everywhere(
    scenes: Sequence[Scene], tx: Transaction, rest: str, agreements: AgreementCache
) -> Answer:
    """`away` said in a personal chat: by the first collaboration that knows who stands in."""
    seated = [each for each in scenes if each.actor.seats] or list(scenes)
    _, cover = split_cover(rest)
    known = (each for each in seated if cover and each.actor.seats and _meant(each, cover))
    scene = next(known, seated[0])
    return await away(scene, tx, rest, scene.reader, agreements)


async def press_confirm(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Yes, I am away*: from now on it is so."""
    person = scene.seated()
    absence = _carried(scene, person, value)
    if absence in scene.directory.absences(scene.collaboration.id, person):
        return Answer(card=cards.away_saved(_shown(scene, absence)), private=True)
    _refuse_senseless(scene, absence)
    await _save(scene, tx, absence)
    for other in await elsewhere(scene, tx, agreements):
        also = _taken_over(other, absence)
        if not _overlapping(other, person, also):
            await _save(other, tx, also)
    return Answer(card=cards.away_saved(_shown(scene, absence)), private=True)


async def _save(scene: Scene, tx: Transaction, absence: Absence) -> None:
    await tx.directory.save_absence(absence)
    data = {"since": absence.since, "until": absence.until}
    named = {key: moment.isoformat() for key, moment in data.items()}
    await _note(scene, tx, "person.away", {**named, "cover": absence.cover})


def _taken_over(scene: Scene, absence: Absence) -> Absence:
    """The same days in another collaboration; who stands in must be of the same side there, too."""
    known = {person.id for person in _candidates(scene)}
    cover = absence.cover if absence.cover in known else None
    return replace(absence, collaboration=scene.collaboration.id, cover=cover)


async def press_back(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*I am back*."""
    return await _end(scene, tx, scene.seated(), agreements)


async def _end(scene: Scene, tx: Transaction, person: Person, agreements: AgreementCache) -> Answer:
    """End the absence that is on, or call the next one off; everywhere it is on."""
    scenes = [scene, *await elsewhere(scene, tx, agreements)]
    found = [(each, absence) for each in scenes if (absence := _next(each, person))]
    if not found:
        raise Refused(words.AWAY_NONE)
    first = min(absence.since for _, absence in found)
    for each, absence in found:
        if absence.since <= max(first, scene.now):
            ended = replace(absence, until=max(absence.since, scene.now))
            await tx.directory.save_absence(ended)
            await _note(each, tx, "person.back", {"since": absence.since.isoformat()})
    return Answer(card=cards.back_card(), private=True)


def _as_it_stands(scene: Scene, person: Person) -> Answer:
    absence = _next(scene, person)
    if absence is None:
        raise InvalidInput(words.AWAY_EXAMPLES)
    shown = _shown(scene, absence)
    return Answer(card=cards.away_now(shown.first, shown.back, shown.value), private=True)


def _next(scene: Scene, person: Person) -> Absence | None:
    known = scene.directory.absences(scene.collaboration.id, person)
    return next((each for each in known if each.until > max(scene.now, each.since)), None)


def _seats(scene: Scene) -> list[Seat]:
    seats = [scene.agreement.seat[key] for key in scene.actor.seats]
    if not seats:
        raise Refused(words.NO_SEAT)
    return seats


def _back(scene: Scene, seat: Seat, last: date) -> date:
    """The first day they work again."""
    return seat_working_days(scene.agreement, seat.key).next_working(last)


def _refuse_senseless(scene: Scene, absence: Absence) -> None:
    """Refuse days that are over or taken, and a cover who is away, too."""
    if absence.until <= scene.now or absence.since >= absence.until:
        raise Refused(words.AWAY_PAST)
    known = _overlapping(scene, scene.seated(), absence)
    if known is not None:
        shown = _shown(scene, known)
        raise Refused(words.away_overlaps(shown.first, shown.back))
    if absence.cover:
        cover = scene.directory.person(absence.cover)
        if _overlapping(scene, cover, absence) is not None:
            raise Refused(words.cover_away(cover.name))


def _overlapping(scene: Scene, person: Person, absence: Absence) -> Absence | None:
    """An absence of a person in this collaboration that takes some of the same days."""
    return next(
        (
            each
            for each in scene.directory.absences(scene.collaboration.id, person)
            if each.overlaps(absence.since, absence.until) and each.until > each.since
        ),
        None,
    )


def _cover(scene: Scene, person: Person, said: str) -> Person:
    """Who stands in, of the people of the same side."""
    chosen = _meant(scene, said)
    if chosen is None:
        raise InvalidInput(words.cover_unknown(said.lstrip("@")[:60]))
    if chosen == person:
        raise InvalidInput(words.COVER_SELF)
    return chosen


def _meant(scene: Scene, said: str) -> Person | None:
    """Who of the people of the actor's side is meant, if anybody."""
    found = _candidates(scene)
    mentioned = next((p for p in found if any(f"@<{a}>" in said for a in p.addresses)), None)
    name = said.lstrip("@").casefold().strip()
    near = process.extractOne(
        name, [each.name.casefold() for each in found], scorer=fuzz.WRatio, score_cutoff=_NEAR
    )
    return mentioned or (found[near[2]] if near and "<" not in said else None)


def _candidates(scene: Scene) -> list[Person]:
    """Everybody who holds a seat of the actor's side, or leads it.

    Who holds only one that whoever reads the answer may not know of is not among them.
    """
    id_, party = scene.collaboration.id, scene.agreement.seat[scene.actor.seats[0]].party
    held, seen = scene.directory.holders(id_, scene.now), view(scene.agreement, scene.reader)
    holders = [
        person
        for key, person in held.items()
        if (seat := seen.seat(key)) is not None and seat.party == party
    ]
    return list(dict.fromkeys([*holders, *scene.directory.leads(id_, party)]))


def _carried(scene: Scene, person: Person, value: Mapping[str, str]) -> Absence:
    """What the button was about, decided anew: nothing in it is trusted."""
    zone = scene.directory.preferences(person).zone or seat_zone(
        scene.agreement, _seats(scene)[0].key
    )
    try:
        first, back = date.fromisoformat(value["first"]), date.fromisoformat(value["back"])
    except (KeyError, ValueError):
        raise InvalidInput(words.AWAY_EXAMPLES) from None
    today = local(scene.now, zone).date()
    if abs(first - today) > _FAR or abs(back - today) > _FAR:
        raise InvalidInput(words.AWAY_EXAMPLES)
    cover = value.get("cover")
    allowed = {each.id for each in _candidates(scene)} - {person.id}
    if cover is not None and cover not in allowed:
        raise Refused(words.cover_unknown(""))
    return Absence(
        collaboration=scene.collaboration.id,
        person=person.id,
        since=resolve_wall(datetime.combine(first, time.min), zone),
        until=resolve_wall(datetime.combine(back, time.min), zone),
        zone=zone,
        cover=cover,
    )


def _shown(scene: Scene, absence: Absence) -> cards.Away:
    """With who stands in for each seat, as it will be once this absence is on."""
    person = scene.directory.person(absence.person)
    begun = max(absence.since, scene.now)
    then = replace(scene, now=begun, directory=scene.directory.with_absence(absence))
    takes: dict[str, list[str]] = {}
    for seat in _seats(scene):
        where = route(then, seat.key)
        if where is not None and where.person is not None and where.person != person:
            takes.setdefault(where.person.name, []).append(seat.title)
    value = {
        "collaboration": absence.collaboration,
        "first": local(absence.since, absence.zone).date().isoformat(),
        "back": absence.back.isoformat(),
        **({"cover": absence.cover} if absence.cover else {}),
    }
    return cards.Away(
        first=local(absence.since, absence.zone).date(),
        back=absence.back,
        standing_in=[words.stands_in(name, join(seats)) for name, seats in takes.items()],
        value=value,
    )


async def _note(scene: Scene, tx: Transaction, kind: str, data: Mapping[str, object]) -> None:
    person = scene.seated()
    await tx.record.append(
        scene.entry(kind, person.id, person=person.id, party=scene.actor.party, data=dict(data))
    )
