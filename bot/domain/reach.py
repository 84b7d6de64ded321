"""How a seat can be reached at this moment, by the contact rules both sides agreed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import DaysOffCover, OfficeHours, Party
from bot.domain.agreement.seats import ALL, ContactHours, Seat, Unavailable
from bot.domain.duration import Duration
from bot.domain.instant import Instant, local
from bot.domain.ways import Way, way
from bot.domain.workdays import SEARCH_DAYS, Workdays, seat_working_days, seat_zone


class Availability(StrEnum):
    """What the agreement says about this moment."""

    IN_HOURS = "in_hours"
    UNAVAILABLE = "unavailable"
    ON_CALL = "on_call"
    COVERED = "covered"
    OUT_OF_HOURS = "out_of_hours"
    VACANT = "vacant"


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How to reach a seat now."""

    seat: str
    """Key of the seat that was asked for."""
    availability: Availability
    """What the agreement says about this moment."""
    wall: datetime
    """The time now where the seat is."""
    place: str
    """The city of that time."""
    now: Way
    """The way to use now."""
    later: Way
    """The way for what can wait."""
    urgent: Way
    """The way for what cannot."""
    normal_reply: Duration
    """How fast an ordinary question is answered, on the seat's own working days."""
    urgent_reply: Duration
    """How fast what cannot wait is answered."""
    until: datetime | None = None
    """When this ends, where the seat is."""
    next_start: datetime | None = None
    """When the seat works again, when it does not work now."""
    instead: str | None = None
    """Key of the seat to ask in the meantime."""
    why: str | None = None
    """Why the seat cannot be reached, in the agreed words."""
    cover: Way | None = None
    """On a day off: the one way to reach the seat that covers, when one is agreed."""
    gets_through: bool = True
    """While it is unavailable: whether what cannot wait still gets through."""
    in_chat: bool = True
    """Whether the seat can be reached in chat at all."""
    quirks: str | None = None
    """What a colleague should know before calling."""


@dataclass(frozen=True, kw_only=True)
class Presence:
    """What holds for a seat at one moment, each thing by itself."""

    wall: datetime
    """The time where the seat is."""
    in_hours: bool
    """Whether it is in its office hours."""
    on_call: bool
    """Whether it is on call, outside of its office hours."""
    absence: Unavailable | None
    """The agreed hours in which it cannot be reached, when they hold."""
    only: ContactHours | None
    """The agreed hours in which one method only is right, when they hold."""


def presence(agreement: Agreement, seat: str, now: Instant) -> Presence:
    """What holds for the seat with this key at this moment."""
    return _Situation.of(agreement, agreement.seat[seat], now).presence()


def reach_now(agreement: Agreement, seat: str, now: Instant, *, filled: bool = True) -> Reach:
    """How to reach the seat with this key at this moment.

    `filled` says whether somebody holds the seat; for an empty one the deputy is named. Agreed
    absences come before office hours, the seat's own on-call before the party's cover on days off.
    """
    return _Situation.of(agreement, agreement.seat[seat], now).reach(filled=filled)


@dataclass(frozen=True)
class _Situation:
    agreement: Agreement
    seat: Seat
    party: Party
    workdays: Workdays
    wall: datetime

    @classmethod
    def of(cls, agreement: Agreement, seat: Seat, now: Instant) -> "_Situation":
        wall = local(now, seat_zone(agreement, seat.key))
        days = seat_working_days(agreement, seat.key)
        return cls(agreement, seat, agreement.party_of(seat.key), days, wall)

    def reach(self, *, filled: bool) -> Reach:
        if not filled:
            return self._reach(Availability.VACANT, self._preferred, instead=self.seat.deputy)
        absence = self._absence()
        if absence is not None:
            return self._reach(
                Availability.UNAVAILABLE,
                self._urgent if absence.urgent_gets_through else self._preferred,
                until=self._moment(self.wall.date(), absence.to),
                instead=absence.instead,
                why=absence.why,
                gets_through=absence.urgent_gets_through,
            )
        hours = hours_on(self.party, self.workdays, self.wall.date())
        if hours is not None and within(hours, self.wall.time()):
            end = self._moment(self.wall.date(), hours.end)
            return self._reach(Availability.IN_HOURS, self._preferred, until=end)
        return self._reach_outside_hours()

    def presence(self) -> Presence:
        hours = hours_on(self.party, self.workdays, self.wall.date())
        in_hours = hours is not None and within(hours, self.wall.time())
        return Presence(
            wall=self.wall,
            in_hours=in_hours,
            on_call=not in_hours and self._on_call_hours() is not None,
            absence=self._absence(),
            only=self._only_way(),
        )

    def _reach_outside_hours(self) -> Reach:
        start = self._next_start()
        on_call = self._on_call_hours()
        if on_call is not None:
            until = self._end_of(on_call) if isinstance(on_call, OfficeHours) else None
            return self._reach(Availability.ON_CALL, self._urgent, until=until, next_start=start)
        cover = self.party.days_off_cover
        if (
            cover is not None
            and cover.seat != self.seat.key
            and not self.workdays.is_working(self.wall.date())
            and self._in_phase(cover.phases)
        ):
            return self._reach(
                Availability.COVERED,
                self._preferred,
                next_start=start,
                instead=cover.seat,
                why=cover.note,
                cover=self._cover_way(cover),
            )
        return self._reach(Availability.OUT_OF_HOURS, self._preferred, next_start=start)

    def _reach(
        self,
        availability: Availability,
        now: Way,
        *,
        until: datetime | None = None,
        next_start: datetime | None = None,
        instead: str | None = None,
        why: str | None = None,
        gets_through: bool = True,
        cover: Way | None = None,
    ) -> Reach:
        only = self._only_way()
        return Reach(
            seat=self.seat.key,
            availability=availability,
            wall=self.wall,
            place=self._place(),
            now=now if only is None else self._way(only.method),
            later=self._preferred,
            urgent=self._urgent if only is None else self._way(only.method),
            normal_reply=self.seat.reply_within.normal,
            urgent_reply=self.seat.reply_within.urgent,
            until=until,
            next_start=next_start,
            instead=instead,
            why=why or (None if only is None else only.why),
            gets_through=gets_through,
            cover=cover,
            in_chat=self.seat.contact.in_chat,
            quirks=self.seat.contact.quirks,
        )

    @property
    def _preferred(self) -> Way:
        return self._way(self.seat.contact.preferred)

    @property
    def _urgent(self) -> Way:
        return self._way(self.seat.contact.urgent)

    def _way(self, method: str) -> Way:
        return way(self.agreement, self.seat.contact, method)

    def _cover_way(self, cover: DaysOffCover) -> Way | None:
        covers = self.agreement.seat.get(cover.seat)
        if cover.method is None or covers is None:
            return None
        return way(self.agreement, covers.contact, cover.method)

    def _only_way(self) -> ContactHours | None:
        """The agreed hours in which one method only is right, when they hold now."""
        for hours in self.seat.contact.by_hour:
            end = hours.to or self.party.hours.start
            if within(OfficeHours(hours.from_, end), self.wall.time()):
                return hours
        return None

    def _place(self) -> str:
        if self.seat.zone is None and self.party.city:
            return self.party.city.split(",")[0]
        zone = self.seat.zone or self.party.zone
        return zone.rsplit("/", 1)[-1].replace("_", " ")

    def _absence(self) -> Unavailable | None:
        for absence in self.seat.unavailable:
            hours = OfficeHours(absence.from_, absence.to)
            in_phase = not absence.phases or self._in_phase(absence.phases)
            on_day = absence.on_days_of is None or self._is_day_of(absence.on_days_of)
            if in_phase and on_day and within(hours, self.wall.time()):
                return absence
        return None

    def _is_day_of(self, area: str) -> bool:
        known = self.agreement.area.get(area)
        return known is not None and self.wall.date() in known.days

    def _on_call_hours(self) -> OfficeHours | bool | None:
        """The on-call window that holds now, True for around the clock, None for no cover."""
        on_call = self.seat.on_call
        if on_call is None or not self._in_phase(on_call.phases):
            return None
        if on_call.hours is None:
            return True
        return on_call.hours if within(on_call.hours, self.wall.time()) else None

    def _in_phase(self, phases: tuple[str, ...]) -> bool:
        today = self.wall.date()
        known = self.agreement.phase
        return ALL in phases or any(key in known and known[key].covers(today) for key in phases)

    def _next_start(self) -> datetime | None:
        today = self.wall.date()
        for ahead in range(SEARCH_DAYS):
            day = today + timedelta(days=ahead)
            hours = hours_on(self.party, self.workdays, day)
            if hours is not None:
                start = self._moment(day, hours.start)
                if start > self.wall:
                    return start
        return None

    def _end_of(self, hours: OfficeHours) -> datetime:
        today = self.wall.date()
        ends_tomorrow = hours.end <= self.wall.time()
        return self._moment(today + timedelta(days=1) if ends_tomorrow else today, hours.end)

    def _moment(self, day: date, at: time) -> datetime:
        zone = self.wall.tzinfo
        assert isinstance(zone, ZoneInfo)
        return datetime.combine(day, at, zone)


def hours_on(party: Party, workdays: Workdays, day: date) -> OfficeHours | None:
    """The hours worked on a day, shorter on a half day; None on a day off.

    Wall time of whoever works them. Hours that end before they begin go on after midnight.
    """
    if not workdays.is_working(day):
        return None
    for holiday in party.holidays:
        last = holiday.to or holiday.from_
        first = holiday.date or holiday.from_
        if holiday.works_until and first and first <= day <= (holiday.date or last or first):
            return OfficeHours(party.hours.start, holiday.works_until)
    return party.hours


def within(hours: OfficeHours, at: time) -> bool:
    """Whether a time of day lies in hours that may go on after midnight."""
    if hours.start <= hours.end:
        return hours.start <= at < hours.end
    return at >= hours.start or at < hours.end  # a window over midnight
