"""An escalation: something happened that both sides agreed is a reason to consult.

It keeps the version of the agreement it began under and the key of its trigger. A version never
changes, so these two are a frozen copy of the rules; `bot.domain.ladder` reads them. To acknowledge
is one thing, to resolve another. Reopened, it climbs its ladder anew: that is its next run.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from bot.domain.errors import Refused
from bot.domain.instant import Instant
from bot.domain.looking_back import Led, LookBack

#: How long after it was closed an escalation can be reopened; after that it is raised anew.
REOPENED_WITHIN = timedelta(days=14)
#: The same trigger again within this time of the last report is a report to the running one.
STORM = timedelta(hours=2)


class EscalationState(StrEnum):
    """How far it is."""

    OPEN = "open"
    CLOSED = "closed"


class Because(StrEnum):
    """Why a rung was reached, or not."""

    START = "start"
    NOT_ACKNOWLEDGED = "not_acknowledged"
    NOT_RESOLVED = "not_resolved"
    ALWAYS = "always"
    REPORTED = "reported"
    """A fact was reported that leads there."""
    NOT_REPORTED = "not_reported"
    """Nobody reported what would have kept it from there."""
    BY_HAND = "by_hand"
    EMPTY = "empty"
    """Nobody could be told on the rung before."""
    NOT_AGREED = "not_agreed"
    """No agreed trigger fits, so the leads are told."""
    ACKNOWLEDGED = "acknowledged"
    """Not reached: somebody has it."""
    AVERTED = "averted"
    """Not reached: what keeps it from there was reported."""
    CAME = "came"
    """Not reached: what it waited for has come."""


class Outcome(StrEnum):
    """What came of telling a seat."""

    TOLD = "told"
    WAITS = "waits"
    """Until its working hours begin."""
    NOBODY = "nobody"
    """Neither a holder nor anybody who stands in can be reached in chat."""
    UNNEEDED = "unneeded"
    """While it waited, the reason went away."""


@dataclass(frozen=True, kw_only=True)
class By:
    """Who did something, and for whom."""

    person: str
    """Id of the person."""
    party: str
    """Key of the party they belong to."""
    seat: str | None = None
    """Key of the seat they acted for; none for a lead without one."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One item of the agreed minimum content and what was said about it."""

    item: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Acknowledgement:
    """Somebody has it."""

    by: By
    at: Instant
    run: int


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that was reported while it ran, in the agreed words where there are any."""

    text: str
    by: By
    at: Instant
    run: int


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What happens to the work: it ends the hold."""

    what: str
    by: By
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Given:
    """Somebody says that a notice was given outside of chat."""

    notice: str
    """Key of the notice; see `bot.domain.ladder.Notice`."""
    by: By
    at: Instant
    """When it was said."""
    done_at: Instant | None = None
    """When it was given; none in what was said before that was asked."""

    @property
    def given_at(self) -> Instant:
        """When it was given, as it was said."""
        return self.done_at or self.at


@dataclass(frozen=True, kw_only=True)
class Joined:
    """A further report of the same kind."""

    token: str
    """Names the report, so that it is added once."""
    text: str
    at: Instant
    by: By | None = None
    """None when a number brought it."""
    about: str | None = None
    """What it waits for, as `Escalation.about`."""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """How what was agreed for closing is met."""

    facts: str
    by: By
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Reopening:
    """Why it goes on."""

    reason: str
    by: By
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Rung:
    """What was decided about a rung."""

    step: int
    run: int
    at: Instant
    because: Because

    @property
    def reached(self) -> bool:
        """Whether it was reached; otherwise there was no need."""
        return self.because not in (Because.ACKNOWLEDGED, Because.AVERTED, Because.CAME)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What came of telling a seat on a rung; the latest one for a seat counts."""

    step: int
    """0 for the leads, where no trigger fits or nobody else is left."""
    run: int
    party: str
    seat: str
    """Key of the seat; of a lead the id of the person."""
    outcome: Outcome
    because: Because
    at: Instant
    """When; of one that waits, until when."""
    person: str | None = None
    """Id of who was told: the holder or who stands in."""


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """One of them, from raised to closed, with everything that happened on the way."""

    id: str
    collaboration: str
    number: int
    """What people call it by; restricted ones are counted apart, so that no number is missing."""
    version: int
    """The agreement version whose rules it runs by."""
    trigger: str | None
    """Key of the trigger; none when no agreed one fits."""
    restricted: bool = False
    """Whether it exists only for who is told, and for unblinded seats."""
    words: str = ""
    """What was typed when it was raised, or what number crossed which limit."""
    said: tuple[Statement, ...] = ()
    happened_at: Instant
    known_at: Instant
    raised_at: Instant
    raised_by: By | None = None
    """None when it fired by itself."""
    about: str | None = None
    """What fired it and can still come: a question, a deliverable, a choice. None for all else."""
    heads_up: str | None = None
    """Id of the heads-up it came from."""
    clock_start: Instant
    """When the clock of this run started."""
    run: int = 1
    """1 at first, one more for each time it was reopened."""
    state: EscalationState = EscalationState.OPEN
    rungs: tuple[Rung, ...] = ()
    told: tuple[Told, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    facts: tuple[Fact, ...] = ()
    decisions: tuple[Decision, ...] = ()
    given: tuple[Given, ...] = ()
    joined: tuple[Joined, ...] = ()
    closings: tuple[Closing, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    look_backs: tuple[LookBack, ...] = ()
    """One for each run that was closed."""
    came: tuple[str, ...] = ()
    """What came, in this run, of all that it waited for."""
    led_to: tuple[Led, ...] = ()
    """Proposals that came of it."""

    @property
    def label(self) -> str:
        """What people call it: `E-3`, or `R-1` for a restricted one."""
        return f"{'R' if self.restricted else 'E'}-{self.number}"

    @property
    def open(self) -> bool:
        """Whether it still runs."""
        return self.state is EscalationState.OPEN

    @property
    def decision(self) -> Decision | None:
        """What was decided about the work, last."""
        return self.decisions[-1] if self.decisions else None

    @property
    def closing(self) -> Closing | None:
        """How it ended, when it is closed."""
        return self.closings[-1] if self.closings and not self.open else None

    @property
    def last_report(self) -> Instant:
        """When it was raised, or the last further report came."""
        return self.joined[-1].at if self.joined else self.raised_at

    @property
    def look_back(self) -> LookBack | None:
        """The two questions after this run, once it is closed."""
        found = [each for each in self.look_backs if each.run == self.run]
        return None if self.open or not found else found[-1]

    def acts(self) -> Iterator[tuple[Instant, By]]:
        """When somebody did something about it, and who, kind by kind."""
        if self.raised_by is not None:
            yield self.raised_at, self.raised_by
        yield from ((each.at, each.by) for each in self.acknowledgements)
        yield from ((each.at, each.by) for each in self.facts)
        yield from ((each.at, each.by) for each in self.decisions)
        yield from ((each.at, each.by) for each in self.given)
        yield from ((each.at, each.by) for each in self.closings)
        yield from ((each.at, each.by) for each in self.reopenings)

    def doers(self) -> Iterator[By]:
        """Everybody who did something about it; some of them several times."""
        yield from (by for _, by in self.acts())

    def rung(self, step: int) -> Rung | None:
        """What was decided last about a rung in this run."""
        found = [rung for rung in self.rungs if (rung.step, rung.run) == (step, self.run)]
        return found[-1] if found else None

    def reached(self, step: int) -> bool:
        """Whether a rung was reached in this run."""
        rung = self.rung(step)
        return rung is not None and rung.reached

    def telling(self, step: int, seat: str) -> Told | None:
        """What came of telling a seat on a rung in this run, last."""
        key = (step, seat, self.run)
        found = [each for each in self.told if (each.step, each.seat, each.run) == key]
        return found[-1] if found else None

    def waits_for(self, about: str) -> bool:
        """Whether it began, or was reported again, because something had not come."""
        return about in (self.about, *(each.about for each in self.joined))

    @property
    def waits_no_more(self) -> bool:
        """Whether all that it began for has come, and nobody had raised or reported it themselves.

        Then only people know whether that was all: it climbs no further, and stays open.
        """
        waited = [each.about for each in self.joined] + [self.about]
        said = self.raised_by is not None or any(each.by is not None for each in self.joined)
        return not said and all(each is not None and each in self.came for each in waited)

    def with_come(self, about: str) -> "Escalation":
        """With something that came of what it waited for."""
        return replace(self, came=tuple(dict.fromkeys((*self.came, about))))

    def without(self, about: str) -> "Escalation":
        """With something that had come, and has not after all."""
        return replace(self, came=tuple(each for each in self.came if each != about))

    def waits(self, told: Told) -> bool:
        """Whether somebody's hours are still waited for."""
        latest = self.telling(told.step, told.seat)
        return told is latest and told.outcome is Outcome.WAITS

    def reported(self, text: str) -> bool:
        """Whether a fact was reported in this run."""
        return any(fact.text == text and fact.run == self.run for fact in self.facts)

    def with_rung(self, rung: Rung) -> "Escalation":
        """With a decision about a rung; one that was reached is not decided again."""
        return self if self.reached(rung.step) else replace(self, rungs=(*self.rungs, rung))

    def with_told(self, told: Told) -> "Escalation":
        """With what came of telling a seat."""
        return replace(self, told=(*self.told, told))

    def acknowledged(self, by: By, at: Instant) -> "Escalation":
        """With somebody who has it.

        Raises:
            Refused: it is closed.
        """
        self._refuse_closed()
        acknowledgement = Acknowledgement(by=by, at=at, run=self.run)
        return replace(self, acknowledgements=(*self.acknowledgements, acknowledgement))

    def with_fact(self, text: str, by: By, at: Instant) -> "Escalation":
        """With a fact that somebody reports.

        Raises:
            Refused: it is closed, or the same was reported before.
        """
        self._refuse_closed()
        if self.reported(text):
            raise Refused(
                f"“{text}” was reported already, so nothing was changed. Press Report a fact to say"
                " what is new."
            )
        fact = Fact(text=text, by=by, at=at, run=self.run)
        return replace(self, facts=(*self.facts, fact))

    def decided(self, decision: Decision) -> "Escalation":
        """With what happens to the work; a later decision takes the place of the one before.

        Raises:
            Refused: it is closed.
        """
        self._refuse_closed()
        return replace(self, decisions=(*self.decisions, decision))

    def with_given(self, given: Given) -> "Escalation":
        """With a notice that was given outside of chat.

        Raises:
            Refused: it was said before.
        """
        self.refuse_given(given.notice)
        return replace(self, given=(*self.given, given))

    def said_given(self, notice: str) -> Given | None:
        """Who said that a notice was given, by its key; none as long as nobody did."""
        return next((each for each in self.given if each.notice == notice), None)

    def refuse_given(self, notice: str) -> None:
        """Check that nobody said yet that a notice was given.

        Raises:
            Refused: somebody did.
        """
        if self.said_given(notice) is not None:
            raise Refused(
                "This notice is on record as given already, so nothing was changed. Press Report a"
                " fact to add something."
            )

    def with_joined(self, report: Joined) -> "Escalation":
        """With a further report of the same kind."""
        return replace(self, joined=(*self.joined, report))

    def closed(self, closing: Closing) -> "Escalation":
        """At its end.

        Raises:
            Refused: it is closed already.
        """
        self._refuse_closed()
        closings = (*self.closings, closing)
        return replace(self, state=EscalationState.CLOSED, closings=closings)

    def reopened(self, reopening: Reopening) -> "Escalation":
        """Climbing anew, from this moment on.

        Raises:
            Refused: it is open, or was closed too long ago.
        """
        if self.open or not self.closings:
            raise Refused("This escalation is open, so there is nothing to reopen.")
        if reopening.at - self.closings[-1].at > REOPENED_WITHIN:
            raise Refused(
                f"It was closed more than {REOPENED_WITHIN.days} days ago. Type raise and a few"
                " words to begin a new one."
            )
        return replace(
            self,
            state=EscalationState.OPEN,
            run=self.run + 1,
            clock_start=reopening.at,
            came=(),
            reopenings=(*self.reopenings, reopening),
        )

    def with_look_back(self, look_back: LookBack) -> "Escalation":
        """With the two questions after a run as they stand now."""
        others = tuple(each for each in self.look_backs if each.run != look_back.run)
        return replace(self, look_backs=(*others, look_back))

    def with_led(self, led: Led) -> "Escalation":
        """With what became of a proposal that came of it."""
        others = tuple(each for each in self.led_to if each.amendment != led.amendment)
        return replace(self, led_to=(*others, led))

    def _refuse_closed(self) -> None:
        if not self.open:
            raise Refused("This escalation is closed. Press Reopen on it if it is not over.")
