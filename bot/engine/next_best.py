"""What else a question may have meant, where its answer was not the right one."""

from collections.abc import Collection

from bot.engine.lookup import Candidate, Index, Kind, likeliest

#: So many are offered; more would not be read on a phone.
_MOST = 3
#: With less chance than this, in percent, a thing has nothing to do with the words.
_LEAST = 10


def next_best(
    index: Index, question: str, *, apart_from: Collection[tuple[Kind, str]] = ()
) -> tuple[Candidate, ...]:
    """The things of all kinds that fit the words best, best first; none where nothing fits at all.

    Args:
        index: the agreement as the reader may know it.
        question: what was asked.
        apart_from: what was shown as the answer already.
    """
    ranked = likeliest(index, question)
    return tuple(
        each for each in ranked if each.score >= _LEAST and (each.kind, each.key) not in apart_from
    )[:_MOST]
