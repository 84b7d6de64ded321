"""The words of one agreement, prepared once per version and reader so that a look-up is quick."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.visibility import View
from bot.engine.lookup.found import Kind
from bot.engine.lookup.glossary import (
    EVERYDAY,
    FILLER,
    LIGHT,
    SAME,
    SPELLED_OUT,
)
from bot.engine.lookup.naming import ALIAS, HOLDS, SAID, TITLE_PART, Item, named_items, places_of
from bot.engine.lookup.nearness import Bank, Things, whole_bank
from bot.engine.lookup.people_words import ROLES
from bot.engine.lookup.text import stem, words

_SPELLED_OUT, _VAGUE, _SAID_IN_PART = 0.94, 0.9, 0.7
#: Whose, without which a name is not whole: "our statistician" is one of two.
_WHOSE = frozenset({"our", "my", "your"})
_MANY = 6
_ORDINARY = FILLER | EVERYDAY
#: Words of the longest idiom.
LONGEST_IDIOM = 3
#: With fewer letters in common two words are not taken for forms of one.
SHORTEST_PREFIX = 4
_LIGHT_STEMS = frozenset(stem(word) for word in LIGHT)


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
    numbers: Mapping[tuple[Kind, str], int]
    """Kind and key of an item to its place among all."""
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
    roles: Mapping[str, frozenset[str]]
    """What a role is called loosely, to the stems it may stand for."""
    places: frozenset[str]
    """Stems of what says which party is meant: its name, its city, its country and its people."""
    idioms: frozenset[str]
    """What people say in two or three words of which some say nothing alone ("still no")."""
    everyday: frozenset[str]
    """Ordinary words that the agreement does not use."""
    things: Things
    """The items as a whole text each."""

    def place_of(self, item: int) -> int:
        """The place of an area's output, when the reader may know it; else the item itself."""
        place = self.items[item].place
        return item if place is None else self.numbers[Kind.LOCATION, place]

    def apart(self, said: Sequence[str]) -> list[str]:
        """The words, those taken apart that the agreement writes as two."""
        return [part for word in said for part in self.joined.get(word, word).split()]


def build_index(view: View, bank: Bank | None = None) -> Index:
    """Prepare an agreement for look-ups by one sort of reader.

    Args:
        view: the agreement as the reader may know it.
        bank: the concepts to compare questions with; all there are when none are given.
    """
    items: list[Item] = []
    named: list[tuple[int, str, float]] = []
    own: list[list[str]] = []
    for item, names in named_items(view):
        named.extend((len(items), text, trust) for text, trust in names)
        own.append([text for text, trust in names if trust != SAID])
        items.append(item)
    parties = view.agreement.parties
    places = frozenset(stem(w) for each in parties for p in places_of(each) for w in words(p))
    things = Things.of(
        bank or whole_bank(), zip(own, (each.concepts for each in items), strict=True)
    )
    return _build(tuple(items), named, places, things)


def content_stems(found: list[str]) -> tuple[str, ...]:
    """Those of the words of a name that say something, as stems."""
    kept = [word for word in found if word not in FILLER] or found
    return tuple(stem(word) for word in kept)


def idiom(found: Sequence[str]) -> str:
    """Words said together, as one."""
    return " ".join(stem(word) for word in found)


def _build(
    items: tuple[Item, ...],
    named: list[tuple[int, str, float]],
    places: frozenset[str],
    things: Things,
) -> Index:
    written = [(item, words(text), trust) for item, text, trust in named]
    joined = _joined(found for _, found, trust in written if trust >= HOLDS)
    names: dict[str, list[int]] = defaultdict(list)
    phrases: dict[tuple[int, tuple[str, ...]], float] = {}
    surfaces: dict[str, str] = {}
    for item, said, trust in written:
        if trust >= ALIAS:
            _add(names, " ".join(said), item)
            _add(names, " ".join(words(_spelled_out(said))), item)
        found = [part for word in said for part in joined.get(word, word).split()]
        if trust != SAID:  # a misspelt word is not taken for what people say
            surfaces.update((word, stem(word)) for word in found if word not in FILLER)
        elif 1 < len(found) <= LONGEST_IDIOM and not _ORDINARY.isdisjoint(found):
            phrases[item, (idiom(found),)] = SAID
        for stems, sure in _variants(found, trust):
            phrases[item, stems] = max(sure, phrases.get((item, stems), 0))
    made = tuple(Phrase(item, stems, trust) for (item, stems), trust in phrases.items() if stems)
    rarity = _rarity(made)
    return Index(
        items=items,
        numbers={(each.kind, each.key): number for number, each in enumerate(items)},
        phrases=made,
        names={name: tuple(found) for name, found in names.items()},
        joined=joined,
        postings=_postings(made),
        surfaces=surfaces,
        rarity=rarity,
        weights={s: much * (0.5 if s in _LIGHT_STEMS else 1) for s, much in rarity.items()},
        starts=_starts(frozenset(surfaces.values()).intersection(rarity)),
        same=_same(rarity),
        roles=_roles(rarity),
        places=places,
        idioms=frozenset(each for each in rarity if " " in each),
        frequency=_frequency(made),
        everyday=EVERYDAY - surfaces.keys(),
        things=things,
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
    if trust == SAID and len(stems) == 1 < len(found):
        trust = _SAID_IN_PART
    yield stems, min(trust, _VAGUE) if _WHOSE.intersection(found) else trust
    if any(each in SPELLED_OUT for each in found):
        yield content_stems(words(_spelled_out(found))), min(trust, _SPELLED_OUT)


def _spelled_out(found: list[str]) -> str:
    return " ".join(SPELLED_OUT.get(each, each) for each in found)


def _add(names: dict[str, list[int]], name: str, item: int) -> None:
    if name and item not in names[name]:
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
        if phrase.trust < TITLE_PART:
            continue
        total[phrase.item] += 1
        for each in set(phrase.stems):
            count[phrase.item, each] += 1
    return {pair: number / total[pair[0]] for pair, number in count.items()}


def _roles(known: Mapping[str, float]) -> dict[str, frozenset[str]]:
    return {
        stem(said): frozenset(stem(word) for word in words(meant)).intersection(known)
        for said, meant in ROLES.items()
    }


def _same(known: Mapping[str, float]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in SAME:
        group = {stem(word) for word in words(line)}
        present = {each for each in group if each in known}
        for each in group:
            found[each] |= present - {each}
    return {each: frozenset(others) for each, others in found.items() if others}
