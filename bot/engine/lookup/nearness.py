"""How near a question is, as a whole, to what people say and ask about the things of the field.

Words are weighed by how few concepts use them, and texts are compared by the angle between them
(tf-idf and cosine; Salton and Buckley 1988). One angle is to all that is said about a thing, one to
the nearest single question that people ask about it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nlargest

from bot.engine.lookup.said_as import Concept, concepts
from bot.engine.lookup.text import stem, words

Vector = Mapping[str, float]

#: Words that say less are left out: “the”, “of” and “who” stand in most texts and in each question.
_EVERYWHERE = 1.6
_FEW = 3


@dataclass(frozen=True)
class Near:
    """Three angles, each from 0 (nothing in common) to 1 (the same)."""

    said: float
    """To all that is said about it."""
    asked: float
    """To the nearest question asked about it."""
    often: float
    """To the nearest three questions asked about it, on average."""


FAR = Near(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class _Texts:
    """Texts that a question is compared with, by the words they hold."""

    postings: Mapping[str, tuple[tuple[int, float], ...]]

    @classmethod
    def of(cls, vectors: Iterable[Vector]) -> "_Texts":
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, vector in enumerate(vectors):
            for each, weight in vector.items():
                postings[each].append((number, weight))
        return cls({each: tuple(those) for each, those in postings.items()})

    def near(self, question: Vector) -> dict[int, float]:
        """The angle between the question and every text that shares a word with it."""
        found: dict[int, float] = defaultdict(float)
        for each, weight in question.items():
            for number, other in self.postings.get(each, ()):
                found[number] += weight * other
        return found


@dataclass(frozen=True, kw_only=True)
class Bank:
    """Concepts of the field, ready to be compared with."""

    numbers: Mapping[Concept, int]
    counts: tuple[Counter[str], ...]
    """By concept: how often each stem is said of it."""
    rarity: Mapping[str, float]
    """How much a stem says: the fewer concepts use it, the more."""
    said: _Texts
    asked: _Texts
    asked_about: tuple[int, ...]
    """By question: number of its concept."""

    @classmethod
    def of(cls, known: Iterable[Concept]) -> "Bank":
        """Prepare concepts; those that are not given are unknown to it."""
        numbers = {concept: number for number, concept in enumerate(known)}
        counts = tuple(_count((*c.called, *c.said, *c.asked)) for c in numbers)
        rarity = _rarity(counts)
        questions = [(number, text) for c, number in numbers.items() for text in c.asked]
        return cls(
            numbers=numbers,
            counts=counts,
            rarity=rarity,
            said=_Texts.of(_vector(each, rarity) for each in counts),
            asked=_Texts.of(_vector(_count([text]), rarity) for _, text in questions),
            asked_about=tuple(number for number, _ in questions),
        )


@cache
def whole_bank() -> Bank:
    """All concepts there are, prepared once."""
    return Bank.of(concepts())


@dataclass(frozen=True)
class Things:
    """The items of an agreement, ready to be compared with."""

    bank: Bank
    rarity: Mapping[str, float]
    """How much a stem says; what only this agreement says is as rare as can be."""
    said: _Texts
    concepts: tuple[tuple[int, ...], ...]
    """By item: numbers of the concepts it is."""
    present: frozenset[int]
    """The concepts that some item is."""

    @classmethod
    def of(cls, bank: Bank, items: Iterable[tuple[Iterable[str], Iterable[Concept]]]) -> "Things":
        """Prepare items, each given as what it goes by and the concepts it is."""
        own: list[Counter[str]] = []
        known: list[tuple[int, ...]] = []
        for names, those in items:
            own.append(_count(names))
            known.append(tuple(bank.numbers[each] for each in those if each in bank.numbers))
        rarest = max(bank.rarity.values(), default=1.0)
        rarity = dict.fromkeys((each for count in own for each in count), rarest)
        rarity.update(bank.rarity)
        said = (
            sum((bank.counts[number] for number in numbers), count)
            for numbers, count in zip(known, own, strict=True)
        )
        return cls(
            bank,
            rarity,
            _Texts.of(_vector(count, rarity) for count in said),
            tuple(known),
            present=frozenset(number for each in known for number in each),
        )

    def near(self, text: str, meant: Iterable[str]) -> tuple[dict[int, Near], Near]:
        """By item, how near the question is; and how near what the agreement does not have is.

        Args:
            text: the question as it was typed.
            meant: stems that its words stand for: misspelt ones put right, abbreviations.
        """
        question = _vector(_count([text]) | Counter(meant), self.rarity)
        asked: dict[int, list[float]] = defaultdict(list)
        for number, angle in self.bank.asked.near(question).items():
            asked[self.bank.asked_about[number]].append(angle)
        items = self.said.near(question)
        found = {
            item: _near(items.get(item, 0.0), [a for c in those for a in asked.get(c, ())])
            for item, those in enumerate(self.concepts)
        }
        said = self.bank.said.near(question)
        absent = (_near(said[c], asked.get(c, [])) for c in said if c not in self.present)
        return found, nearest(absent)


def nearest(several: Iterable[Near]) -> Near:
    """The most that any of several reaches, by each measure."""
    best = FAR
    for each in several:
        best = Near(
            max(best.said, each.said), max(best.asked, each.asked), max(best.often, each.often)
        )
    return best


def _near(said: float, asked: list[float]) -> Near:
    top = nlargest(_FEW, asked)
    return Near(said, top[0] if top else 0.0, sum(top) / _FEW)


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(stem(word) for text in texts for word in words(text))


def _rarity(counts: tuple[Counter[str], ...]) -> dict[str, float]:
    held = Counter(each for count in counts for each in count)
    return {each: math.log((1 + len(counts)) / (1 + many)) + 1 for each, many in held.items()}


def _vector(count: Counter[str], rarity: Mapping[str, float]) -> Vector:
    """The words that say something, each by how much it says, with a length of 1 together."""
    raw = {
        each: (1 + math.log(often)) * rarity[each]
        for each, often in count.items()
        if rarity.get(each, 0.0) >= _EVERYWHERE
    }
    length = math.sqrt(sum(weight * weight for weight in raw.values()))
    return {each: weight / length for each, weight in raw.items()}
