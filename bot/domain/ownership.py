"""Whether what somebody owns is still theirs: when it is asked, and what is open when it is not.

Owners are asked at the begin of each round, a month or a quarter of the year. Who takes a seat in
between is asked then, unless the next round is near. Nobody is asked in the first weeks of an
agreement: everything was just read.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.agreement.ownership import Rhythm
from bot.domain.instant import Instant

_MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3}
#: How long after a first version nobody is asked.
JUST_AGREED = timedelta(days=28)
#: How long after the begin of a round, or after somebody took a seat, they can still be asked. What
#: is agreed, or goes on after a pause, later than that waits for the next round.
STILL_ASKED = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """Somebody said that an area is still with its seat. Of each area the last one is kept."""

    collaboration: str
    area: str
    """Key of the area."""
    seat: str
    """Key of the seat that answered for it then."""
    person: str
    """Id of who said so: the holder, or a lead of their side."""
    at: Instant


class Unsettled(StrEnum):
    """Why nobody surely owns an area."""

    UNCONFIRMED = "unconfirmed"
    """Its owner was asked and has not answered in the agreed time."""
    NOT_MINE = "not_mine"
    """Its owner said that it is not theirs any more."""
    VACANT = "vacant"
    """Nobody holds its seat for longer than was agreed."""


class Settled(StrEnum):
    """How that came to its end."""

    CONFIRMED = "confirmed"
    """The owner, or a lead of that side, said that it is right."""
    CHANGED = "changed"
    """A new version says something else about the area, or takes it out."""
    FILLED = "filled"
    """Somebody holds the seat."""
    GIVEN_UP = "given_up"
    """Its owner said that it is not theirs any more, which is a gap of its own."""


@dataclass(frozen=True, kw_only=True)
class AreaGap:
    """An area that nobody surely owns, from one moment to another, for a named lead to settle."""

    collaboration: str
    area: str
    """Key of the area."""
    about: str
    """What it became one with: of one question, or one empty seat. All of it is one message."""
    seat: str
    """Key of the seat that answers for it."""
    because: Unsettled
    since: Instant
    due: Instant
    """By when the lead is asked to settle it."""
    lead: str | None = None
    """Id of the lead; none where nobody speaks for the side who may know of it."""
    until: Instant | None = None
    """When it was settled."""


def round_begin(rhythm: Rhythm, day: date) -> date:
    """The first day of the round that a day is in."""
    months = _MONTHS[rhythm]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def is_asked_on(
    rhythm: Rhythm, day: date, *, agreed: date | None, seated: date, resumed: date | None = None
) -> bool:
    """Whether an owner who was not asked in this round yet is asked on a day.

    Args:
        rhythm: how often owners are asked.
        day: the day, where the owner is.
        agreed: the day the first version came into force, if that is known.
        seated: the day the owner took the last of their seats.
        resumed: the day the collaboration went on after its last pause, if there was one: who could
            not be asked in it is asked then.
    """
    if agreed is not None and day - agreed < JUST_AGREED:
        return False
    begin = round_begin(rhythm, day)
    if day - begin < STILL_ASKED:
        return True
    following = round_begin(rhythm, begin + timedelta(days=31 * _MONTHS[rhythm]))
    late = max(seated, resumed or seated)
    return day - late < STILL_ASKED <= following - day
