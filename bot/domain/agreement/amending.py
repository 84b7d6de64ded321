"""How long a proposed change waits for an answer."""

from dataclasses import dataclass

from bot.domain.duration import Duration, Unit

#: What holds where nothing else is agreed.
REMIND_AFTER = Duration(3, Unit.BUSINESS_DAYS)
LAPSE_AFTER = Duration(20, Unit.BUSINESS_DAYS)


@dataclass(frozen=True, kw_only=True)
class Amending:
    """When a proposed change is reminded of, and when it lapses.

    Business days count on the calendar of the party that is asked.
    """

    remind_after: Duration = REMIND_AFTER
    """Counted from the sending of a proposal: when who is asked is reminded, once."""
    lapse_after: Duration = LAPSE_AFTER
    """Counted from the sending of a proposal: when it lapses without an answer."""
