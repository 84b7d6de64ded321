"""When a notice outside of chat that nobody has recorded yet is spoken of.

Who gives it is reminded when half of the time that was left is over, so that the other half is
there to do it; what must follow another notice has a time of its own. When its time has passed, the
card says so. Their lead hears of it after half of the agreed time once more, in half an hour at the
earliest and a day at the latest.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.instant import Instant, instant
from bot.domain.ladder import Case, Notice

#: With less time than this left, whoever raised it reads on the card what is due already.
_LEAST_LEFT = timedelta(minutes=10)
_LEAST, _MOST = timedelta(minutes=30), timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class NoticeTimes:
    """What happens about one notice, and when."""

    remind: Instant | None
    """Who gives it is reminded; none when it is due too soon for that."""
    due: Instant
    """By when it is agreed, or when that could be known if that was later."""
    lead: Instant
    """The leads of that side are told."""


def notice_times(case: Case, notice: Notice) -> NoticeTimes | None:
    """When it is spoken of in this run; none where no time is agreed for it."""
    escalation = case.escalation
    if notice.due is None:
        return None
    begins = max(escalation.clock_start, notice.begins, notice.known)
    due = max(notice.due, begins)
    agreed = (notice.due - notice.begins) / 2
    soon = due - begins < _LEAST_LEFT
    return NoticeTimes(
        remind=None if soon else instant(begins + (due - begins) / 2),
        due=due,
        lead=instant(due + min(max(agreed, _LEAST), _MOST)),
    )
