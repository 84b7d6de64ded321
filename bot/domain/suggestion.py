"""A suggestion to the other side, from being made to what became of it.

It is a row of turns. A turn begins when it comes to a seat and ends when that seat answers or
passes it on to the right seat of its own side. *Not now* can name a day: on it the suggestion comes
back, in a new turn with a clock of its own. An answer that was no, or not now, can become a yes.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.address import Address
from bot.domain.deed import label_of
from bot.domain.errors import Refused
from bot.domain.instant import Instant
from bot.domain.looking_back import Led
from bot.domain.question import Said


def id_of(collaboration: str, number: int, *, restricted: bool) -> str:
    """The id of a suggestion."""
    return f"{collaboration}/suggestion/{label_of(number, restricted=restricted)}"


class Verdict(StrEnum):
    """What a suggestion was answered with."""

    ADOPTED = "adopted"
    NOT_NOW = "not_now"
    NO = "no"


class Reminder(StrEnum):
    """When whoever is asked is reminded."""

    HALF_WAY = "half_way"
    DUE = "due"


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An answer with its reason, which whoever suggested it reads."""

    verdict: Verdict
    reason: Said
    again: date | None = None
    """For *Not now*: the day on which it comes back, where one was named."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The suggestion with one seat."""

    seat: str
    """Key of the seat that is asked."""
    since: Instant
    """When it came to the seat."""
    due: Instant
    """When an answer was agreed for."""
    reminded: frozenset[Reminder] = frozenset()
    shown_at: Instant | None = None
    """Since when both sides see that the agreed time is over."""
    answers: tuple[Answered, ...] = ()
    """The last one counts."""
    passed_on: Said | None = None
    """The word with which it went to another seat."""

    @property
    def answer(self) -> Answered | None:
        """What the seat said to it."""
        return self.answers[-1] if self.answers else None

    @property
    def open(self) -> bool:
        """Whether it waits for the seat."""
        return not self.answers and self.passed_on is None


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One suggestion, with all its turns."""

    id: str
    collaboration: str
    number: int
    """1 for the first of a collaboration; restricted ones apart, so that no number is missing."""
    version: int
    """The agreement version it runs by."""
    topic: str
    """What it is about, as people read it: the title of what was found, or a seat."""
    area: str | None = None
    """Key of the area it is about; none when it is about none."""
    person: str
    """Id of the person who made it. Of one without a name it is for Accord alone to know."""
    from_seat: str | None
    """None as well for one without a name."""
    from_party: str
    to_party: str
    anonymous: bool = False
    """Whether nobody but who made it reads from whom it is."""
    posted: bool = False
    """Whether the rooms of both sides read it, and the answer."""
    room: Address | None = None
    """The room it was written in."""
    thread: str | None = None
    """The platform's key of the thread there."""
    wordings: tuple[Said, ...]
    """At least one; the last counts."""
    turns: tuple[Turn, ...]
    """At least one; the last is the present one."""
    withdrawn_at: Instant | None = None
    led_to: tuple[Led, ...] = ()
    """Proposals that came of it, and what became of each."""
    restricted: bool = False
    """Whether it was made to a seat that not everybody may know of."""

    @property
    def label(self) -> str:
        """What people call it: `4`, or `R4` for a restricted one."""
        return label_of(self.number, restricted=self.restricted)

    @property
    def text(self) -> str:
        """The idea, in its last wording."""
        return self.wordings[-1].text

    @property
    def turn(self) -> Turn:
        """The present turn."""
        return self.turns[-1]

    @property
    def made_at(self) -> Instant:
        """When it was made."""
        return self.turns[0].since

    @property
    def answer(self) -> Answered | None:
        """The answer that counts; none while it waits."""
        return self.turn.answer

    @property
    def times_answered(self) -> int:
        """How many answers were given, in all turns."""
        return sum(len(turn.answers) for turn in self.turns)

    @property
    def waiting(self) -> bool:
        """Whether it waits for the seat that is asked."""
        return self.withdrawn_at is None and self.turn.open

    @property
    def adopted(self) -> bool:
        """Whether it was adopted."""
        return self.answer is not None and self.answer.verdict is Verdict.ADOPTED

    @property
    def comes_back(self) -> date | None:
        """The day on which it comes back to the seat."""
        return self.answer.again if self.answer else None

    @property
    def unfinished(self) -> bool:
        """Whether anything is still to happen with it by itself."""
        return self.waiting or self.comes_back is not None

    def refuse_answer(self, verdict: Verdict) -> None:
        """Leave alone what is answered: only a yes can still come after not now, or no.

        Raises:
            Refused: it was taken back, is adopted already, or was answered.
        """
        self.refuse_withdrawn()
        if self.adopted:
            raise Refused(
                f"Suggestion {self.label} is adopted already. Its card says what came of it."
            )
        if verdict is not Verdict.ADOPTED:
            self.must_wait()

    def answered(self, answer: Answered) -> "Suggestion":
        """With what the seat says to it.

        Raises:
            Refused: it was taken back, is adopted already, or was answered.
        """
        self.refuse_answer(answer.verdict)
        return self._with(replace(self.turn, answers=(*self.turn.answers, answer)))

    def passed_on(self, seat: str, said: Said, due: Instant) -> "Suggestion":
        """With another seat of the same side, whose clock begins now.

        Raises:
            Refused: there is nothing to pass on.
        """
        self.must_wait()
        ended = self._with(replace(self.turn, passed_on=said))
        return replace(ended, turns=(*ended.turns, Turn(seat=seat, since=said.at, due=due)))

    def came_back(self, now: Instant, due: Instant) -> "Suggestion":
        """On the day that *Not now* named: a new turn of the same seat."""
        return replace(self, turns=(*self.turns, Turn(seat=self.turn.seat, since=now, due=due)))

    def reworded(self, said: Said) -> "Suggestion":
        """With other words; unchanged when they are the same.

        Raises:
            Refused: it is answered or was taken back.
        """
        self.must_wait()
        if said.text == self.text:
            return self
        return replace(self, wordings=(*self.wordings, said))

    def withdrawn(self, now: Instant) -> "Suggestion":
        """Taken back by whoever made it.

        Raises:
            Refused: it is answered or was taken back.
        """
        self.must_wait()
        return replace(self, withdrawn_at=now)

    def after_reminder(self, reminder: Reminder) -> "Suggestion":
        """After the seat was reminded."""
        return self._with(replace(self.turn, reminded=self.turn.reminded | {reminder}))

    def shown(self, now: Instant) -> "Suggestion":
        """From now on both sides see that the agreed time is over."""
        return self._with(replace(self.turn, shown_at=now))

    def with_led(self, led: Led) -> "Suggestion":
        """With what became of a proposal that came of it."""
        others = tuple(each for each in self.led_to if each.amendment != led.amendment)
        return replace(self, led_to=(*others, led))

    def refuse_withdrawn(self) -> None:
        """Leave alone what was taken back.

        Raises:
            Refused: it was.
        """
        if self.withdrawn_at is not None:
            raise Refused(
                f"Suggestion {self.label} was taken back, so nobody waits for an answer. To take up"
                " the idea all the same, type propose or action."
            )

    def must_wait(self) -> None:
        """Leave alone what waits for nobody.

        Raises:
            Refused: it is answered or was taken back.
        """
        self.refuse_withdrawn()
        if not self.waiting:
            raise Refused(
                f"Suggestion {self.label} has been answered already, so it stays as it is. For"
                " another idea, type suggest and what it is."
            )

    def _with(self, turn: Turn) -> "Suggestion":
        return replace(self, turns=(*self.turns[:-1], turn))
