"""Whom on the other side something goes to, by what the agreement says about its topic."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.agreement.contact_rules import ContactFor
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Party
from bot.domain.agreement.seats import Seat
from bot.domain.contact_rules import named_for
from bot.domain.visibility import (
    A_ROOM,
    Reader,
    View,
    is_restricted,
    view,
    visible_location,
    visible_seat,
)
from bot.engine.ask import find
from bot.engine.holders import Holders
from bot.engine.lookup import Candidate, Kind
from bot.engine.scene import Scene

#: How much of a sentence is read for a name in it, and how many words a name has, longest first.
_WORDS_READ, _RUNS = 30, (3, 2, 1)
_SURE, _MOST = 90, 4
_OTHERS = frozenset({Kind.TRIGGER, Kind.CADENCE, Kind.LOCATION})


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A seat of another side, and what it is asked about."""

    seat: str
    """Key of the seat."""
    topic: str
    """The title of what was found, or of the seat."""
    area: str | None = None
    """Key of the area, when it is about one."""


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """Who can get it, best first: one, several that are close, or nobody."""

    found: tuple[Contact, ...] = ()
    own_side: Seat | None = None
    """The one seat that was named, when it is on the asker's own side."""


def own_party(scene: Scene) -> str | None:
    """The side the actor belongs to."""
    return scene.actor.party or scene.leading


def other_parties(scene: Scene) -> tuple[Party, ...]:
    """The sides the actor does not belong to."""
    own = own_party(scene)
    return tuple(party for party in scene.agreement.parties if party.key != own)


def contacts(scene: Scene, text: str, reader: Reader, need: ContactFor | None = None) -> Contacts:
    """Who gets something about a topic: the owner, or for what one's own side owns the counterpart.

    With a need it is first whom the contact rules of an area name for it now. Where that seat does
    not exist for the reader, it is the lead of its side, as in `who`.
    """
    seen, found = find(scene.agreement, text, reader=reader, holders=Holders(scene))
    named = [Candidate(found.kind, found.key, 100)] if found.key else [*found.candidates]
    known = [_contact(scene, seen, candidate, need) for candidate in named]
    kept = {each.seat: each for each in reversed([c for c in known if c is not None])}
    if not kept and len(named) == 1 and named[0].kind is Kind.SEAT:
        return Contacts(own_side=seen.seat(named[0].key))
    return Contacts(found=tuple(reversed(kept.values())))


def contacts_in(
    scene: Scene, text: str, reader: Reader, need: ContactFor | None = None
) -> Contacts:
    """Who gets something whose topic is named somewhere in a sentence.

    An area that is surely named counts first: "the slides may slip" is about the slides, not about
    deliverables that slip. Then the sentence is looked up as it stands, as in `who`, and at last
    anything else that is surely named in it.
    """
    named = _named(scene, text, reader, frozenset({Kind.AREA}), need)
    if named:
        return Contacts(found=named)
    whole = contacts(scene, text, reader, need)
    if whole.found or whole.own_side:
        return Contacts(found=whole.found)
    return Contacts(found=_named(scene, text, reader, _OTHERS, need))


def _named(
    scene: Scene, text: str, reader: Reader, kinds: frozenset[Kind], need: ContactFor | None
) -> tuple[Contact, ...]:
    """Who gets what the longest run of words names that surely names something."""
    said = re.findall(r"[\w'&-]+", text)[:_WORDS_READ]
    for length in _RUNS:
        found: dict[str, Contact] = {}
        for start in range(len(said) - length + 1):
            run = " ".join(said[start : start + length])
            seen, known = find(scene.agreement, run, reader=reader, holders={})
            for candidate in known.candidates:
                if candidate.score >= _SURE and candidate.kind in kinds:
                    contact = _contact(scene, seen, candidate, need)
                    if contact is not None:
                        found.setdefault(contact.seat, contact)
        if found:
            return tuple(found.values())[:_MOST]
    return ()


def _contact(
    scene: Scene, seen: View, candidate: Candidate, need: ContactFor | None
) -> Contact | None:
    agreement, own = scene.agreement, own_party(scene)
    topic, seats = _about(agreement, candidate)
    for key in (*_by_rule(scene, seen, candidate, need), *seats):
        party = agreement.party_of(key)
        if party.key == own:
            continue
        seat = seen.seat(key) or seen.lead(party)
        if seat is not None:
            area = candidate.key if candidate.kind is Kind.AREA else None
            named = topic if _known_to_all(agreement, candidate) else seat.title
            return Contact(seat=seat.key, topic=named, area=area)
    return None


def _by_rule(
    scene: Scene, seen: View, candidate: Candidate, need: ContactFor | None
) -> tuple[str, ...]:
    """The seat that the contact rules of an area name now; none where no rule of it applies."""
    if candidate.kind is not Kind.AREA or need is None:
        return ()
    area = scene.agreement.area[candidate.key]
    found = named_for(
        scene.agreement, area, scene.now, need, lambda seat: seen.seat(seat) is not None
    )
    return (found.seat,) if found is not None and found.rule is not None else ()


def _known_to_all(agreement: Agreement, candidate: Candidate) -> bool:
    """Whether everybody may read what it is called: the topic of what waits is in `status`."""
    match candidate.kind:
        case Kind.LOCATION:
            return visible_location(agreement, candidate.key, A_ROOM)
        case Kind.TRIGGER:
            return not is_restricted(agreement, agreement.trigger[candidate.key])
        case Kind.CADENCE:
            return visible_seat(agreement, agreement.cadence[candidate.key].from_, A_ROOM)
        case _:
            return True


def _about(agreement: Agreement, candidate: Candidate) -> tuple[str, tuple[str, ...]]:
    """What a candidate is called, and the seats it belongs to, the first to be asked first."""
    key = candidate.key
    match candidate.kind:
        case Kind.AREA:
            area = agreement.area[key]
            return area.title, (area.accountable, area.counterpart, area.responsible)
        case Kind.SEAT:
            return agreement.seat[key].title, (key,)
        case Kind.LOCATION:
            location = agreement.location[key]
            return location.title, (location.owner,)
        case Kind.TRIGGER:
            trigger = agreement.trigger[key]
            return trigger.title, (trigger.first_notice.to, trigger.first_notice.from_)
        case _:
            cadence = agreement.cadence[key]
            return cadence.title, (cadence.from_, *cadence.to)


def usual_counterparts(scene: Scene, reader: Reader) -> tuple[Contact, ...]:
    """Whom the actor's own seat deals with most, by the areas it has a part in.

    That is one, or one of each other side with which it has as much to do. Without a seat, or
    without such an area, it is the lead of each other side.
    """
    seen, found = view(scene.agreement, reader), dict[str, Contact]()
    counted = [each for each in Counter(_opposite(scene)).most_common() if seen.seat(each[0])]
    for key, times in counted:
        seat = seen.seat(key)
        if seat is not None and times == counted[0][1]:
            found.setdefault(seat.party, Contact(seat=seat.key, topic=seat.title))
    return tuple(found.values()) or lead_contacts(scene, reader)


def _opposite(scene: Scene) -> Iterator[str]:
    own, agreement = own_party(scene), scene.agreement
    for area in agreement.areas:
        about = (area.accountable, area.responsible, area.counterpart)
        if set(about) & set(scene.actor.seats):
            yield from dict.fromkeys(s for s in about if agreement.seat[s].party != own)


def lead_contacts(scene: Scene, reader: Reader) -> tuple[Contact, ...]:
    """The seat that speaks for each other side."""
    seen = view(scene.agreement, reader)
    leads = (seen.lead(party) for party in other_parties(scene))
    return tuple(Contact(seat=seat.key, topic=seat.title) for seat in leads if seat is not None)
