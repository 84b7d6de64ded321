"""Reads from the first words what kind of question it is, and where its topic begins."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.engine.lookup.glossary import FILLER, REACH_WORDS, VAGUE_VERBS, WHEN_WORDS, WHERE_VERBS
from bot.engine.lookup.text import words

#: A longer topic is cut: nobody needs so many words to name something.
MOST_WORDS = 20


class Asks(StrEnum):
    """What is asked for."""

    WHO_DOES = "who_does"
    WHO_IS = "who_is"
    REACH = "reach"
    WHERE = "where"
    WHAT_IF = "what_if"
    WHEN = "when"
    ANYTHING = "anything"


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


_WHAT_IF = re.compile(
    r"\bwhat (if|happens|do (i|we|you) do|to do|should (i|we) do)\b|\b(if|when|whenever) (a|an|the|"
    r"my|our|some\w*|there|we|i|it|one|two)\b.*|^(in case)\b"
)
_WHERE = re.compile(r"\bwhere\b|\bin which (folder|system|place)\b")
_WHEN = re.compile(r"\b(when|how often|how frequently|what (time|day|date)|which day|due date)\b")
_REACH = re.compile(
    r"\b(reach|get hold|get (me )?in touch|get me|contact|phone|phone number|page|ring|e ?mail)\b"
    r"|\bnumber$|^call\b|\bto call\b|\bhow (do|can|could|should) (i|we) (talk|speak|write)\b"
)
_WHO = re.compile(r"\b(who|whom|whose|owner|owns|responsible|accountable|in charge)\b")
_WHO_IS = re.compile(r"\bwho (is|are) (?!(\w+ing|responsible|accountable|in charge|on)\b)")
_VERB = re.compile(
    r"\bwho (?:(?:is|are|can|could|should|will|would|has|have|else|normally|usually|actually|"
    r"currently|now|(?:can|do|should|would) (?:i|we|you|they)) )*"
    r"(?:need to |have to |going to )?(\w+)"
)
_SILENT = {Asks.WHERE: WHERE_VERBS, Asks.REACH: REACH_WORDS, Asks.WHEN: WHEN_WORDS}
_PREPOSITIONS = frozenset({"for", "from", "of", "in", "at", "on", "with", "to", "by", "into"})


def read_question(text: str) -> Question:
    """Take a question apart; any text will do."""
    flat = " ".join(words(text))
    asks = _asks(flat)
    whole = tuple(flat.split())
    verb = _verb(flat, asks)
    silent = _SILENT.get(asks, frozenset()) | ({verb} & VAGUE_VERBS if verb else frozenset())
    topic, clause = _topic(whole, silent)
    return Question(asks, topic, verb, clause, whole)


def _asks(flat: str) -> Asks:
    who, where = _WHO.search(flat), _WHERE.search(flat)
    if where and not (who and who.start() < where.start()):
        return Asks.WHERE
    what_if = _WHAT_IF.search(flat)
    if what_if and not _is_when_question(flat):
        return Asks.WHAT_IF
    if who:
        return _asks_who(flat)
    if _WHEN.search(flat):
        return Asks.WHEN
    return Asks.REACH if _REACH.search(flat) else Asks.ANYTHING


def _is_when_question(flat: str) -> bool:
    # "when the freezer fails" is an occurrence, "when is the call" a date
    first = flat.split(maxsplit=2)[:2]
    return first[0] == "when" and len(first) > 1 and first[1] in _AUXILIARIES


_AUXILIARIES = frozenset({"is", "are", "do", "does", "did", "will", "was", "can", "should"})


def _asks_who(flat: str) -> Asks:
    return Asks.WHO_IS if _WHO_IS.search(flat) else Asks.WHO_DOES


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
    whole: tuple[str, ...], silent: frozenset[str]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    topic: list[str] = []
    clause: list[int] = []
    depth = 0
    for word in whole:
        if word in _PREPOSITIONS and topic:
            depth = 1
        if word not in FILLER and word not in silent and word not in topic:
            topic.append(word)
            clause.append(depth)
    return tuple(topic[:MOST_WORDS]), tuple(clause[:MOST_WORDS])
