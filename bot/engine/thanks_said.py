"""Reads a thanks as people type it: `study director for the quick answer`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.cards.words import thanks as words
from bot.domain.address import Address
from bot.domain.errors import Refused
from bot.domain.people import Person
from bot.domain.visibility import Reader, view
from bot.engine.lookup.people import named_seat
from bot.engine.naming import with_names
from bot.engine.scene import Scene
from bot.engine.seating import initials_of, names_of
from bot.engine.thanks import everybody, named

_PRIVATELY = re.compile(r"^(?:privately|in private|quietly)\b[\s,:]*", re.IGNORECASE)
_CALLED = re.compile(r"^(?:to\s+)?@<(?P<who>[^<>]*)>[\s,:.!-]*(?P<what>.*)$", re.DOTALL)
_FOR = re.compile(r"^for\s+", re.IGNORECASE)
#: Between who and what for: “for”, or a mark, the first of them.
_CUT = re.compile(r"(?:^|[\s,:.!-]+)for\s+|\s*[,:]\s+|\s+-\s+", re.IGNORECASE)
_SAID_FOR = re.compile(r"(?:^|[\s,:.!-]+)for\s+", re.IGNORECASE)
_AND = re.compile(r"^(?:and|&|,)?\s*@<", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:to\s+)?(?:(?:the|our|your)\s+)?", re.IGNORECASE)
_EDGES = " ,;:.!@"
_NEAR = 88


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was understood; empty or none where something is missing."""

    person: Person | None = None
    seat: str | None = None
    """Key of the seat they were meant by."""
    what: str = ""
    privately: bool = False
    """Whether it was said that only they shall read it."""
    who: str = ""
    """The words that were to say who."""


def read_thanks(scene: Scene, text: str, reader: Reader) -> Said:
    """Who is thanked for what.

    Args:
        scene: who says it.
        text: what stands behind the word.
        reader: who reads the answer; only people who exist for them can be named.

    Raises:
        Refused: nobody or several people go by what was said, or it was to thank several at once.
    """
    rest = " ".join(text.split())
    privately = _PRIVATELY.match(rest) is not None
    rest = _PRIVATELY.sub("", rest)
    called = _CALLED.match(rest)
    if called is not None:
        if _AND.match(called["what"]):
            raise Refused(words.ONE_AT_A_TIME)
        person = _at(scene, called["who"], reader)
        if person is None:
            raise Refused(words.NOT_FOUND_MENTION)
        what = with_names(scene.directory, _FOR.sub("", called["what"]))
        return Said(person=person, what=what.strip(), privately=privately)
    for who, what in _readings(rest):
        people, seat = _people(scene, who, reader)
        if len(people) > 1:
            raise Refused(words.SEVERAL.format(names=" or ".join(each.name for each in people)))
        if people or seat:
            if not people:
                raise Refused(words.NOBODY_SITS.format(seat=scene.agreement.seat[seat].title))
            said = with_names(scene.directory, what)
            return Said(person=people[0], seat=seat or None, what=said, privately=privately)
    said_for = _SAID_FOR.search(rest)
    if said_for is None:
        return Said(privately=privately)  # “perfect, that helps” is a courtesy
    who = _ARTICLE.sub("", rest[: said_for.start()].strip(_EDGES))
    what = with_names(scene.directory, rest[said_for.end() :].strip())
    return Said(what=what, privately=privately, who=who)


def _readings(said: str) -> Iterator[tuple[str, str]]:
    """Every way to cut it into who and what for, the earliest first."""
    found = [*_CUT.finditer(said)]
    for each in found:
        yield said[: each.start()].strip(_EDGES), said[each.end() :].strip()
    if not found:
        yield said.strip(_EDGES), ""


def _at(scene: Scene, written: str, reader: Reader) -> Person | None:
    """Who has an address, if they are of the collaboration and exist for the reader."""
    try:
        person = scene.directory.person_at(Address.parse(written))
    except ValueError:
        return None
    return person if person is not None and named(scene, person, reader) else None


def _people(scene: Scene, who: str, reader: Reader) -> tuple[tuple[Person, ...], str]:
    """Who goes by a name, and the key of the seat when it was the name of one."""
    asked = _ARTICLE.sub("", who).casefold().strip(_EDGES)
    if not asked:
        return (), ""
    own = scene.leading or scene.actor.party
    # “PM” is the other side's before it is one's own.
    seats = sorted(view(scene.agreement, reader).seats, key=lambda seat: seat.party == own)
    exact = (seat for seat in seats if asked in (*names_of(seat), initials_of(seat)))
    seat = next(exact, None)
    people = {person.id: person for person in everybody(scene, reader)}
    if seat is None:
        found = named_seat({id_: each.name for id_, each in people.items()}, who)
        if found:
            return tuple(people[id_] for id_ in found), ""
        near = {name: each for each in reversed(seats) for name in names_of(each)}
        match = process.extractOne(asked, list(near), scorer=fuzz.ratio, score_cutoff=_NEAR)
        if match is None:
            return (), ""
        seat = near[match[0]]
    holders = scene.directory.all_holders(scene.collaboration.id, seat.key, scene.now)
    others = tuple(each for each in holders if each != scene.actor.person) or holders
    return others, seat.key
