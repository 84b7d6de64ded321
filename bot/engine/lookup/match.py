"""Scores every item of an agreement against the words of a question.

An item is as good as two shares allow: how much of what was asked its names explain, and how much
of one of its names was said. A word the agreement does not know counts fully against every item:
that is what keeps "coffee report" from being taken for a report.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.engine.lookup.glossary import LIGHT
from bot.engine.lookup.index import Index, Phrase
from bot.engine.lookup.question import Question
from bot.engine.lookup.text import stem

_EXACT, _SAME, _PREFIX, _TYPO = 1.0, 0.94, 0.88, 0.9
_SHORTEST_PREFIX, _SHORTEST_TYPO, _LONG = 4, 4, 9
_UNKNOWN_LIGHT, _UNKNOWN_VERB, _ELSEWHERE, _IN_CLAUSE = 0.2, 0.12, 0.75, 0.55
_SPARE = 0.5
_LIGHT_STEMS = frozenset(stem(word) for word in LIGHT)


@dataclass(frozen=True)
class Term:
    """One word of the topic and what it can stand for."""

    stems: Mapping[str, float]
    """Stems of the agreement and how sure each reading is."""
    weight: float
    """How much an item loses that does not explain the word."""


def terms(index: Index, question: Question) -> tuple[Term, ...]:
    """What every word of the topic can stand for in this agreement."""
    return tuple(
        _term(index, word, is_verb=word == question.verb, clause=clause)
        for word, clause in _pieces(index, question)
    )


def scores(index: Index, asked: tuple[Term, ...]) -> dict[int, float]:
    """Every item that shares a word with the question, 0 to 100."""
    total = sum(term.weight for term in asked)
    if not total:
        return {}
    by_item: dict[int, list[int]] = defaultdict(list)
    for phrase in {n for t in asked for s in t.stems for n in index.postings.get(s, ())}:
        by_item[index.phrases[phrase].item].append(phrase)
    return {
        item: _item_score(index, item, [index.phrases[n] for n in numbers], asked, total)
        for item, numbers in by_item.items()
    }


def _pieces(index: Index, question: Question) -> Iterator[tuple[str, int]]:
    """The topic's words; two that the agreement writes as one, or the reverse, are brought over."""
    topic, clause = question.topic, question.clause
    at = 0
    while at < len(topic):
        word = topic[at]
        pair = word + topic[at + 1] if at + 1 < len(topic) else ""
        if pair in index.surfaces:
            yield pair, clause[at]
            at += 2
            continue
        if word not in index.surfaces and word in index.joined:
            yield from ((each, clause[at]) for each in index.joined[word].split())
        else:
            yield word, clause[at]
        at += 1


def _term(index: Index, word: str, *, is_verb: bool, clause: int) -> Term:
    readings = _readings(index, word)
    light = stem(word) in _LIGHT_STEMS
    if readings:
        weight = max(index.weights[each] * sure for each, sure in readings.items())
    elif word.isdigit() or light:
        weight = _UNKNOWN_LIGHT
    else:
        weight = 1.0
    if is_verb:
        weight = _UNKNOWN_VERB
    if clause and not (is_verb or light):
        weight *= _IN_CLAUSE
    return Term(readings, weight)


def _readings(index: Index, word: str) -> dict[str, float]:
    root = stem(word)
    found: dict[str, float] = {}
    if root in index.weights:
        found[root] = _EXACT
    for other in index.same.get(root, ()):
        found.setdefault(other, _SAME)
    if found:
        return found
    if len(root) >= _SHORTEST_PREFIX:
        for known in index.weights:
            shorter = min(len(known), len(root))
            if shorter >= _SHORTEST_PREFIX and (known.startswith(root) or root.startswith(known)):
                found[known] = _PREFIX
    return found or _corrected(index, word)


def _corrected(index: Index, word: str) -> dict[str, float]:
    if len(word) < _SHORTEST_TYPO or word in index.everyday or word.isdigit():
        return {}
    allowed = 2 if len(word) >= _LONG else 1
    near = process.extract(
        word, index.surfaces.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=4
    )
    return {
        index.surfaces[known]: _TYPO
        for known, distance, _ in near
        if known[0] == word[0] and len(known) >= _SHORTEST_TYPO + (distance > 0 and len(word) > 4)
    }


def _item_score(
    index: Index, item: int, phrases: list[Phrase], asked: tuple[Term, ...], total: float
) -> float:
    vocabulary: dict[str, float] = {}
    for phrase in phrases:
        for each in phrase.stems:
            vocabulary[each] = max(phrase.trust, vocabulary.get(each, 0))
    best = max(_phrase_score(index, phrase, vocabulary, asked, total) for phrase in phrases)
    shared = [index.frequency.get((item, s), 0) for t in asked for s in t.stems]
    return best + 4 * max(shared, default=0) - 4


def _phrase_score(
    index: Index,
    phrase: Phrase,
    vocabulary: Mapping[str, float],
    asked: tuple[Term, ...],
    total: float,
) -> float:
    explained = 0.0
    said: dict[str, float] = {}
    for term in asked:
        here = max(((sure, s) for s, sure in term.stems.items() if s in phrase.stems), default=None)
        if here is not None:
            explained += term.weight * here[0]
            said[here[1]] = max(here[0], said.get(here[1], 0))
        else:
            there = max((sure * vocabulary.get(s, 0) for s, sure in term.stems.items()), default=0)
            explained += term.weight * there * 0.9
    weights = [(index.weights[each], said.get(each, 0.0)) for each in phrase.stems]
    complete = sum(w * sure for w, sure in weights) / sum(w for w, _ in weights)
    return 100 * phrase.trust * (explained / total) * (_SPARE + (1 - _SPARE) * complete)
