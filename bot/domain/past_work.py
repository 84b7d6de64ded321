"""The measured record of past work with a partner: numbers that its side agreed may be kept.

Whether they may is read from the agreement of each collaboration whenever they are asked for
(`Party.past_work_shown_to`), so consent that is taken back takes the numbers with it. They are
counted by the definitions of the collaboration itself and hold no name of anything or anybody.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.acknowledged_times import Acknowledged
from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.domain.partners import Colleague

_MONTH = timedelta(days=30.4375)


@dataclass(frozen=True, kw_only=True)
class PartnerLink:
    """An entry of a directory is a party of a collaboration."""

    organisation: Address
    """Whose directory it is."""
    partner: str
    """Id of the entry."""
    collaboration: str
    """Its id."""
    party: str
    """Key of the party in it."""
    by: Colleague
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Work:
    """What was measured of one side in one collaboration, until now or until it was closed."""

    collaboration: str
    """Its id; for telling whether the reader is in it, never to be shown."""
    lasted: timedelta
    on_time: int
    """Promised updates that came in time."""
    expected: int
    """Promised updates that were not excused."""
    answer: timedelta | None
    """The median of working time until a question was answered; none without one."""
    acknowledged: Acknowledged
    """How it reacted to escalations."""


@dataclass(frozen=True, kw_only=True)
class PastWork:
    """All work with one partner that may be known."""

    works: tuple[Work, ...]
    """At least one."""

    @property
    def months(self) -> int:
        """How long, all of them together, in whole months and one at least."""
        return max(1, round(sum((each.lasted for each in self.works), timedelta()) / _MONTH))

    @property
    def updates(self) -> tuple[int, int]:
        """How many came on time, and of how many."""
        return sum(w.on_time for w in self.works), sum(w.expected for w in self.works)

    @property
    def on_time_percent(self) -> int | None:
        """Which part came on time, 0 to 100; none where none was promised."""
        on_time, expected = self.updates
        return round(100 * on_time / expected) if expected else None

    @property
    def answers(self) -> tuple[timedelta, timedelta] | None:
        """The shortest and the longest median of a collaboration; none where nothing was asked."""
        known = [each.answer for each in self.works if each.answer is not None]
        return (min(known), max(known)) if known else None

    @property
    def acknowledged(self) -> tuple[int, int]:
        """How many escalations were acknowledged in time, and of how many."""
        every = [each.acknowledged for each in self.works]
        return sum(a.in_time for a in every), sum(a.counted for a in every)
