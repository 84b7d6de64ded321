"""Reads an action as people type it: `send the slides for study pathologist by Friday`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from bot.domain.agreement.seats import Seat
from bot.domain.errors import InvalidInput
from bot.domain.people import Person
from bot.domain.visibility import Reader, view
from bot.engine.day_said import read_day_said
from bot.engine.lookup.people import named_seat
from bot.engine.scene import Scene
from bot.engine.seating import initials_of, names_of

_FOR = re.compile(r"\s+(?:for|->|→|owner:?|assigned to)\s+", re.IGNORECASE)
_BY = re.compile(r"[\s,;]+(?:by|due(?: on| by)?|until|before|no later than)\s+", re.IGNORECASE)
_ME = frozenset({"me", "myself", "i"})
_ARTICLE = re.compile(r"^(?:the|our|your)\s+", re.IGNORECASE)
_NEAR = 88


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was understood; empty or none where something is missing."""

    what: str
    seats: tuple[Seat, ...] = ()
    """Who does it; several when the person that was named holds several."""
    name: str = ""
    """Who was named, where that was a person."""
    day: date | None = None


def read_action(scene: Scene, text: str, reader: Reader, today: date) -> Said:
    """What, for whom and by when: as much as is said clearly.

    Args:
        scene: who says it.
        text: what stands behind the word.
        reader: who reads the answer; only seats that exist for them can be named.
        today: the date where it is said.
    """
    said = " ".join(text.split())
    best = Said(what=said)
    for what, who, when in _readings(said):
        day = _day(when, today) if when else None
        seats, name = _owners(scene, who, reader) if who else ((), "")
        if (when and day is None) or (who and not seats) or not what:
            continue
        found = Said(what=what, seats=seats, name=name, day=day)
        if seats and day:
            return found
        if bool(seats) + bool(day) > bool(best.seats) + bool(best.day):
            best = found
    return best


def _readings(said: str) -> Iterator[tuple[str, str, str]]:
    """Every way to cut it into what, for whom and by when; the last `for` and `by` come first."""
    fors, bys = [*_FOR.finditer(said)][::-1], [*_BY.finditer(said)][::-1]
    for by in bys:
        for each in fors:
            if each.end() <= by.start():
                yield said[: each.start()], said[each.end() : by.start()], said[by.end() :]
            elif by.end() <= each.start():
                yield said[: by.start()], said[each.end() :], said[by.end() : each.start()]
    for by in bys:
        yield said[: by.start()], "", said[by.end() :]
    for each in fors:
        yield said[: each.start()], said[each.end() :], ""


def _day(text: str, today: date) -> date | None:
    try:
        return read_day_said(text, today)
    except InvalidInput:
        return None


def _owners(scene: Scene, text: str, reader: Reader) -> tuple[tuple[Seat, ...], str]:
    """The seats that a name stands for, and the name of the person when it was one."""
    seats = view(scene.agreement, reader).seats
    if text.casefold().strip(" .") in _ME and scene.actor.person is not None:
        return tuple(s for s in seats if s.key in scene.actor.seats), scene.actor.name
    id_ = scene.collaboration.id
    held = scene.directory.holders(id_, scene.now)
    mentioned = next(
        (p for p in held.values() if any(f"@<{a}>" in text for a in p.addresses)), None
    )
    if mentioned is not None:
        return _seats_of(seats, held, mentioned), mentioned.name
    asked = _ARTICLE.sub("", text.strip(" .@")).casefold()
    own = scene.leading or scene.actor.party
    # “PM” is a seat of the own side before it is one of another.
    in_order = sorted(seats, key=lambda seat: seat.party != own)
    named = next((seat for seat in in_order if asked in (*names_of(seat), initials_of(seat))), None)
    if named is not None:
        return (named,), ""
    found = named_seat({s.key: held[s.key].name for s in seats if s.key in held}, text)
    people = {held[key] for key in found}
    if len(people) == 1:
        person = people.pop()
        return _seats_of(seats, held, person), person.name
    near = {name: seat for seat in reversed(in_order) for name in names_of(seat)}
    match = process.extractOne(asked, list(near), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return ((near[match[0]],), "") if match else ((), "")


def _seats_of(
    seats: tuple[Seat, ...], held: Mapping[str, Person], person: Person
) -> tuple[Seat, ...]:
    return tuple(seat for seat in seats if held.get(seat.key) == person)
