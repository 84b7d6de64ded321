"""A heads-up: an early warning that asks for nothing but to be seen.

It is no escalation and no failure. It is counted as what it is: somebody spoke early.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.address import Address
from bot.domain.deed import label_of
from bot.domain.errors import Refused
from bot.domain.instant import Instant

#: How long it can be reworded or taken back; after that it has been read and counted upon.
CHANGEABLE_FOR = timedelta(minutes=15)


def id_of(collaboration: str, number: int, *, restricted: bool = False) -> str:
    """The id of a heads-up."""
    return f"{collaboration}/heads-up/{label_of(number, restricted=restricted)}"


def label_in(id_: str) -> str:
    """What people call a heads-up by, from its id."""
    return id_.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Somebody of the receiving side has read it; one is enough."""

    person: str
    """Id of the person."""
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What it said from a moment on."""

    text: str
    at: Instant


@dataclass(frozen=True, kw_only=True)
class HeadsUp:
    """An early warning from one side to another."""

    id: str
    collaboration: str
    number: int
    """1 for the first of a collaboration; restricted ones apart, so that no number is missing."""
    version: int
    """The agreement version in force when it was given."""
    area: str | None
    """Key of the area it is about; none when its words name none."""
    person: str
    """Id of the person who gave it."""
    from_seat: str | None
    """Key of the seat they hold; none for a lead without one."""
    from_party: str
    to_seat: str
    """Key of the seat it goes to."""
    to_party: str
    room: Address | None
    """The room it was written in, for everybody there to read; none when it was private."""
    thread: str | None
    """The platform's key of the thread there."""
    wordings: tuple[Wording, ...]
    """At least one; the last one counts, none is overwritten."""
    seen: Seen | None = None
    withdrawn_at: Instant | None = None
    escalation: str | None = None
    """Id of the escalation it became."""
    restricted: bool = False
    """Whether it went to a seat that not everybody may know of."""

    @property
    def label(self) -> str:
        """What people call it: `4`, or `R4` for a restricted one."""
        return label_of(self.number, restricted=self.restricted)

    @property
    def text(self) -> str:
        """What it says."""
        return self.wordings[-1].text

    @property
    def given_at(self) -> Instant:
        """When it was given."""
        return self.wordings[0].at

    @property
    def counts(self) -> bool:
        """Whether it is counted: all that were not taken back."""
        return self.withdrawn_at is None

    def can_change(self, now: Instant) -> bool:
        """Whether the writer can still reword it or take it back."""
        return self.counts and now <= self.given_at + CHANGEABLE_FOR

    def noticed(self, seen: Seen) -> "HeadsUp":
        """Seen by the receiving side; unchanged when somebody there has seen it before.

        Raises:
            Refused: it was taken back.
        """
        if not self.counts:
            raise Refused("This heads-up was taken back, so there is nothing to do about it.")
        return self if self.seen else replace(self, seen=seen)

    def reworded(self, wording: Wording) -> "HeadsUp":
        """With other words; unchanged when they are the same.

        Raises:
            Refused: it was taken back, or given too long ago.
        """
        self._must_change(wording.at)
        if wording.text == self.text:
            return self
        return replace(self, wordings=(*self.wordings, wording))

    def withdrawn(self, now: Instant) -> "HeadsUp":
        """Taken back.

        Raises:
            Refused: it was taken back already, given too long ago, or made an escalation.
        """
        self._must_change(now)
        if self.escalation is not None:
            raise Refused(
                "This heads-up was made an escalation, so it stays. Say on the escalation what is"
                " different: press Report a fact, or Resolve."
            )
        return replace(self, withdrawn_at=now)

    def escalated(self, escalation: str) -> "HeadsUp":
        """Become an escalation, by its id. It stays what it was: a word that came early.

        Raises:
            Refused: it was taken back.
        """
        self.refuse_taken_back()
        return replace(self, escalation=escalation)

    def refuse_taken_back(self) -> None:
        """Let only what counts become an escalation.

        Raises:
            Refused: it was taken back.
        """
        if not self.counts:
            raise Refused(
                "This heads-up was taken back. Type raise and a few words if something happened."
            )

    def _must_change(self, now: Instant) -> None:
        if not self.counts:
            raise Refused("This heads-up was taken back. Give a new one any time.")
        if not self.can_change(now):
            raise Refused(
                "A heads-up can be changed for 15 minutes, and this one is older. Say what is"
                " different in a new one: those who got it read both."
            )
