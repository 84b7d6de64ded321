"""Takes a question apart: its kind, and the words that may name something."""

import re
from dataclasses import dataclass

from bot.engine.lookup.asks import COMES_ROUND, Asks, what_it_asks
from bot.engine.lookup.glossary import (
    CALLS,
    FILLER,
    REACH_WORDS,
    VAGUE_VERBS,
    WHEN_WORDS,
    WHERE_VERBS,
)
from bot.engine.lookup.text import LONGEST, words

#: A longer topic is cut: nobody needs so many words to name something.
MOST_WORDS = 20


@dataclass(frozen=True)
class Question:
    """A question taken apart."""

    asks: Asks
    topic: tuple[str, ...]
    """The words that may name something."""
    verb: str | None
    """The word that only says what somebody does with it ("ships", "signs")."""
    clause: tuple[int, ...]
    """For every word of the topic: how many prepositions stand between it and the first."""
    whole: tuple[str, ...]
    """All words."""


_VERB = re.compile(
    r"\bwho (?:(?:is|are|can|could|should|will|would|has|have|else|normally|usually|actually|"
    r"currently|now|(?:can|do|should|would) (?:i|we|you|they)) )*"
    r"(?:need to |have to |going to )?(\w+)"
)
_SILENT = {
    Asks.HOW_OFTEN: WHEN_WORDS,
    Asks.WHERE: WHERE_VERBS,
    Asks.REACH: REACH_WORDS,
    Asks.WHEN: WHEN_WORDS,
}
_AROUND_WORDS = "?!.,;:()[]\"'\u2019\u201c\u201d"
_PREPOSITIONS = frozenset({"for", "from", "of", "in", "at", "on", "with", "to", "by", "into"})


def read_question(text: str) -> Question:
    """Take a question apart; any text will do."""
    flat = " ".join(words(text))
    asks = what_it_asks(flat)
    whole = tuple(flat.split())
    verb = _verb(flat, asks)
    silent = _SILENT.get(asks, frozenset()) | ({verb} & VAGUE_VERBS if verb else frozenset())
    kept = frozenset(CALLS) if asks in COMES_ROUND else frozenset()
    topic, clause = _topic(whole, silent - kept, kept)
    return Question(asks, topic, verb, clause, whole)


def subject(text: str) -> str:
    """What a question is about, in the words it was put in and without those that name nothing."""
    kept = [
        typed
        for each in text[:LONGEST].split()
        if (typed := each.strip(_AROUND_WORDS)) and not FILLER.issuperset(words(typed))
    ]
    said = " ".join(kept)
    return said[:1].upper() + said[1:]


def _verb(flat: str, asks: Asks) -> str | None:
    if asks is not Asks.WHO_DOES and asks is not Asks.WHO_IS:
        return None
    found = _VERB.search(flat)
    if found is None:
        return None
    if asks is Asks.WHO_IS and not found[1].endswith("ing"):
        return None
    return found[1]


def _topic(
    whole: tuple[str, ...], silent: frozenset[str], kept: frozenset[str]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    topic: list[str] = []
    clause: list[int] = []
    depth = 0
    for word in whole:
        if word in _PREPOSITIONS and topic:
            depth = 1
        if (word not in FILLER or word in kept) and word not in silent and word not in topic:
            topic.append(word)
            clause.append(depth)
    return tuple(topic[:MOST_WORDS]), tuple(clause[:MOST_WORDS])
