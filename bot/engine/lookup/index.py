"""The words of one agreement, prepared once per version and reader so that a look-up is quick."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.visibility import View
from bot.engine.lookup.found import Kind
from bot.engine.lookup.glossary import EVERYDAY, FILLER, LIGHT, SAME, SPELLED_OUT
from bot.engine.lookup.text import stem, words

_ALIAS, _TITLE_PART, _SPELLED_OUT, _HOLDS, _VAGUE, _CONTEXT = 1.0, 0.96, 0.94, 0.93, 0.9, 0.5
#: Whose, without which a name is not whole: "our statistician" is one of two.
_WHOSE = frozenset({"our", "my", "your"})
_PARTS = re.compile(r"\s+and\s+|[,;:()/]|\s+-\s+")
_MANY = 6
#: With fewer letters in common two words are not taken for forms of one.
SHORTEST_PREFIX = 4
_LIGHT_STEMS = frozenset(stem(word) for word in LIGHT)


@dataclass(frozen=True)
class Item:
    """One thing that can be asked about."""

    kind: Kind
    key: str
    place: str | None = None
    """For an area: key of the location of its output, when the reader may know it."""
    dated: bool = False
    """For an area: whether it has a due date."""


@dataclass(frozen=True)
class Phrase:
    """A name of an item, as comparable words."""

    item: int
    stems: tuple[str, ...]
    trust: float
    """1 for a real name, less for a part of a title or for contents."""


@dataclass(frozen=True, kw_only=True)
class Index:
    """Everything a look-up needs, without a reference to the agreement."""

    items: tuple[Item, ...]
    phrases: tuple[Phrase, ...]
    names: Mapping[str, tuple[int, ...]]
    """Full names, as words in one spelling, to items."""
    joined: Mapping[str, str]
    """Two words of a name written as one (`clinpath`) to the two."""
    postings: Mapping[str, tuple[int, ...]]
    """A stem to the phrases that hold it."""
    surfaces: Mapping[str, str]
    """Every word as written to its stem; misspelt words are compared with these."""
    rarity: Mapping[str, float]
    """1 for a stem that one item has, less when many have it."""
    weights: Mapping[str, float]
    """How much a stem says: its rarity, and half of it for words that say little alone."""
    starts: Mapping[str, tuple[str, ...]]
    """The first letters of stems to the stems that are long enough to be told by them."""
    same: Mapping[str, frozenset[str]]
    """A stem to the stems that mean the same."""
    frequency: Mapping[tuple[int, str], float]
    """How large a share of an item's own names holds a stem."""
    everyday: frozenset[str]
    """Ordinary words that the agreement does not use."""


def build_index(view: View) -> Index:
    """Prepare an agreement for look-ups by one sort of reader."""
    items: list[Item] = []
    named: list[tuple[int, str, float]] = []
    for item, names in _items(view):
        named.extend((len(items), text, trust) for text, trust in names)
        items.append(item)
    return _build(tuple(items), named)


def content_stems(found: list[str]) -> tuple[str, ...]:
    """Those of the words of a name that say something, as stems."""
    kept = [word for word in found if word not in FILLER] or found
    return tuple(stem(word) for word in kept)


def _items(view: View) -> Iterator[tuple[Item, list[tuple[str, float]]]]:
    agreement = view.agreement
    for area in agreement.areas:
        place = area.location if view.location(area.location) else None
        item = Item(Kind.AREA, area.key, place, dated=bool(area.due))
        yield item, _names(area.key, area.title, area.aliases)
    for seat in view.seats:
        party = agreement.party[seat.party]
        context = f"{party.short} {party.side}"
        yield (
            Item(Kind.SEAT, seat.key),
            [*_names(seat.key, seat.title, seat.aliases), (context, _CONTEXT)],
        )
    for location in view.locations:
        names = _names(location.key, location.title, location.aliases)
        names += [(each, _HOLDS) for each in location.holds]
        yield Item(Kind.LOCATION, location.key), [*names, (location.system, _CONTEXT)]
    for trigger in agreement.triggers:
        names = _names(trigger.key, trigger.title, trigger.aliases)
        yield Item(Kind.TRIGGER, trigger.key), [*names, (trigger.trigger.text, _CONTEXT)]
    for cadence in agreement.cadences:
        names = _names(cadence.key, cadence.title, ())
        names += [(each.title, _CONTEXT) for each in cadence.contents]
        yield Item(Kind.CADENCE, cadence.key), names


def _names(key: str, title: str, aliases: Iterable[str]) -> list[tuple[str, float]]:
    parts = [part for part in _PARTS.split(title) if part.strip() and part != title]
    names = [(title, _ALIAS), (key.replace("_", " "), _ALIAS)]
    names += [(alias, _ALIAS) for alias in aliases]
    return names + [(part, _TITLE_PART) for part in parts]


def _build(items: tuple[Item, ...], named: list[tuple[int, str, float]]) -> Index:
    written = [(item, words(text), trust) for item, text, trust in named]
    joined = _joined(found for _, found, trust in written if trust >= _HOLDS)
    names: dict[str, list[int]] = defaultdict(list)
    phrases: dict[tuple[int, tuple[str, ...]], float] = {}
    surfaces: dict[str, str] = {}
    for item, said, trust in written:
        _add(names, " ".join(said), item, real=trust >= _ALIAS)
        found = [part for word in said for part in joined.get(word, word).split()]
        surfaces.update((word, stem(word)) for word in found if word not in FILLER)
        for stems, sure in _variants(found, trust):
            phrases[item, stems] = max(sure, phrases.get((item, stems), 0))
    made = tuple(Phrase(item, stems, trust) for (item, stems), trust in phrases.items() if stems)
    rarity = _rarity(made)
    return Index(
        items=items,
        phrases=made,
        names={name: tuple(found) for name, found in names.items()},
        joined=joined,
        postings=_postings(made),
        surfaces=surfaces,
        rarity=rarity,
        weights={s: much * (0.5 if s in _LIGHT_STEMS else 1) for s, much in rarity.items()},
        starts=_starts(rarity),
        same=_same(rarity),
        frequency=_frequency(made),
        everyday=EVERYDAY - surfaces.keys(),
    )


def _joined(names: Iterable[list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        for first, second in pairwise(name):
            found[first + second] = f"{first} {second}"
    return found


def _variants(found: list[str], trust: float) -> Iterator[tuple[tuple[str, ...], float]]:
    """The comparable forms of a name: as it is, and with its abbreviations spelled out."""
    stems = content_stems(found)
    yield stems, min(trust, _VAGUE) if _WHOSE.intersection(found) else trust
    if any(each in SPELLED_OUT for each in found):
        long = " ".join(SPELLED_OUT.get(each, each) for each in found)
        yield content_stems(words(long)), min(trust, _SPELLED_OUT)


def _add(names: dict[str, list[int]], name: str, item: int, *, real: bool) -> None:
    if name and real and item not in names[name]:
        names[name].append(item)


def _postings(phrases: tuple[Phrase, ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(phrases):
        for each in set(phrase.stems):
            found[each].append(number)
    return {each: tuple(numbers) for each, numbers in found.items()}


def _rarity(phrases: tuple[Phrase, ...]) -> dict[str, float]:
    holders: dict[str, set[int]] = defaultdict(set)
    for phrase in phrases:
        for each in phrase.stems:
            holders[each].add(phrase.item)
    return {
        each: 1 / (1 + 0.35 * math.log(min(len(found), _MANY))) for each, found in holders.items()
    }


def _starts(stems: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in stems:
        if len(each) >= SHORTEST_PREFIX:
            found[each[:SHORTEST_PREFIX]].append(each)
    return {start: tuple(those) for start, those in found.items()}


def _frequency(phrases: tuple[Phrase, ...]) -> dict[tuple[int, str], float]:
    total: dict[int, int] = defaultdict(int)
    count: dict[tuple[int, str], int] = defaultdict(int)
    for phrase in phrases:
        if phrase.trust < _TITLE_PART:
            continue
        total[phrase.item] += 1
        for each in set(phrase.stems):
            count[phrase.item, each] += 1
    return {pair: number / total[pair[0]] for pair, number in count.items()}


def _same(known: Mapping[str, float]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in SAME:
        group = {stem(word) for word in words(line)}
        present = {each for each in group if each in known}
        for each in group:
            found[each] |= present - {each}
    return {each: frozenset(others) for each, others in found.items() if others}
