"""What else a question may have meant, where its answer was not the right one."""

from collections.abc import Collection

from bot.engine.lookup import Candidate, Index, Kind
from bot.engine.lookup.match import scores, terms
from bot.engine.lookup.question import read_question

#: So many are offered; more would not be read on a phone.
_MOST = 3
#: Below this a thing has nothing to do with the words.
_LEAST = 20


def next_best(
    index: Index, question: str, *, apart_from: Collection[tuple[Kind, str]] = ()
) -> tuple[Candidate, ...]:
    """The things of all kinds that fit the words best, best first; none where nothing fits at all.

    Args:
        index: the agreement as the reader may know it.
        question: what was asked.
        apart_from: what was shown as the answer already.
    """
    found = scores(index, terms(index, read_question(question)))
    ranked = sorted(
        (
            Candidate(index.items[number].kind, index.items[number].key, round(score))
            for number, score in found.items()
            if score >= _LEAST
        ),
        key=lambda each: (-each.score, each.kind, each.key),
    )
    return tuple(each for each in ranked if (each.kind, each.key) not in apart_from)[:_MOST]
