"""Somebody is away for some days; what would come to them goes to whoever stands in."""

from dataclasses import dataclass
from datetime import date

from bot.domain.instant import Instant, local


@dataclass(frozen=True, kw_only=True)
class Absence:
    """A person's own days away, in one collaboration. Why is nobody's business, so it is not kept.

    One that is called off before it begins ends where it begins.
    """

    collaboration: str
    person: str
    """Id of who is away."""
    since: Instant
    """Begin of the first day away."""
    until: Instant
    """Begin of the day they are back."""
    zone: str
    """IANA zone whose days are meant."""
    cover: str | None = None
    """Id of the person of the same side who stands in; none for the deputies of their seats."""

    def covers(self, moment: Instant) -> bool:
        """Whether they are away at a moment."""
        return self.since <= moment < self.until

    def overlaps(self, since: Instant, until: Instant) -> bool:
        """Whether any of it lies in another stretch of time."""
        return self.since < until and since < self.until

    @property
    def back(self) -> date:
        """The day they are back."""
        return local(self.until, self.zone).date()
