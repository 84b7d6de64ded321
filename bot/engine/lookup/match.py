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

from bot.engine.lookup.asks import COMES_ROUND, STORIES
from bot.engine.lookup.found import Kind
from bot.engine.lookup.glossary import ACTIONS, CALLS, FILLER, LIGHT, NUMBERS, SPELLED_OUT
from bot.engine.lookup.index import LONGEST_IDIOM, SHORTEST_PREFIX, Index, Phrase, idiom
from bot.engine.lookup.question import Question
from bot.engine.lookup.text import stem, words

_EXACT, _SAME, _PREFIX, _TYPO, _ROLE = 1.0, 0.94, 0.88, 0.9, 0.85
_NUMBER = 0.3
#: What an item loses of which one word was said, and not the whole of a name.
_LONE, _WHOLE, _A_NAME = 12, 0.8, 0.9
#: A word of offices, travel or food that the agreement does not use.
_OTHER_BUSINESS = 1.6
_SHORTEST_TYPO, _LONG = 4, 9
_UNKNOWN_LIGHT, _UNKNOWN_VERB, _KNOWN_VERB = 0.2, 0.12, 0.5
_ELSEWHERE, _SUBJECT, _IN_CLAUSE = 0.6, 0.25, 0.65
_MOST_CORRECTIONS = 4
#: What an item loses whose names hold the word seldom: "report" is the report before the audit.
_OFTEN = 5
_SPARE = 0.5
#: A word that another name of the item holds.
_NEARBY = 0.9
#: Stories have more words than questions, and not each names something.
_IN_A_STORY = 0.7


@dataclass(frozen=True)
class Term:
    """One word of the topic and what it can stand for."""

    stems: Mapping[str, float]
    """Stems of the agreement and how sure each reading is."""
    weight: float
    """How much an item gains that explains the word."""
    missed: float
    """How much an item loses that does not explain it."""
    place: bool = False
    """Whether it says which party is meant; that tells people apart and nothing else."""


def terms(index: Index, question: Question) -> tuple[Term, ...]:
    """What every word of the topic can stand for in this agreement."""
    said = dict.fromkeys(_idioms(index, question.whole))
    in_idioms = {word for each in said for word in each.split()}
    words_alone = (
        (word, _term(index, question, word, clause=clause))
        for word, clause in _pieces(index, question)
    )
    # "room" names nothing, "emergency room" does.
    counting = tuple(
        term for word, term in words_alone if term.stems or stem(word) not in in_idioms
    )
    return counting + tuple(
        Term({each: _EXACT}, index.weights[each], index.weights[each] * _SUBJECT) for each in said
    )


def _idioms(index: Index, whole: tuple[str, ...]) -> Iterator[str]:
    for length in range(2, LONGEST_IDIOM + 1):
        for start in range(len(whole) - length + 1):
            said = idiom(whole[start : start + length])
            if said in index.idioms:
                yield said


def scores(index: Index, asked: tuple[Term, ...]) -> dict[int, float]:
    """Every item that shares a word with the question, 0 to 100."""
    by_item: dict[int, list[int]] = defaultdict(list)
    for phrase in {n for t in asked for s in t.stems for n in index.postings.get(s, ())}:
        by_item[index.phrases[phrase].item].append(phrase)
    return {
        item: _item_score(index, item, [index.phrases[n] for n in numbers], asked)
        for item, numbers in by_item.items()
    }


def _pieces(index: Index, question: Question) -> Iterator[tuple[str, int]]:
    """The topic's words; two that the agreement writes as one, or the reverse, are brought over."""
    topic, clause = question.topic, question.clause
    at = 0
    while at < len(topic):
        word = topic[at]
        pair = word + topic[at + 1] if at + 1 < len(topic) else ""
        if pair in index.surfaces and pair not in index.joined:
            yield pair, clause[at]
            at += 2
            continue
        if word in index.joined:
            yield from ((each, clause[at]) for each in index.joined[word].split())
        elif word not in index.surfaces and word in SPELLED_OUT:
            yield from (
                (each, clause[at]) for each in words(SPELLED_OUT[word]) if each not in FILLER
            )
        else:
            yield word, clause[at]
        at += 1


def _term(index: Index, question: Question, word: str, *, clause: int) -> Term:
    readings = _readings(index, word)
    if question.asks in COMES_ROUND and word in CALLS:
        readings = dict.fromkeys(_readings(index, CALLS[word]), _SAME) | readings
    is_light = word in LIGHT or word.removesuffix("s") in LIGHT
    says_little = word.isdigit() or is_light or word in ACTIONS
    if word == question.verb:
        weight = _KNOWN_VERB if readings else _UNKNOWN_VERB
    elif readings:
        weight = max(index.weights[each] * sure for each, sure in readings.items())
    else:
        unknown = _IN_A_STORY if question.asks in STORIES else 1.0
        weight = _UNKNOWN_LIGHT if says_little else unknown
        if word in index.everyday:
            weight = _OTHER_BUSINESS
    if clause and word != question.verb and not is_light:
        weight *= _IN_CLAUSE
    if not readings:
        return Term(readings, weight, weight)
    # What is asked about in "what if the report is late" is the lateness, not the report.
    elsewhere = _SUBJECT if question.asks in STORIES else _ELSEWHERE
    if word.isdigit() or word in NUMBERS:
        weight *= _NUMBER
    if stem(word) in index.places:
        return Term(readings, weight, weight, place=True)
    if word in ACTIONS:
        elsewhere = min(elsewhere, _UNKNOWN_LIGHT / weight)
    return Term(readings, weight, weight * elsewhere)


def _readings(index: Index, word: str) -> dict[str, float]:
    if word in index.everyday:
        return {}
    root = stem(word)
    found: dict[str, float] = {}
    if root in index.weights:
        found[root] = _EXACT
    for other in index.same.get(root, ()):
        found.setdefault(other, _SAME)
    for other in index.roles.get(root, ()):
        found.setdefault(other, _ROLE)
    if found:
        return found
    if len(root) >= SHORTEST_PREFIX:
        for known in index.starts.get(root[:SHORTEST_PREFIX], ()):
            if known.startswith(root) or root.startswith(known):
                found[known] = _PREFIX
    return found or _corrected(index, word)


def _corrected(index: Index, word: str) -> dict[str, float]:
    if len(word) < _SHORTEST_TYPO or word in index.everyday or word.isdigit():
        return {}
    found = {index.surfaces[each] for each in _near(word, index.surfaces)}
    if not found:
        root = stem(word)
        found = set(_near(root, index.rarity)) if len(root) > _SHORTEST_TYPO else set()
    return dict.fromkeys(found, _TYPO)


def _near(word: str, known: Mapping[str, object]) -> Iterator[str]:
    """Words that differ by a slip of the keys. A short one may only have two letters swapped."""
    allowed = 2 if len(word) >= _LONG else 1
    close = process.extract(
        word, known.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=_MOST_CORRECTIONS
    )
    for other, _, _ in close:
        swapped = len(other) == len(word) and sorted(other) == sorted(word)
        if other[0] == word[0] and (swapped or min(len(word), len(other)) > _SHORTEST_TYPO):
            yield other


def _item_score(index: Index, item: int, phrases: list[Phrase], asked: tuple[Term, ...]) -> float:
    vocabulary: dict[str, float] = {}
    for phrase in phrases:
        for each in phrase.stems:
            vocabulary[each] = max(phrase.trust, vocabulary.get(each, 0))
    if index.items[item].kind is not Kind.SEAT:
        asked = tuple(term for term in asked if not term.place or term.stems.keys() & vocabulary)
    best, by_name = max(_phrase_score(index, phrase, vocabulary, asked) for phrase in phrases)
    if not by_name and sum(bool(term.stems.keys() & vocabulary) for term in asked) == 1:
        best -= _LONE
    shared = [index.frequency.get((item, s), 0) for t in asked for s in t.stems]
    return max(0.0, best - _OFTEN * (1 - max(shared, default=0)))


def _phrase_score(
    index: Index,
    phrase: Phrase,
    vocabulary: Mapping[str, float],
    asked: tuple[Term, ...],
) -> tuple[float, bool]:
    """How good an item is by one of its names, and whether the whole name was said."""
    explained = total = 0.0
    said: dict[str, float] = {}
    for term in asked:
        here = max(((sure, s) for s, sure in term.stems.items() if s in phrase.stems), default=None)
        if here is not None:
            explained += term.weight * here[0]
            total += term.weight
            said[here[1]] = max(here[0], said.get(here[1], 0))
        else:
            there = max((sure * vocabulary.get(s, 0) for s, sure in term.stems.items()), default=0)
            explained += term.weight * (1.0 if term.place and there else there * _NEARBY)
            total += term.weight if there else term.missed
    weights = [(index.rarity[each], said.get(each, 0.0)) for each in phrase.stems]
    complete = sum(w * sure for w, sure in weights) / sum(w for w, _ in weights)
    score = 100 * phrase.trust * (explained / total) * (_SPARE + (1 - _SPARE) * complete)
    return score, complete >= _WHOLE or phrase.trust >= _A_NAME
