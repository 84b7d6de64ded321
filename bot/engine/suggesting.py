"""What to suggest while somebody types the name of something that is agreed."""

from collections.abc import Iterator

from bot.engine.ask import INDEXES, find
from bot.engine.findable import all_of
from bot.engine.holders import Holders
from bot.engine.lookup import Candidate, Kind
from bot.engine.lookup.glossary import FILLER
from bot.engine.lookup.index import Index
from bot.engine.lookup.text import words
from bot.engine.scene import Scene

#: Of what is typed this much names something.
_MOST_WORDS = 8
#: What a name is worth that begins with what was typed, and one in which the words begin anywhere.
_BEGINS, _WITHIN, _FOR_LENGTH = 90, 75, 15
#: Whoever looks for an owner means these rather than what happens or comes round.
_RATHER = {Kind.AREA: 6, Kind.SEAT: 3, Kind.LOCATION: 3}


def suggestions(scene: Scene, text: str) -> list[Candidate]:
    """The best first; without words what the actor answers for, then what they have a part in."""
    if scene.collaboration.version == 0:
        return []
    said = _telling(text)
    if not said:
        return _own_first(scene)
    best = {(each.kind, each.key): each.score for each in _looked_up(scene, text)}
    index = INDEXES.of(scene.agreement, scene.reader).index
    for candidate in _begun(index, said):
        named = candidate.kind, candidate.key
        best[named] = max(candidate.score, best.get(named, 0))
    ranked = sorted(best.items(), key=lambda each: -each[1])
    return [Candidate(kind, key, score) for (kind, key), score in ranked]


def _telling(text: str) -> list[str]:
    """The words that may name something; the last one may be the beginning of any word."""
    said = words(text)[:_MOST_WORDS]
    unfinished = bool(text) and text[-1].isalnum()
    return [
        word
        for number, word in enumerate(said, start=1)
        if word not in FILLER or (number == len(said) and unfinished)
    ]


def _looked_up(scene: Scene, text: str) -> tuple[Candidate, ...]:
    holders = Holders(scene)
    found = find(scene.agreement, text, reader=scene.reader, holders=holders)[1]
    return (*found.candidates, *found.also)


def _begun(index: Index, said: list[str]) -> Iterator[Candidate]:
    """Things with a name of which each word that was typed begins a word."""
    begins = " ".join(said)
    for name, items in index.names.items():
        parts = name.split()
        if all(any(part.startswith(word) for part in parts) for word in said):
            worth = _BEGINS if name.startswith(begins) else _WITHIN
            score = worth - min(len(name) - len(begins), _FOR_LENGTH)
            for number in items:
                item = index.items[number]
                rather = _RATHER.get(item.kind, 0)
                yield Candidate(item.kind, item.key, score + rather)


def _own_first(scene: Scene) -> list[Candidate]:
    """All areas and the places the actor looks after, nearest to the actor first."""
    agreement, own = scene.agreement, frozenset(scene.actor.seats)
    found = []
    for each in all_of(scene):
        if each.kind is Kind.AREA:
            area = agreement.area[each.key]
            part = {area.responsible, area.counterpart}
            nearness = 2 if area.accountable in own else 1 if own & part else 0
            found.append(Candidate(each.kind, each.key, nearness))
        elif each.kind is Kind.LOCATION and agreement.location[each.key].owner in own:
            found.append(Candidate(each.kind, each.key, 2))
    return sorted(found, key=lambda each: -each.score)
