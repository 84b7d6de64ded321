"""A thanks: somebody says what somebody did well. It asks for nothing, and nobody counts it."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.domain.address import Address
from bot.domain.errors import Refused
from bot.domain.instant import Instant, local
from bot.domain.wall_time import resolve_wall

#: One line: what it was for.
LONGEST = 300
#: As many thanks of one person as the rooms take a day; what is given privately is not counted.
IN_ROOMS_A_DAY = 3
_TAKE_BACK_FOR = timedelta(minutes=15)


def id_of(collaboration: str, name: str) -> str:
    """The id of a thanks; it has no number, for numbers would count them."""
    return f"{collaboration}/thanks/{name}"


@dataclass(frozen=True, kw_only=True)
class Named:
    """Somebody with name and seat as they were then; who leaves stays named like this."""

    person: str
    """Id of the person."""
    name: str
    seat: str | None
    """Key of the seat; none of a lead without one."""
    title: str
    """Title of the seat; empty without one."""
    party: str


@dataclass(frozen=True, kw_only=True)
class Thanks:
    """One thanks."""

    id: str
    collaboration: str
    version: int
    """The agreement version in force when it was given."""
    by: Named
    to: Named
    text: str
    """What it was for."""
    at: Instant
    private: bool
    """Whether the person thanked reads it alone; otherwise every room of all parties does."""
    room: Address | None = None
    """The room it was written in; none when it was written in private."""
    thread: str | None = None
    """The platform's key of the thread there."""
    withdrawn_at: Instant | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.withdrawn_at is None

    def is_between(self, person: str) -> bool:
        """Whether somebody gave it or got it."""
        return person in (self.by.person, self.to.person)

    def withdrawn(self, now: Instant) -> "Thanks":
        """Taken back; unchanged when it was before.

        Raises:
            Refused: it was given too long ago.
        """
        if not self.stands:
            return self
        if now > self.at + _TAKE_BACK_FOR:
            raise Refused(
                "Thanks can be taken back for 15 minutes, and these are older. They stay as they"
                " are; if something in it is wrong, tell the person yourself."
            )
        return replace(self, withdrawn_at=now)


def begin_of_day(now: Instant, zone: str) -> Instant:
    """When the day began on which somebody in a zone gives thanks."""
    return resolve_wall(datetime.combine(local(now, zone).date(), time.min), zone)
