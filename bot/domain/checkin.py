"""A check-in: one occurrence of a cadence, from opened to answered, late or missed."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Refused
from bot.domain.instant import Instant
from bot.domain.reception import Excuse, Mark


class Health(StrEnum):
    """How the work stands, in the sender's judgement."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


class CheckInState(StrEnum):
    """How far a check-in is. A late one is still open; a missed one was overtaken by the next."""

    OPEN = "open"
    LATE = "late"
    ANSWERED = "answered"
    MISSED = "missed"
    EXCUSED = "excused"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One agreed content item and what was said about it."""

    title: str
    text: str
    unit: str = ""
    """For a number: the unit it was given in."""

    @property
    def said(self) -> str:
        """The text, with its unit if it has one."""
        return f"{self.text} {self.unit}" if self.unit else self.text


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the sender said, once. An edit is a further answer; none is overwritten."""

    health: Health
    items: tuple[Item, ...]
    help_needed: str
    person: str
    """Id of the person who answered."""
    seat: str
    """Key of the seat the person answered for."""
    at: Instant
    no_change: bool = False
    """Whether it was given with the *No change* button."""


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """One occurrence of a cadence. It keeps the agreement version it was opened under."""

    id: str
    collaboration: str
    cadence: str
    version: int
    """The agreement version whose rules it runs by."""
    wall: datetime
    """Naive wall time of the rule before any day-off shift: with the cadence, its identity."""
    due: Instant
    late_at: Instant
    """End of the grace."""
    opened_at: Instant
    state: CheckInState = CheckInState.OPEN
    answers: tuple[Answer, ...] = ()
    writing_since: Instant | None = None
    """When somebody last opened its form without having sent it yet."""
    excuse: Excuse | None = None
    """Why the receiving side does not need it, while it is excused."""
    useful: tuple[Mark, ...] = ()
    """Who found it useful, each person once."""

    @property
    def answer(self) -> Answer | None:
        """The answer that counts: the latest."""
        return self.answers[-1] if self.answers else None

    @property
    def waiting(self) -> bool:
        """Whether an answer is still expected."""
        return self.state in (CheckInState.OPEN, CheckInState.LATE)

    @property
    def early(self) -> bool:
        """Whether it was opened before it was due: asked for ahead, or answered early."""
        return self.opened_at < self.due

    @property
    def answered_late(self) -> bool:
        """Whether the first answer came after the grace."""
        return bool(self.answers) and self.answers[0].at > self.late_at

    def answered(self, answer: Answer) -> "CheckIn":
        """With a first or a further answer.

        Raises:
            Refused: the check-in was excused.
        """
        if self.state is CheckInState.EXCUSED:
            raise Refused(
                "This update was excused, so nothing is owed. The next one comes as agreed."
            )
        return replace(
            self,
            state=CheckInState.ANSWERED,
            answers=(*self.answers, answer),
            writing_since=None,
        )

    def excused(self, excuse: Excuse) -> "CheckIn":
        """Without anything being owed any more.

        Raises:
            Refused: it has come, or is excused already.
        """
        if self.answers:
            raise Refused("This update has come already, so there is nothing to excuse.")
        if self.state is CheckInState.EXCUSED:
            raise Refused("This update is excused already. Nothing is owed.")
        return replace(self, state=CheckInState.EXCUSED, excuse=excuse)

    def expected_again(self, now: Instant) -> "CheckIn":
        """With its excuse taken back.

        Raises:
            Refused: it is not excused.
        """
        if self.state is not CheckInState.EXCUSED:
            raise Refused("This update is not excused. Type status to see how it stands.")
        state = CheckInState.LATE if now > self.late_at else CheckInState.OPEN
        return replace(self, state=state, excuse=None)

    def found_useful(self, mark: Mark) -> "CheckIn":
        """With somebody's mark; unchanged when the person has marked it before."""
        if any(each.person == mark.person for each in self.useful):
            return self
        return replace(self, useful=(*self.useful, mark))

    def being_written(self, now: Instant) -> "CheckIn":
        """With its form opened just now."""
        return replace(self, writing_since=now)

    def gone_late(self) -> "CheckIn":
        """After the grace, when it is still open; otherwise unchanged."""
        return replace(self, state=CheckInState.LATE) if self.state is CheckInState.OPEN else self

    def overtaken(self) -> "CheckIn":
        """After the next one opened, when it is still waiting; otherwise unchanged."""
        return replace(self, state=CheckInState.MISSED) if self.waiting else self


def checkin_id(collaboration: str, cadence: str, wall: datetime, area: str | None = None) -> str:
    """The id of an occurrence's check-in; the same occurrence always has the same one.

    At a milestone it ends with the key of the area: two that are done at once are two promises.
    """
    one = f"{collaboration}/{cadence}/{wall:%Y-%m-%dT%H:%M}"
    return one if area is None else f"{one}/{area}"
