"""When somebody may be written to unasked, and how often: their hours and what they prefer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.agreement.cadences import Cadence, IfDayOff
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import OfficeHours, Party
from bot.domain.errors import BadAgreement, InvalidInput
from bot.domain.instant import Instant, instant, local
from bot.domain.reach import hours_on
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import (
    SEARCH_DAYS,
    Workdays,
    seat_working_days,
    seat_zone,
    working_days,
)

MOST_A_DAY = 50
LONGEST_LEAD = timedelta(hours=8)
_USUAL_BUDGET = 5
_ONE_DAY = timedelta(days=1)
_LOOKED_BACK = 31
#: How long before the end of the working day somebody is asked whose update is due after it.
_BEFORE_THE_END = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """How a person wants to be written to, in all of their collaborations."""

    person: str
    """Id of the person."""
    quiet: OfficeHours | None = None
    """Wall time in which nothing is sent unasked; one that ends before it begins goes overnight."""
    zone: str | None = None
    """IANA zone of the quiet hours and of the day; none means the one they work in."""
    lead: timedelta = timedelta()
    """How long before an update is due they want to be asked for it."""
    budget: int = _USUAL_BUDGET
    """How many unasked messages a local day; what is more comes as one."""

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            InvalidInput: the lead time or the budget is out of range.
        """
        if not timedelta() <= self.lead <= LONGEST_LEAD:
            raise InvalidInput("Choose a time of at most 8 hours before an update is due.")
        if not 1 <= self.budget <= MOST_A_DAY:
            raise InvalidInput(f"Choose a number of messages from 1 to {MOST_A_DAY}.")


@dataclass(frozen=True)
class Window:
    """A stretch of time: from its start until before its end."""

    start: Instant
    end: Instant


@dataclass(frozen=True, kw_only=True)
class Hours:
    """The hours in which one person may be written to unasked."""

    party: Party
    workdays: Workdays
    zone: str
    """IANA zone of the working hours."""
    preferences: Preferences

    @classmethod
    def of(
        cls, agreement: Agreement, party: str, seat: str | None, preferences: Preferences
    ) -> "Hours":
        """The hours of somebody in a seat, or of one who only belongs to the party."""
        owner = agreement.party[party]
        return cls(
            party=owner,
            workdays=seat_working_days(agreement, seat) if seat else working_days(owner),
            zone=seat_zone(agreement, seat) if seat else owner.zone,
            preferences=preferences,
        )

    @property
    def day_zone(self) -> str:
        """IANA zone of the person's own day."""
        return self.preferences.zone or self.zone

    def day_of(self, moment: Instant) -> date:
        """The person's own day of a moment."""
        return local(moment, self.day_zone).date()

    def begin_of_day(self, moment: Instant) -> Instant:
        """When the person's own day of a moment began."""
        return resolve_wall(datetime.combine(self.day_of(moment), time.min), self.day_zone)

    def end_of_day(self, moment: Instant) -> Instant:
        """When the person's own day after that of a moment begins."""
        following = self.day_of(moment) + _ONE_DAY
        return resolve_wall(datetime.combine(following, time.min), self.day_zone)

    def allow(self, moment: Instant) -> bool:
        """Whether something may come at this moment."""
        return self.next_allowed(moment) == moment

    def next_allowed(self, moment: Instant) -> Instant:
        """The moment itself, or the first one after it at which something may come.

        Who works no hour within a year that is not quiet can be written to at any time: keeping
        everything from them for ever would be worse.
        """
        first = local(moment, self.zone).date() - _ONE_DAY
        for window in self._windows(first, SEARCH_DAYS):
            if window.end > moment:
                return Instant(max(window.start, moment))
        return moment

    def ask_at(self, due: Instant, late_at: Instant) -> Instant:
        """When to ask for an update: as long before it is due as the person likes.

        Where that is outside their hours they are asked when the next ones begin. Where that would
        be after the update is late, an hour before the end of the ones before.
        """
        wished = instant(due - self.preferences.lead)
        following = self.next_allowed(wished)
        if following < late_at:
            return following
        last = self._window_before(wished)
        if last is None:
            return following
        return Instant(max(last.start, instant(min(last.end, due) - _BEFORE_THE_END)))

    def last_allowed(self, moment: Instant) -> Instant:
        """The moment itself, or else the last one before it that leaves them an hour to act."""
        last = self._window_before(moment)
        if last is None or moment < last.end:
            return moment
        return Instant(max(last.start, instant(last.end - _BEFORE_THE_END)))

    def leave_some(self, moment: Instant) -> bool:
        """Whether any time is left in the two weeks after a moment."""
        return any(self._windows(local(moment, self.zone).date(), 14))

    def next_morning(self, moment: Instant) -> Instant:
        """When the person begins to work on a day after that of the moment."""
        tomorrow = local(moment, self.zone).date() + _ONE_DAY
        for window in self._windows(tomorrow, SEARCH_DAYS):
            if window.start > moment:
                return window.start
        return self.next_allowed(instant(moment + _ONE_DAY))

    def _window_before(self, moment: Instant) -> Window | None:
        """The last hours that began at a moment or before, within a month."""
        first = local(moment, self.zone).date() - timedelta(days=_LOOKED_BACK)
        found = [w for w in self._windows(first, _LOOKED_BACK + 2) if w.start <= moment]
        return found[-1] if found else None

    def _windows(self, first: date, days: int) -> Iterator[Window]:
        """Working hours without the quiet ones, in order, of a number of days."""
        for ahead in range(days):
            day = first + timedelta(days=ahead)
            try:
                hours = hours_on(self.party, self.workdays, day)
            except BadAgreement:
                return  # a calendar nobody knows: the check of the agreement says so
            if hours is not None:
                yield from self._without_quiet(_window(hours, day, self.zone))

    def _without_quiet(self, work: Window) -> Iterator[Window]:
        quiet, zone = self.preferences.quiet, self.day_zone
        start = work.start
        if quiet is not None and quiet.start != quiet.end:
            first = local(work.start, zone).date() - _ONE_DAY
            last = local(work.end, zone).date()
            for number in range((last - first).days + 1):
                silent = _window(quiet, first + timedelta(days=number), zone)
                if start < silent.start < work.end:
                    yield Window(start, silent.start)
                if silent.start < work.end:
                    start = Instant(max(start, silent.end))
        if start < work.end:
            yield Window(start, work.end)


def agreed_for_a_day_off(agreement: Agreement, cadence: Cadence, due: Instant) -> bool:
    """Whether both sides agreed that an update is due although its sender is off that day.

    Then its time is agreed to be outside of the sender's hours, and that is when they are asked.
    """
    day = local(due, seat_zone(agreement, cadence.writer)).date()
    works = seat_working_days(agreement, cadence.writer).is_working(day)
    return cadence.if_day_off is IfDayOff.SEND_ANYWAY and not works


def _window(hours: OfficeHours, day: date, zone: str) -> Window:
    last = day if hours.start < hours.end else day + _ONE_DAY
    start = resolve_wall(datetime.combine(day, hours.start), zone)
    return Window(start, resolve_wall(datetime.combine(last, hours.end), zone))
