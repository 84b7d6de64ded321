"""What should come of every promise, given what people did and when Accord was running."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from tests.year.promises import HOUR, Agreed, Promise, Terms, writer
from tests.year.readers import People
from tests.year.world import BEGIN

#: When something happens, and when it was to happen: what was to happen first comes first.
Order = tuple[datetime, datetime]
_LAST = datetime.max.replace(tzinfo=BEGIN.tzinfo)
_JUST_NOW = timedelta(minutes=5)


class Deed(StrEnum):
    """What somebody does about one promise."""

    ANSWER = "answer"
    NO_CHANGE = "no change"
    SNOOZE = "snooze"
    EXCUSE = "excuse"


@dataclass(frozen=True, kw_only=True)
class Act:
    """Somebody does something about one promise."""

    deed: Deed
    at: datetime
    until: datetime | None = None
    """For a snooze: when they are to be asked again."""
    choice: str = ""
    """For a snooze: what was chosen."""


class Fate(StrEnum):
    """What happens when it falls due."""

    OPENED = "opened"
    SENT_ALREADY = "sent already"
    OVERSLEPT = "overslept"
    """Accord was not running, and the next one is due too."""
    DROPPED = "dropped"
    """The collaboration is paused or closed; what was asked for ahead is withdrawn."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """What should have happened about one promise."""

    promise: Promise
    terms: Terms
    fate: Fate
    opened: datetime | None
    asked: datetime | None
    reminded: datetime | None
    late: datetime | None
    told: dict[str, datetime]
    missed: datetime | None
    again: tuple[datetime, ...]
    acts: tuple[Act, ...]


@dataclass(kw_only=True)
class Calculation:
    """The whole year."""

    agreed: dict[str, Agreed]
    people: People
    downs: Sequence[tuple[datetime, datetime]]
    states: dict[str, Sequence[tuple[datetime, str]]]
    end: datetime
    acts: dict[tuple[str, str], list[Act]] = field(default_factory=dict)
    """By study and name of the promise, earliest first."""

    def up(self, moment: datetime) -> datetime:
        """When Accord does what is due at a moment."""
        return next((end for begin, end in self.downs if begin < moment < end), moment)

    def is_active(self, study: str, moment: datetime) -> bool:
        return self._state(study, moment) == "active"

    def runs(self, study: str, moment: datetime) -> datetime | None:
        """When it does it at last: a pause holds it up, the end of the collaboration ends it."""
        while True:
            moment = self.up(moment)
            state = self._state(study, moment)
            if state == "active":
                return moment
            later = (at for at, now in self.states[study] if at > moment and now == "active")
            resumed = next(later, None)
            if state == "closed" or resumed is None:
                return None
            moment = resumed

    def _state(self, study: str, moment: datetime) -> str:
        return [state for at, state in self.states[study] if at <= moment][-1]

    def acts_on(self, promise: Promise) -> list[Act]:
        return self.acts.get((promise.study, promise.name), [])

    def sent(self, promise: Promise) -> datetime | None:
        """When it was sent first."""
        sending = (Deed.ANSWER, Deed.NO_CHANGE)
        return next((act.at for act in self.acts_on(promise) if act.deed in sending), None)

    def fate(self, promise: Promise) -> tuple[Fate, datetime]:
        """What happens when it falls due, and when."""
        moment = self.up(promise.due)
        if not self.is_active(promise.study, moment):
            later = self.runs(promise.study, moment) if promise.area else None
            return (Fate.DROPPED, moment) if later is None else (Fate.OPENED, later)
        sent = self.sent(promise)
        if sent is not None and sent < moment and sent < promise.due:
            return Fate.SENT_ALREADY, moment
        following = self.agreed[promise.study].following(promise)
        if following is not None and following.due <= moment:
            return Fate.OVERSLEPT, moment
        return Fate.OPENED, moment

    def story(self, promise: Promise) -> Story:
        """Everything about one promise."""
        return _Telling(self, promise).story()


class _Telling:
    """One promise."""

    def __init__(self, year: Calculation, promise: Promise) -> None:
        self.year, self.promise, self.study = year, promise, promise.study
        self.fate, self.falls_due = year.fate(promise)
        self.terms = year.agreed[self.study].terms(promise, self.falls_due)
        self.acts = year.acts_on(promise)

    def story(self) -> Story:
        follows = self.fate is Fate.OPENED
        opened = self.falls_due if self.fate is Fate.OPENED else None
        if self.opened_early is not None:
            opened = self.opened_early
        elif (sent := self.year.sent(self.promise)) is not None and sent < self.promise.due:
            opened = sent
        return Story(
            promise=self.promise,
            terms=self.terms,
            fate=self.fate,
            opened=opened,
            asked=self.asked[0] if self.asked else None,
            reminded=self._reminded() if follows else None,
            late=self._late() if follows else None,
            told=dict(self._told()) if follows else {},
            missed=self.missed[0] if self.missed else None,
            again=tuple(self._again()),
            acts=tuple(self.acts),
        )

    # ---- what ends it

    @cached_property
    def missed(self) -> Order | None:
        """When the next one took its place, or that it was slept through."""
        if self.fate is Fate.OVERSLEPT:
            return self.falls_due, self.promise.due
        if self.promise.area or self.fate is Fate.DROPPED:
            return None
        following = self.year.agreed[self.study].following(self.promise)
        while following is not None and following.due < self.year.end:
            fate, moment = self.year.fate(following)
            if fate in (Fate.OPENED, Fate.SENT_ALREADY):
                when = (moment, following.due)
                return None if self._came_before(moment) else when
            following = self.year.agreed[self.study].following(following)
        return None

    def _came_before(self, moment: datetime) -> bool:
        ends = (Deed.ANSWER, Deed.NO_CHANGE, Deed.EXCUSE)
        return any(act.deed in ends and act.at < moment for act in self.acts)

    def _is_over(self, when: Order) -> bool:
        return self._came_before(when[0]) or (self.missed is not None and self.missed < when)

    # ---- asking

    @cached_property
    def opened_early(self) -> datetime | None:
        """When it was opened ahead of its time, so that its sender could be asked."""
        looks = [(each, each) for each in self._times_to_look_ahead()]
        heapq.heapify(looks)
        while looks:
            now, _ = heapq.heappop(looks)
            if now >= self.promise.due or self._came_before(now):
                return None
            later = self._ask_ahead(now)
            if later is not None and later <= now:
                return now
            if later is not None:
                heapq.heappush(looks, (self.year.up(later), later))
        return None

    @cached_property
    def asked(self) -> Order | None:
        """When its sender was asked."""
        turns: list[Order] = []
        if self.fate is Fate.OPENED:
            turns.append((self.falls_due, self.promise.due))
        if (early := self.opened_early) is not None:
            turns += [(each, each) for each in self._times_to_look_ahead() if each >= early]
            turns.append((early, early))
        heapq.heapify(turns)
        while turns:
            now, was = heapq.heappop(turns)
            withdrawn = self.fate is Fate.DROPPED and now >= self.falls_due
            if now > self.year.end or withdrawn or self._is_over((now, was)):
                return None
            if not self.year.is_active(self.study, now):
                continue
            moment = self._may_ask(now)
            if moment == now:
                return now, was
            at = self.year.runs(self.study, moment)
            if at is not None:
                heapq.heappush(turns, (at, moment))
        return None

    def _times_to_look_ahead(self) -> Iterator[datetime]:
        """When it is decided whether to ask ahead: once planned, and whenever that may change."""
        agreed, due = self.year.agreed[self.study], self.promise.due
        if self.promise.area:
            return
        earlier = [p.due for p in agreed.by_cadence[self.promise.cadence] if p.due < due]
        before = max(earlier, default=None)
        moments = [since for since, _ in agreed.versions]
        moments += [at for at, state in self.year.states[self.study] if state == "active"]
        seat = writer(self.terms.cadence)
        for who, changes in self.year.people.wishes.items():
            for at, _ in changes:
                if self.year.people.reading(self.study, seat, at).who == who:
                    moments.append(at)
        if before is not None:
            moments = [each for each in moments if each >= before] + [self.year.up(before)]
        yield from sorted({each for each in moments if each < due})

    def _ask_ahead(self, now: datetime) -> datetime | None:
        """When to ask ahead, as it looks now; None when it is asked for when it falls due."""
        if not self.year.is_active(self.study, now):
            return None
        terms = self.year.agreed[self.study].terms(self.promise, now)
        if terms.agreed_for_a_day_off or terms.cadence.minutes:
            return None  # nobody writes the minutes of a meeting that has not begun
        reading = self.year.people.reading(self.study, writer(terms.cadence), now)
        moment = reading.ask_at(self.promise.due, terms.late)
        return None if moment >= self.promise.due else moment

    def _may_ask(self, now: datetime) -> datetime:
        due = self.promise.due
        if self.terms.agreed_for_a_day_off and due <= now < due + HOUR:
            return now
        seat = writer(self.terms.cadence)
        return self.year.people.reading(self.study, seat, now).next_allowed(now)

    # ---- what follows

    def _late(self) -> datetime | None:
        moment = self.year.runs(self.study, self.terms.late)
        if moment is None or moment > self.year.end or self._is_over((moment, self.terms.late)):
            return None
        return moment

    def _reminded(self) -> datetime | None:
        seat, at = self.terms.reminded
        for now, was, held_up in self._turns(seat, at):
            if now > self.terms.late and (held_up or was < self.terms.late):
                return None
            if self._is_put_off(now) or self._was_just_asked((now, was)):
                return None
            if self._allowed(seat, now):
                return now
        return None

    def _was_just_asked(self, when: Order) -> bool:
        asked = self.asked
        return asked is not None and asked <= when and when[0] - asked[0] < _JUST_NOW

    def _told(self) -> Iterator[tuple[str, datetime]]:
        for seat, at in self.terms.told:
            for now, _, _ in self._turns(seat, at):
                if self._allowed(seat, now):
                    yield seat, now
                    break

    def _turns(self, seat: str, at: datetime) -> Iterator[tuple[datetime, datetime, bool]]:
        """The moments at which something for a seat is looked at, while it still waits.

        With when it was to be looked at, and whether a pause held that up.
        """
        was = at
        while True:
            held_up = not self.year.is_active(self.study, self.year.up(was))
            now = self.year.runs(self.study, was)
            if now is None or now > self.year.end:
                return
            was = now if held_up else was
            if self._is_over((now, was)):
                return
            yield now, was, held_up
            later = self.year.people.reading(self.study, seat, now).next_allowed(now)
            if later == now:
                return
            was = later

    def _allowed(self, seat: str, now: datetime) -> bool:
        return self.year.people.reading(self.study, seat, now).allows(now)

    def _again(self) -> Iterator[datetime]:
        for act in self.acts:
            for _, was, now in self._chain(act):
                over = now > self.year.end or self._is_over((now, was))
                if over or self._is_chosen_anew(act, now):
                    break
                if self._allowed(writer(self.terms.cadence), now):
                    yield now

    def _is_put_off(self, now: datetime) -> bool:
        """Whether somebody is still to be asked again, later than now."""
        return any(
            planned < now < was and not self._is_chosen_anew(act, now)
            for act in self.acts
            for planned, was, _ in self._chain(act)
        )

    def _is_chosen_anew(self, act: Act, now: datetime) -> bool:
        """Whether they put it off once more by then: the last choice holds."""
        return any(other.until and act.at < other.at <= now for other in self.acts)

    def _chain(self, act: Act) -> Iterator[tuple[datetime, datetime, datetime]]:
        """Since when it is planned to ask again, for when, and when it is looked at.

        Outside the hours it is planned once more.
        """
        seat, planned, was = writer(self.terms.cadence), act.at, act.until
        while was is not None:
            held_up = not self.year.is_active(self.study, self.year.up(was))
            now = self.year.runs(self.study, was)
            if now is None:
                return
            yield planned, now if held_up else was, now
            if self._is_chosen_anew(act, now):
                return
            later = self.year.people.reading(self.study, seat, now).next_allowed(now)
            planned, was = now, later if later != now else None
