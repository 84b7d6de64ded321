"""Looking back on an escalation that is closed: two questions to each side, and what came of them.

Neither side writes after the other: what one said is shown when all have answered, or when the time
for it is over. Nobody owes an answer.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.deed import Deed
from bot.domain.duration import Duration
from bot.domain.errors import Refused
from bot.domain.instant import Instant

#: So long after it was closed somebody can look back, on the calendar of each side.
OPEN_FOR = Duration.parse("10bd")


class Judged(StrEnum):
    """What somebody thinks of it afterwards."""

    FALSE_ALARM = "false_alarm"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What one side says: either text may be empty."""

    by: Deed
    helped: str = ""
    change: str = ""
    judged: Judged | None = None

    @property
    def wants_change(self) -> bool:
        """Whether something agreed may be better another way."""
        return bool(self.change) or self.judged is Judged.FALSE_ALARM


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One person of a side was asked."""

    party: str
    person: str
    at: Instant


@dataclass(frozen=True, kw_only=True)
class LookBack:
    """The two questions after one run of an escalation."""

    run: int
    sides: tuple[str, ...]
    """Keys of the parties that took part and have somebody to ask."""
    ends_at: Instant
    asked: tuple[Asked, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    over_at: Instant | None = None
    """When all had answered, or the time was over; none while an answer can still be given."""

    @property
    def open(self) -> bool:
        """Whether a side can still answer."""
        return self.over_at is None

    @property
    def complete(self) -> bool:
        """Whether every side answered."""
        return all(self.lesson_of(side) for side in self.sides)

    @property
    def told(self) -> tuple[Lesson, ...]:
        """What everybody may read: nothing before it is over; then in the order of the sides."""
        found = (self.lesson_of(side) for side in self.sides)
        return () if self.open else tuple(lesson for lesson in found if lesson)

    def lesson_of(self, side: str) -> Lesson | None:
        """What a side said, which is its own until it is over."""
        return next((each for each in self.lessons if each.by.party == side), None)

    def with_asked(self, asked: Asked) -> "LookBack":
        """With somebody who was asked."""
        return replace(self, asked=(*self.asked, asked))

    def with_lesson(self, lesson: Lesson) -> "LookBack":
        """With the answer of a side; over, when it was the last one.

        Raises:
            Refused: the time is over, the side is none of those asked, or it answered before.
        """
        self.refuse(lesson.by.party)
        answered = replace(self, lessons=(*self.lessons, lesson))
        return answered.over(lesson.by.at) if answered.complete else answered

    def refuse(self, side: str) -> None:
        """Say why a side cannot answer any more.

        Raises:
            Refused: the time is over, the side is none of those asked, or it answered before.
        """
        if not self.open:
            raise Refused(
                "Looking back on this is over. What was said stands on the escalation; press Change"
                " what is agreed on it, or type propose."
            )
        if side not in self.sides:
            raise Refused(
                "The sides that took part in this look back on it. Tell a lead of your side what"
                " you would change, or type propose."
            )
        if self.lesson_of(side) is not None:
            raise Refused(
                "Your side has looked back already, so nothing was changed. It is shown when the"
                " others have answered too, or the time for it is over."
            )

    def over(self, at: Instant) -> "LookBack":
        """At its end: what was said can be read by all."""
        return replace(self, over_at=at) if self.open else self


@dataclass(frozen=True, kw_only=True)
class Led:
    """A proposal that came of it, and what became of that."""

    amendment: str
    number: int
    """What people call the proposal by."""
    version: int | None = None
    """The version it became."""
    ended: bool = False
    """Whether it was declined, withdrawn, or lapsed."""
