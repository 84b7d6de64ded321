"""A question to a seat of another side, from being asked to its answer.

It is a row of turns. A turn begins when the question comes to a seat and ends with what that seat
does: it answers, asks back, or passes it on to the right seat of its own side. Whoever asked can
answer a question back, or ask further, and a new turn begins; so does the clock, and nothing that
was said before is lost.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.address import Address
from bot.domain.deed import label_of
from bot.domain.errors import Refused
from bot.domain.instant import Instant


def id_of(collaboration: str, number: int, *, restricted: bool) -> str:
    """The id of a question."""
    return f"{collaboration}/question/{label_of(number, restricted=restricted)}"


class Ending(StrEnum):
    """How a turn ended."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    PASSED_ON = "passed_on"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Said:
    """Something somebody wrote, once; an edit is a further one."""

    text: str
    person: str
    """Id of the person."""
    seat: str | None
    """Key of the seat they wrote for; none for somebody without one."""
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The question with one seat."""

    seat: str
    """Key of the seat that is asked."""
    asked: tuple[Said, ...]
    """What is asked, at least once; the last wording counts."""
    since: Instant
    """When it came to the seat."""
    due: Instant
    """When an answer was agreed for."""
    replies: tuple[Said, ...] = ()
    """The answer, the question back, or why it was passed on; the last wording counts."""
    ended_at: Instant | None = None
    ending: Ending | None = None
    nudged_at: Instant | None = None
    offered_to: str | None = None
    """Key of the deputy's seat, once it was offered to it as well."""
    shown_at: Instant | None = None
    """Since when both sides see that it waits for an answer."""

    @property
    def question(self) -> Said:
        """What is asked, in its last wording."""
        return self.asked[-1]

    @property
    def reply(self) -> Said | None:
        """What came of it, in its last wording."""
        return self.replies[-1] if self.replies else None

    @property
    def open(self) -> bool:
        """Whether it waits for the seat."""
        return self.ending is None

    @property
    def replied_at(self) -> Instant | None:
        """When the seat answered or asked back; none when it did neither."""
        said = self.ending in (Ending.ANSWERED, Ending.ASKED_BACK)
        return self.ended_at if said else None


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, with all its turns."""

    id: str
    collaboration: str
    number: int
    """1 for the first of a collaboration; restricted ones apart, so that no number is missing."""
    version: int
    """The agreement version whose reply times it runs by."""
    topic: str
    """What it is about, as people read it: the title of what was found, or a seat."""
    area: str | None = None
    """Key of the area it is about; none when it is about none."""
    checkin: str | None = None
    """Id of the check-in it is about; none when it is about none."""
    urgent: bool = False
    person: str
    """Id of the person who asks."""
    from_seat: str | None
    from_party: str
    to_party: str
    room: Address | None = None
    """The room it was asked in, for everybody there to read; none when it was private."""
    thread: str | None = None
    """The platform's key of the thread there."""
    turns: tuple[Turn, ...]
    """At least one; the last is the present one."""
    restricted: bool = False
    """Whether it was asked of a seat that not everybody may know of."""

    @property
    def label(self) -> str:
        """What people call it: `4`, or `R4` for a restricted one."""
        return label_of(self.number, restricted=self.restricted)

    @property
    def turn(self) -> Turn:
        """The present turn."""
        return self.turns[-1]

    @property
    def asked_at(self) -> Instant:
        """When it was asked first."""
        return self.turns[0].since

    @property
    def waiting(self) -> bool:
        """Whether it waits for the seat that is asked."""
        return self.turn.open

    @property
    def asked_back(self) -> bool:
        """Whether it waits for whoever asked."""
        return self.turn.ending is Ending.ASKED_BACK

    @property
    def over(self) -> bool:
        """Whether it waits for nobody."""
        return not (self.waiting or self.asked_back)

    @property
    def answer(self) -> Said | None:
        """The newest answer."""
        answered = (t for t in reversed(self.turns) if t.ending is Ending.ANSWERED)
        return next((turn.reply for turn in answered), None)

    def answered(self, said: Said) -> "Question":
        """Answered by the seat.

        Raises:
            Refused: there is nothing to answer.
        """
        self._must_wait()
        return self._ended(Ending.ANSWERED, said)

    def answer_reworded(self, said: Said) -> "Question":
        """With other words in the answer; unchanged when they are the same.

        Raises:
            Refused: the present turn has no answer.
        """
        if self.turn.ending is not Ending.ANSWERED or self.turn.reply is None:
            raise Refused("There is no answer to change. Press Answer to write one.")
        if said.text == self.turn.reply.text:
            return self
        return self._with(replace(self.turn, replies=(*self.turn.replies, said)))

    def back(self, said: Said) -> "Question":
        """With a question back to whoever asked; the clock stands until they say more.

        Raises:
            Refused: there is nothing to ask back about.
        """
        self._must_wait()
        return self._ended(Ending.ASKED_BACK, said)

    def passed_on(self, seat: str, said: Said, due: Instant) -> "Question":
        """With another seat of the same side, whose clock begins now.

        Raises:
            Refused: there is nothing to pass on.
        """
        self._must_wait()
        asked, now = self.turn.asked, said.at
        ended = self._ended(Ending.PASSED_ON, said)
        following = Turn(seat=seat, asked=asked, since=now, due=due)
        return replace(ended, turns=(*ended.turns, following))

    def asked_further(self, said: Said, due: Instant) -> "Question":
        """With more from whoever asked: a new turn of the seat that spoke last.

        Raises:
            Refused: it still waits for that seat, or was taken back.
        """
        if self.waiting:
            raise Refused(
                "It waits for an answer already. Press Edit to put your question another way."
            )
        if self.turn.ending is Ending.WITHDRAWN:
            raise Refused("This question was taken back. Ask a new one with ask.")
        following = Turn(seat=self.turn.seat, asked=(said,), since=said.at, due=due)
        return replace(self, turns=(*self.turns, following))

    def reworded(self, said: Said) -> "Question":
        """With other words; unchanged when they are the same.

        Raises:
            Refused: it is answered or was taken back.
        """
        self._must_wait()
        if said.text == self.turn.question.text:
            return self
        return self._with(replace(self.turn, asked=(*self.turn.asked, said)))

    def withdrawn(self, now: Instant) -> "Question":
        """Taken back by whoever asked.

        Raises:
            Refused: it is answered or was taken back.
        """
        if not self.asked_back:
            self._must_wait()
        return self._with(replace(self.turn, ending=Ending.WITHDRAWN, ended_at=now))

    def nudged(self, now: Instant) -> "Question":
        """After the seat was reminded."""
        return self._with(replace(self.turn, nudged_at=now))

    def offered(self, deputy: str) -> "Question":
        """After it was offered to the deputy's seat."""
        return self._with(replace(self.turn, offered_to=deputy))

    def shown(self, now: Instant) -> "Question":
        """From now on both sides see that it waits."""
        return self._with(replace(self.turn, shown_at=now))

    def _ended(self, ending: Ending, said: Said) -> "Question":
        return self._with(replace(self.turn, ending=ending, ended_at=said.at, replies=(said,)))

    def _with(self, turn: Turn) -> "Question":
        return replace(self, turns=(*self.turns[:-1], turn))

    def _must_wait(self) -> None:
        match self.turn.ending:
            case None:
                return
            case Ending.ANSWERED:
                raise Refused(
                    "This question has been answered already. Whoever answered can press Edit, and"
                    " whoever asked can press Ask further."
                )
            case Ending.WITHDRAWN:
                raise Refused(
                    "This question was taken back, so nobody waits for an answer. To say it all the"
                    " same, type heads-up and a sentence."
                )
            case _:
                raise Refused(
                    "This question waits for whoever asked it to say more first. It comes back to"
                    " you then."
                )
