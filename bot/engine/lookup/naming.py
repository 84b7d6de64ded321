"""What can be asked about in an agreement, and everything each thing goes by."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.agreement.parties import Party
from bot.domain.agreement.triggers import TriggerType
from bot.domain.visibility import View
from bot.engine.lookup.found import Kind
from bot.engine.lookup.glossary import ACTIONS, LIGHT
from bot.engine.lookup.people_words import PEOPLE_OF
from bot.engine.lookup.rhythm import rhythm_names
from bot.engine.lookup.said_as import WORD_BY_WORD, Concept, concepts_of
from bot.engine.lookup.text import words

#: How far a name is to be trusted: a real one, a part of a title, what a place holds, what an
#: update holds, and what only says in which surroundings a thing is.
ALIAS, TITLE_PART, HOLDS, CONTENTS, CONTEXT = 1.0, 0.96, 0.93, 0.75, 0.5
#: What people say instead of a name.
SAID = 0.86
#: What names nothing alone is no name of one thing.
_SAYS_LITTLE = LIGHT | ACTIONS
#: What only explains a title is left out when people say it: “Peer-review pathologist (external)”.
_EXPLAINED = re.compile(r"\s*\([^()]*\)")
_PARTS = re.compile(r"\s+and\s+|[,;:()/]|\s+-\s+")
_ABOUT = {TriggerType.OVERDUE: Kind.AREA, TriggerType.MISSED_UPDATE: Kind.CADENCE}


@dataclass(frozen=True)
class Item:
    """One thing that can be asked about."""

    kind: Kind
    key: str
    place: str | None = None
    """For an area: key of the location of its output, when the reader may know it."""
    dated: bool = False
    """For an area: whether it has a due date."""
    about: Kind | None = None
    """For a trigger: the kind of thing that is late or missing when it occurs."""
    concepts: tuple[Concept, ...] = ()
    """What of the field it is."""


def places_of(party: Party) -> Iterator[str]:
    """The words by which people say which party they mean."""
    yield party.short
    for word in words(party.city or ""):
        yield word
        yield PEOPLE_OF.get(word, "")


def named_items(view: View) -> Iterator[tuple[Item, list[tuple[str, float]]]]:
    """Every thing the reader may know, with what it goes by and how far each is to be trusted."""
    agreement = view.agreement
    for area in agreement.areas:
        names = _names(area.key, area.title, area.aliases)
        place = area.location if view.location(area.location) else None
        concepts = concepts_of(Kind.AREA, _called(names))
        item = Item(Kind.AREA, area.key, place, dated=bool(area.due), concepts=concepts)
        yield item, [*names, *_said(item)]
    for seat in view.seats:
        names = _names(seat.key, seat.title, seat.aliases)
        item = Item(Kind.SEAT, seat.key, concepts=concepts_of(Kind.SEAT, _called(names)))
        party = agreement.party[seat.party]
        context = f"{party.side} {' '.join(places_of(party))}"
        yield item, [*names, *_said(item), (context, CONTEXT)]
    for location in view.locations:
        names = _names(location.key, location.title, location.aliases)
        concepts = concepts_of(Kind.LOCATION, _called(names))
        item = Item(Kind.LOCATION, location.key, concepts=concepts)
        held = [(each, HOLDS) for each in location.holds]
        yield item, [*names, *_said(item), *held, (location.system, CONTEXT)]
    for trigger in agreement.triggers:
        names = _names(trigger.key, trigger.title, trigger.aliases)
        type_ = trigger.trigger.type
        concepts = concepts_of(Kind.TRIGGER, _called(names), type_=type_)
        item = Item(Kind.TRIGGER, trigger.key, about=_ABOUT.get(type_), concepts=concepts)
        yield item, [*names, *_said(item), (trigger.trigger.text, CONTEXT)]
    for cadence in agreement.cadences:
        names = _names(cadence.key, cadence.title, ())
        item = Item(Kind.CADENCE, cadence.key, concepts=concepts_of(Kind.CADENCE, _called(names)))
        names += [(each, SAID) for each in rhythm_names(cadence)]
        contents = [(each.title, CONTENTS) for each in cadence.contents]
        yield item, [*names, *_said(item), *contents]


def _names(key: str, title: str, aliases: Iterable[str]) -> list[tuple[str, float]]:
    parts = [part for part in _PARTS.split(title) if part.strip() and part != title]
    names = [(title, ALIAS), (_EXPLAINED.sub("", title), ALIAS), (key.replace("_", " "), ALIAS)]
    names += [(alias, ALIAS) for alias in aliases]
    return names + [(part, TITLE_PART) for part in parts]


def _called(names: Iterable[tuple[str, float]]) -> Iterator[str]:
    return (text for text, trust in names if trust >= ALIAS)


def _said(item: Item) -> Iterator[tuple[str, float]]:
    """What people say instead, word by word, where it says enough.

    Of the wide banks whole texts are compared, not words: one word of theirs says too little.
    """
    little = frozenset() if item.kind is Kind.CADENCE else _SAYS_LITTLE
    telling = (each for each in item.concepts if each.file == WORD_BY_WORD)
    said = dict.fromkeys(each for concept in telling for each in concept.said)
    return ((each, SAID) for each in said if not little.issuperset(words(each)))
