"""How both sides answer, month by month: counted by side, never by seat or person.

Everybody reads the same numbers. They are of what everybody in the collaboration may know: what is
restricted counts for nobody, and so tells of nothing. What the words mean exactly stands with the
rules it is counted by: `kept`, `waiting_times`, `raised_times`, `acknowledged_times`, `ages`,
`seat_times`. A month is that of the first party's clock; an update counts in the month it was
promised for.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.acknowledged_times import Acknowledged
from bot.domain.ages import Band
from bot.domain.kept import Tally
from bot.domain.raised_times import RaisedTimes
from bot.domain.seat_times import SeatTimes
from bot.domain.waiting_times import ReplyTimes


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """Seats whose holder was gone, and areas that nobody surely owned."""

    opened: int
    closed: int


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """One side in one month."""

    replies: ReplyTimes
    """To questions."""
    suggestions: ReplyTimes
    """To suggestions."""
    updates: Tally
    raised: RaisedTimes
    acknowledged: Acknowledged
    actions: Counter[Band]
    """Open ones at the end of the month, by age."""
    decisions: Counter[Band]
    """Those that waited for the word of this side then, by age."""
    seats: SeatTimes
    gaps: Gaps

    @property
    def said(self) -> bool:
        """Whether there is anything of it."""
        return any(
            (
                self.replies.came or self.replies.waiting or self.updates.promised,
                self.suggestions.came or self.suggestions.waiting,
                self.raised.raised or self.acknowledged.counted,
                self.actions or self.decisions,
                self.seats.changed or self.seats.empty,
                self.gaps.opened or self.gaps.closed,
            )
        )


@dataclass(frozen=True, kw_only=True)
class Month:
    """One month of every side."""

    first: date
    """Its first day."""
    so_far: bool
    """Whether it is not over yet."""
    sides: Mapping[str, Numbers]
    """By key of the party, in their order."""
