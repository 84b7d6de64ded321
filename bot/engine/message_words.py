"""What the words of somebody's message are about."""

import re
from collections.abc import Iterator

from bot.engine.ask import find
from bot.engine.findable import Findable
from bot.engine.holders import Holders
from bot.engine.lookup import Candidate, Found, Kind
from bot.engine.scene import Scene

#: Of a longer message the beginning is read: so many characters, and sentences of them.
_READ, _MOST_SENTENCES = 6000, 20
#: A word after which no sentence ends: numbers, initials, “e.g.”.
_ENDS = re.compile(r"(?<![\s.][A-Za-z])(?<=[.!?])\s+|\n+")
#: So many things are offered to choose from.
MOST_THINGS = 5


def things_in(scene: Scene, text: str) -> tuple[Findable, ...]:
    """What a message is about, the surest first; of several sentences each may be about its own.

    Nothing before a version is in force.
    """
    if scene.collaboration.version == 0:
        return ()
    sentences = list(_sentences(text))
    found = _best(scene, sentences) or (_best(scene, [text]) if len(sentences) > 1 else ())
    return tuple(Findable(scene=scene, candidate=each) for each in found)


def _best(scene: Scene, sentences: list[str]) -> tuple[Candidate, ...]:
    best: dict[tuple[Kind, str], Candidate] = {}
    for sentence in sentences:
        for each in _found(scene, sentence).candidates:
            known = best.get((each.kind, each.key))
            if known is None or known.score < each.score:
                best[each.kind, each.key] = each
    return tuple(sorted(best.values(), key=lambda each: -each.score)[:MOST_THINGS])


def _found(scene: Scene, sentence: str) -> Found:
    return find(scene.agreement, sentence, reader=scene.reader, holders=Holders(scene))[1]


def _sentences(text: str) -> Iterator[str]:
    """The sentences and lines of the beginning of a text that say something."""
    pieces = (piece.strip() for piece in _ENDS.split(text[:_READ]))
    said = [piece for piece in pieces if any(map(str.isalnum, piece))]
    yield from said[:_MOST_SENTENCES]
