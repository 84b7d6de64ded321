"""A retrospective: what worked and what to change, gathered from every side before it is shown.

Nobody reads anybody else's words before all of those asked have answered, or the time is over.
Nobody owes an answer.
"""

from dataclasses import dataclass, replace

from bot.domain.duration import Duration
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import Instant
from bot.domain.looking_back import Led

#: So long those asked can answer, on the calendar of each side; the slowest side decides.
OPEN_FOR = Duration.parse("5bd")
#: As many people are asked in all; each side has the same share of them.
MOST_ASKED = 12
#: Longest answer: what twelve people wrote still fits one message everywhere.
LIMIT = 240
#: Longest point of the discussion, and as many of them as one retrospective takes.
POINT_LIMIT = 500
MOST_POINTS = 40

#: What it can be about; a phase follows its word.
PHASE, CLOSING, ASKED_FOR = "phase/", "closing", "asked_for"


def share(sides: int) -> int:
    """How many people of one side are asked at most."""
    return max(1, MOST_ASKED // sides)


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Somebody who is asked."""

    person: str
    """Id of the person."""
    party: str
    """The side they are asked for."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What one person said; either text may be empty."""

    person: str
    party: str
    at: Instant
    worked: str = ""
    change: str = ""
    named: bool = False
    """Whether the writer wishes to be named."""

    def __post_init__(self) -> None:
        """Check that it says something.

        Raises:
            InvalidInput: both texts are empty.
        """
        if not self.worked and not self.change:
            raise InvalidInput(
                "Write a line about what worked or about what to change. To leave it, close the"
                " form.",
                field="worked",
            )


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A point of the discussion, once everybody can read what was said."""

    id: str
    """The platform event it came from: the same one is kept once."""
    party: str
    text: str
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Retrospective:
    """One round of gathering, and what came of it."""

    id: str
    collaboration: str
    number: int
    """Counted from 1 within its collaboration."""
    occasions: tuple[str, ...]
    """What it is about: `phase/<key>`, `closing` or `asked_for`; several that fell together."""
    version: int
    """Version of the agreement it began under, which has the phases it is about."""
    begun_at: Instant
    ends_at: Instant
    invited: tuple[Invited, ...]
    answers: tuple[Answered, ...] = ()
    talks: tuple[Talk, ...] = ()
    led_to: tuple[Led, ...] = ()
    """Proposals that came of it."""
    over_at: Instant | None = None
    """When it was shown to all; none while an answer can still be given."""

    @property
    def open(self) -> bool:
        """Whether those asked can still answer."""
        return self.over_at is None

    @property
    def told(self) -> tuple[Answered, ...]:
        """What everybody may read: nothing before it is over."""
        return () if self.open else self.answers

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """Side and words of everything that was said to change, once everybody may read it.

        By the alphabet within a side, so that their order tells nothing of who wrote what.
        """
        said = [(each.party, each.change) for each in self.told if each.change]
        talked = [(each.party, each.text) for each in self.talks]
        return (*sorted(said, key=lambda each: (each[0], each[1].casefold())), *talked)

    def invited_as(self, person: str) -> Invited | None:
        """As whom somebody is asked; none when they are not."""
        return next((each for each in self.invited if each.person == person), None)

    def answer_of(self, person: str) -> Answered | None:
        """What somebody said, which is their own until it is over."""
        return next((each for each in self.answers if each.person == person), None)

    @property
    def waiting_for(self) -> tuple[Invited, ...]:
        """Who was asked and has not answered."""
        answered = {each.person for each in self.answers}
        return tuple(each for each in self.invited if each.person not in answered)

    def to_answer(self, person: str) -> Invited:
        """As whom somebody can answer now.

        Raises:
            Refused: it is over, or they are not asked.
        """
        if not self.open:
            raise Refused(
                "This retrospective is over and everybody reads what was said. Add a point to its"
                " discussion: type retrospective and press Add a point."
            )
        invited = self.invited_as(person)
        if invited is None:
            raise Refused(
                "A few people of each side are asked this time. Tell one of your leads what you"
                " would say, or add it to the discussion when it is shown."
            )
        return invited

    def answered(self, said: Answered) -> "Retrospective":
        """With what somebody said, in place of what they said before.

        Raises:
            Refused: it is over, or they are not asked.
        """
        self.to_answer(said.person)
        others = tuple(each for each in self.answers if each.person != said.person)
        return replace(self, answers=(*others, said))

    def over(self, at: Instant) -> "Retrospective":
        """At its end: what was said can be read by all."""
        return replace(self, over_at=at) if self.open else self

    def about_too(self, occasion: str) -> "Retrospective":
        """Also about something that falls into the same days."""
        return replace(self, occasions=tuple(dict.fromkeys((*self.occasions, occasion))))

    def talked(self, talk: Talk) -> "Retrospective":
        """With a point of the discussion; the same one again changes nothing.

        Raises:
            Refused: it is not shown yet, or it holds as many points as it can.
        """
        if self.open:
            raise Refused(
                "It is discussed when everybody can read what was said. Until then whoever is asked"
                " answers privately."
            )
        if any(each.id == talk.id for each in self.talks):
            return self
        if len(self.talks) >= MOST_POINTS:
            raise Refused(
                f"This discussion holds {MOST_POINTS} points, as many as a message can take. Make"
                " an action of what is open, or talk about it at the next meeting."
            )
        return replace(self, talks=(*self.talks, talk))

    def with_led(self, led: Led) -> "Retrospective":
        """With a proposal that came of it, as it stands now."""
        others = tuple(each for each in self.led_to if each.amendment != led.amendment)
        return replace(self, led_to=tuple(sorted((*others, led), key=lambda each: each.number)))


def phase_of(occasion: str) -> str | None:
    """Key of the phase an occasion is the end of; none when it is none."""
    return occasion.removeprefix(PHASE) if occasion.startswith(PHASE) else None
