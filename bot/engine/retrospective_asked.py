"""Whom a retrospective asks: a few people of each side who may be known to all."""

from collections.abc import Iterator

from bot.domain.people import Person
from bot.domain.retrospective import Invited, phase_of, share
from bot.domain.visibility import A_ROOM, view
from bot.engine.contacts import route_to
from bot.engine.scene import Setting


def whom_to_ask(setting: Setting, occasion: str) -> tuple[Invited, ...]:
    """Who is asked on every side, a few of each; nobody where fewer than two sides can be asked.

    The leads, then whoever sits in the seats that are asked for the pulse; where no pulse is
    agreed, in the seats that answer for the areas of the phase, of all areas where it has none.
    Who is away is asked only where others leave room.
    """
    parties = list(setting.agreement.party)
    found = {party: _of_side(setting, party, occasion) for party in parties}
    if sum(bool(people) for people in found.values()) < 2:  # noqa: PLR2004 - one alone has no other
        return ()
    return tuple(
        Invited(person=person.id, party=party) for party in parties for person in found[party]
    )


def _of_side(setting: Setting, party: str, occasion: str) -> list[Person]:
    people = dict.fromkeys(each.id for each in _candidates(setting, party, occasion))
    left = [
        person
        for person in map(setting.directory.person, people)
        if setting.is_here(person) and route_to(setting, party, person) is not None
    ]
    id_, absence = setting.collaboration.id, setting.directory.absence
    there = sorted(left, key=lambda each: absence(id_, each, setting.now) is not None)
    return there[: share(len(setting.agreement.parties))]


def _candidates(setting: Setting, party: str, occasion: str) -> Iterator[Person]:
    id_, directory = setting.collaboration.id, setting.directory
    yield from directory.leads(id_, party)
    known = view(setting.agreement, A_ROOM)
    for key in _seats(setting, occasion):
        seat = known.seat(key)
        holder = directory.holder(id_, key, setting.now)
        if seat is not None and seat.party == party and holder is not None:
            yield holder


def _seats(setting: Setting, occasion: str) -> Iterator[str]:
    agreement = setting.agreement
    if agreement.pulse is not None:
        yield from agreement.pulse.asked_of
        return
    phase = phase_of(occasion)
    areas = [a for a in agreement.areas if any(due.phase == phase for due in a.due)]
    for area in areas if phase and areas else agreement.areas:
        yield from (area.accountable, area.responsible, area.counterpart)
