"""What people want to speak about at one meeting, collected before it begins."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import Instant

LONGEST_POINT = 200
MOST_POINTS = 15
LONGEST_TALK = 240
#: In Teams the form of a point stands in place of the agenda it was opened from, until the agenda
#: changes. For so long it is left as it is: changing it would take away what somebody is typing.
WRITING = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Point:
    """Something to speak about."""

    id: str
    """The platform event it came from: names it within its meeting, and carried over to others."""
    text: str
    person: str | None
    """Id of the person who added it; none when it follows from what is agreed."""
    at: Instant
    minutes: int | None = None
    """How long the person thinks it takes."""
    under: str = ""
    """Title of the standing point it belongs to; empty for none."""
    since: datetime | None = None
    """For one that an earlier meeting left open: the wall time of that meeting."""

    def __post_init__(self) -> None:
        """Check what a person wrote.

        Raises:
            InvalidInput: it says nothing, is too long, or takes no sensible time.
        """
        if not self.text:
            raise InvalidInput("Write in a few words what it is about.", field="text")
        if len(self.text) > LONGEST_POINT:
            raise InvalidInput(
                f"Keep a point under {LONGEST_POINT} characters; the rest can stand in a shared"
                " place or be said at the meeting.",
                field="text",
            )
        if self.minutes is not None and not 1 <= self.minutes <= LONGEST_TALK:
            raise InvalidInput(
                f"Write a whole number of minutes from 1 to {LONGEST_TALK}, or leave it empty.",
                field="minutes",
            )


@dataclass(frozen=True, kw_only=True)
class MeetingAgenda:
    """The agenda of one meeting, from its first point or from when it was posted."""

    id: str
    """The id of the check-in that its minutes will be."""
    collaboration: str
    cadence: str
    wall: datetime
    """Naive wall time of the rule before any day-off shift."""
    start: Instant
    points: tuple[Point, ...] = ()
    """In the order they came; what earlier meetings left open comes first."""
    declined: tuple[str, ...] = ()
    """Ids of points that were left open before and taken back since."""
    posted_at: Instant | None = None
    """When it was shown to everybody; it collects before that too."""
    dropped: bool = False
    """Whether a change of the agreement moved the meeting elsewhere, with its points."""
    writing: tuple[tuple[str, Instant], ...] = ()
    """Who opened the form of a point, by person, and when; gone once it is sent."""

    def with_point(self, point: Point) -> "MeetingAgenda":
        """With one more; unchanged when this person has added the same words already.

        Raises:
            Refused: it is full.
        """
        words = (point.person, point.text.casefold())
        if any((each.person, each.text.casefold()) == words for each in self.points):
            return self
        if len(self.points) >= MOST_POINTS:
            raise Refused(
                f"This agenda holds {MOST_POINTS} points, as many as a meeting can take. Write to"
                " whoever calls it, or take one of your own points back first."
            )
        return replace(self, points=(*self.points, point))

    def without_point(self, id_: str, person: str) -> "MeetingAgenda":
        """Without a point of this person.

        Raises:
            Refused: there is none such, or it is somebody else's.
        """
        found = next((point for point in self.points if point.id == id_), None)
        if found is None:
            raise Refused("This point is not on the agenda any more. Type agenda to see what is.")
        if found.person != person:
            raise Refused("Only whoever added a point takes it back. Talk to them about it.")
        declined = (*self.declined, id_) if found.since else self.declined
        rest = tuple(point for point in self.points if point is not found)
        return replace(self, points=rest, declined=declined)

    def carrying(self, left_open: Iterable[Point]) -> "MeetingAgenda":
        """With what earlier meetings left open in front, in place of what it had of that before."""
        wanted = [point for point in left_open if point.id not in self.declined]
        own = [point for point in self.points if point.since is None]
        room = max(MOST_POINTS - len(own), 0)
        return replace(self, points=(*wanted[:room], *own))

    def begun(self, now: Instant) -> bool:
        """Whether the meeting has begun, so that nothing more is collected."""
        return now >= self.start

    def written_by(self, person: str, now: Instant) -> "MeetingAgenda":
        """With a form that somebody opened just now."""
        others = tuple(each for each in self._written(now) if each[0] != person)
        return replace(self, writing=(*others, (person, now)))

    def sent_by(self, person: str) -> "MeetingAgenda":
        """Without the form that somebody had opened."""
        return replace(self, writing=tuple(each for each in self.writing if each[0] != person))

    def left_alone_until(self, now: Instant) -> Instant | None:
        """Until when its messages stay as they are, because somebody has a form open; or None."""
        written = self._written(now)
        return Instant(max(since for _, since in written) + WRITING) if written else None

    def _written(self, now: Instant) -> tuple[tuple[str, Instant], ...]:
        return tuple(each for each in self.writing if now - each[1] < WRITING)
