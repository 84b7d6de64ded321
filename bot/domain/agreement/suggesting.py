"""How soon suggestions to the other side are answered."""

from dataclasses import dataclass

from bot.domain.duration import Duration, Unit

#: What holds where nothing else is agreed.
ANSWER_WITHIN = Duration(5, Unit.BUSINESS_DAYS)


@dataclass(frozen=True, kw_only=True)
class Suggesting:
    """How suggestions are answered.

    Business days count on the calendar of the seat that gets one.
    """

    answer_within: Duration
    """Counted from when it comes to the seat: adopt it, not now, or no, each with a reason."""
