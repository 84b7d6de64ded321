"""Decides from the scores: one thing, several close together, or nothing."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.engine.lookup.asks import STORIES, Asks
from bot.engine.lookup.chance import Evidence, Fit, chance, evidence_for
from bot.engine.lookup.found import NOTHING, Candidate, Found, Kind
from bot.engine.lookup.glossary import FILLER
from bot.engine.lookup.index import Index
from bot.engine.lookup.match import Term, scores, terms
from bot.engine.lookup.nearness import FAR, Near, nearest
from bot.engine.lookup.question import Question, read_question

#: Below this nothing is answered.
THRESHOLD = 62
#: With nothing else near, less is enough.
_THRESHOLD_ALONE, _ALONE = 50, 12
#: Two of a kind closer than this are both named; more so when neither was called by its name.
CLOSE, CLOSE_WHEN_UNSURE, SURE = 7, 12, 90
_MOST_CANDIDATES = 4
_NAME = 100
#: From here on something is taken to be named in a story, and what that adds.
_NAMED, _OF_IT = 35, 8
#: From here on a thing of another kind is worth a mention.
_WORTH_A_MENTION = 80
#: How many of the best by each measure are weighed.
_WORTH_A_LOOK = 10
#: In percent: from here on something is an answer. Closer than this several are offered and none is
#: guessed, each that is possible at all.
LIKELY, AS_LIKELY, POSSIBLE = 60, 30, 15
#: Seats of the same name sit on both sides.
_CLOSE_SEATS = 14
#: From this loss on a kind of thing answers only when it was called by its name.
_ANOTHER_KIND = 15
#: What an area loses when it only stands for the place of its output.
_BY_AREA = 3

# What a kind of thing loses as the answer to a kind of question. Whatever is lost, a thing of
# another kind still answers when nothing of the right kind does.
_LOSES: dict[Asks, dict[Kind, int]] = {
    Asks.WHO_DOES: {Kind.SEAT: 8, Kind.LOCATION: 25, Kind.CADENCE: 20, Kind.TRIGGER: 20},
    Asks.WHO_IS: {Kind.AREA: 4, Kind.LOCATION: 25, Kind.CADENCE: 20, Kind.TRIGGER: 20},
    Asks.REACH: {Kind.AREA: 12, Kind.LOCATION: 20, Kind.CADENCE: 15, Kind.TRIGGER: 20},
    Asks.WHERE: {Kind.AREA: 4, Kind.SEAT: 25, Kind.CADENCE: 20, Kind.TRIGGER: 25},
    Asks.WHAT_IF: {Kind.AREA: 18, Kind.SEAT: 30, Kind.LOCATION: 30, Kind.CADENCE: 30},
    Asks.HAPPENED: {Kind.AREA: 18, Kind.SEAT: 20, Kind.LOCATION: 15, Kind.CADENCE: 20},
    Asks.WHEN: {Kind.AREA: 6, Kind.SEAT: 25, Kind.LOCATION: 25, Kind.TRIGGER: 25},
    Asks.HOW_OFTEN: {Kind.AREA: 22, Kind.SEAT: 25, Kind.LOCATION: 25, Kind.TRIGGER: 25},
    Asks.ANYTHING: {Kind.SEAT: 3, Kind.LOCATION: 5, Kind.CADENCE: 4, Kind.TRIGGER: 6},
}


def look_up(index: Index, text: str) -> Found:
    """What the question is about. It never guesses."""
    question = read_question(text)
    named = _named(index, question)
    found = dict.fromkeys(named, float(_NAME))
    loses = _LOSES[question.asks]
    if all(index.items[each].kind in loses for each in named):
        found = scores(index, terms(index, question)) | found
    if named:
        return _decide(index, question, found)
    return _most_likely(index, question, text)


def weigh(index: Index, question: Question, text: str) -> dict[int, Evidence]:
    """The evidence for every item that is worth a look, by its number in the index.

    Args:
        index: the agreement as the reader may know it.
        question: the question, taken apart.
        text: the question as it was typed.
    """
    asked = terms(index, question)
    found = scores(index, asked)
    if question.asks in STORIES:
        found |= dict(_late_things(index, found))
    near, elsewhere = index.things.near(text, _meant(asked))
    if question.asks is Asks.WHERE:
        found, near = _scores_of_places(index, found), _near_places(index, near)
    worth = dict.fromkeys(_best(found))
    worth |= dict.fromkeys(_best({number: each.said for number, each in near.items()}))
    worth |= dict.fromkeys(_best({number: each.asked for number, each in near.items()}))
    elsewhere_seats = _seats_elsewhere(index, asked)
    fits = {
        number: (
            index.items[number].kind,
            Fit(found.get(number, 0.0) / _NAME, near.get(number, FAR)),
        )
        for number in worth
        if number not in elsewhere_seats
    }
    return evidence_for(question.asks, fits, elsewhere)


def _seats_elsewhere(index: Index, asked: tuple[Term, ...]) -> frozenset[int]:
    """The seats of other parties, when the question says of whose people it is."""
    said = {each for term in asked if term.place for each in term.stems}
    there = {index.phrases[n].item for each in said for n in index.postings.get(each, ())}
    seats = {number for number, item in enumerate(index.items) if item.kind is Kind.SEAT}
    return frozenset(seats - there if there & seats else ())


def _meant(asked: tuple[Term, ...]) -> Iterator[str]:
    """The stem of the agreement that each word stands for most likely."""
    return (max(each.stems, key=lambda s: (each.stems[s], s)) for each in asked if each.stems)


def _best(measure: dict[int, float]) -> list[int]:
    return heapq.nlargest(_WORTH_A_LOOK, measure, key=lambda each: (measure[each], -each))


def likeliest(index: Index, text: str) -> list[Candidate]:
    """Everything that may be meant, by the chance of each in percent, the likeliest first."""
    question = read_question(text)
    return _ranked(index, question, weigh(index, question, text))


def _ranked(index: Index, question: Question, weighed: dict[int, Evidence]) -> list[Candidate]:
    topic = len(question.topic)
    candidates = (
        Candidate(
            index.items[number].kind,
            index.items[number].key,
            round(_NAME * chance(question.asks, topic, each)),
        )
        for number, each in weighed.items()
    )
    return sorted(candidates, key=lambda each: (-each.score, each.kind, each.key))


def _most_likely(index: Index, question: Question, text: str) -> Found:
    weighed = weigh(index, question, text)
    ranked = _ranked(index, question, weighed)
    if not ranked or ranked[0].score < LIKELY:
        return NOTHING
    best = ranked[0]
    also = _also(_by_name(index, weighed), best.kind)
    alike = _seats_alike(index, weighed, best)
    close = [
        each
        for each in ranked
        if (each.score >= POSSIBLE and best.score - each.score < AS_LIKELY) or each.key in alike
    ]
    if len(close) == 1:
        return Found(best.kind, best.key, (best,), also)
    return Found(Kind.AMBIGUOUS, None, tuple(close[:_MOST_CANDIDATES]), also)


def _seats_alike(index: Index, weighed: dict[int, Evidence], best: Candidate) -> frozenset[str]:
    """The seats that go by what was said as well as the likeliest one: each party has its PM."""
    if best.kind is not Kind.SEAT:
        return frozenset()
    named = {
        index.items[number].key: each.fit.named
        for number, each in weighed.items()
        if each.kind is Kind.SEAT
    }
    least = max(named[best.key] - _CLOSE_SEATS / _NAME, THRESHOLD / _NAME)
    return frozenset(key for key, score in named.items() if score >= least)


def _by_name(index: Index, weighed: dict[int, Evidence]) -> list[Candidate]:
    """What was weighed by how well its names fit, the best first."""
    named = (
        Candidate(index.items[number].kind, index.items[number].key, round(_NAME * each.fit.named))
        for number, each in weighed.items()
    )
    return sorted(named, key=lambda each: (-each.score, each.kind, each.key))


def _scores_of_places(index: Index, found: dict[int, float]) -> dict[int, float]:
    """Asked where, an area stands for the place its output lives in."""
    best: dict[int, float] = {}
    for number, score in found.items():
        place = index.place_of(number)
        worth = score if place == number else score - _BY_AREA
        best[place] = max(worth, best.get(place, 0.0))
    return best


def _near_places(index: Index, near: dict[int, Near]) -> dict[int, Near]:
    best: dict[int, Near] = {}
    for number, each in near.items():
        place = index.place_of(number)
        best[place] = nearest((each, best.get(place, FAR)))
    return best


def nearest_triggers(index: Index, text: str, *, least: int = THRESHOLD) -> tuple[Candidate, ...]:
    """The triggers that words about an occurrence may mean, best first; several when close.

    Other kinds of things play no part in it: whoever raises something has said so.

    Args:
        index: the agreement as the reader may know it.
        text: what was typed.
        least: the score below which a trigger is no candidate.
    """
    question = replace(read_question(text), asks=Asks.WHAT_IF)
    found = scores(index, terms(index, question))
    found |= dict.fromkeys(_named(index, question), float(_NAME))
    triggers = sorted(
        (
            Candidate(Kind.TRIGGER, index.items[number].key, round(score))
            for number, score in found.items()
            if index.items[number].kind is Kind.TRIGGER and score >= least
        ),
        key=lambda each: (-each.score, each.key),
    )
    if not triggers or least < THRESHOLD:
        return tuple(triggers[:_MOST_CANDIDATES])
    best = triggers[0].score
    if best >= _NAME:
        return tuple(each for each in triggers if each.score >= _NAME)
    margin = CLOSE if best >= SURE else CLOSE_WHEN_UNSURE
    close = [each for each in triggers if best - each.score < margin]
    return tuple(close[:_MOST_CANDIDATES])


def _named(index: Index, question: Question) -> tuple[int, ...]:
    """The items whose very name was typed, with or without the words around a question."""
    whole = index.apart(question.whole)
    for start, word in enumerate(whole):
        named = index.names.get(" ".join(whole[start:]))
        if named:
            return named
        if word not in FILLER:
            break
    return index.names.get(" ".join(index.apart(question.topic)), ())


def _decide(index: Index, question: Question, found: dict[int, float]) -> Found:
    loses = _LOSES[question.asks]
    if question.asks in STORIES:
        found = found | dict(_late_things(index, found))
    ranked = sorted(
        _placed(index, question.asks, found),
        key=lambda each: (-(each.score - loses.get(each.kind, 0)), each.kind, each.key),
    )
    ranked = [
        each for each in ranked if each.score >= SURE or loses.get(each.kind, 0) < _ANOTHER_KIND
    ]
    least = THRESHOLD if _close_to_another(ranked, loses) else _THRESHOLD_ALONE
    good = [each for each in ranked if each.score - loses.get(each.kind, 0) >= least]
    if not good:
        return NOTHING
    best = good[0]
    margin = CLOSE if best.score >= SURE else CLOSE_WHEN_UNSURE
    if best.kind is Kind.SEAT and best.score < _NAME:
        margin = _CLOSE_SEATS
    close = [c for c in good if c.kind is best.kind and best.score - c.score < margin]
    also = _also(good, best.kind)
    called_by_name = best.score >= _NAME > close[1].score if len(close) > 1 else True
    if called_by_name:
        return Found(best.kind, best.key, (best,), also)
    return Found(Kind.AMBIGUOUS, None, tuple(close[:_MOST_CANDIDATES]), also)


def _close_to_another(ranked: list[Candidate], loses: dict[Kind, int]) -> bool:
    """Whether the best is but one of several, so that only a good one is an answer."""
    worth = [each.score - loses.get(each.kind, 0) for each in ranked[:2]]
    return len(worth) > 1 and worth[0] - worth[1] < _ALONE


def _late_things(index: Index, found: dict[int, float]) -> Iterable[tuple[int, float]]:
    """What gains when a thing with a date, or an update, is named in a story that may be of it."""
    named = {
        item.kind
        for item, score in ((index.items[number], score) for number, score in found.items())
        if score >= _NAMED and (item.dated or item.kind is Kind.CADENCE)
    }
    for number, score in found.items():
        if index.items[number].about in named:
            yield number, min(score + _OF_IT, _NAME)


def _placed(index: Index, asks: Asks, found: dict[int, float]) -> list[Candidate]:
    """The candidates, each at its place where it was asked for a place."""
    if asks is Asks.WHERE:
        found = _scores_of_places(index, found)
    return [
        Candidate(index.items[number].kind, index.items[number].key, round(score))
        for number, score in found.items()
    ]


def _also(good: list[Candidate], kind: Kind) -> tuple[Candidate, ...]:
    seen: dict[Kind, Candidate] = {}
    for candidate in good:
        if candidate.kind is not kind and candidate.score >= _WORTH_A_MENTION:
            seen.setdefault(candidate.kind, candidate)
    return tuple(seen.values())
