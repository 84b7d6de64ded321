"""How old what is open was at a moment, in bands of days.

A day is twenty-four hours. Days on which the collaboration stood still do not count.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from enum import StrEnum

from bot.domain.actions import Action
from bot.domain.decisions import Decision
from bot.domain.instant import Instant
from bot.domain.standing_still import Stretch, running_time

_DAY = timedelta(days=1)


class Band(StrEnum):
    """How long something has been open."""

    WEEK = "under_7_days"
    MONTH = "7_to_29_days"
    QUARTER = "30_to_89_days"
    OLDER = "90_days_and_more"


_BELOW = ((7 * _DAY, Band.WEEK), (30 * _DAY, Band.MONTH), (90 * _DAY, Band.QUARTER))


def band(age: timedelta) -> Band:
    """The band of an age."""
    return next((found for limit, found in _BELOW if age < limit), Band.OLDER)


def ages(begun: Iterable[Instant], at: Instant, still: Sequence[Stretch]) -> Counter[Band]:
    """How many are in each band at a moment.

    Args:
        begun: when each that is open at the moment began.
        at: the moment.
        still: when the collaboration stood still until then.
    """
    return Counter(band(running_time(each, at, still)) for each in begun)


def open_actions(
    actions: Iterable[tuple[Action, Sequence[Instant]]], at: Instant
) -> Iterator[tuple[str, Instant]]:
    """Key of the owning seat, and the begin, of each action that was open at a moment.

    Args:
        actions: each with the moments it was opened again, the earliest first.
        at: the moment.
    """
    for action, reopened in actions:
        if action.raised.at < at and not _ended(action, reopened, at):
            later = (edit.owner for edit in action.edits if edit.by.at >= at)
            yield next(later, action.owner), action.raised.at


def _ended(action: Action, reopened: Sequence[Instant], at: Instant) -> bool:
    endings = [*action.taken_back, *((action.ending,) if action.ending else ())]
    before = [each.by.at for each in endings if each.by.at < at]
    return bool(before) and not any(before[-1] <= each < at for each in reopened)


def open_decisions(decisions: Iterable[Decision], at: Instant) -> Iterator[tuple[str, Instant]]:
    """Key of the deciding party, and the begin, of each that waited for its word at a moment."""
    for each in decisions:
        if each.written.at < at and (each.settled is None or each.settled.at >= at):
            yield each.decider.party, each.written.at
