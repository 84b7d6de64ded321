"""Whether escalations were acknowledged before they climbed because nobody had said a word yet.

The agreed time is that of the ladder: it ends when the first rung is reached for want of an
acknowledgement. What was due already in the moment it was raised is no measure of the side that
only heard of it then. A reopened escalation counts by its first run.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.escalation import Because
from bot.domain.instant import Instant
from bot.domain.ladder import Case


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """Escalations that one side had to react to."""

    counted: int
    """Those acknowledged, and those that climbed for want of it."""
    in_time: int


def acknowledged(
    cases: Iterable[Case], *, party: str, since: Instant, until: Instant
) -> Acknowledged:
    """How a side reacted to what was raised in a stretch of time.

    Where several sides have to react, any of them may, and it counts for each.

    Args:
        cases: the escalations that count, each with the version it runs by.
        party: key of the side.
        since: those count that were raised at this moment or after it,
        until: and before this one.
    """
    found = [
        verdict
        for case in cases
        if party in case.reacting and since <= case.escalation.raised_at < until
        for verdict in [_in_time(case)]
        if verdict is not None
    ]
    return Acknowledged(counted=len(found), in_time=sum(found))


def _in_time(case: Case) -> bool | None:
    """None while it is still open whether it will be."""
    escalation = case.escalation
    said = [
        each.at
        for each in escalation.acknowledgements
        if each.run == 1 and each.by.party in case.reacting
    ]
    climbed = [
        rung.at
        for rung in escalation.rungs
        if rung.run == 1
        and rung.because is Because.NOT_ACKNOWLEDGED
        and rung.at > escalation.raised_at
    ]
    if not said and not climbed:
        return None
    return bool(said) and (not climbed or min(said) <= min(climbed))
