"""How one side answered the suggestions to it, counted by turn as questions are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant
from bot.domain.standing_still import Stretch
from bot.domain.suggestion import Suggestion, Turn
from bot.domain.waiting_times import ReplyTimes, waiting_times


@dataclass(frozen=True, kw_only=True)
class _Waited:
    """A suggestion with one seat; of several answers the first one counts."""

    seat: str
    since: Instant
    due: Instant
    replied_at: Instant | None
    ended_at: Instant | None


def suggestion_replies(
    suggestions: Iterable[Suggestion],
    agreements: Mapping[int, Agreement],
    *,
    party: str,
    seats: frozenset[str],
    now: Instant,
    since: Instant,
    until: Instant,
    still: Sequence[Stretch],
) -> ReplyTimes:
    """How a side answered, whatever it said. What was passed on or taken back counts for nothing.

    Args:
        suggestions: all of the collaboration.
        agreements: the versions they run by, by number.
        party: key of the side.
        seats: keys of the seats whose turns count.
        now: the moment it is read.
        since: turns count that began at this moment or after it,
        until: and before this one.
        still: when the collaboration stood still.
    """
    turns = (
        (agreements[each.version], _waited(each, turn))
        for each in suggestions
        if each.to_party == party
        for turn in each.turns
    )
    return waiting_times(turns, seats=seats, now=now, since=since, until=until, still=still)


def _waited(suggestion: Suggestion, turn: Turn) -> _Waited:
    replied = turn.answers[0].reason.at if turn.answers else None
    passed_on = turn.passed_on.at if turn.passed_on else None
    taken_back = suggestion.withdrawn_at if turn is suggestion.turn else None
    return _Waited(
        seat=turn.seat,
        since=turn.since,
        due=turn.due,
        replied_at=replied,
        ended_at=replied or passed_on or taken_back,
    )
