"""One round of the pulse: who is asked, until when, and what came of it."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.agreement.cadences import Every
from bot.domain.instant import Instant
from bot.domain.pulse_results import Results


@dataclass(frozen=True, order=True)
class AskedPerson:
    """Somebody who is asked in a round, once, whatever seats they hold."""

    person: str
    """Id of the person."""
    party: str
    """Key of the party they answer for."""


@dataclass(frozen=True, kw_only=True)
class PulseRound:
    """One round, from when it is opened. Its questions are those of its version."""

    collaboration: str
    start: date
    """The first day of its week, month or quarter: with the collaboration, its name."""
    every: Every
    """The rhythm it is one of."""
    version: int
    """The version of the agreement it was opened under."""
    opened_at: Instant
    ends_at: Instant
    asked: tuple[AskedPerson, ...] = ()
    """Who is asked, by id; nobody any more once it is over."""
    closed_at: Instant | None = None
    results: Results | None = None
    """What both sides read, once it is over."""

    @property
    def open(self) -> bool:
        """Whether it can be answered."""
        return self.closed_at is None

    def place_of(self, person: str) -> int | None:
        """The place of somebody among those asked; none when they are not."""
        found = (place for place, each in enumerate(self.asked) if each.person == person)
        return next(found, None)

    def closed(self, at: Instant, results: Results) -> "PulseRound":
        """At its end: with what is shown, and without who was asked."""
        return replace(self, asked=(), closed_at=at, results=results)
